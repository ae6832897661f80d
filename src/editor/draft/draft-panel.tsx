// A draft from the title or an outline: written, read, and put into the post only when it is accepted.
import { Button, RangeControl, TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { RichTextData } from '@wordpress/rich-text';
import { priceInCredits } from '../../pricing';
import { Generate } from '../generate';
import { History } from '../history';
import { Panel } from '../panel';
import { insertBlocks, newBlock, type Post } from '../post';
import type { Block } from '../blocks';
import { sectionsOf, type Section } from '../results';

const LEAST_WORDS = 100;
const MOST_WORDS = 2500;

function asBlocks( sections: readonly Section[] ): Block[] {
	const content = ( text: string ) => RichTextData.fromPlainText( text );
	return sections.flatMap( ( { heading, paragraphs } ) => [
		...( heading === ''
			? []
			: [
					newBlock( 'core/heading', {
						level: 2,
						content: content( heading ),
					} ),
				] ),
		...paragraphs.map( ( text ) =>
			newBlock( 'core/paragraph', { content: content( text ) } )
		),
	] );
}

interface PreviewProps {
	sections: readonly Section[];
	onDone: () => void;
}

function Preview( { sections, onDone }: PreviewProps ) {
	return (
		<>
			<div
				className="srg-editor__text"
				role="region"
				aria-label={ __( 'Draft', 'seo-rank-genius' ) }
				tabIndex={ 0 }
			>
				{ sections.map( ( { heading, paragraphs }, index ) => (
					<div key={ index }>
						{ heading !== '' && <h3>{ heading }</h3> }
						{ paragraphs.map( ( text, place ) => (
							<p key={ place }>{ text }</p>
						) ) }
					</div>
				) ) }
			</div>
			<div className="srg-editor__choice">
				<Button
					variant="primary"
					onClick={ () => {
						insertBlocks( asBlocks( sections ) );
						onDone();
					} }
				>
					{ __( 'Insert into the post', 'seo-rank-genius' ) }
				</Button>
				<Button variant="tertiary" onClick={ onDone }>
					{ __( 'Discard', 'seo-rank-genius' ) }
				</Button>
			</div>
		</>
	);
}

export function DraftPanel( { post }: { post: Post } ) {
	const [ outline, setOutline ] = useState( '' );
	const [ words, setWords ] = useState( 500 );
	const [ sections, setSections ] = useState< Section[] >( [] );
	const lines = outline
		.split( '\n' )
		.map( ( line ) => line.trim() )
		.filter( Boolean );
	const take = ( result: unknown ) => setSections( sectionsOf( result ) );
	return (
		<Panel name="draft" title={ __( 'Draft', 'seo-rank-genius' ) }>
			<TextareaControl
				__nextHasNoMarginBottom
				label={ __( 'Outline', 'seo-rank-genius' ) }
				help={ __(
					'One heading or point on each line. Without any, the draft follows the title.',
					'seo-rank-genius'
				) }
				value={ outline }
				onChange={ setOutline }
			/>
			<RangeControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Words', 'seo-rank-genius' ) }
				min={ LEAST_WORDS }
				max={ MOST_WORDS }
				step={ 50 }
				value={ words }
				onChange={ ( chosen ) => setWords( chosen ?? LEAST_WORDS ) }
			/>
			<Generate
				feature="draft"
				label={ __( 'Write a draft', 'seo-rank-genius' ) }
				price={ priceInCredits( {
					feature: 'draft',
					words_asked: words,
				} ) }
				isOff={ lines.length === 0 && post.title.trim() === '' }
				input={ () => ( {
					title: post.title,
					outline: lines,
					words,
					focus_keyword: post.seo?.focus_keyword ?? '',
				} ) }
				onMade={ take }
			/>
			{ sections.length > 0 && (
				<Preview
					sections={ sections }
					onDone={ () => setSections( [] ) }
				/>
			) }
			<History feature="draft" onUse={ take } />
		</Panel>
	);
}
