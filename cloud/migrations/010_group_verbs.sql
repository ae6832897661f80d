-- The verbs of charging, for the actions of one site or of many in one transaction; their arrays have an element per action.
-- reserve_actions, settle_actions and describe_hold stay for processes of the release before; a later migration drops them.
--
-- Each verb locks its pools before it reads what it decides by: Domain pools in the order of their ids, then the Shared pools that it
-- needs in the order of theirs. A site's holds and months are written by whoever has the lock of its Domain pool.
--
-- Every row is reached by its key. Plans are made once for a connection, and one made while a table was small must not scan it when it
-- has grown, so a verb allows no other way, also to what it calls.

-- Up Migration

-- What became of the n-th action asked for.
CREATE TYPE action_answer AS (
	n integer, id uuid, state text, code text, cost integer, from_domain integer, from_shared integer, result jsonb
);

-- By its hold, with the result where that is still kept.
CREATE FUNCTION answer_of(p_n bigint, p_hold holds) RETURNS action_answer LANGUAGE sql STABLE AS $$
	SELECT ROW(p_n, p_hold.action_id, p_hold.state, p_hold.code, p_hold.cost, p_hold.from_domain, p_hold.from_shared,
		(SELECT r.result FROM results r WHERE r.account_id = p_hold.account_id AND r.site_id = p_hold.site_id
			AND r.action_id = p_hold.action_id))::action_answer
$$;

-- What every verb of a group begins with. Actions of several sites wait for no lock longer than a second: the service then tries
-- them site by site, so that a pool that is locked for long holds up its own sites alone.
CREATE FUNCTION lock_domain_pools(p_accounts uuid[], p_sites uuid[])
RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
	IF p_sites[1] <> ANY (p_sites) THEN
		PERFORM set_config('lock_timeout', '1s', true);
	END IF;
	PERFORM FROM (SELECT DISTINCT a.account_id, a.site_id FROM unnest(p_accounts, p_sites) a (account_id, site_id)) s
		JOIN pools p ON p.account_id = s.account_id AND p.pool_id = s.site_id ORDER BY p.pool_id FOR UPDATE OF p;
END
$$;

-- What holds took from which pool: the Domain pool of each, whose version rises also where only Shared was taken, and Shared where
-- something was taken from it.
CREATE FUNCTION taken_by_pool(p_holds holds[])
RETURNS TABLE (account_id uuid, pool_id uuid, site_id uuid, action_id uuid, taken integer) LANGUAGE sql IMMUTABLE AS $$
	SELECT h.account_id, t.pool_id, h.site_id, h.action_id, t.taken
	FROM unnest(p_holds) h CROSS JOIN LATERAL (VALUES (h.site_id, h.from_domain, true), (h.license_id, h.from_shared, false)) t (pool_id, taken, is_domain)
	WHERE t.taken > 0 OR t.is_domain
$$;

-- Sets credits aside: Domain first, then Shared. A site's actions of one attempt are one call, served in order: after the first new
-- one that the balance cannot cover, every later new one is refused; with a refusal of the call's own, every new one.
-- A known id is answered with what became of it; a refusal writes nothing.
-- The same attempt again, after a lost answer, is answered as the first time.
-- Every call of a site locks its Domain pool first, which is what makes replays of one id wait for each other.
CREATE FUNCTION reserve_group(
	p_now timestamptz, p_expires timestamptz, p_accounts uuid[], p_sites uuid[], p_attempts uuid[], p_refusals text[], p_ids uuid[],
	p_run_ids uuid[], p_features text[], p_subject_types text[], p_subject_ids text[], p_actors text[], p_fingerprints bytea[],
	p_costs integer[]
) RETURNS SETOF action_answer LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	v_month date := utc_month(p_now);
	v_uses_shared boolean;
	v_known bigint[];
	v_action record;
	v_license uuid;
	v_shared bigint;
	v_site uuid;
	v_domain bigint;
	v_cap_used bigint;
	v_attempt uuid;
	v_refusal text;
	v_hold holds;
	v_from_domain integer;
	v_from_shared integer;
	v_holds holds[];
BEGIN
	PERFORM lock_domain_pools(p_accounts, p_sites);
	PERFORM FROM (SELECT a.account_id, a.site_id, sum(a.cost) AS wanted FROM unnest(p_accounts, p_sites, p_costs) a (account_id, site_id, cost)
			GROUP BY a.account_id, a.site_id) s
		JOIN pools d ON d.account_id = s.account_id AND d.pool_id = s.site_id AND d.available < s.wanted
		JOIN pools p ON p.account_id = s.account_id AND p.pool_id = d.license_id ORDER BY p.pool_id FOR UPDATE OF p;
	v_uses_shared := FOUND;
	SELECT array_agg(a.n) INTO v_known FROM unnest(p_accounts, p_sites, p_ids) WITH ORDINALITY a (account_id, site_id, action_id, n)
		JOIN holds h ON h.account_id = a.account_id AND h.site_id = a.site_id AND h.action_id = a.action_id;

	FOR v_action IN
		SELECT a.*, d.license_id, d.available AS domain, coalesce(p.available, 0) AS shared, i.cap, coalesce(m.held + m.spent, 0) AS cap_used,
			CASE license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, p_now)
				WHEN 'free' THEN 'plan_has_no_credits' WHEN 'lapsed' THEN 'license_lapsed' END AS plan_refusal
		FROM unnest(p_accounts, p_sites, p_attempts, p_refusals, p_ids, p_run_ids, p_features, p_subject_types, p_subject_ids, p_actors,
				p_fingerprints, p_costs) WITH ORDINALITY a (account_id, site_id, attempt_id, refusal, action_id, run_id, feature,
				subject_type, subject_id, actor, fingerprint, cost, n)
		JOIN pools d ON d.account_id = a.account_id AND d.pool_id = a.site_id
		JOIN licenses l ON l.account_id = a.account_id AND l.license_id = d.license_id
		LEFT JOIN pools p ON v_uses_shared AND p.account_id = a.account_id AND p.pool_id = d.license_id
		LEFT JOIN sites i ON v_uses_shared AND i.account_id = a.account_id AND i.site_id = a.site_id
		LEFT JOIN site_months m ON v_uses_shared AND m.account_id = a.account_id AND m.site_id = a.site_id AND m.month = v_month
		ORDER BY d.license_id, a.site_id, a.n
	LOOP
		IF v_license IS DISTINCT FROM v_action.license_id THEN
			v_license := v_action.license_id;
			v_shared := v_action.shared;
		END IF;
		IF v_site IS DISTINCT FROM v_action.site_id THEN
			v_site := v_action.site_id;
			v_domain := v_action.domain;
			v_cap_used := v_action.cap_used;
		END IF;
		IF v_attempt IS DISTINCT FROM v_action.attempt_id THEN
			v_attempt := v_action.attempt_id;
			v_refusal := coalesce(v_action.refusal, v_action.plan_refusal);
		END IF;
		IF v_action.n = ANY (v_known) THEN
			SELECT * INTO STRICT v_hold FROM holds h
				WHERE h.account_id = v_action.account_id AND h.site_id = v_site AND h.action_id = v_action.action_id;
			IF v_hold.fingerprint <> v_action.fingerprint THEN
				RETURN NEXT ROW(v_action.n, v_action.action_id, 'refused', 'key_reused', 0, 0, 0, NULL)::action_answer;
			ELSIF v_hold.state = 'held' AND v_hold.attempt_id = v_attempt THEN
				RETURN NEXT ROW(v_action.n, v_action.action_id, 'reserved', NULL, v_hold.cost, v_hold.from_domain, v_hold.from_shared, NULL)::action_answer;
			ELSE
				RETURN NEXT answer_of(v_action.n, v_hold);
			END IF;
			CONTINUE;
		END IF;
		v_from_domain := least(v_domain, v_action.cost);
		v_from_shared := v_action.cost - v_from_domain;
		IF v_refusal IS NULL AND v_from_shared > 0 THEN
			v_refusal := CASE
				WHEN v_from_shared > v_shared THEN 'insufficient_credits'
				WHEN v_cap_used + v_from_shared > v_action.cap THEN 'site_cap_reached' END;
		END IF;
		IF v_refusal IS NOT NULL THEN
			RETURN NEXT ROW(v_action.n, v_action.action_id, 'refused', v_refusal, 0, 0, 0, NULL)::action_answer;
			CONTINUE;
		END IF;
		v_domain := v_domain - v_from_domain;
		v_shared := v_shared - v_from_shared;
		v_cap_used := v_cap_used + v_from_shared;
		v_holds := v_holds || ROW(v_action.account_id, v_site, v_action.action_id, v_attempt, v_license, v_action.run_id, v_action.feature,
			v_action.subject_type, v_action.subject_id, v_action.actor, v_action.fingerprint, v_action.cost, v_from_domain, v_from_shared,
			'held', NULL, v_month, p_now, p_expires, NULL)::holds;
		RETURN NEXT ROW(v_action.n, v_action.action_id, 'reserved', NULL, v_action.cost, v_from_domain, v_from_shared, NULL)::action_answer;
	END LOOP;
	IF v_holds IS NULL THEN
		RETURN;
	END IF;

	INSERT INTO holds SELECT * FROM unnest(v_holds);
	UPDATE pools p SET available = p.available - t.taken, held = p.held + t.taken, version = p.version + 1
		FROM (SELECT h.account_id, h.pool_id, sum(h.taken) AS taken FROM taken_by_pool(v_holds) h GROUP BY h.account_id, h.pool_id) t
		WHERE p.account_id = t.account_id AND p.pool_id = t.pool_id;
	IF v_uses_shared THEN
		INSERT INTO site_months AS m (account_id, site_id, month, held)
			SELECT h.account_id, h.site_id, v_month, sum(h.from_shared) FROM unnest(v_holds) h WHERE h.from_shared > 0
				GROUP BY h.account_id, h.site_id
			ON CONFLICT (account_id, site_id, month) DO UPDATE SET held = m.held + excluded.held;
	END IF;
END
$$;

-- Of holds that are captured: an entry for each pool that each took from, and the pools' and months' counts.
CREATE FUNCTION enter_captures(p_now timestamptz, p_holds holds[])
RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
	INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, action_id, created_at)
		SELECT h.account_id, h.pool_id, p.version + row_number() OVER (PARTITION BY h.account_id, h.pool_id), 'capture', -h.taken,
			h.site_id, h.action_id, p_now
		FROM taken_by_pool(p_holds) h JOIN pools p ON p.account_id = h.account_id AND p.pool_id = h.pool_id WHERE h.taken > 0;
	UPDATE pools p SET held = p.held - t.spent, spent = p.spent + t.spent, version = p.version + t.entries + 1
		FROM (SELECT h.account_id, h.pool_id, sum(h.taken) AS spent, count(*) AS entries FROM taken_by_pool(p_holds) h
			GROUP BY h.account_id, h.pool_id) t
		WHERE p.account_id = t.account_id AND p.pool_id = t.pool_id;
	UPDATE site_months m SET held = m.held - t.spent, spent = m.spent + t.spent
		FROM (SELECT h.account_id, h.site_id, h.cap_month, sum(h.from_shared) AS spent FROM unnest(p_holds) h WHERE h.from_shared > 0
			GROUP BY h.account_id, h.site_id, h.cap_month) t
		WHERE m.account_id = t.account_id AND m.site_id = t.site_id AND m.month = t.cap_month;
END
$$;

-- Of holds that are released or expired: their credits pay what the license owes, site by site, and the rest is available again.
CREATE FUNCTION give_back(p_now timestamptz, p_holds holds[])
RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
	v_site record;
	v_owed bigint;
	v_shared_pays bigint;
	v_domain_pays bigint;
BEGIN
	FOR v_site IN
		SELECT h.account_id, h.license_id, h.site_id, sum(h.from_domain) AS from_domain, sum(h.from_shared) AS from_shared
		FROM unnest(p_holds) h GROUP BY h.account_id, h.license_id, h.site_id ORDER BY h.license_id, h.site_id
	LOOP
		SELECT p.owed INTO v_owed FROM pools p WHERE p.account_id = v_site.account_id AND p.pool_id = v_site.license_id;
		v_shared_pays := least(v_owed, v_site.from_shared);
		v_domain_pays := least(v_owed - v_shared_pays, v_site.from_domain);
		INSERT INTO entries (account_id, pool_id, seq, kind, amount, site_id, created_at)
			SELECT p.account_id, p.pool_id, p.version + 1, 'owed', -t.pays, v_site.site_id, p_now
			FROM (VALUES (v_site.site_id, v_domain_pays), (v_site.license_id, v_shared_pays)) t (pool_id, pays)
			JOIN pools p ON p.account_id = v_site.account_id AND p.pool_id = t.pool_id WHERE t.pays > 0;
		UPDATE pools p SET held = p.held - v_site.from_domain, available = p.available + v_site.from_domain - v_domain_pays,
				removed = p.removed + v_domain_pays, version = p.version + 2
			WHERE p.account_id = v_site.account_id AND p.pool_id = v_site.site_id;
		IF v_site.from_shared + v_domain_pays > 0 THEN
			UPDATE pools p SET held = p.held - v_site.from_shared, available = p.available + v_site.from_shared - v_shared_pays,
					removed = p.removed + v_shared_pays, owed = p.owed - v_shared_pays - v_domain_pays, version = p.version + 2
				WHERE p.account_id = v_site.account_id AND p.pool_id = v_site.license_id;
		END IF;
	END LOOP;
	UPDATE site_months m SET held = m.held - t.returned
		FROM (SELECT h.account_id, h.site_id, h.cap_month, sum(h.from_shared) AS returned FROM unnest(p_holds) h WHERE h.from_shared > 0
			GROUP BY h.account_id, h.site_id, h.cap_month) t
		WHERE m.account_id = t.account_id AND m.site_id = t.site_id AND m.month = t.cap_month;
END
$$;

-- Ends open holds as 'captured' (with results), 'released' or 'expired' (with codes). The first end of a hold wins: one already ended
-- is answered as it is. Released credits pay what the license owes first.
-- Shared is locked where credits are given back, which may have to pay what it owes, and where a hold took from it.
CREATE FUNCTION settle_group(
	p_now timestamptz, p_state hold_state, p_accounts uuid[], p_sites uuid[], p_ids uuid[], p_results jsonb[], p_codes text[]
) RETURNS SETOF action_answer LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
	v_ended bigint[] := '{}';
	v_holds holds[];
	v_results results[];
	v_action record;
BEGIN
	PERFORM lock_domain_pools(p_accounts, p_sites);
	PERFORM FROM pools p WHERE (p.account_id, p.pool_id) IN (
			SELECT h.account_id, h.license_id FROM unnest(p_accounts, p_sites, p_ids) a (account_id, site_id, action_id)
				JOIN holds h ON h.account_id = a.account_id AND h.site_id = a.site_id AND h.action_id = a.action_id
				WHERE h.state = 'held' AND (h.from_shared > 0 OR p_state <> 'captured')
		) ORDER BY p.pool_id FOR UPDATE;
	FOR v_action IN
		UPDATE holds h SET state = p_state, settled_at = p_now, code = p_codes[a.n]
			FROM unnest(p_accounts, p_sites, p_ids) WITH ORDINALITY a (account_id, site_id, action_id, n)
			WHERE h.account_id = a.account_id AND h.site_id = a.site_id AND h.action_id = a.action_id AND h.state = 'held'
			RETURNING a.*, h AS hold, h.cost, h.from_domain, h.from_shared
	LOOP
		v_ended := v_ended || v_action.n;
		v_holds := v_holds || v_action.hold;
		IF p_state = 'captured' THEN
			v_results := v_results || ROW(v_action.account_id, v_action.site_id, v_action.action_id, p_results[v_action.n], p_now)::results;
		END IF;
		RETURN NEXT ROW(v_action.n, v_action.action_id, p_state, p_codes[v_action.n], v_action.cost, v_action.from_domain,
			v_action.from_shared, p_results[v_action.n])::action_answer;
	END LOOP;
	IF cardinality(v_ended) < cardinality(p_ids) THEN
		RETURN QUERY SELECT (answer_of(a.n, h)).* FROM unnest(p_accounts, p_sites, p_ids) WITH ORDINALITY a (account_id, site_id, action_id, n)
			JOIN holds h ON h.account_id = a.account_id AND h.site_id = a.site_id AND h.action_id = a.action_id WHERE a.n <> ALL (v_ended);
	END IF;
	IF v_holds IS NULL THEN
		RETURN;
	END IF;

	IF p_state = 'captured' THEN
		INSERT INTO results SELECT * FROM unnest(v_results);
		PERFORM enter_captures(p_now, v_holds);
	ELSE
		PERFORM give_back(p_now, v_holds);
	END IF;
END
$$;
