// This site is not where it was connected: the owner says whether it has moved here or is a copy.
import { Button } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Account } from '../../api/generated/account';
import { errorText } from '../../components/error-text';
import { moveHereMutation, treatAsCopyMutation } from '../../queries/license';

function whereItWas( { moved_from: from, domain }: Account ): string {
	return from === null
		? sprintf(
				/* translators: %s: this site's address. */
				__(
					'This site is at %s, but was connected at another address.',
					'seo-rank-genius'
				),
				domain
			)
		: sprintf(
				/* translators: 1: this site's address now. 2: its address when it was connected. */
				__(
					'This site is at %1$s, but was connected at %2$s.',
					'seo-rank-genius'
				),
				domain,
				from
			);
}

interface ChoiceProps {
	text: string;
	label: string;
	isFilled: boolean;
	isBusy: boolean;
	isDisabled: boolean;
	onChoose: () => void;
}

function Choice( {
	text,
	label,
	isFilled,
	isBusy,
	isDisabled,
	onChoose,
}: ChoiceProps ) {
	const id = useId();
	return (
		<div className="srg-move">
			<p id={ id }>{ text }</p>
			<Button
				variant={ isFilled ? 'primary' : 'secondary' }
				isBusy={ isBusy }
				disabled={ isDisabled }
				accessibleWhenDisabled
				aria-describedby={ id }
				onClick={ onChoose }
			>
				{ label }
			</Button>
		</div>
	);
}

export function Moved( { account }: { account: Account } ) {
	const id = useId();
	const move = useMutation( moveHereMutation() );
	const copy = useMutation( treatAsCopyMutation() );
	const isBusy = move.isPending || copy.isPending;
	const error = move.error ?? copy.error;
	return (
		<section className="srg-card srg-license" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'Has this site moved?', 'seo-rank-genius' ) }
			</h2>
			<p>
				{ whereItWas( account ) }{ ' ' }
				{ __(
					'Nothing is sent or spent from here until you choose. All credits are kept.',
					'seo-rank-genius'
				) }
			</p>
			<Choice
				text={ __(
					'The site has moved: its credits, its cap and its history come along, and the earlier address is disconnected.',
					'seo-rank-genius'
				) }
				label={ __( 'Move the connection here', 'seo-rank-genius' ) }
				isFilled
				isBusy={ move.isPending }
				isDisabled={ isBusy }
				onChoose={ () => {
					copy.reset();
					move.mutate();
				} }
			/>
			<Choice
				text={ __(
					'A copy, such as a staging site: the connection is dropped here and the original keeps it, untouched. Connect the copy as a site of its own when it needs credits.',
					'seo-rank-genius'
				) }
				label={ __( 'This is a copy', 'seo-rank-genius' ) }
				isFilled={ false }
				isBusy={ copy.isPending }
				isDisabled={ isBusy }
				onChoose={ () => {
					move.reset();
					copy.mutate();
				} }
			/>
			{ error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( error, {
						forbidden: __(
							'Another site of this license has this address. Disconnect that one first, on the account’s pages, or choose “This is a copy” and connect with the license key.',
							'seo-rank-genius'
						),
						unauthenticated: __(
							'The credits service no longer accepts this site’s connection. Connect it again; until then nothing is spent from here.',
							'seo-rank-genius'
						),
					} ) }
				</p>
			) }
		</section>
	);
}
