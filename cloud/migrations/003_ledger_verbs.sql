-- The ledger's verbs, each one round trip and one transaction. Every lock on two pools is taken in the order of pool_id.

-- Up Migration

-- The balance as /v1 shows it. The license's half carries the Shared pool's version, the site's half the Domain pool's.
CREATE FUNCTION read_balance(p_account uuid, p_site uuid, p_now timestamptz)
RETURNS jsonb LANGUAGE sql STABLE AS $$
	SELECT jsonb_build_object(
		'epoch', s.epoch,
		'as_of', to_char(p_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'license', jsonb_build_object(
			'status', license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, p_now),
			'shared', shared.available,
			'owed', shared.owed,
			'version', shared.version
		),
		'site', jsonb_build_object(
			'domain', domain.available,
			'held', domain.held + coalesce((
				SELECT sum(m.held) FROM site_months m WHERE m.account_id = s.account_id AND m.site_id = s.site_id AND m.held > 0
			), 0),
			'cap', s.cap,
			'cap_used', coalesce((
				SELECT m.held + m.spent FROM site_months m
				WHERE m.account_id = s.account_id AND m.site_id = s.site_id
					AND m.month = date_trunc('month', p_now AT TIME ZONE 'UTC')::date
			), 0),
			'cap_resets_at', to_char(date_trunc('month', p_now AT TIME ZONE 'UTC') + interval '1 month', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
			'version', domain.version
		)
	)
	FROM sites s
	JOIN licenses l ON l.account_id = s.account_id AND l.license_id = s.license_id
	JOIN pools shared ON shared.account_id = s.account_id AND shared.pool_id = s.license_id
	JOIN pools domain ON domain.account_id = s.account_id AND domain.pool_id = s.site_id
	WHERE s.account_id = p_account AND s.site_id = p_site
$$;

-- Sets credits aside for 1 to 25 actions, in order: Domain first, then Shared. After the first that the balance cannot
-- cover, every later new one is refused. A known id is answered with what became of it; a refusal writes nothing.
-- The same attempt again, after a lost answer, is answered as the first time.
-- The Domain pool's row is locked by every call of a site, which is what makes replays of one id wait for each other.
CREATE FUNCTION reserve_actions(
	p_account uuid, p_site uuid, p_attempt uuid, p_now timestamptz, p_expires timestamptz,
	p_ids uuid[], p_run_ids uuid[], p_features text[], p_subject_types text[], p_subject_ids text[],
	p_actors text[], p_fingerprints bytea[], p_costs integer[],
	OUT actions jsonb, OUT balance jsonb
) LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_pool pools;
	v_shared pools;
	v_domain pools;
	v_hold holds;
	v_status text;
	v_cap bigint;
	v_cap_used bigint;
	v_month date := date_trunc('month', p_now AT TIME ZONE 'UTC')::date;
	v_refusal text;
	v_domain_total integer := 0;
	v_shared_total integer := 0;
	v_from_domain integer;
	v_from_shared integer;
BEGIN
	actions := '[]';
	SELECT license_id INTO STRICT v_license FROM sites WHERE account_id = p_account AND site_id = p_site;
	FOR v_pool IN
		SELECT * FROM pools WHERE account_id = p_account AND pool_id IN (v_license, p_site) ORDER BY pool_id FOR UPDATE
	LOOP
		IF v_pool.kind = 'shared' THEN v_shared := v_pool; ELSE v_domain := v_pool; END IF;
	END LOOP;
	SELECT s.cap, license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, p_now) INTO v_cap, v_status
		FROM sites s JOIN licenses l ON l.account_id = s.account_id AND l.license_id = s.license_id
		WHERE s.account_id = p_account AND s.site_id = p_site;
	SELECT held + spent INTO v_cap_used FROM site_months
		WHERE account_id = p_account AND site_id = p_site AND month = v_month;
	v_cap_used := coalesce(v_cap_used, 0);
	v_refusal := CASE v_status WHEN 'free' THEN 'plan_has_no_credits' WHEN 'lapsed' THEN 'license_lapsed' END;

	FOR i IN 1 .. cardinality(p_ids) LOOP
		SELECT * INTO v_hold FROM holds WHERE account_id = p_account AND site_id = p_site AND action_id = p_ids[i];
		IF FOUND THEN
			actions := actions || CASE
				WHEN v_hold.fingerprint <> p_fingerprints[i] THEN jsonb_build_object('id', p_ids[i], 'state', 'refused', 'code', 'key_reused')
				WHEN v_hold.state = 'held' AND v_hold.attempt_id = p_attempt THEN describe_hold(v_hold) || '{"state": "reserved"}'
				ELSE describe_hold(v_hold) END;
			CONTINUE;
		END IF;
		v_from_domain := least(v_domain.available - v_domain_total, p_costs[i]);
		v_from_shared := p_costs[i] - v_from_domain;
		IF v_refusal IS NULL AND v_from_shared > v_shared.available - v_shared_total THEN
			v_refusal := 'insufficient_credits';
		ELSIF v_refusal IS NULL AND v_from_shared > 0 AND v_cap_used + v_shared_total + v_from_shared > v_cap THEN
			v_refusal := 'site_cap_reached';
		END IF;
		IF v_refusal IS NOT NULL THEN
			actions := actions || jsonb_build_object('id', p_ids[i], 'state', 'refused', 'code', v_refusal);
			CONTINUE;
		END IF;
		INSERT INTO holds (account_id, site_id, action_id, attempt_id, license_id, run_id, feature, subject_type, subject_id, actor,
				fingerprint, cost, from_domain, from_shared, cap_month, created_at, expires_at)
			VALUES (p_account, p_site, p_ids[i], p_attempt, v_license, p_run_ids[i], p_features[i], p_subject_types[i], p_subject_ids[i],
				p_actors[i], p_fingerprints[i], p_costs[i], v_from_domain, v_from_shared, v_month, p_now, p_expires);
		v_domain_total := v_domain_total + v_from_domain;
		v_shared_total := v_shared_total + v_from_shared;
		actions := actions || jsonb_build_object('id', p_ids[i], 'state', 'reserved',
			'cost', p_costs[i], 'from_domain', v_from_domain, 'from_shared', v_from_shared);
	END LOOP;

	IF v_shared_total > 0 THEN
		UPDATE pools SET available = available - v_shared_total, held = held + v_shared_total, version = version + 1
			WHERE account_id = p_account AND pool_id = v_license;
		INSERT INTO site_months AS m (account_id, site_id, month, held) VALUES (p_account, p_site, v_month, v_shared_total)
			ON CONFLICT (account_id, site_id, month) DO UPDATE SET held = m.held + excluded.held;
	END IF;
	IF v_domain_total + v_shared_total > 0 THEN
		UPDATE pools SET available = available - v_domain_total, held = held + v_domain_total, version = version + 1
			WHERE account_id = p_account AND pool_id = p_site;
	END IF;
	balance := read_balance(p_account, p_site, p_now);
END
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

-- Ends open holds of one site as 'captured' (with results), 'released' or 'expired' (with codes). The first end of a
-- hold wins: one already ended is answered as it is. Released credits pay what the license owes first.
CREATE FUNCTION settle_actions(
	p_account uuid, p_site uuid, p_now timestamptz, p_state text, p_ids uuid[], p_results jsonb[], p_codes text[],
	OUT actions jsonb, OUT balance jsonb
) LANGUAGE plpgsql AS $$
DECLARE
	v_license uuid;
	v_pool pools;
	v_shared pools;
	v_domain pools;
	v_hold holds;
	v_settled uuid[] := '{}';
	v_domain_total integer := 0;
	v_shared_total integer := 0;
	v_shared_pays bigint := 0;
	v_domain_pays bigint := 0;
BEGIN
	actions := '[]';
	SELECT license_id INTO STRICT v_license FROM sites WHERE account_id = p_account AND site_id = p_site;
	FOR v_pool IN
		SELECT * FROM pools WHERE account_id = p_account AND pool_id IN (v_license, p_site) ORDER BY pool_id FOR UPDATE
	LOOP
		IF v_pool.kind = 'shared' THEN v_shared := v_pool; ELSE v_domain := v_pool; END IF;
	END LOOP;

	FOR i IN 1 .. cardinality(p_ids) LOOP
		UPDATE holds SET state = p_state, settled_at = p_now, code = p_codes[i]
			WHERE account_id = p_account AND site_id = p_site AND action_id = p_ids[i] AND state = 'held'
			RETURNING * INTO v_hold;
		IF FOUND THEN
			v_settled := v_settled || p_ids[i];
			v_domain_total := v_domain_total + v_hold.from_domain;
			v_shared_total := v_shared_total + v_hold.from_shared;
			IF p_state = 'captured' THEN
				INSERT INTO results (account_id, site_id, action_id, result, created_at)
					VALUES (p_account, p_site, p_ids[i], p_results[i], p_now);
				IF v_hold.from_domain > 0 THEN
					v_domain.version := v_domain.version + 1;
					INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, action_id, created_at)
						VALUES (p_account, p_site, v_domain.version, 'capture', -v_hold.from_domain, p_site, p_ids[i], p_now);
				END IF;
				IF v_hold.from_shared > 0 THEN
					v_shared.version := v_shared.version + 1;
					INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, action_id, created_at)
						VALUES (p_account, v_license, v_shared.version, 'capture', -v_hold.from_shared, p_site, p_ids[i], p_now);
				END IF;
			END IF;
		ELSE
			SELECT * INTO v_hold FROM holds WHERE account_id = p_account AND site_id = p_site AND action_id = p_ids[i];
		END IF;
		IF v_hold.action_id IS NOT NULL THEN
			actions := actions || describe_hold(v_hold);
		END IF;
	END LOOP;

	IF cardinality(v_settled) > 0 THEN
		IF p_state <> 'captured' THEN
			v_shared_pays := least(v_shared.owed, v_shared_total);
			v_domain_pays := least(v_shared.owed - v_shared_pays, v_domain_total);
			IF v_shared_pays > 0 THEN
				v_shared.version := v_shared.version + 1;
				INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, created_at)
					VALUES (p_account, v_license, v_shared.version, 'owed', -v_shared_pays, p_site, p_now);
			END IF;
			IF v_domain_pays > 0 THEN
				v_domain.version := v_domain.version + 1;
				INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, created_at)
					VALUES (p_account, p_site, v_domain.version, 'owed', -v_domain_pays, p_site, p_now);
			END IF;
		END IF;
		UPDATE pools SET
				held = held - v_shared_total,
				spent = spent + CASE p_state WHEN 'captured' THEN v_shared_total ELSE 0 END,
				available = available + CASE p_state WHEN 'captured' THEN 0 ELSE v_shared_total - v_shared_pays END,
				removed = removed + v_shared_pays,
				owed = owed - v_shared_pays - v_domain_pays,
				version = v_shared.version + 1
			WHERE account_id = p_account AND pool_id = v_license AND v_shared_total + v_domain_pays > 0;
		UPDATE pools SET
				held = held - v_domain_total,
				spent = spent + CASE p_state WHEN 'captured' THEN v_domain_total ELSE 0 END,
				available = available + CASE p_state WHEN 'captured' THEN 0 ELSE v_domain_total - v_domain_pays END,
				removed = removed + v_domain_pays,
				version = v_domain.version + 1
			WHERE account_id = p_account AND pool_id = p_site;
		IF v_shared_total > 0 THEN
			UPDATE site_months m SET
					held = m.held - used.credits,
					spent = m.spent + CASE p_state WHEN 'captured' THEN used.credits ELSE 0 END
				FROM (
					SELECT h.cap_month, sum(h.from_shared) AS credits FROM holds h
					WHERE h.account_id = p_account AND h.site_id = p_site AND h.action_id = ANY (v_settled) AND h.from_shared > 0
					GROUP BY h.cap_month
				) used
				WHERE m.account_id = p_account AND m.site_id = p_site AND m.month = used.cap_month;
		END IF;
	END IF;
	balance := read_balance(p_account, p_site, p_now);
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
		SELECT * FROM pools WHERE account_id = p_account AND pool_id IN (v_license, p_pool) ORDER BY pool_id FOR UPDATE
	LOOP
		IF v_pool.pool_id = p_pool THEN v_target := v_pool; END IF;
		IF v_pool.kind = 'shared' THEN v_owed := v_pool.owed; END IF;
	END LOOP;
	INSERT INTO entries (account_id, pool_id, seq, kind, amount, source, created_at)
		VALUES (p_account, p_pool, v_target.version + 1, p_kind, p_amount, p_source, p_now)
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
