// Says when something is due again.

/** True at the first call and then once per period. */
export function every(period_ms: number): () => boolean {
	let due_at = 0;
	return () => {
		const now = performance.now();
		if (now < due_at) {
			return false;
		}
		due_at = now + period_ms;
		return true;
	};
}
