-- Subscriptions, what refunds and disputes did to an order, and what Polar is asked to do.

-- Up Migration

ALTER TABLE order_claims
	-- Why the order is not applied: a person must look at it.
	ADD COLUMN problem text CHECK (problem IN ('no_account', 'unknown_product', 'unreadable'));
CREATE INDEX order_claims_with_problem ON order_claims (claimed_at) WHERE problem IS NOT NULL;

ALTER TABLE orders
	ADD COLUMN subscription_id text,
	-- The site that it was bought for.
	ADD COLUMN site_id uuid,
	-- That site was gone when it was paid: the credits are in the license's Shared pool.
	ADD COLUMN went_to_shared boolean NOT NULL DEFAULT false,
	-- Why nothing was granted: it is refunded.
	ADD COLUMN refusal text CHECK (refusal IN ('offer_used', 'plan_in_force')),
	ADD COLUMN status text NOT NULL DEFAULT 'paid' CHECK (status IN ('paid', 'partially_refunded', 'refunded')),
	ADD COLUMN disputed_cents integer NOT NULL DEFAULT 0 CHECK (disputed_cents >= 0),
	ADD COLUMN has_receipt boolean NOT NULL DEFAULT false,
	-- Polar's time of the newest reading of the order, and of its disputes: an older reading changes nothing.
	ADD COLUMN changed_at timestamptz,
	ADD COLUMN disputes_changed_at timestamptz,
	ADD CONSTRAINT orders_refused_give_nothing CHECK (refusal IS NULL OR credits = 0);
CREATE INDEX orders_by_time ON orders (account_id, paid_at DESC, order_id DESC);

-- Global: a subscription belongs to one account from when it is first seen.
CREATE TABLE subscription_claims (
	subscription_id text PRIMARY KEY,
	account_id uuid NOT NULL,
	claimed_at timestamptz NOT NULL
);

CREATE TABLE subscriptions (
	account_id uuid NOT NULL,
	subscription_id text NOT NULL,
	license_id uuid NOT NULL,
	plan text NOT NULL,
	-- The plan that follows at the next renewal, where it was changed.
	next_plan text,
	status text NOT NULL,
	-- `governing`: the license's dates are its. `earlier`: another one followed. `surplus`: bought while another was in force; it is
	-- ended and what was paid for it is given back.
	role text NOT NULL CHECK (role IN ('governing', 'earlier', 'surplus')),
	began_at timestamptz NOT NULL,
	followed_at timestamptz,
	current_period_start timestamptz NOT NULL,
	current_period_end timestamptz NOT NULL,
	cancels_at_period_end boolean NOT NULL,
	paid_until timestamptz NOT NULL,
	ends_at timestamptz,
	-- Polar's time of the newest reading: an older one changes nothing.
	changed_at timestamptz NOT NULL,
	poll_after timestamptz NOT NULL,
	PRIMARY KEY (account_id, subscription_id),
	FOREIGN KEY (account_id, license_id) REFERENCES licenses,
	CHECK ((role = 'earlier') = (followed_at IS NOT NULL))
);
CREATE UNIQUE INDEX subscriptions_one_governs ON subscriptions (account_id, license_id) WHERE role = 'governing';
CREATE INDEX subscriptions_watched ON subscriptions (poll_after) WHERE status NOT IN ('canceled', 'unpaid', 'incomplete_expired');

-- What Polar is asked to do, written with the decision and carried out by the billing worker until it is done.
CREATE TABLE polar_tasks (
	account_id uuid NOT NULL,
	task_id uuid NOT NULL,
	kind text NOT NULL CHECK (kind IN ('refund_order', 'end_subscription', 'change_plan', 'cancel_plan', 'uncancel_plan')),
	-- An order's or a subscription's id at Polar.
	target_id text NOT NULL,
	plan text,
	state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed')),
	failure text CHECK (failure IN ('payment_failed', 'refused')),
	tries integer NOT NULL DEFAULT 0,
	next_try_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	ended_at timestamptz,
	PRIMARY KEY (account_id, task_id),
	CHECK ((kind = 'change_plan') = (plan IS NOT NULL)),
	CHECK ((state = 'failed') = (failure IS NOT NULL)),
	CHECK ((state = 'pending') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX polar_tasks_one_per_target ON polar_tasks (account_id, target_id) WHERE state = 'pending';
CREATE INDEX polar_tasks_due ON polar_tasks (next_try_at) WHERE state = 'pending';
