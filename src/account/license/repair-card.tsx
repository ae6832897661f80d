// Check and repair: looks at everything that the plugin stands on, and lists what was found.
import { Button } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { RepairCheck } from '../../api/generated/repair';
import { errorText } from '../../components/error-text';
import { formatNumber } from '../../components/format';
import { repairMutation } from '../../queries/repair';

function names(): Record< RepairCheck[ 'check' ], string > {
	return {
		connection: __( 'Connection', 'seo-rank-genius' ),
		token: __( 'Saved connection', 'seo-rank-genius' ),
		home: __( 'Address', 'seo-rank-genius' ),
		clock: __( 'Clock', 'seo-rank-genius' ),
		balance: __( 'Balance', 'seo-rank-genius' ),
		checkouts: __( 'Open payments', 'seo-rank-genius' ),
		cron: __( 'Background work', 'seo-rank-genius' ),
		tables: __( 'Tables', 'seo-rank-genius' ),
	};
}

function states(): Record< RepairCheck[ 'state' ], string > {
	return {
		ok: __( 'Fine', 'seo-rank-genius' ),
		mended: __( 'Mended', 'seo-rank-genius' ),
		problem: __( 'Needs you', 'seo-rank-genius' ),
	};
}

function summary( checks: readonly RepairCheck[] ): string {
	const count = ( state: RepairCheck[ 'state' ] ) =>
		checks.filter( ( check ) => check.state === state ).length;
	const problems = count( 'problem' );
	const mended = count( 'mended' );
	const found = [
		mended > 0 &&
			sprintf(
				/* translators: %s: a number of checks. */
				_n(
					'%s thing was mended.',
					'%s things were mended.',
					mended,
					'seo-rank-genius'
				),
				formatNumber( mended )
			),
		problems > 0 &&
			sprintf(
				/* translators: %s: a number of checks. */
				_n(
					'%s thing needs you.',
					'%s things need you.',
					problems,
					'seo-rank-genius'
				),
				formatNumber( problems )
			),
	].filter( ( text ) => text !== false );
	return found.length > 0
		? found.join( ' ' )
		: __( 'Everything is fine.', 'seo-rank-genius' );
}

function Check( { check }: { check: RepairCheck } ) {
	return (
		<li className="srg-check">
			<span className={ `srg-tag srg-check__state is-${ check.state }` }>
				{ states()[ check.state ] }
			</span>
			<div>
				<strong>{ names()[ check.check ] }</strong> { check.message }
				{ check.next_step !== null && (
					<span className="srg-check__next">{ check.next_step }</span>
				) }
			</div>
		</li>
	);
}

export function RepairCard() {
	const id = useId();
	const repair = useMutation( repairMutation() );
	return (
		<section className="srg-card srg-license" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'Something wrong?', 'seo-rank-genius' ) }
			</h2>
			<p>
				{ __(
					'Looks at the connection, the clock, background work, tables, balance and open payments, and mends what it can. Nothing is spent.',
					'seo-rank-genius'
				) }
			</p>
			<Button
				variant="secondary"
				isBusy={ repair.isPending }
				disabled={ repair.isPending }
				accessibleWhenDisabled
				onClick={ () => repair.mutate() }
			>
				{ __( 'Check and repair', 'seo-rank-genius' ) }
			</Button>
			<p role="status" className="srg-check__summary">
				{ repair.data !== undefined && summary( repair.data.checks ) }
			</p>
			{ repair.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( repair.error ) }
				</p>
			) }
			{ repair.data !== undefined && (
				<ul className="srg-checks">
					{ repair.data.checks.map( ( check ) => (
						<Check key={ check.check } check={ check } />
					) ) }
				</ul>
			) }
		</section>
	);
}
