// A seeded stream of random numbers (mulberry32), so that a failing run can be replayed from the seed it printed.

export interface Random {
	/** 0 to below `limit`, whole. */
	below(limit: number): number;
	chance(probability: number): boolean;
	pick<T>(from: readonly T[]): T;
}

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		below: (limit) => Math.floor(next() * limit),
		chance: (probability) => next() < probability,
		pick(from) {
			const picked = from[Math.floor(next() * from.length)];
			if (picked === undefined) {
				throw new Error('Nothing to pick from.');
			}
			return picked;
		},
	};
}
