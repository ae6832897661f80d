// Keeps the account of an open page in step with the cloud.
//
// | when                                                  | then                                               |
// |-------------------------------------------------------|----------------------------------------------------|
// | the page is shown and its account is fresh            | nothing is asked                                   |
// | the page is shown and its account is stale            | one sync                                           |
// | another tab is at it                                  | this one leaves it to that tab                     |
// | the page is hidden                                    | nothing is asked until it is shown                 |
// | shown again, focused or online after more than 60 s   | one sync                                           |
// | the same within 60 s                                  | nothing is asked                                   |
// | a problem stands that time can mend                   | asks again after 5, 10, 20, then every 30 s,       |
// |                                                       | or later if the cloud said so                      |
// | WordPress itself does not answer                      | the same                                           |
// | WordPress refuses (logged out)                        | nothing more is asked                              |
// | focused or online while it waits                      | asks at once, but not sooner than a rate limit says|
// | the problem is over                                   | the next wait starts at 5 s                        |
// | the site is not connected                             | the cloud is not asked; after more than 60 s,      |
// |                                                       | WordPress is, whether that has changed             |
import {
	MutationObserver,
	hashKey,
	type QueryClient,
} from '@tanstack/react-query';
import { RequestFailed } from '../api/errors';
import type { Account } from '../api/generated/account';
import {
	accountQuery,
	knownAccount,
	syncAccountMutation,
} from '../queries/account';

const FRESH_MS = 60_000;
const WAITS_MS = [ 5_000, 10_000, 20_000, 30_000 ] as const;

/** Seconds after which asking again makes sense; null when there is no such problem. */
function retryAfter( account: Account ): number | null {
	return account.problem?.retry_after_s ?? null;
}

class AccountRefresh {
	private readonly client: QueryClient;

	private timer: ReturnType< typeof setTimeout > | undefined;

	private asking = false;

	private failures = 0;

	/** When a page that is shown may ask; Infinity before the first answer. */
	private dueAt = Infinity;

	/** Until then a person does not make it ask sooner than its clock. */
	private notBefore = 0;

	/** A problem stands: the clock asks again, not only the person. */
	private waiting = false;

	public constructor( client: QueryClient ) {
		this.client = client;
	}

	public start(): () => void {
		const hash = hashKey( accountQuery().queryKey );
		const unsubscribe = this.client
			.getQueryCache()
			.subscribe( ( event ) => {
				if (
					event.type === 'updated' &&
					event.action.type === 'success' &&
					event.query.queryHash === hash
				) {
					this.onAnswer();
				}
			} );
		const shown = () => this.onShown();
		document.addEventListener( 'visibilitychange', shown );
		window.addEventListener( 'focus', shown );
		window.addEventListener( 'online', shown );
		this.onAnswer();
		return () => {
			unsubscribe();
			document.removeEventListener( 'visibilitychange', shown );
			window.removeEventListener( 'focus', shown );
			window.removeEventListener( 'online', shown );
			clearTimeout( this.timer );
		};
	}

	private onAnswer(): void {
		const account = knownAccount( this.client );
		if ( account === undefined ) {
			return;
		}
		const seconds = retryAfter( account );
		// What was just asked is not asked again at once, whatever the answer says of itself.
		const stale = account.stale && ! this.asking;
		if ( seconds !== null && ! stale ) {
			this.wait( seconds * 1000 );
			if ( account.problem?.code === 'rate_limited' ) {
				this.notBefore = Date.now() + seconds * 1000;
			}
			return;
		}
		this.waiting = false;
		this.failures = seconds === null ? 0 : this.failures;
		this.dueAt = Date.now() + ( stale ? 0 : FRESH_MS );
		this.askIfDue();
	}

	private wait( atLeastMs: number ): void {
		const step = Math.min( this.failures, WAITS_MS.length - 1 );
		const delay = Math.max( atLeastMs, WAITS_MS[ step ] ?? 0 );
		this.failures += 1;
		this.waiting = true;
		this.dueAt = Date.now() + delay;
		clearTimeout( this.timer );
		this.timer = setTimeout( () => this.askIfDue(), delay );
	}

	private onShown(): void {
		if ( this.waiting && Date.now() >= this.notBefore ) {
			this.dueAt = Date.now();
		}
		this.askIfDue();
	}

	private askIfDue(): void {
		const account = knownAccount( this.client );
		const now = Date.now();
		if (
			account === undefined ||
			this.asking ||
			document.visibilityState === 'hidden' ||
			now < this.dueAt
		) {
			return;
		}
		clearTimeout( this.timer );
		this.asking = true;
		void this.ask( account )
			.catch( ( error: unknown ) => this.onFailure( error ) )
			.finally( () => {
				this.asking = false;
			} );
	}

	private onFailure( error: unknown ): void {
		if ( error instanceof RequestFailed && ! error.lost ) {
			this.dueAt = Infinity;
			return;
		}
		this.wait( 0 );
	}

	private async ask( account: Account ): Promise< void > {
		if ( account.connection !== 'connected' ) {
			await this.client.query( { ...accountQuery(), staleTime: 0 } );
			return;
		}
		const asked = await alone( account, () =>
			new MutationObserver( this.client, syncAccountMutation() ).mutate()
		);
		// Its answer comes through the channel. Should that tab be closed, this one asks later.
		if ( ! asked ) {
			this.wait( 0 );
		}
	}
}

/**
 * Runs something if no other tab is at it. Without Web Locks (a site without https) each tab that is shown
 * asks for itself.
 */
async function alone(
	account: Account,
	run: () => Promise< unknown >
): Promise< boolean > {
	if ( ! ( 'locks' in navigator ) ) {
		await run();
		return true;
	}
	const name = `seo-rank-genius:sync:${ account.blog_id }:${ account.site_id }`;
	return navigator.locks.request(
		name,
		{ ifAvailable: true },
		async ( lock ) => {
			if ( lock === null ) {
				return false;
			}
			await run();
			return true;
		}
	);
}

/** Starts keeping the account current. Returns what ends it. */
export function refreshAccount( client: QueryClient ): () => void {
	return new AccountRefresh( client ).start();
}
