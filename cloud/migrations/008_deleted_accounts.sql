-- What is paid for after its account was deleted gives nothing and is refunded.

-- Up Migration

ALTER TABLE orders
	DROP CONSTRAINT orders_refusal_check,
	ADD CONSTRAINT orders_refusal_check CHECK (refusal IN ('offer_used', 'plan_in_force', 'account_deleted'));
