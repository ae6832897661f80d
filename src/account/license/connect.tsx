// The three ways to connect this site: a plan, a license key, a trial. One of them is open at a time.
import { Button } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Account, TrialTerms } from '../../api/generated/account';
import { formatNumber } from '../../components/format';
import type { Way } from '../route';
import { ViewPlans } from '../view-plans';
import { ConfiguredKey } from './configured-key';
import { Consent } from './consent';
import { KeyForm } from './key-form';
import { TrialForm } from './trial-form';

interface ChoiceProps {
	heading: string;
	text: string;
	children: ReactNode;
}

function Choice( { heading, text, children }: ChoiceProps ) {
	const id = useId();
	return (
		<section className="srg-card srg-way" aria-labelledby={ id }>
			<h3 className="srg-way__heading" id={ id }>
				{ heading }
			</h3>
			<p>{ text }</p>
			<div>{ children }</div>
		</section>
	);
}

interface WayProps {
	isOpen: boolean;
	onOpen: () => void;
	onConnected: () => void;
}

interface KeyChoiceProps extends WayProps {
	/** wp-config.php has a key. It is not known here. */
	isConfigured: boolean;
	/** The way of most who stand here. */
	isFirst: boolean;
}

function KeyChoice( {
	isConfigured,
	isFirst,
	isOpen,
	onOpen,
	onConnected,
}: KeyChoiceProps ) {
	const variant = isFirst ? 'primary' : 'secondary';
	return (
		<Choice
			heading={ __( 'Use a license key', 'seo-rank-genius' ) }
			text={
				isConfigured
					? __(
							'A license key is set in wp-config.php.',
							'seo-rank-genius'
						)
					: __(
							'For a license that you have already.',
							'seo-rank-genius'
						)
			}
		>
			{ isConfigured && (
				<ConfiguredKey
					isAlone={ ! isOpen }
					onConnected={ onConnected }
				/>
			) }
			{ isOpen ? (
				<KeyForm onConnected={ onConnected } />
			) : (
				<Button
					variant={ isConfigured ? 'link' : variant }
					onClick={ onOpen }
				>
					{ isConfigured
						? __( 'Enter another key', 'seo-rank-genius' )
						: __( 'Enter a key', 'seo-rank-genius' ) }
				</Button>
			) }
		</Choice>
	);
}

interface TrialProps extends WayProps {
	terms: TrialTerms;
}

function TrialChoice( { terms, isOpen, onOpen, onConnected }: TrialProps ) {
	return (
		<Choice
			heading={ __( 'Start a trial', 'seo-rank-genius' ) }
			text={ sprintf(
				/* translators: 1: a number of days. 2: a number of credits. */
				__(
					'%1$s days, %2$s credits, no card. A code comes by email.',
					'seo-rank-genius'
				),
				formatNumber( terms.days ),
				formatNumber( terms.credits )
			) }
		>
			{ isOpen ? (
				<TrialForm onConnected={ onConnected } />
			) : (
				<Button variant="secondary" onClick={ onOpen }>
					{ __( 'Start a trial', 'seo-rank-genius' ) }
				</Button>
			) }
		</Choice>
	);
}

export interface ConnectProps {
	account: Account;
	/** The way that the person has chosen already. */
	way: Way;
	onConnected: () => void;
	/** Leaves everything as it is; only where there is something to go back to. */
	onCancel?: () => void;
}

export function Connect( {
	account,
	way: chosen,
	onConnected,
	onCancel,
}: ConnectProps ) {
	const [ way, setWay ] = useState( chosen );
	// Whoever was connected before has a license, and its key.
	const hadLicense = account.connection !== 'never';
	const isUndecided = way === null && ! account.key_is_configured;
	const plan = (
		<Choice
			key="plan"
			heading={ __( 'Choose a plan', 'seo-rank-genius' ) }
			text={ __(
				'Buy a plan and come back connected. No key to type.',
				'seo-rank-genius'
			) }
		>
			<ViewPlans
				variant={
					isUndecided && ! hadLicense ? 'primary' : 'secondary'
				}
			/>
		</Choice>
	);
	const key = (
		<KeyChoice
			key="key"
			isConfigured={ account.key_is_configured }
			isFirst={ isUndecided && hadLicense }
			isOpen={ way === 'key' }
			onOpen={ () => setWay( 'key' ) }
			onConnected={ onConnected }
		/>
	);
	const trial = (
		<TrialChoice
			key="trial"
			terms={ account.catalog.trial }
			isOpen={ way === 'trial' }
			onOpen={ () => setWay( 'trial' ) }
			onConnected={ onConnected }
		/>
	);
	// What was chosen before stands first; what is chosen here stays where it is.
	const order = {
		trial: [ trial, plan, key ],
		key: [ key, plan, trial ],
		none:
			account.key_is_configured || hadLicense
				? [ key, plan, trial ]
				: [ plan, key, trial ],
	};
	return (
		<>
			<h2 className="srg-heading">
				{ sprintf(
					/* translators: %s: this site's address. */
					__( 'Connect %s', 'seo-rank-genius' ),
					account.domain
				) }
			</h2>
			<Consent account={ account } />
			<div className="srg-ways">{ order[ chosen ?? 'none' ] }</div>
			{ onCancel !== undefined && (
				<p>
					<Button variant="tertiary" onClick={ onCancel }>
						{ __( 'Keep the connection', 'seo-rank-genius' ) }
					</Button>
				</p>
			) }
		</>
	);
}
