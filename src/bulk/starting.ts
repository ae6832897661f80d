// What a run of what is chosen would cost, and its start.
import { useEffect, useRef, useState } from '@wordpress/element';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RunAnswer } from '../api/generated/run-answer';
import type { RunQuote } from '../api/generated/run-quote';
import { errorText } from '../components/error-text';
import { priceInCredits, type PricedFeature } from '../pricing';
import {
	quoteQuery,
	runsQuery,
	startRunMutation,
	type RunOrder,
	type Selection,
} from '../queries/runs';
import { mintUuid } from '../uuid';

/** How many are done first, to see what comes of it. */
export const PILOT = 5;

/** Clicks that follow each other this fast are asked for as one. */
const SETTLED_MS = 150;

export interface Starting {
	/** null while it is not known. */
	quote: RunQuote | null;
	/** What the run may spend, in credits: the quote, or less by the person's own ceiling. */
	price: number;
	/** The same for the first few. */
	pilotPrice: number;
	overwrite: boolean;
	setOverwrite: ( overwrite: boolean ) => void;
	/** As typed. */
	ceiling: string;
	setCeiling: ( ceiling: string ) => void;
	canStart: boolean;
	isStarting: boolean;
	error: string | null;
	/** Starts all, or only the first so many. */
	start: ( first: number | null ) => void;
}

/** What a typed ceiling means: credits, null for none, undefined for what is no number of credits. */
export function ceilingOf( typed: string ): number | null | undefined {
	if ( typed.trim() === '' ) {
		return null;
	}
	const credits = Number( typed );
	return Number.isSafeInteger( credits ) && credits > 0 ? credits : undefined;
}

function useSettled< T >( value: T ): T {
	const [ settled, setSettled ] = useState( value );
	useEffect( () => {
		const timer = setTimeout( () => setSettled( value ), SETTLED_MS );
		return () => clearTimeout( timer );
	}, [ value ] );
	return settled;
}

/**
 * @param feature   What is done.
 * @param selection To which: what is chosen.
 * @param spendable Credits that can be spent: when that changes, it is asked for anew; null when not known.
 * @param isAllowed Whether a run may be started now; without it nothing is asked.
 * @param onStarted Told the first answer.
 */
export function useStarting(
	feature: PricedFeature,
	selection: Selection,
	spendable: number | null,
	isAllowed: boolean,
	onStarted: ( answer: RunAnswer, first: number | null ) => void
): Starting {
	const client = useQueryClient();
	const [ overwrite, setOverwrite ] = useState( false );
	const [ ceiling, setCeiling ] = useState( '' );
	const written = JSON.stringify( {
		feature: feature.feature,
		selection,
		overwrite,
		// Where every one costs the same, it is known what the first few cost.
		first: 'code_points' in feature ? PILOT : null,
	} );
	const settled = useSettled( written );
	const quoting = useQuery( {
		...quoteQuery( JSON.parse( settled ) as RunOrder, spendable ),
		enabled: isAllowed && settled === written,
	} );
	const starting = useMutation( startRunMutation() );
	const attempt = useRef( { of: '', id: '' } );
	const isEmpty = 'ids' in selection && selection.ids.length === 0;
	useEffect( () => {
		// What was wanted for one choice is not taken over to the next.
		if ( isEmpty ) {
			setOverwrite( false );
			setCeiling( '' );
		}
	}, [ isEmpty ] );

	const isCurrent = settled === written && ! quoting.isPlaceholderData;
	const quote = quoting.data ?? null;
	const spendAtMost = ceilingOf( ceiling );
	const price = Math.min( quote?.credits ?? 0, spendAtMost ?? Infinity );
	const pilotPrice = Math.min(
		price,
		quote?.first_credits ?? PILOT * priceInCredits( feature )
	);

	const start = ( first: number | null ) => {
		if ( quote === null || spendAtMost === undefined ) {
			return;
		}
		const run = {
			feature: feature.feature,
			selection,
			overwrite,
			maxCredits: first === null ? quote.credits : pilotPrice,
			spendAtMost,
			first,
		};
		// The same again after a lost answer is the same run.
		const of = JSON.stringify( run );
		if ( attempt.current.of !== of ) {
			attempt.current = { of, id: mintUuid() };
		}
		// Not by callbacks of mutate(): they are dropped when the bar goes away.
		void starting.mutateAsync( { ...run, id: attempt.current.id } ).then(
			( answer ) => {
				attempt.current = { of: '', id: '' };
				onStarted( answer, first );
			},
			// It may have begun all the same.
			() => client.invalidateQueries( runsQuery( feature.feature ) )
		);
	};

	const failure = starting.error ?? quoting.error;
	return {
		quote,
		price,
		pilotPrice,
		overwrite,
		setOverwrite,
		ceiling,
		setCeiling,
		canStart:
			isAllowed &&
			isCurrent &&
			! starting.isPending &&
			quote !== null &&
			quote.items > 0 &&
			spendAtMost !== undefined,
		isStarting: starting.isPending,
		error: failure === null ? null : errorText( failure ),
		start,
	};
}
