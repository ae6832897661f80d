-- The watch for low balances looks only at what changed.

-- Up Migration

-- The licenses whose sites the next round looks at. A row goes when that is done.
CREATE TABLE low_balance_looks (
	account_id uuid NOT NULL,
	license_id uuid NOT NULL,
	PRIMARY KEY (account_id, license_id)
);

-- What changed balances lately other than use; what was used is found by results_by_age and holds_open. On a large table build it
-- beforehand, with CONCURRENTLY.
CREATE INDEX IF NOT EXISTS entries_but_captures_by_time ON entries (created_at) WHERE kind <> 'capture';
