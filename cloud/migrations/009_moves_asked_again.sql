-- A site whose move was made, but whose answer was lost, asks again with the token that the move replaced.

-- Up Migration

-- Until the new token is used for the first time: so long nobody is known to have it.
ALTER TABLE sites ADD COLUMN moved_token_hash bytea CHECK (octet_length(moved_token_hash) = 32);
