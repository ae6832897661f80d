-- Checkouts, what was paid for, and the inbox of webhooks.

-- Up Migration

-- checkout_id is minted by whoever asks; credits and price are the catalog's at that moment.
CREATE TABLE checkouts (
	account_id uuid NOT NULL,
	checkout_id uuid NOT NULL,
	license_id uuid NOT NULL,
	site_id uuid,
	pool_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('pack', 'first_time_offer', 'plan')),
	sku text NOT NULL,
	credits bigint NOT NULL CHECK (credits >= 0),
	price_cents integer NOT NULL CHECK (price_cents >= 0),
	currency text NOT NULL,
	polar_checkout_id text,
	url text,
	-- Of a plan: the site that opened the plans page, to be connected once it is paid.
	connect_request jsonb,
	status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'granted', 'refunded', 'expired', 'failed')),
	order_id text,
	created_at timestamptz NOT NULL,
	expires_at timestamptz,
	poll_after timestamptz NOT NULL,
	PRIMARY KEY (account_id, checkout_id),
	FOREIGN KEY (account_id, license_id) REFERENCES licenses
);
CREATE UNIQUE INDEX checkouts_by_polar_id ON checkouts (account_id, polar_checkout_id);
CREATE INDEX checkouts_watched ON checkouts (poll_after) WHERE status IN ('open', 'paid');

-- The first-time offer: claimed by one checkout of the account, used up by the account's first paid pack.
CREATE TABLE first_purchases (
	account_id uuid PRIMARY KEY REFERENCES accounts,
	claimed_by uuid,
	order_id text,
	ended_at timestamptz,
	CHECK ((order_id IS NULL) = (ended_at IS NULL))
);

-- Global: an order belongs to one account, claimed before it is applied. Without an account it is kept for a person to look at.
CREATE TABLE order_claims (
	order_id text PRIMARY KEY,
	account_id uuid,
	claimed_at timestamptz NOT NULL
);

CREATE TABLE orders (
	account_id uuid NOT NULL,
	order_id text NOT NULL,
	checkout_id uuid,
	license_id uuid NOT NULL,
	pool_id uuid NOT NULL,
	sku text NOT NULL,
	credits bigint NOT NULL CHECK (credits >= 0),
	net_cents integer NOT NULL CHECK (net_cents >= 0),
	currency text NOT NULL,
	refunded_cents integer NOT NULL DEFAULT 0 CHECK (refunded_cents >= 0),
	removed_credits bigint NOT NULL DEFAULT 0 CHECK (removed_credits BETWEEN 0 AND credits),
	paid_at timestamptz NOT NULL,
	applied_at timestamptz NOT NULL,
	PRIMARY KEY (account_id, order_id)
);

-- Global: every webhook once by its id, known type or not, until it is applied.
CREATE TABLE webhook_inbox (
	webhook_id text PRIMARY KEY,
	type text NOT NULL,
	payload jsonb NOT NULL,
	received_at timestamptz NOT NULL,
	applied_at timestamptz,
	tries integer NOT NULL DEFAULT 0,
	next_try_at timestamptz NOT NULL
);
CREATE INDEX webhook_inbox_waiting ON webhook_inbox (next_try_at) WHERE applied_at IS NULL;

-- Where a poll of Polar's lists stands.
CREATE TABLE poll_marks (
	name text PRIMARY KEY,
	mark timestamptz NOT NULL
);
