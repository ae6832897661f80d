// What a run did to each object: what failed and why, what was written, what was left alone.
import { Button, Spinner } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import { codeText, errorText } from '../components/error-text';
import { formatNumber } from '../components/format';
import { LoadMore } from '../components/load-more';
import { Thumbnail } from '../components/thumbnail';
import { runItemsQuery } from '../queries/runs';

type Shown = 'failed' | 'done' | 'skipped';

function views( run: Run ): { state: Shown; label: string; count: number }[] {
	const all: { state: Shown; label: string; count: number }[] = [
		{
			state: 'failed',
			label: __( 'Failed', 'seo-rank-genius' ),
			count: run.failed,
		},
		{
			state: 'done',
			label: __( 'Done', 'seo-rank-genius' ),
			count: run.done,
		},
		{
			state: 'skipped',
			label: __( 'Left alone', 'seo-rank-genius' ),
			count: run.skipped,
		},
	];
	return all.filter( ( { count } ) => count > 0 );
}

function itemText( item: RunItem ): string {
	const { reason, code, text, state, is_applied: isApplied } = item;
	if ( state !== 'done' ) {
		return reason ?? ( code === null ? '' : codeText( code ) );
	}
	return isApplied
		? ( text ?? '' )
		: sprintf(
				/* translators: %s: a text written by AI. */
				__(
					'Edited meanwhile, so it was kept. Written by AI: “%s”',
					'seo-rank-genius'
				),
				text ?? ''
			);
}

function Item( { item }: { item: RunItem } ) {
	const { object } = item;
	return (
		<li className="srg-run-item">
			<Thumbnail url={ object?.thumbnail_url ?? null } />
			<span className="srg-run-item__words">
				{ object === null && __( 'Deleted', 'seo-rank-genius' ) }
				{ object !== null && object.edit_url !== null && (
					<a href={ object.edit_url }>{ object.title }</a>
				) }
				{ object !== null && object.edit_url === null && object.title }
				<span>{ itemText( item ) }</span>
			</span>
		</li>
	);
}

function Items( { run, state }: { run: Run; state: Shown } ) {
	const items = useInfiniteQuery( runItemsQuery( run.id, state ) );
	if ( items.isError ) {
		return (
			<p role="alert" className="srg-error">
				{ errorText( items.error ) }
			</p>
		);
	}
	if ( items.data === undefined ) {
		return <Spinner />;
	}
	return (
		<>
			<ul className="srg-run-items">
				{ items.data.pages
					.flatMap( ( page ) => page.items )
					.map( ( item ) => (
						<Item key={ item.object_id } item={ item } />
					) ) }
			</ul>
			<LoadMore query={ items } />
		</>
	);
}

export function RunReview( { run }: { run: Run } ) {
	const id = useId();
	const choices = views( run );
	const [ chosen, setChosen ] = useState< Shown | null >( null );
	const state = chosen ?? choices[ 0 ]?.state;
	return (
		<section className="srg-card srg-review" aria-labelledby={ id }>
			<h2 id={ id } className="srg-heading">
				{ __( 'What this run did', 'seo-rank-genius' ) }
			</h2>
			<div className="srg-filters">
				{ choices.map( ( { state: one, label, count } ) => (
					<Button
						key={ one }
						size="compact"
						isPressed={ one === state }
						onClick={ () => setChosen( one ) }
					>
						{ `${ label } (${ formatNumber( count ) })` }
					</Button>
				) ) }
			</div>
			{ state !== undefined && (
				<Items key={ state } run={ run } state={ state } />
			) }
		</section>
	);
}
