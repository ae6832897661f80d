// What stands on the Credits tab while this site has no credits: the way to them, and what it would gain.
import { Button } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import { formatNumber } from '../../components/format';
import { ViewPlans } from '../view-plans';
import type { Way } from '../route';

export interface UpgradeCardProps {
	account: Account;
	onConnect: ( way: Way ) => void;
}

function Gain( { images }: { images: number } ) {
	if ( images === 0 ) {
		return null;
	}
	return (
		<p className="srg-upgrade__gain">
			{ sprintf(
				/* translators: %s: a number of images. */
				_n(
					'%s image here has no alt text',
					'%s images here have no alt text',
					images,
					'seo-rank-genius'
				),
				formatNumber( images )
			) }
		</p>
	);
}

function trialText( { trial }: Account[ 'catalog' ] ): string {
	return sprintf(
		/* translators: 1: a number of days. 2: a number of credits. */
		__(
			'Start a %1$s-day trial: %2$s credits, no card',
			'seo-rank-genius'
		),
		formatNumber( trial.days ),
		formatNumber( trial.credits )
	);
}

function HaveKey( {
	variant,
	onClick,
}: {
	/** Filled where the site was connected before: its credits are at that license. */
	variant: 'primary' | 'link';
	onClick: () => void;
} ) {
	return (
		<Button variant={ variant } onClick={ onClick }>
			{ __( 'I have a license key', 'seo-rank-genius' ) }
		</Button>
	);
}

export function UpgradeCard( { account, onConnect }: UpgradeCardProps ) {
	const id = useId();
	const { connection, can } = account;
	return (
		<section className="srg-card srg-upgrade" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'Unlock AI Credits', 'seo-rank-genius' ) }
			</h2>
			<p className="srg-upgrade__text">
				{ __(
					'Upgrade to a paid plan to get AI credits for link suggestions, meta generation, schema building, and more.',
					'seo-rank-genius'
				) }
			</p>
			{ connection === 'disconnected' && (
				<p>
					{ __(
						'This site is disconnected. Its credits are kept: connect it to the same license to have them back.',
						'seo-rank-genius'
					) }
				</p>
			) }
			{ can.manage_license ? (
				<>
					<div className="srg-upgrade__plans">
						{ connection === 'disconnected' && (
							<HaveKey
								variant="primary"
								onClick={ () => onConnect( 'key' ) }
							/>
						) }
						<ViewPlans
							variant={
								connection === 'disconnected'
									? 'secondary'
									: 'primary'
							}
						/>
					</div>
					<Gain images={ account.gain.images_without_alt } />
					{ connection === 'never' && (
						<div className="srg-upgrade__ways">
							<Button
								variant="link"
								onClick={ () => onConnect( 'trial' ) }
							>
								{ trialText( account.catalog ) }
							</Button>
							<HaveKey
								variant="link"
								onClick={ () => onConnect( 'key' ) }
							/>
						</div>
					) }
				</>
			) : (
				<>
					<Gain images={ account.gain.images_without_alt } />
					<p>
						{ __(
							'An administrator of this site can connect it.',
							'seo-rank-genius'
						) }
					</p>
				</>
			) }
		</section>
	);
}
