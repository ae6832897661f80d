-- The ledger: pools, holds, entries and each site's monthly use. docs/LEDGER.md states the invariants.

-- Up Migration

CREATE TYPE pool_kind AS ENUM ('domain', 'shared');
CREATE TYPE hold_state AS ENUM ('held', 'captured', 'released', 'expired');
-- In this order: what adds, what moves either way, what takes.
CREATE TYPE entry_kind AS ENUM ('starter', 'plan', 'purchase', 'reversal', 'transfer', 'capture', 'claw_back', 'owed');

-- A CHECK is read anew by every statement that writes the table, so these are as short as they can be.
-- pool_id is the license's id (Shared Credits) or the site's id (Domain Credits).
CREATE TABLE pools (
	account_id uuid NOT NULL,
	pool_id uuid NOT NULL,
	license_id uuid NOT NULL,
	kind pool_kind NOT NULL,
	available bigint NOT NULL DEFAULT 0,
	held bigint NOT NULL DEFAULT 0,
	credited bigint NOT NULL DEFAULT 0,
	spent bigint NOT NULL DEFAULT 0,
	removed bigint NOT NULL DEFAULT 0,
	owed bigint NOT NULL DEFAULT 0,
	version bigint NOT NULL DEFAULT 1,
	PRIMARY KEY (account_id, pool_id),
	CONSTRAINT pools_add_up CHECK (credited = available + held + spent + removed),
	CONSTRAINT pools_not_negative CHECK (least(available, held, credited, spent, removed, owed) >= 0),
	CONSTRAINT pools_owe_or_have CHECK (owed = 0 OR (available = 0 AND kind = 'shared')),
	CONSTRAINT pools_shared_is_license CHECK ((kind = 'shared') = (pool_id = license_id))
) WITH (fillfactor = 50);

-- attempt_id is minted by the request that reserved: where its answer was lost, asking again tells it that the hold is its own.
CREATE TABLE holds (
	account_id uuid NOT NULL,
	site_id uuid NOT NULL,
	action_id uuid NOT NULL,
	attempt_id uuid NOT NULL,
	license_id uuid NOT NULL,
	run_id uuid,
	feature text NOT NULL,
	subject_type text NOT NULL,
	subject_id text NOT NULL,
	actor text NOT NULL,
	fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
	cost integer NOT NULL CHECK (cost BETWEEN 1 AND 15),
	from_domain integer NOT NULL CHECK (from_domain >= 0),
	from_shared integer NOT NULL CHECK (from_shared >= 0),
	state hold_state NOT NULL DEFAULT 'held',
	code text,
	cap_month date NOT NULL,
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	settled_at timestamptz,
	PRIMARY KEY (account_id, site_id, action_id),
	CONSTRAINT holds_split CHECK (from_domain + from_shared = cost),
	CONSTRAINT holds_settled CHECK ((state = 'held') = (settled_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX holds_open ON holds (expires_at) WHERE state = 'held';
CREATE INDEX holds_by_time ON holds (account_id, site_id, created_at DESC, action_id);

-- Only what was captured has a result. It goes after 30 days; the hold stays.
CREATE TABLE results (
	account_id uuid NOT NULL,
	site_id uuid NOT NULL,
	action_id uuid NOT NULL,
	result jsonb NOT NULL,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (account_id, site_id, action_id)
);
CREATE INDEX results_by_age ON results (created_at);

-- Append-only. The sum of a pool's entries is its available + held. seq is the pool's version at that change.
CREATE TABLE entries (
	account_id uuid NOT NULL,
	pool_id uuid NOT NULL,
	seq bigint NOT NULL,
	kind entry_kind NOT NULL,
	amount bigint NOT NULL CHECK (amount <> 0),
	site_id uuid,
	action_id uuid,
	source text,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (account_id, pool_id, seq),
	CONSTRAINT entries_capture_names_action CHECK ((kind = 'capture') = (action_id IS NOT NULL)),
	CONSTRAINT entries_sign CHECK (kind = 'transfer' OR (amount > 0) = (kind < 'transfer'))
);
-- What comes from outside (an order, a refund, a trial) is entered once.
CREATE UNIQUE INDEX entries_source_once ON entries (account_id, source) WHERE source IS NOT NULL;

-- A site's use of the Shared pool in a UTC month, in the month of the reservation.
CREATE TABLE site_months (
	account_id uuid NOT NULL,
	site_id uuid NOT NULL,
	month date NOT NULL CHECK (extract(day FROM month) = 1),
	held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
	spent bigint NOT NULL DEFAULT 0 CHECK (spent >= 0),
	PRIMARY KEY (account_id, site_id, month)
) WITH (fillfactor = 50);

-- One holder at a time for each background duty.
CREATE TABLE leases (
	name text PRIMARY KEY,
	token uuid NOT NULL,
	expires_at timestamptz NOT NULL
);

-- The month that a cap counts by.
CREATE FUNCTION utc_month(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
	SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date
$$;
