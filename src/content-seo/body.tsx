// What every feature shows of a page: what there is, its state, why nothing came of the last action, and its buttons.
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { ContentFeature } from '../api/contents';
import type { Content } from '../api/generated/content';
import { GenerateButton, Message } from '../bulk/row';
import type { Said } from '../bulk/use-generating';
import { codeText } from '../components/error-text';
import { PARTS } from '../queries/contents';
import { Disclosure } from './disclosure';

/** What a body is told by its row. */
export interface BodyProps {
	content: Content;
	feature: ContentFeature;
	/** Names the site of the network and what is written. */
	attempt: string;
	mayGenerate: boolean;
	/** The element that names the row. */
	titleId: string;
}

export interface BodyFrameProps extends BodyProps {
	/** What there is. */
	children: ReactNode;
	/** Facts below it. */
	facts: ReactNode;
	message: Said | null;
	/** What there is in full is behind this; null where there is nothing. */
	summary: string | null;
	/** Whether there is something that would be replaced. */
	isAgain: boolean;
	isGenerating: boolean;
	isBusy: boolean;
	onGenerate: () => void;
	/** More buttons. */
	buttons?: ReactNode;
}

/** Reasons of this site for not sending a page at all; the others are codes of the cloud. */
function failureText( failure: string ): string {
	switch ( failure ) {
		case 'no_text':
			return __(
				'There is no text here to work from. Write something first.',
				'seo-rank-genius'
			);
		case 'nothing_to_link':
			return __(
				'No other public page is about the same things and not linked yet.',
				'seo-rank-genius'
			);
		default:
			return codeText( failure );
	}
}

export function BodyFrame( props: BodyFrameProps ) {
	const { content, feature, message, summary, isAgain } = props;
	const { price, failure } = content[ PARTS[ feature ] ];
	const { id } = content;
	const why = price === 0 ? 'no_text' : failure;
	return (
		<>
			<div className="srg-row__text">
				{ props.children }
				<div className="srg-row__foot">
					{ props.facts }
					{ why !== null && message === null && (
						<span className={ price === 0 ? '' : 'srg-error' }>
							{ failureText( why ) }
						</span>
					) }
					<Message message={ message } />
				</div>
				{ content.can_edit && (
					<>
						{ summary !== null && (
							<Disclosure
								id={ id }
								feature={ feature }
								summary={ summary }
							/>
						) }
						<Disclosure
							id={ id }
							feature={ feature }
							summary={ __( 'History', 'seo-rank-genius' ) }
							isHistory
						/>
					</>
				) }
			</div>
			{ content.can_edit && (
				<div className="srg-row__actions">
					{ price > 0 && (
						<GenerateButton
							label={
								isAgain
									? __( 'Regenerate', 'seo-rank-genius' )
									: __( 'Generate', 'seo-rank-genius' )
							}
							price={ price }
							mayGenerate={ props.mayGenerate }
							isGenerating={ props.isGenerating }
							isBusy={ props.isBusy }
							titleId={ props.titleId }
							onClick={ props.onGenerate }
						/>
					) }
					{ props.buttons }
				</div>
			) }
		</>
	);
}
