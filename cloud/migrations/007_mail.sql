-- Mail to account owners: what waits to be sent, and which sites are watched for a low balance.

-- Up Migration

-- A site whose Total Available falls below this is told of by mail; null: never.
ALTER TABLE accounts ADD COLUMN low_balance_below bigint DEFAULT 100 CHECK (low_balance_below > 0);

-- Written in the transaction of what it tells, and once: mail_key names what that is. The address is the account's when it is sent.
CREATE TABLE mail_outbox (
	account_id uuid NOT NULL REFERENCES accounts,
	mail_key text NOT NULL,
	template text NOT NULL,
	facts jsonb NOT NULL,
	state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused', 'dropped')),
	tries integer NOT NULL DEFAULT 0,
	created_at timestamptz NOT NULL,
	next_try_at timestamptz NOT NULL,
	ended_at timestamptz,
	PRIMARY KEY (account_id, mail_key),
	CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX mail_outbox_waiting ON mail_outbox (next_try_at) WHERE state = 'waiting';
CREATE INDEX mail_outbox_ended ON mail_outbox (ended_at) WHERE state <> 'waiting';

-- A row: the site was seen with enough, so that falling below is news. The row goes when it is told.
CREATE TABLE low_balance_watches (
	account_id uuid NOT NULL,
	site_id uuid NOT NULL,
	armed_at timestamptz NOT NULL,
	PRIMARY KEY (account_id, site_id),
	FOREIGN KEY (account_id, site_id) REFERENCES sites
);

CREATE INDEX sessions_by_account ON sessions (account_id);
