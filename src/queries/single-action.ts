// One action from its start to its end: while it is in progress, the same id is asked for again.

/** How often a running action is asked for, and for how long: then its hold has expired in the cloud. */
const ASK_EVERY_MS = 2_000;
const ASK_FOR_MS = 120_000;

/** `ask` sends the same action each time. Resolves with its last answer. */
export async function runToItsEnd< T extends { action: { outcome: string } } >(
	ask: () => Promise< T >
): Promise< T > {
	const until = Date.now() + ASK_FOR_MS;
	let answer = await ask();
	while ( answer.action.outcome === 'in_progress' && Date.now() < until ) {
		await new Promise( ( resolve ) => setTimeout( resolve, ASK_EVERY_MS ) );
		answer = await ask();
	}
	return answer;
}
