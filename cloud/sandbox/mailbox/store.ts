/* Keeps the last mails that came, and lets a caller wait for the next one to an address. */

import type { Tables } from '../shared/tables.ts';

export interface Mail {
	id: string;
	/** ISO 8601, UTC. */
	received_at: string;
	/** The envelope's sender and recipients: where the mail was really sent, whatever its headers say. */
	from: string;
	to: string[];
	subject: string;
	/** Empty when the mail has no such part. */
	text: string;
	html: string;
	headers: { name: string; value: string }[];
}

export interface MailSchema {
	mails: Mail;
}

export interface MailQuery {
	/** Only mails to this address, in any case. */
	to?: string;
	/** Only mails that came after the one with this id. */
	after?: string;
}

export interface MailStore {
	/** Newest first. */
	find(query: MailQuery): Mail[];
	/** As `find`, but waits up to `waitMs` for the first mail when there is none yet. */
	wait(query: MailQuery, waitMs: number, closing: AbortSignal): Promise<Mail[]>;
	get(id: string): Mail | undefined;
	/** Throws the file system's error when it cannot be kept. */
	add(mail: Mail): void;
	/** Returns how many were deleted. */
	clear(query: MailQuery): number;
}

/** @param limit how many mails are kept; the oldest go first */
export function createMailStore(tables: Tables<MailSchema>, limit: number): MailStore {
	const listeners = new Set<() => void>();

	const find = ({ to, after }: MailQuery): Mail[] => {
		const mails = tables.all('mails');
		const start = after === undefined ? 0 : mails.findIndex(({ id }) => id === after) + 1;
		return mails
			.slice(start)
			.filter((mail) => to === undefined || mail.to.some((address) => address.toLowerCase() === to.toLowerCase()))
			.reverse();
	};

	return {
		find,
		wait(query, waitMs, closing) {
			const found = find(query);
			if (found.length > 0 || waitMs === 0) {
				return Promise.resolve(found);
			}
			return new Promise((resolve) => {
				const finish = (): void => {
					listeners.delete(onMail);
					clearTimeout(timer);
					closing.removeEventListener('abort', finish);
					resolve(find(query));
				};
				const onMail = (): void => {
					if (find(query).length > 0) {
						finish();
					}
				};
				const timer = setTimeout(finish, waitMs);
				listeners.add(onMail);
				closing.addEventListener('abort', finish);
			});
		},
		get: (id) => tables.get('mails', id),
		add(mail) {
			const oldest = tables.all('mails').slice(0, Math.max(0, tables.all('mails').length + 1 - limit));
			tables.commit([
				{ table: 'mails', row: mail },
				...oldest.map(({ id }) => ({ table: 'mails' as const, removed: id })),
			]);
			[...listeners].forEach((listener) => listener());
		},
		clear(query) {
			const found = find(query);
			tables.commit(found.map(({ id }) => ({ table: 'mails', removed: id })));
			return found.length;
		},
	};
}
