// The templates of one kind of content, with what they give on its newest page as they are typed.
import { Button, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import type {
	SeoSettings,
	TemplateKind,
} from '../../api/generated/seo-settings';
import { errorText } from '../../components/error-text';
import {
	templatePreviewQuery,
	type KindTemplates,
} from '../../queries/seo-settings';

const SETTLED_MS = 300;

type Field = 'title' | 'description';

export interface KindProps {
	kind: TemplateKind;
	/** As typed. */
	templates: KindTemplates;
	separator: string;
	savedSeparator: string;
	variables: SeoSettings[ 'variables' ];
	isOpenAtFirst: boolean;
	onChange: ( templates: KindTemplates ) => void;
}

/** What the templates give now: the saved ones at once, others when typing has paused. */
function Sample( { kind, templates, separator, savedSeparator }: KindProps ) {
	const { type, title, description } = templates;
	const wanted = { type, title, description, separator };
	const written = JSON.stringify( wanted );
	const [ settled, setSettled ] = useState( written );
	useEffect( () => {
		const timer = setTimeout( () => setSettled( written ), SETTLED_MS );
		return () => clearTimeout( timer );
	}, [ written ] );
	const isSaved =
		title === kind.title &&
		description === kind.description &&
		separator === savedSeparator;
	const preview = useQuery( {
		...templatePreviewQuery( JSON.parse( settled ) as typeof wanted ),
		enabled: ! isSaved && settled === written,
	} );
	const sample = isSaved ? kind.sample : ( preview.data ?? kind.sample );
	return (
		<div>
			<p className="srg-quiet">
				{ kind.sample_of === null
					? __( 'What it gives:', 'seo-rank-genius' )
					: sprintf(
							/* translators: %s: the title of a page. */
							__( 'What it gives for “%s”:', 'seo-rank-genius' ),
							kind.sample_of
						) }
			</p>
			<div className="srg-snippet" dir="auto">
				<p className="srg-snippet__title">{ sample.title }</p>
				<p className="srg-snippet__description">
					{ sample.description ||
						__(
							'No description: search engines choose words of the page.',
							'seo-rank-genius'
						) }
				</p>
			</div>
			<p role="alert" className="srg-error">
				{ ! isSaved &&
					preview.error !== null &&
					errorText( preview.error ) }
			</p>
		</div>
	);
}

export function Kind( props: KindProps ) {
	const { kind, templates, variables, onChange } = props;
	const [ isOpen, setOpen ] = useState( props.isOpenAtFirst );
	const inputs = {
		title: useRef< HTMLInputElement >( null ),
		description: useRef< HTMLInputElement >( null ),
	};
	const [ last, setLast ] = useState< Field >( 'title' );
	const change = ( field: Field, text: string ) =>
		onChange( {
			type: kind.type,
			title: templates.title,
			description: templates.description,
			[ field ]: text,
		} );
	const insert = ( variable: string ) => {
		const input = inputs[ last ].current;
		const text = templates[ last ];
		const from = input?.selectionStart ?? text.length;
		const to = input?.selectionEnd ?? from;
		change( last, text.slice( 0, from ) + variable + text.slice( to ) );
		// Typing goes on behind what was put in.
		requestAnimationFrame( () => {
			input?.focus();
			input?.setSelectionRange(
				from + variable.length,
				from + variable.length
			);
		} );
	};
	const field = ( name: Field, label: string, standard: string ) => (
		<TextControl
			__nextHasNoMarginBottom
			__next40pxDefaultSize
			ref={ inputs[ name ] }
			label={ label }
			value={ templates[ name ] }
			placeholder={ name === 'title' ? standard : '' }
			onFocus={ () => setLast( name ) }
			onChange={ ( text ) => change( name, text ) }
		/>
	);
	return (
		<details
			className="srg-card srg-kind"
			open={ isOpen }
			onToggle={ ( event ) => setOpen( event.currentTarget.open ) }
		>
			<summary>
				<span className="srg-kind__label">{ kind.label }</span>
			</summary>
			{ isOpen && (
				<div
					className="srg-kind__fields"
					role="group"
					aria-label={ kind.label }
				>
					<div className="srg-kind__inputs">
						{ field(
							'title',
							__( 'Title template', 'seo-rank-genius' ),
							kind.default_title
						) }
						{ field(
							'description',
							__( 'Description template', 'seo-rank-genius' ),
							kind.default_description
						) }
						<div
							role="group"
							aria-label={ __(
								'Insert a variable',
								'seo-rank-genius'
							) }
							className="srg-variables"
						>
							{ variables.map( ( { name, label } ) => (
								<Button
									key={ name }
									variant="secondary"
									size="small"
									// What is seen is a part of what is said.
									label={ `${ name } – ${ label }` }
									showTooltip
									onClick={ () => insert( name ) }
								>
									{ name }
								</Button>
							) ) }
						</div>
					</div>
					<Sample { ...props } />
				</div>
			) }
		</details>
	);
}
