// A button below a field of the classic editor that has three texts for it generated, and the texts to choose from.
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import {
	costText,
	failureText,
	mayHaveRun,
	outcomeText,
} from '../bulk/action-text';
import { attemptId, endAttempt } from '../bulk/attempts';
import { CloudProblem } from '../api/errors';
import { pricedLabel } from '../components/credits-text';
import { formatNumber } from '../components/format';
import { runEditorActionToItsEnd } from '../queries/editor-action';
import { alternativesOf } from '../alternatives';
import { liveTexts, valueOf } from './live-texts';

const PRICE = 1;
const ALTERNATIVES = 3;

export interface Place {
	postId: number;
	feature: 'meta_title' | 'meta_description';
	field: HTMLInputElement;
}

function element< K extends keyof HTMLElementTagNameMap >(
	name: K,
	className: string,
	text = ''
): HTMLElementTagNameMap[ K ] {
	const made = document.createElement( name );
	made.className = className;
	made.textContent = text;
	return made;
}

function choices( texts: readonly string[], field: HTMLInputElement ) {
	return texts.map( ( text ) => {
		const item = document.createElement( 'li' );
		const button = element(
			'button',
			'button button-small',
			__( 'Use this', 'seo-rank-genius' )
		);
		button.type = 'button';
		button.addEventListener( 'click', () => {
			field.value = text;
			field.focus();
		} );
		item.append( button, element( 'span', '', text ) );
		return item;
	} );
}

/**
 * Adds the button below its field.
 *
 * @param place     The field, and what is generated for it.
 * @param account   As it was when the page was opened.
 * @param onAccount Told of each newer one.
 */
export function addGenerateButton(
	place: Place,
	account: Account,
	onAccount: ( account: Account ) => void
): void {
	const { postId, feature, field } = place;
	const button = element(
		'button',
		'button',
		pricedLabel(
			sprintf(
				/* translators: %s: a number. */
				_n(
					'Generate %s alternative',
					'Generate %s alternatives',
					ALTERNATIVES,
					'seo-rank-genius'
				),
				formatNumber( ALTERNATIVES )
			),
			PRICE
		)
	);
	button.type = 'button';
	const message = element( 'p', 'description' );
	message.setAttribute( 'role', 'status' );
	const list = element( 'ul', 'srg-classic__choices' );
	field.parentElement?.after( button, message, list );

	const key = `${ account.blog_id }:${ feature }:${ postId }`;
	const generate = async () => {
		try {
			const made = await runEditorActionToItsEnd( {
				id: postId,
				feature,
				actionId: attemptId( key ),
				maxCost: PRICE,
				save: false,
				input: {
					...liveTexts(),
					alternatives: ALTERNATIVES,
					focus_keyword: valueOf( 'seo-rank-genius-focus_keyword' ),
				},
			} );
			onAccount( made.account );
			const { outcome } = made.action;
			if ( outcome !== 'in_progress' && outcome !== 'refused' ) {
				endAttempt( key );
			}
			if ( outcome !== 'completed' ) {
				message.textContent = outcomeText( made.action );
				return;
			}
			list.replaceChildren(
				...choices( alternativesOf( made.result ), field )
			);
			message.textContent = costText( made.action );
		} catch ( error ) {
			if ( error instanceof CloudProblem ) {
				onAccount( error.account );
				if ( ! mayHaveRun( error ) ) {
					endAttempt( key );
				}
			}
			message.textContent = failureText( error as Error );
		}
	};
	button.addEventListener( 'click', () => {
		button.setAttribute( 'aria-disabled', 'true' );
		message.textContent = __( 'Generating…', 'seo-rank-genius' );
		void generate().finally( () =>
			button.removeAttribute( 'aria-disabled' )
		);
	} );
}
