-- Taking credits back, moving them between sites of a license, and a site's cap.

-- Up Migration

-- One row per correction from outside, also where nothing could be taken and all of it is owed.
CREATE TABLE claw_backs (
	account_id uuid NOT NULL,
	source text NOT NULL,
	pool_id uuid NOT NULL,
	license_id uuid NOT NULL,
	amount bigint NOT NULL CHECK (amount > 0),
	from_pool bigint NOT NULL CHECK (from_pool >= 0),
	from_shared bigint NOT NULL CHECK (from_shared >= 0),
	owed bigint NOT NULL CHECK (owed >= 0),
	created_at timestamptz NOT NULL,
	PRIMARY KEY (account_id, source),
	FOREIGN KEY (account_id, pool_id) REFERENCES pools,
	CONSTRAINT claw_backs_add_up CHECK (amount = from_pool + from_shared + owed)
);

-- Takes `p_amount` back once per source: from the pool, then from Shared; the rest is owed by Shared.
-- False: this source was taken back before.
CREATE FUNCTION claw_back_credits(p_account uuid, p_pool uuid, p_amount bigint, p_source text, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_pool pools;
	v_target pools;
	v_shared pools;
	v_from_pool bigint;
	v_from_shared bigint := 0;
	v_owed bigint;
BEGIN
	SELECT license_id INTO STRICT v_license FROM pools WHERE account_id = p_account AND pool_id = p_pool;
	FOR v_pool IN
		SELECT * FROM pools WHERE account_id = p_account AND pool_id IN (v_license, p_pool) ORDER BY kind, pool_id FOR UPDATE
	LOOP
		IF v_pool.pool_id = p_pool THEN v_target := v_pool; END IF;
		IF v_pool.kind = 'shared' THEN v_shared := v_pool; END IF;
	END LOOP;
	v_from_pool := least(v_target.available, p_amount);
	IF p_pool <> v_license THEN
		v_from_shared := least(v_shared.available, p_amount - v_from_pool);
	END IF;
	v_owed := p_amount - v_from_pool - v_from_shared;
	INSERT INTO claw_backs (account_id, source, pool_id, license_id, amount, from_pool, from_shared, owed, created_at)
		VALUES (p_account, p_source, p_pool, v_license, p_amount, v_from_pool, v_from_shared, v_owed, p_now)
		ON CONFLICT (account_id, source) DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	IF v_from_pool > 0 THEN
		INSERT INTO entries (account_id, pool_id, seq, kind, amount, source, created_at)
			VALUES (p_account, p_pool, v_target.version + 1, 'claw_back', -v_from_pool, p_source, p_now);
		UPDATE pools SET available = available - v_from_pool, removed = removed + v_from_pool, version = version + 1
			WHERE account_id = p_account AND pool_id = p_pool;
		IF p_pool = v_license THEN v_shared.version := v_shared.version + 1; END IF;
	END IF;
	IF v_from_shared > 0 THEN
		INSERT INTO entries (account_id, pool_id, seq, kind, amount, source, created_at)
			VALUES (p_account, v_license, v_shared.version + 1, 'claw_back', -v_from_shared, p_source || ':shared', p_now);
	END IF;
	IF v_from_shared + v_owed > 0 THEN
		UPDATE pools SET available = available - v_from_shared, removed = removed + v_from_shared, owed = owed + v_owed,
				version = v_shared.version + 1
			WHERE account_id = p_account AND pool_id = v_license;
	END IF;
	RETURN true;
END
$$;

-- Moves a disconnected site's available Domain Credits to another site of the license, once per id.
-- Answers the credits moved, or why not: 'not_found', 'connected', 'owed', 'empty'.
CREATE FUNCTION transfer_credits(p_account uuid, p_transfer uuid, p_from uuid, p_to uuid, p_now timestamptz, OUT moved bigint, OUT refusal text)
LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_pool pools;
	v_from pools;
	v_to pools;
	v_shared pools;
BEGIN
	moved := 0;
	SELECT license_id INTO v_license FROM sites WHERE account_id = p_account AND site_id = p_from;
	IF p_from = p_to OR NOT EXISTS (
		SELECT 1 FROM sites WHERE account_id = p_account AND site_id = p_to AND license_id = v_license AND disconnected_at IS NULL
	) THEN
		refusal := 'not_found';
		RETURN;
	END IF;
	FOR v_pool IN
		SELECT * FROM pools WHERE account_id = p_account AND pool_id IN (v_license, p_from, p_to) ORDER BY kind, pool_id FOR UPDATE
	LOOP
		IF v_pool.pool_id = p_from THEN v_from := v_pool;
		ELSIF v_pool.pool_id = p_to THEN v_to := v_pool;
		ELSE v_shared := v_pool; END IF;
	END LOOP;
	SELECT e.amount INTO moved FROM entries e WHERE e.account_id = p_account AND e.source = 'transfer:' || p_transfer || ':in';
	IF FOUND THEN
		RETURN;
	END IF;
	moved := 0;
	IF EXISTS (SELECT 1 FROM sites WHERE account_id = p_account AND site_id = p_from AND disconnected_at IS NULL) THEN
		refusal := 'connected';
	ELSIF v_shared.owed > 0 THEN
		refusal := 'owed';
	ELSIF v_from.available = 0 THEN
		refusal := 'empty';
	END IF;
	IF refusal IS NOT NULL THEN
		RETURN;
	END IF;
	moved := v_from.available;
	INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, source, created_at) VALUES
		(p_account, p_from, v_from.version + 1, 'transfer', -moved, p_to, 'transfer:' || p_transfer || ':out', p_now),
		(p_account, p_to, v_to.version + 1, 'transfer', moved, p_from, 'transfer:' || p_transfer || ':in', p_now);
	UPDATE pools SET available = 0, removed = removed + moved, version = version + 1 WHERE account_id = p_account AND pool_id = p_from;
	UPDATE pools SET available = available + moved, credited = credited + moved, version = version + 1
		WHERE account_id = p_account AND pool_id = p_to;
END
$$;

-- Sets or lifts a site's cap. The Domain pool's lock, which every reserve takes first, puts the two in order.
CREATE FUNCTION set_site_cap(p_account uuid, p_site uuid, p_cap bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	UPDATE pools SET version = version + 1 WHERE account_id = p_account AND pool_id = p_site;
	UPDATE sites SET cap = p_cap WHERE account_id = p_account AND site_id = p_site;
	RETURN FOUND;
END
$$;
