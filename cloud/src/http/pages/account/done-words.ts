// What a page says after a form on it was sent and its change was made; the address carries only the word's name.
import Type from 'typebox';

const DONE_WORDS = {
	cap: 'The cap was saved.',
	role: 'Saved.',
	disconnected: 'The site was disconnected. Its credits and its settings are kept.',
	transferred: 'The credits were moved.',
	plan_changed: 'The change of plan is under way. It shows here within a minute.',
	plan_cancelled: 'The plan is being cancelled. It stays until the end of what is paid.',
	plan_kept: 'The plan goes on.',
	notices: 'Saved.',
	signed_out: 'Every other browser was signed out.',
} as const;

export type Done = keyof typeof DONE_WORDS;

/** In the query of every page that has forms. */
export const DoneQuery = { done: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$' })) };

export function doneWords(done: string | undefined): string | undefined {
	return Object.entries(DONE_WORDS).find(([name]) => name === done)?.[1];
}
