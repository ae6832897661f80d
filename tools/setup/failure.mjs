// A failure of set-up that a person can mend: what is wrong, and the one command or step that mends it.

import { statfsSync } from 'node:fs';

export class SetupFailure extends Error {
	/**
	 * @param {string} message What is missing or wrong, in one sentence.
	 * @param {string} [remedy] The one command to run, or the one thing to do.
	 */
	constructor(message, remedy) {
		super(message);
		this.name = 'SetupFailure';
		this.remedy = remedy;
	}
}

/**
 * Prints a failure the way a person wants to read it: no stack for what they can mend.
 *
 * @param {unknown} error
 */
export function printFailure(error) {
	const known = asSetupFailure(error);
	if (known) {
		console.error(`\n${known.message}`);
		if (known.remedy) {
			console.error(`Mend it with:  ${known.remedy}`);
		}
		return;
	}
	console.error(error);
}

/**
 * Recognises a full disk, which can surface anywhere and under many names.
 *
 * @param {unknown} error
 * @return {SetupFailure | undefined} The failure in words, or undefined for one that is ours.
 */
function asSetupFailure(error) {
	const { bavail, bsize } = statfsSync(import.meta.dirname);
	if (bavail * bsize < 10 * 1024 * 1024) {
		return new SetupFailure('The disk is full.', 'free some space, then run the same command again');
	}
	return error instanceof SetupFailure ? error : undefined;
}
