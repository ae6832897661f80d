-- Who pays, what they hold and which sites are connected. account_id leads every key, so that an account lives on one shard.

-- Up Migration

CREATE TABLE accounts (
	account_id uuid PRIMARY KEY,
	email text,
	created_at timestamptz NOT NULL,
	deleted_at timestamptz,
	CHECK ((email IS NULL) = (deleted_at IS NOT NULL))
);

-- Global: an email belongs to one account.
CREATE TABLE account_emails (
	email text PRIMARY KEY CHECK (email = lower(email)),
	account_id uuid NOT NULL,
	claimed_at timestamptz NOT NULL
);

-- Global: one trial per registrable domain.
CREATE TABLE trial_domains (
	domain text PRIMARY KEY,
	account_id uuid NOT NULL,
	claimed_at timestamptz NOT NULL
);

CREATE TABLE licenses (
	account_id uuid NOT NULL REFERENCES accounts,
	license_id uuid NOT NULL,
	plan text NOT NULL,
	trial_ends_at timestamptz,
	paid_until timestamptz,
	ends_at timestamptz,
	subscription_id text,
	created_at timestamptz NOT NULL,
	PRIMARY KEY (account_id, license_id)
);

-- At most one trial per account, whatever the license.
CREATE UNIQUE INDEX licenses_one_trial ON licenses (account_id) WHERE trial_ends_at IS NOT NULL;

-- Global: a key is found by its hash alone. Only the hash is kept.
CREATE TABLE license_keys (
	key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
	account_id uuid NOT NULL,
	license_id uuid NOT NULL,
	created_at timestamptz NOT NULL,
	revoked_at timestamptz
);
CREATE INDEX license_keys_by_license ON license_keys (account_id, license_id);

CREATE TABLE sites (
	account_id uuid NOT NULL,
	site_id uuid NOT NULL,
	license_id uuid NOT NULL,
	home text NOT NULL,
	-- Who the site is, whatever its scheme: host, port unless default, path.
	home_identity text NOT NULL GENERATED ALWAYS AS (regexp_replace(home, '^https?://', '')) STORED,
	name text NOT NULL,
	token_hash bytea CHECK (octet_length(token_hash) = 32),
	epoch uuid NOT NULL,
	cap bigint CHECK (cap >= 0),
	is_manager boolean NOT NULL DEFAULT false,
	hide_shared boolean NOT NULL DEFAULT false,
	connected_at timestamptz NOT NULL,
	disconnected_at timestamptz,
	PRIMARY KEY (account_id, site_id),
	UNIQUE (account_id, license_id, home_identity),
	FOREIGN KEY (account_id, license_id) REFERENCES licenses
);

-- Global: mailed one-time codes, found by an id that only the asker has.
CREATE TABLE mailed_codes (
	mailed_code_id uuid PRIMARY KEY,
	purpose text NOT NULL CHECK (purpose IN ('trial', 'sign_in')),
	email text NOT NULL,
	context jsonb NOT NULL,
	code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
	tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	used_at timestamptz
);
CREATE INDEX mailed_codes_by_email ON mailed_codes (email, created_at);

-- Global: the one-time code with which a plan just bought connects the site it was bought for.
CREATE TABLE connect_codes (
	code_hash bytea PRIMARY KEY CHECK (octet_length(code_hash) = 32),
	account_id uuid NOT NULL,
	license_id uuid NOT NULL,
	home text NOT NULL,
	challenge text NOT NULL,
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	used_at timestamptz
);

-- Global: the account's own pages.
CREATE TABLE sessions (
	session_hash bytea PRIMARY KEY CHECK (octet_length(session_hash) = 32),
	account_id uuid NOT NULL,
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL
);

-- The one status rule, computed from stored dates: a plan whose renewal is late has 7 days of grace.
CREATE FUNCTION license_status(plan text, trial_ends_at timestamptz, paid_until timestamptz, ends_at timestamptz, at timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE
		WHEN plan <> 'free' AND at < ends_at THEN 'active'
		WHEN plan <> 'free' AND ends_at IS NULL AND at - paid_until < interval '7 days' THEN 'active'
		WHEN plan <> 'free' AND at < trial_ends_at THEN 'trialing'
		WHEN plan <> 'free' THEN 'lapsed'
		ELSE 'free'
	END
$$;
