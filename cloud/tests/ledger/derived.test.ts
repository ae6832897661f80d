// Total and spendable against the cases that the cloud, PHP and TypeScript share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { spendable, total } from '../../src/ledger/balance.ts';
import type { Balance } from '../../src/http/schemas.ts';

interface Vectors {
	derive: { name: string; balance: Balance; total: number; spendable: number }[];
}

const vectors = JSON.parse(
	readFileSync(new URL('../../../schema/vectors/balance.json', import.meta.url), 'utf8'),
) as Vectors;

describe('what is derived from a balance', () => {
	assert.ok(vectors.derive.length > 0);
	for (const { name, balance, ...expected } of vectors.derive) {
		it(name, () => {
			assert.deepEqual({ total: total(balance), spendable: spendable(balance) }, expected);
		});
	}
});
