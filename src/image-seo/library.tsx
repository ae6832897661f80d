// The library: its header, the run that is shown, the list, and the bar of what is chosen.
import { useEffect, useId, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useQueryClient } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import { formatNumber } from '../components/format';
import { priceInCredits } from '../pricing';
import { refreshLibrary, refreshShown, takeRunItems } from '../queries/images';
import { RunCard } from '../runs/run-card';
import { RunHistory } from '../runs/run-history';
import { useRuns } from '../runs/runs';
import { spendableCredits } from '../sync/balance';
import { useCheckoutWatch } from '../sync/checkout-watch';
import { TopUpModal } from '../topup/top-up-modal';
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
import { ImageList, ListError, ListLoading } from './image-list';
import { emptyText, heading } from './listing';
import { obstacle } from './spending';
import { FEATURE, useStarting } from './starting';
import { Toolbar } from './toolbar';
import { useListing, type Listing } from './use-listing';

/** The runs of the library: its rows follow them, and what is done is no longer chosen. */
function useImageRuns( account: Account, { chosen, leave }: Choosing ) {
	const client = useQueryClient();
	const runs = useRuns( FEATURE, account, ( run, items ) => {
		takeRunItems( client, run, items );
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
			void refreshLibrary( client );
		}
		wasGoing.current = isGoing;
	}, [ client, isGoing ] );
	return { runs, onUndone: () => void refreshShown( client ) };
}

function Filling( { library }: Pick< Listing, 'library' > ) {
	if ( library === undefined || library.index.complete ) {
		return null;
	}
	return (
		<p role="status" className="srg-quiet">
			{ sprintf(
				/* translators: 1: how many images. 2: of how many. */
				__(
					'Reading the Media Library: %1$s of %2$s images so far.',
					'seo-rank-genius'
				),
				formatNumber( library.index.indexed ),
				formatNumber( library.index.total )
			) }
		</p>
	);
}

export function Library( { account }: { account: Account } ) {
	const id = useId();
	const slot = useRef( false );
	const title = useRef< HTMLHeadingElement >( null );
	const [ need, setNeed ] = useState< number | null >( null );
	const checkouts = useCheckoutWatch( account );
	useDraftsGuard();
	const list = useListing();
	const { listing, images, shown, total, library } = list;
	const choosing = useChoosing(
		listing.ids,
		shown.filter( ( image ) => image.can_edit ).map( ( image ) => image.id )
	);
	const { runs, onUndone } = useImageRuns( account, choosing );
	const price = priceInCredits( { feature: 'image_alt' } );
	const lack = obstacle( account, price );
	const count = countChosen( choosing.chosen, total ?? 0 );
	const starting = useStarting(
		toSelection( choosing.chosen, listing ),
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
	// What had the focus is about to go away.
	const focusTitle = () => title.current?.focus( { preventScroll: true } );

	const bar = count > 0 && (
		<ChooseBar
			starting={ starting }
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
				isFilled={ filled === 'header' }
				checkouts={ checkouts }
				onBuy={ () => setNeed( starting.quote?.credits ?? 0 ) }
			/>
			{ filled !== 'run' && (
				<SpendingNotice account={ account } lack={ lack } />
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
			<section aria-labelledby={ id } aria-busy={ images.isFetching }>
				<h2
					className="srg-heading"
					id={ id }
					ref={ title }
					tabIndex={ -1 }
				>
					{ heading( listing, total ) }
				</h2>
				<Filling library={ library } />
				<Toolbar
					listing={ listing }
					counts={ library?.counts }
					onChange={ ( next ) => {
						if ( next.order === listing.order ) {
							choosing.clear();
						}
						list.change( next );
					} }
				/>
				{ images.isPending && <ListLoading /> }
				{ images.isError && ! images.isFetchNextPageError && (
					<ListError
						error={ images.error }
						isFetching={ images.isFetching }
						onRetry={ () => void images.refetch() }
					/>
				) }
				{ images.data !== undefined && shown.length === 0 && (
					<p className="srg-card srg-quiet">
						{ emptyText( listing, library?.counts.all ?? 0 ) }
					</p>
				) }
				{ shown.length > 0 && (
					<ImageList
						images={ shown }
						total={ total ?? shown.length }
						listing={ listing }
						choosing={ choosing }
						blogId={ account.blog_id }
						price={ price }
						mayGenerate={ lack === null }
						query={ images }
						bar={ bar }
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
				<TopUpModal
					account={ account }
					checkouts={ checkouts }
					need={ need }
					onClose={ () => setNeed( null ) }
				/>
			) }
		</>
	);
}
