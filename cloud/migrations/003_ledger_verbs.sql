-- The ledger's verbs, each one round trip and one transaction. Pools are locked in the order of kind and pool_id: Domain before
-- Shared. A site's holds and months are written by whoever has the lock of its Domain pool.

-- Up Migration

-- The balance as /v1 shows it, but for its times; no row where there is no such site. The license's half carries the
-- Shared pool's version, the site's half the Domain pool's.
CREATE FUNCTION read_balance(p_account uuid, p_site uuid, p_now timestamptz)
RETURNS TABLE (epoch uuid, status text, shared bigint, owed bigint, license_version bigint,
	domain bigint, held bigint, cap bigint, cap_used bigint, site_version bigint)
LANGUAGE sql STABLE AS $$
	SELECT s.epoch, license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, p_now),
		shared.available, shared.owed, shared.version,
		domain.available, domain.held + months.held, s.cap, months.used, domain.version
	FROM sites s
	JOIN licenses l ON l.account_id = p_account AND l.license_id = s.license_id
	JOIN pools shared ON shared.account_id = p_account AND shared.pool_id = s.license_id
	JOIN pools domain ON domain.account_id = p_account AND domain.pool_id = p_site
	CROSS JOIN (
		SELECT coalesce(sum(m.held), 0)::bigint AS held,
			coalesce(sum(m.held + m.spent) FILTER (WHERE m.month = utc_month(p_now)), 0)::bigint AS used
		FROM site_months m WHERE m.account_id = p_account AND m.site_id = p_site
	) months
	WHERE s.account_id = p_account AND s.site_id = p_site
$$;

-- One hold as the verbs answer it, with its result where that is still kept.
CREATE FUNCTION describe_hold(p_hold holds) RETURNS jsonb LANGUAGE sql STABLE AS $$
	SELECT jsonb_build_object(
		'id', p_hold.action_id, 'state', p_hold.state, 'code', p_hold.code, 'cost', p_hold.cost,
		'from_domain', p_hold.from_domain, 'from_shared', p_hold.from_shared,
		'result', (SELECT r.result FROM results r WHERE r.account_id = p_hold.account_id
			AND r.site_id = p_hold.site_id AND r.action_id = p_hold.action_id)
	)
$$;

-- Sets credits aside for 1 to 25 actions, `p_wanted` in all, in order: Domain first, then Shared. After the first that
-- the balance cannot cover, every later new one is refused; with `p_refusal`, every new one, with that code.
-- A known id is answered with what became of it; a refusal writes nothing.
-- The same attempt again, after a lost answer, is answered as the first time.
-- Every call of a site locks its Domain pool first, which is what makes replays of one id wait for each other. Where that
-- pool can cover the whole call, the statement that locks it takes all of it, and what is not needed is put back at
-- the end; else the pools are locked first, Shared too.
CREATE FUNCTION reserve_actions(
	p_account uuid, p_site uuid, p_attempt uuid, p_now timestamptz, p_expires timestamptz, p_refusal text, p_wanted integer,
	p_ids uuid[], p_run_ids uuid[], p_features text[], p_subject_types text[], p_subject_ids text[],
	p_actors text[], p_fingerprints bytea[], p_costs integer[]
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_taken integer := p_wanted;
	v_domain bigint := p_wanted;
	v_shared bigint := 0;
	v_cap bigint;
	v_cap_used bigint := 0;
	v_refusal text := p_refusal;
	v_code text;
	v_hold holds;
	v_domain_total integer := 0;
	v_shared_total integer := 0;
	v_from_domain integer;
	v_from_shared integer;
	v_actions jsonb := '[]';
BEGIN
	UPDATE pools p SET available = p.available - p_wanted, held = p.held + p_wanted, version = p.version + 1
		WHERE p.account_id = p_account AND p.pool_id = p_site AND p.available >= p_wanted AND p_refusal IS NULL
		RETURNING p.license_id INTO v_license;
	IF NOT FOUND THEN
		v_taken := 0;
		SELECT s.license_id INTO STRICT v_license FROM sites s WHERE s.account_id = p_account AND s.site_id = p_site;
		PERFORM FROM pools p WHERE p.account_id = p_account AND p.pool_id IN (v_license, p_site) ORDER BY p.kind, p.pool_id FOR UPDATE;
		SELECT b.domain, b.shared, b.cap, b.cap_used INTO v_domain, v_shared, v_cap, v_cap_used FROM read_balance(p_account, p_site, p_now) b;
	END IF;
	IF v_refusal IS NULL THEN
		SELECT CASE license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, p_now)
				WHEN 'free' THEN 'plan_has_no_credits' WHEN 'lapsed' THEN 'license_lapsed' END
			INTO v_refusal FROM licenses l WHERE l.account_id = p_account AND l.license_id = v_license;
	END IF;

	FOR i IN 1 .. cardinality(p_ids) LOOP
		v_from_domain := least(v_domain - v_domain_total, p_costs[i]);
		v_from_shared := p_costs[i] - v_from_domain;
		v_code := CASE
			WHEN v_refusal IS NOT NULL THEN v_refusal
			WHEN v_from_shared > v_shared - v_shared_total THEN 'insufficient_credits'
			WHEN v_from_shared > 0 AND v_cap_used + v_shared_total + v_from_shared > v_cap THEN 'site_cap_reached' END;
		IF v_code IS NULL THEN
			INSERT INTO holds (account_id, site_id, action_id, attempt_id, license_id, run_id, feature, subject_type, subject_id, actor,
					fingerprint, cost, from_domain, from_shared, cap_month, created_at, expires_at)
				VALUES (p_account, p_site, p_ids[i], p_attempt, v_license, p_run_ids[i], p_features[i], p_subject_types[i], p_subject_ids[i],
					p_actors[i], p_fingerprints[i], p_costs[i], v_from_domain, v_from_shared, utc_month(p_now), p_now, p_expires)
				ON CONFLICT (account_id, site_id, action_id) DO NOTHING;
			IF FOUND THEN
				v_domain_total := v_domain_total + v_from_domain;
				v_shared_total := v_shared_total + v_from_shared;
				v_actions := v_actions || jsonb_build_object('id', p_ids[i], 'state', 'reserved',
					'cost', p_costs[i], 'from_domain', v_from_domain, 'from_shared', v_from_shared);
				CONTINUE;
			END IF;
		END IF;
		SELECT * INTO v_hold FROM holds h WHERE h.account_id = p_account AND h.site_id = p_site AND h.action_id = p_ids[i];
		IF NOT FOUND THEN
			v_refusal := v_code;
			v_actions := v_actions || jsonb_build_object('id', p_ids[i], 'state', 'refused', 'code', v_code);
		ELSIF v_hold.fingerprint <> p_fingerprints[i] THEN
			v_actions := v_actions || jsonb_build_object('id', p_ids[i], 'state', 'refused', 'code', 'key_reused');
		ELSIF v_hold.state = 'held' AND v_hold.attempt_id = p_attempt THEN
			v_actions := v_actions || (describe_hold(v_hold) || '{"state": "reserved"}');
		ELSE
			v_actions := v_actions || describe_hold(v_hold);
		END IF;
	END LOOP;

	IF v_shared_total > 0 THEN
		UPDATE pools p SET available = p.available - v_shared_total, held = p.held + v_shared_total, version = p.version + 1
			WHERE p.account_id = p_account AND p.pool_id = v_license;
		INSERT INTO site_months AS m (account_id, site_id, month, held) VALUES (p_account, p_site, utc_month(p_now), v_shared_total)
			ON CONFLICT (account_id, site_id, month) DO UPDATE SET held = m.held + excluded.held;
	END IF;
	-- Still to be taken from Domain, or to be put back; and the site's version rises also where only Shared was taken.
	IF v_domain_total <> v_taken OR (v_taken = 0 AND v_shared_total > 0) THEN
		UPDATE pools p SET available = p.available + v_taken - v_domain_total, held = p.held - v_taken + v_domain_total,
				version = p.version + CASE WHEN v_taken = 0 THEN 1 WHEN v_domain_total = 0 THEN -1 ELSE 0 END
			WHERE p.account_id = p_account AND p.pool_id = p_site;
	END IF;
	RETURN v_actions;
END
$$;

-- Ends open holds of one site as 'captured' (with results), 'released' or 'expired' (with codes). The first end of a
-- hold wins: one already ended is answered as it is. Released credits pay what the license owes first.
-- Shared is locked where credits are given back, which may have to pay what it owes, and where a hold took from it.
CREATE FUNCTION settle_actions(
	p_account uuid, p_site uuid, p_now timestamptz, p_state hold_state, p_ids uuid[], p_results jsonb[], p_codes text[]
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_domain_version bigint;
	v_shared_version bigint;
	v_owed bigint := 0;
	v_hold holds;
	v_settled integer := 0;
	v_domain_total integer := 0;
	v_shared_total integer := 0;
	v_shared_pays bigint := 0;
	v_domain_pays bigint := 0;
	v_actions jsonb := '[]';
BEGIN
	SELECT p.license_id, p.version INTO STRICT v_license, v_domain_version FROM pools p
		WHERE p.account_id = p_account AND p.pool_id = p_site FOR UPDATE;
	IF p_state <> 'captured' THEN
		SELECT p.version, p.owed INTO v_shared_version, v_owed FROM pools p
			WHERE p.account_id = p_account AND p.pool_id = v_license FOR UPDATE;
	END IF;

	FOR i IN 1 .. cardinality(p_ids) LOOP
		UPDATE holds h SET state = p_state, settled_at = p_now, code = p_codes[i]
			WHERE h.account_id = p_account AND h.site_id = p_site AND h.action_id = p_ids[i] AND h.state = 'held'
			RETURNING * INTO v_hold;
		IF NOT FOUND THEN
			SELECT * INTO v_hold FROM holds h WHERE h.account_id = p_account AND h.site_id = p_site AND h.action_id = p_ids[i];
			IF FOUND THEN
				v_actions := v_actions || describe_hold(v_hold);
			END IF;
			CONTINUE;
		END IF;
		v_settled := v_settled + 1;
		v_domain_total := v_domain_total + v_hold.from_domain;
		v_shared_total := v_shared_total + v_hold.from_shared;
		IF v_hold.from_shared > 0 THEN
			IF v_shared_version IS NULL THEN
				SELECT p.version INTO v_shared_version FROM pools p
					WHERE p.account_id = p_account AND p.pool_id = v_license FOR UPDATE;
			END IF;
			UPDATE site_months m SET held = m.held - v_hold.from_shared,
					spent = m.spent + CASE p_state WHEN 'captured' THEN v_hold.from_shared ELSE 0 END
				WHERE m.account_id = p_account AND m.site_id = p_site AND m.month = v_hold.cap_month;
		END IF;
		IF p_state = 'captured' THEN
			INSERT INTO results (account_id, site_id, action_id, result, created_at)
				VALUES (p_account, p_site, p_ids[i], p_results[i], p_now);
			IF v_hold.from_domain > 0 THEN
				v_domain_version := v_domain_version + 1;
				INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, action_id, created_at)
					VALUES (p_account, p_site, v_domain_version, 'capture', -v_hold.from_domain, p_site, p_ids[i], p_now);
			END IF;
			IF v_hold.from_shared > 0 THEN
				v_shared_version := v_shared_version + 1;
				INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, action_id, created_at)
					VALUES (p_account, v_license, v_shared_version, 'capture', -v_hold.from_shared, p_site, p_ids[i], p_now);
			END IF;
		END IF;
		v_actions := v_actions || jsonb_build_object('id', p_ids[i], 'state', p_state, 'code', p_codes[i], 'cost', v_hold.cost,
			'from_domain', v_hold.from_domain, 'from_shared', v_hold.from_shared, 'result', p_results[i]);
	END LOOP;
	IF v_settled = 0 THEN
		RETURN v_actions;
	END IF;

	IF p_state = 'captured' THEN
		UPDATE pools p SET held = p.held - v_domain_total, spent = p.spent + v_domain_total, version = v_domain_version + 1
			WHERE p.account_id = p_account AND p.pool_id = p_site;
		IF v_shared_total > 0 THEN
			UPDATE pools p SET held = p.held - v_shared_total, spent = p.spent + v_shared_total, version = v_shared_version + 1
				WHERE p.account_id = p_account AND p.pool_id = v_license;
		END IF;
		RETURN v_actions;
	END IF;

	v_shared_pays := least(v_owed, v_shared_total);
	v_domain_pays := least(v_owed - v_shared_pays, v_domain_total);
	IF v_shared_pays > 0 THEN
		v_shared_version := v_shared_version + 1;
		INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, created_at)
			VALUES (p_account, v_license, v_shared_version, 'owed', -v_shared_pays, p_site, p_now);
	END IF;
	IF v_domain_pays > 0 THEN
		v_domain_version := v_domain_version + 1;
		INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, created_at)
			VALUES (p_account, p_site, v_domain_version, 'owed', -v_domain_pays, p_site, p_now);
	END IF;
	UPDATE pools p SET held = p.held - v_domain_total, available = p.available + v_domain_total - v_domain_pays,
			removed = p.removed + v_domain_pays, version = v_domain_version + 1
		WHERE p.account_id = p_account AND p.pool_id = p_site;
	IF v_shared_total + v_domain_pays > 0 THEN
		UPDATE pools p SET held = p.held - v_shared_total, available = p.available + v_shared_total - v_shared_pays,
				removed = p.removed + v_shared_pays, owed = p.owed - v_shared_pays - v_domain_pays, version = v_shared_version + 1
			WHERE p.account_id = p_account AND p.pool_id = v_license;
	END IF;
	RETURN v_actions;
END
$$;

-- Adds credits to a pool once per source, and pays what the license owes from them first. False: this source was entered before.
CREATE FUNCTION grant_credits(
	p_account uuid, p_pool uuid, p_kind text, p_amount bigint, p_source text, p_now timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_pool pools;
	v_target pools;
	v_owed bigint;
	v_pays bigint;
BEGIN
	SELECT license_id INTO STRICT v_license FROM pools WHERE account_id = p_account AND pool_id = p_pool;
	FOR v_pool IN
		SELECT * FROM pools WHERE account_id = p_account AND pool_id IN (v_license, p_pool) ORDER BY kind, pool_id FOR UPDATE
	LOOP
		IF v_pool.pool_id = p_pool THEN v_target := v_pool; END IF;
		IF v_pool.kind = 'shared' THEN v_owed := v_pool.owed; END IF;
	END LOOP;
	INSERT INTO entries (account_id, pool_id, seq, kind, amount, source, created_at)
		VALUES (p_account, p_pool, v_target.version + 1, p_kind::entry_kind, p_amount, p_source, p_now)
		ON CONFLICT (account_id, source) WHERE source IS NOT NULL DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	v_pays := least(v_owed, p_amount);
	IF v_pays > 0 THEN
		INSERT INTO entries (account_id, pool_id, seq, kind, amount, created_at)
			VALUES (p_account, p_pool, v_target.version + 2, 'owed', -v_pays, p_now);
		UPDATE pools SET owed = owed - v_pays, version = version + 2 WHERE account_id = p_account AND pool_id = v_license;
	END IF;
	UPDATE pools SET
			credited = credited + p_amount,
			available = available + p_amount - v_pays,
			removed = removed + v_pays,
			version = version + 2
		WHERE account_id = p_account AND pool_id = p_pool;
	RETURN true;
END
$$;
