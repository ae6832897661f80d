// A screen that works on many things: its header, the run that is shown, the list, and the bar of what is chosen.
import { useEffect, useId, useRef, useState } from '@wordpress/element';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Account } from '../api/generated/account';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import { Failed, Loading } from '../components/query-states';
import { priceInCredits, type PricedFeature } from '../pricing';
import { accountQuery } from '../queries/account';
import type { Listing } from '../queries/listed';
import type { SelectionFilter } from '../queries/runs';
import { RunCard } from '../runs/run-card';
import { RunHistory } from '../runs/run-history';
import { useRuns } from '../runs/runs';
import { spendableCredits } from '../sync/balance';
import { useCheckoutWatch } from '../sync/checkout-watch';
import { LazyTopUp } from '../topup/lazy-top-up';
import { ChooseBar } from './choose-bar';
import {
	countChosen,
	toSelection,
	useChoosing,
	type Choosing,
} from './choosing';
import { useDraftsGuard } from './drafts';
import { filledPlace } from './filled-place';
import { Header, SpendingNotice, ThinNote } from './header';
import { RowList, type Choosable } from './row-list';
import { obstacle } from './spending';
import { useStarting } from './starting';
import { Toolbar, type Choices } from './toolbar';
import type { List } from './use-list';
import type { BulkWords } from './words';

/** What a row has to know of the screen. */
export interface RowContext {
	account: Account;
	isChosen: boolean;
	onChoose: Choosing[ 'toggle' ];
	mayGenerate: boolean;
}

export interface WorkspaceProps<
	L extends Listing,
	R extends Choosable,
> extends Choices< L > {
	account: Account;
	/** What is done; where its price varies, at its least. */
	feature: PricedFeature;
	words: BulkWords;
	list: List< L, R >;
	/** "Missing alt text (214)". */
	heading: string;
	/** Why the list is empty. */
	empty: string;
	/** What is meant by "all that match". */
	filter: SelectionFilter;
	/** Shows in the rows what a run has done. */
	onItems: ( run: Run, items: readonly RunItem[] ) => void;
	renderRow: ( row: R, context: RowContext ) => ReactNode;
	/** What stands below the header; it may show another list. */
	renderTop?: ( change: List< L, R >[ 'change' ] ) => ReactNode;
	/** What else narrows the list. */
	renderNarrowing?: ( change: List< L, R >[ 'change' ] ) => ReactNode;
}

/** The runs of the feature: the rows follow them, and what is done is no longer chosen. */
function useFeatureRuns< L extends Listing, R extends Choosable >(
	{ account, feature, list, onItems }: WorkspaceProps< L, R >,
	{ chosen, leave }: Choosing
) {
	const client = useQueryClient();
	const { lists } = list;
	const runs = useRuns( feature.feature, account, ( run, items ) => {
		onItems( run, items );
		// Of all that match, what has a text by now does not match, unless texts are replaced.
		if ( run.overwrite || ! chosen.all ) {
			leave(
				items
					.filter( ( { state } ) => state === 'done' )
					.map( ( item ) => item.object_id )
			);
		}
	} );
	const { isGoing } = runs;
	const wasGoing = useRef( isGoing );
	useEffect( () => {
		if ( wasGoing.current && ! isGoing ) {
			void lists.refreshWhole( client );
		}
		wasGoing.current = isGoing;
	}, [ client, isGoing, lists ] );
	return { runs, onUndone: () => void lists.refreshShown( client ) };
}

function Filling( {
	whole,
	words,
}: {
	whole: List< Listing, Choosable >[ 'whole' ];
	words: BulkWords;
} ) {
	return whole === undefined || whole.index.complete ? null : (
		<p role="status" className="srg-quiet">
			{ words.filling( whole.index.indexed, whole.index.total ) }
		</p>
	);
}

export function Workspace< L extends Listing, R extends Choosable >(
	props: WorkspaceProps< L, R >
) {
	const { account, feature, words, list, filter } = props;
	const id = useId();
	const slot = useRef( false );
	const title = useRef< HTMLHeadingElement >( null );
	const [ need, setNeed ] = useState< number | null >( null );
	const checkouts = useCheckoutWatch( account );
	useDraftsGuard();
	const { listing, query, shown, total, whole } = list;
	const choosing = useChoosing(
		listing.ids,
		shown.filter( ( row ) => row.can_edit ).map( ( row ) => row.id )
	);
	const { runs, onUndone } = useFeatureRuns( props, choosing );
	const lack = obstacle( account, priceInCredits( feature ) );
	const count = countChosen( choosing.chosen, total ?? 0 );
	const starting = useStarting(
		feature,
		toSelection( choosing.chosen, filter ),
		account.balance === null ? null : spendableCredits( account.balance ),
		lack === null && ! runs.isGoing && count > 0,
		( { run }, first ) => {
			runs.show( run.id );
			if ( first === null ) {
				choosing.clear();
			}
		}
	);
	const filled = filledPlace( account, lack, runs, count, starting.quote );
	const change = ( next: L ) => {
		if ( next.order === listing.order ) {
			choosing.clear();
		}
		list.change( next );
	};
	// What had the focus is about to go away.
	const focusTitle = () => title.current?.focus( { preventScroll: true } );

	const bar = count > 0 && (
		<ChooseBar
			starting={ starting }
			words={ words }
			count={ count }
			showsBalance={ account.site?.hide_shared !== true }
			isRunning={ runs.isGoing }
			isFilled={ filled === 'bar' }
			slot={ slot }
			onClear={ () => {
				focusTitle();
				choosing.clear();
			} }
		/>
	);

	return (
		<>
			<Header
				account={ account }
				title={ words.title }
				isFilled={ filled === 'header' }
				checkouts={ checkouts }
				onBuy={ () => setNeed( starting.quote?.credits ?? 0 ) }
			/>
			{ props.renderTop?.( change ) }
			{ filled !== 'run' && (
				<SpendingNotice
					account={ account }
					lack={ lack }
					words={ words }
				/>
			) }
			{ lack === null && <ThinNote account={ account } /> }
			<RunCard
				runs={ runs }
				account={ account }
				slot={ slot }
				isFilled={ filled === 'run' }
				onUndone={ onUndone }
				onBuy={ setNeed }
				onClose={ focusTitle }
			/>
			<section aria-labelledby={ id } aria-busy={ query.isFetching }>
				<h2
					className="srg-heading"
					id={ id }
					ref={ title }
					tabIndex={ -1 }
				>
					{ props.heading }
				</h2>
				<Filling whole={ whole } words={ words } />
				<Toolbar
					listing={ listing }
					filters={ props.filters }
					orders={ props.orders }
					counts={ whole?.counts }
					searchLabel={ words.search }
					onChange={ change }
				>
					{ props.renderNarrowing?.( change ) }
				</Toolbar>
				{ query.isPending && <Loading /> }
				{ query.isError && ! query.isFetchNextPageError && (
					<Failed query={ query } />
				) }
				{ query.data !== undefined && shown.length === 0 && (
					<p className="srg-card srg-quiet">{ props.empty }</p>
				) }
				{ shown.length > 0 && (
					<RowList
						rows={ shown }
						total={ total ?? shown.length }
						choosing={ choosing }
						query={ query }
						bar={ bar }
						renderRow={ ( row, isChosen ) =>
							props.renderRow( row, {
								account,
								isChosen,
								onChoose: choosing.toggle,
								mayGenerate: lack === null,
							} )
						}
					/>
				) }
			</section>
			<RunHistory
				runs={ runs.all }
				shownId={ runs.run?.id ?? null }
				onShow={ runs.show }
				query={ runs.query }
			/>
			{ need !== null && (
				<LazyTopUp
					account={ account }
					checkouts={ checkouts }
					need={ need }
					onClose={ () => setNeed( null ) }
				/>
			) }
		</>
	);
}

/** Shows a screen once the account is known; until then its title. */
export function WithAccount( {
	title,
	children,
}: {
	title: string;
	children: ( account: Account ) => ReactNode;
} ) {
	const account = useQuery( accountQuery() );
	if ( account.data !== undefined ) {
		return <>{ children( account.data ) }</>;
	}
	return (
		<>
			<h1 className="srg-title">{ title }</h1>
			{ account.isPending && <Loading /> }
			{ account.error !== null && <Failed query={ account } /> }
		</>
	);
}
