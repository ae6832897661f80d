// What the page says of itself as structured data: made, looked at, and kept only when it is accepted.
import { Button, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ContentDetail } from '../../api/generated/content-detail';
import { errorText } from '../../components/error-text';
import { keepSchemaMutation } from '../../queries/content-editing';
import { Generate } from '../generate';
import { History } from '../history';
import { Panel } from '../panel';
import { liveTexts, usePost } from '../post';
import { factsOf, schemaTypeOf } from '../results';
import { useCommand } from '../use-queries';

const TYPES = [
	'Article',
	'BlogPosting',
	'FAQPage',
	'BreadcrumbList',
	'Organization',
	'LocalBusiness',
];

function Facts( { schema }: { schema: unknown } ) {
	return (
		<dl className="srg-editor__text">
			{ factsOf( schema ).map( ( [ name, value ] ) => (
				<div key={ name }>
					<dt>{ name }</dt>
					<dd>{ value }</dd>
				</div>
			) ) }
		</dl>
	);
}

export function SchemaPanel( {
	detail,
}: {
	detail: ContentDetail | undefined;
} ) {
	const { id } = usePost();
	const keeping = useCommand( keepSchemaMutation() );
	const [ type, setType ] = useState( 'auto' );
	const [ made, setMade ] = useState< unknown >( null );
	const kept = detail?.schema ?? null;
	const keep = ( schema: unknown ) =>
		void keeping.run( { id, schema } ).then(
			() => setMade( null ),
			() => undefined
		);
	return (
		<Panel name="schema" title={ __( 'Schema', 'seo-rank-genius' ) }>
			{ kept === null ? (
				<p className="srg-quiet">
					{ __(
						'This page has no structured data yet.',
						'seo-rank-genius'
					) }
				</p>
			) : (
				<>
					<p>
						{ sprintf(
							/* translators: %s: a type of schema.org such as "Article". */
							__( 'In use: %s', 'seo-rank-genius' ),
							schemaTypeOf( kept )
						) }
					</p>
					<Facts schema={ kept } />
					<details>
						<summary>
							{ __(
								'What search engines are given (JSON-LD)',
								'seo-rank-genius'
							) }
						</summary>
						<pre className="srg-editor__code" dir="ltr">
							{ JSON.stringify( detail?.json_ld, null, 2 ) }
						</pre>
					</details>
					<Button
						variant="tertiary"
						isDestructive
						onClick={ () => keep( null ) }
					>
						{ __( 'Remove', 'seo-rank-genius' ) }
					</Button>
				</>
			) }
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Type', 'seo-rank-genius' ) }
				value={ type }
				options={ [
					{
						value: 'auto',
						label: __( 'What fits best', 'seo-rank-genius' ),
					},
					...TYPES.map( ( name ) => ( {
						value: name,
						label: name,
					} ) ),
				] }
				onChange={ setType }
			/>
			<Generate
				feature="schema"
				label={ __( 'Generate schema', 'seo-rank-genius' ) }
				price={ 1 }
				input={ () => ( { ...liveTexts(), schema_type: type } ) }
				onMade={ setMade }
			/>
			{ made !== null && (
				<>
					<p>
						{ sprintf(
							/* translators: %s: a type of schema.org such as "Article". */
							__( 'Suggested: %s', 'seo-rank-genius' ),
							schemaTypeOf( made )
						) }
					</p>
					<Facts schema={ made } />
					<div className="srg-editor__choice">
						<Button
							variant="primary"
							isBusy={ keeping.isRunning }
							onClick={ () => keep( made ) }
						>
							{ __( 'Use this schema', 'seo-rank-genius' ) }
						</Button>
						<Button
							variant="tertiary"
							onClick={ () => setMade( null ) }
						>
							{ __( 'Discard', 'seo-rank-genius' ) }
						</Button>
					</div>
				</>
			) }
			{ keeping.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( keeping.error ) }
				</p>
			) }
			<History feature="schema" onUse={ setMade } />
		</Panel>
	);
}
