// Accounts, checkouts and images as WordPress answers them, for the tests to vary.
import type {
	Account,
	Balance,
	License,
} from '../../src/api/generated/account';
import type { Checkout } from '../../src/api/generated/checkout';
import type { Image } from '../../src/api/generated/image';
import type { ImageAction } from '../../src/api/generated/image-action';
import type { ImageSettings } from '../../src/api/generated/image-settings';
import type { ImagesPage } from '../../src/api/generated/images-page';
import type { Personalization } from '../../src/api/generated/personalization';
import type { Problem } from '../../src/api/generated/problem';
import type { Run } from '../../src/api/generated/run';
import type { RunAnswer } from '../../src/api/generated/run-answer';
import type { RunItem } from '../../src/api/generated/run-item';
import type { RunQuote } from '../../src/api/generated/run-quote';

const DAY_MS = 86_400_000;

/** A day so many days from now, at noon, as the API writes it. */
export function inDays( days: number ): string {
	const date = new Date( Date.now() + days * DAY_MS );
	date.setHours( 12, 0, 0, 0 );
	return date.toISOString();
}

export function balance(
	change: {
		epoch?: string;
		as_of?: string;
		license?: Partial< Balance[ 'license' ] >;
		site?: Partial< Balance[ 'site' ] >;
	} = {}
): Balance {
	return {
		epoch: change.epoch ?? 'epoch-1',
		as_of: change.as_of ?? new Date().toISOString(),
		license: {
			status: 'active',
			shared: 3450,
			owed: 0,
			version: 7,
			...change.license,
		},
		site: {
			domain: 1370,
			held: 0,
			cap: null,
			cap_used: 0,
			cap_resets_at: inDays( 10 ),
			version: 4,
			...change.site,
		},
	};
}

export function license( change: Partial< License > = {} ): License {
	return {
		plan: 'pro',
		plan_name: 'Pro',
		status: 'active',
		past_due: false,
		trial_ends_at: null,
		renews_at: inDays( 20 ),
		ends_at: null,
		sites_used: 1,
		sites_limit: 25,
		...change,
	};
}

const packs: Account[ 'catalog' ][ 'packs' ] = (
	[
		[ 'first_time_30000', 'first_time_offer', 'shared', 30000, 4900 ],
		[ 'shared_1000', 'pack', 'shared', 1000, 500 ],
		[ 'shared_5000', 'pack', 'shared', 5000, 2000 ],
		[ 'shared_15000', 'pack', 'shared', 15000, 4000 ],
		[ 'domain_1000', 'pack', 'domain', 1000, 500 ],
		[ 'domain_5000', 'pack', 'domain', 5000, 2000 ],
		[ 'domain_10000', 'pack', 'domain', 10000, 3000 ],
	] as const
 ).map( ( [ sku, kind, pool, credits, price ] ) => ( {
	sku,
	kind,
	pool,
	credits,
	price_cents: price,
	available: true,
	unavailable_reason: null,
} ) );

/** An active Pro plan with 4,820 credits. */
export function account( change: Partial< Account > = {} ): Account {
	return {
		connection: 'connected',
		moved_from: null,
		key_is_configured: false,
		domain: 'localhost:8888',
		cloud_host: 'cloud.example.com',
		blog_id: 1,
		site_id: '6f0c6a52-6f6e-4d8e-9a9e-0f6f3c1f7b11',
		account_email: 'a…@example.com',
		license: license(),
		site: { is_manager: false, hide_shared: false },
		balance: balance(),
		stale: false,
		problem: null,
		catalog: {
			id: 'rank-genius',
			dated: '2026-11-20',
			currency: 'USD',
			support_email: 'support@example.com',
			trial: { days: 7, credits: 500 },
			plans: [],
			packs,
		},
		gain: { images_without_alt: 214, images: 310, pages: 24 },
		personalization_is_thin: false,
		open_checkouts: [],
		can: { view: true, spend: true, buy: true, manage_license: true },
		...change,
	};
}

/** A site that was never connected. */
export function neverConnected( change: Partial< Account > = {} ): Account {
	return account( {
		connection: 'never',
		site_id: null,
		account_email: null,
		license: null,
		site: null,
		balance: null,
		...change,
	} );
}

/** A trial with its 500 starter credits. */
export function trialing( change: Partial< Account > = {} ): Account {
	return account( {
		license: license( {
			status: 'trialing',
			trial_ends_at: inDays( 7 ),
			renews_at: null,
			sites_limit: 1,
		} ),
		balance: balance( {
			license: { status: 'trialing', shared: 500 },
			site: { domain: 0 },
		} ),
		...change,
	} );
}

export function problem( change: Partial< Problem > = {} ): Problem {
	return {
		code: 'unavailable',
		request_id: null,
		retry_after_s: 5,
		...change,
	};
}

export function checkout( change: Partial< Checkout > = {} ): Checkout {
	return {
		id: '0b9d3c0e-6a55-4c7c-8a3a-4f5a3f0c9f10',
		sku: 'domain_1000',
		pool: 'domain',
		credits: 1000,
		price_cents: 500,
		currency: 'USD',
		status: 'open',
		url: 'https://pay.example.com/checkout/1',
		order_id: null,
		created_at: new Date().toISOString(),
		...change,
	};
}

export function image( change: Partial< Image > = {} ): Image {
	return {
		id: 11,
		title: 'Harbour at dawn',
		file_name: 'harbour.jpg',
		thumbnail_url: 'http://localhost:8888/harbour-150x150.jpg',
		edit_url: 'http://localhost:8888/wp-admin/post.php?post=11&action=edit',
		alt_text: '',
		state: 'missing',
		failure: null,
		page_title: null,
		page_url: null,
		can_edit: true,
		...change,
	};
}

/** A text written for an image, for one Shared credit. */
export function imageAction(
	change: {
		action?: Partial< ImageAction[ 'action' ] >;
		image?: Partial< Image >;
		applied?: boolean;
		text?: string | null;
		account?: Account;
	} = {}
): ImageAction {
	return {
		action: {
			id: '00000000-0000-4000-8000-000000000000',
			outcome: 'completed',
			cost: 1,
			from_domain: 0,
			from_shared: 1,
			code: null,
			...change.action,
		},
		applied: change.applied ?? true,
		text:
			change.text === undefined
				? 'Fishing boats in a harbour at dawn'
				: change.text,
		image: image( {
			alt_text: 'Fishing boats in a harbour at dawn',
			state: 'generated',
			...change.image,
		} ),
		account:
			change.account ??
			trialing( {
				balance: balance( {
					license: { status: 'trialing', shared: 499, version: 8 },
					site: { domain: 0 },
				} ),
			} ),
	};
}

/** The first piece of a library that holds these images and no others. */
export function imagesPage(
	images: Image[],
	change: Partial< ImagesPage > = {}
): ImagesPage {
	const count = ( state: Image[ 'state' ] ) =>
		images.filter( ( one ) => one.state === state ).length;
	return {
		images,
		total: images.length,
		next_cursor: null,
		counts: {
			all: images.length,
			missing: count( 'missing' ),
			short: count( 'short' ),
			generated: count( 'generated' ),
			failed: images.filter( ( one ) => one.failure !== null ).length,
			decorative: count( 'decorative' ),
		},
		index: {
			complete: true,
			indexed: images.length,
			total: images.length,
		},
		...change,
	};
}

/** A run of 72 images that has just been started. */
export function run( change: Partial< Run > = {} ): Run {
	return {
		id: 'f2a7c1de-58b0-4c11-9d3c-7a1e0a5b9c01',
		feature: 'image_alt',
		state: 'running',
		end: null,
		code: null,
		limit: null,
		retry_at: null,
		started_by: { id: 1, name: 'Ada' },
		started_at: new Date().toISOString(),
		ended_at: null,
		total: 72,
		done: 0,
		failed: 0,
		skipped: 0,
		left: 72,
		in_flight: 0,
		credits_spent: 0,
		price_of_rest: 72,
		spend_at_most: null,
		overwrite: false,
		retry_of: null,
		failed_price: 0,
		seconds_left: null,
		is_driven: false,
		last_seq: 0,
		undo: null,
		can_undo: false,
		can_control: true,
		...change,
	};
}

/** The same run, ended. */
export function endedRun(
	end: NonNullable< Run[ 'end' ] >,
	change: Partial< Run > = {}
): Run {
	return run( {
		state: 'ended',
		end,
		ended_at: new Date().toISOString(),
		can_undo: true,
		...( end === 'completed'
			? { done: 72, left: 0, price_of_rest: 0, credits_spent: 72 }
			: { done: 40, left: 32, price_of_rest: 32, credits_spent: 40 } ),
		...change,
	} );
}

export function runItem( change: Partial< RunItem > = {} ): RunItem {
	return {
		object_id: 11,
		state: 'done',
		code: null,
		reason: null,
		cost: 1,
		text: 'Fishing boats in a harbour at dawn',
		is_applied: true,
		seq: 1,
		object: {
			title: 'Harbour at dawn',
			thumbnail_url: null,
			edit_url:
				'http://localhost:8888/wp-admin/post.php?post=11&action=edit',
		},
		...change,
	};
}

export function runAnswer( change: Partial< RunAnswer > = {} ): RunAnswer {
	return {
		run: run(),
		items: [],
		more: false,
		account: account(),
		...change,
	};
}

export function runQuote( change: Partial< RunQuote > = {} ): RunQuote {
	return {
		items: 72,
		credits: 72,
		first_credits: null,
		overwrites: 0,
		skipped: { has_text: 0, decorative: 0, not_editable: 0, no_text: 0 },
		spendable: 4820,
		covers: 72,
		...change,
	};
}

export function personalization(
	change: Partial< Personalization > = {}
): Personalization {
	return {
		version: 3,
		brand_name: 'Harbour Bakery',
		brand_about: 'Bread from a wood-fired oven.',
		strategy: {
			audience: 'People who live nearby',
			tone: 'Plain and warm',
			keywords: '',
			avoid: '',
			example: '',
		},
		language: null,
		is_thin: false,
		...change,
	};
}

export function imageSettings(
	change: Partial< ImageSettings > = {}
): ImageSettings {
	return {
		on_upload: false,
		monthly_ceiling: 100,
		used_this_month: 12,
		...change,
	};
}
