// Reads what environment variables say about a start, once. Every one of them has a default that works.
//
// | variable               | default               | meaning                                                      |
// |------------------------|-----------------------|--------------------------------------------------------------|
// | WORDPRESS_PORT         | 8888                  | where WordPress is; a taken port is replaced by the next one |
// | CLOUD_PORT             | 8787                  | where the cloud is                                           |
// | POLAR_PORT             | 8788                  | the payments sandbox                                         |
// | MODEL_PORT             | 8789                  | the AI sandbox                                               |
// | MAILBOX_PORT           | 8790                  | the mailbox, to be read in a browser                         |
// | SMTP_PORT              | 1025                  | the mailbox, where mail is sent to                           |
// | WORDPRESS_VERSION      | 7.1                   | 7.1 or 6.8                                                   |
// | WORDPRESS_DB           | sqlite                | sqlite or mariadb                                            |
// | DATABASE_URL           | embedded PostgreSQL   | the cloud's PostgreSQL                                       |
// | AI_BASE_URL            | the AI sandbox        | any OpenAI-compatible endpoint, with /v1                     |
// | AI_API_KEY             | made up once          | its key, where it wants one                                  |
// | AI_MODEL               | sandbox               | its model; must be set with AI_BASE_URL                      |
// | POLAR_BASE_URL         | the payments sandbox  | Polar's API; left out with a token, Polar itself             |
// | POLAR_ACCESS_TOKEN     | made up once          | takes real payments: needs DATABASE_URL too                  |
// | POLAR_WEBHOOK_SECRET   | made up once          | what Polar signs its webhooks with                           |
// | SMTP_URL               | the mailbox           | where the cloud's mail goes                                  |
// | MAIL_FROM, CATALOG     | the cloud's defaults  | see cloud/src/config.ts                                      |
// | LOG_LEVEL              | info                  | of the cloud's log in .data/logs                             |
// | CLOUD_URL              | none                  | npm run zip: the address that the zip is made for            |
// | CHROMIUM               | found                 | the browser that the tests drive                             |

import { SetupFailure } from './setup/failure.mjs';
import { parseWordPressVersion, type WordPressVersion } from './wordpress/download.ts';

/** The programs that listen, and the port of each. */
export interface Ports {
	wordpress: number;
	cloud: number;
	polar: number;
	model: number;
	mailbox: number;
	smtp: number;
}

export interface Settings {
	/** The ports asked for by variable. */
	ports: Partial<Ports>;
	wordpressVersion: WordPressVersion;
	wordpressDatabase: 'sqlite' | 'mariadb';
	/** Which stand-ins are needed: one is not where its variables name something real. */
	sandbox: { payments: boolean; ai: boolean; mail: boolean };
}

export const defaultPorts: Ports = { wordpress: 8888, cloud: 8787, polar: 8788, model: 8789, mailbox: 8790, smtp: 1025 };

/**
 * @throws SetupFailure That names the variable and what it should be.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
	const ports: Partial<Ports> = {};
	for (const name of Object.keys(defaultPorts) as (keyof Ports)[]) {
		const variable = `${name.toUpperCase()}_PORT`;
		const text = env[variable];
		if (text) {
			const port = Number(text);
			if (!Number.isInteger(port) || port < 1 || port > 65535) {
				throw new SetupFailure(`${variable}=${text} is not a port.`, `a number from 1024 to 65535 in ${variable}`);
			}
			ports[name] = port;
		}
	}
	const wordpressDatabase = env.WORDPRESS_DB || 'sqlite';
	if (wordpressDatabase !== 'sqlite' && wordpressDatabase !== 'mariadb') {
		throw new SetupFailure(`WORDPRESS_DB=${wordpressDatabase} is not known.`, 'WORDPRESS_DB=sqlite or mariadb');
	}
	if (env.AI_API_KEY && !env.AI_BASE_URL) {
		throw new SetupFailure('AI_API_KEY is set, but AI_BASE_URL is not.', 'AI_BASE_URL=https://… (ending in /v1)');
	}
	if (env.AI_BASE_URL && !env.AI_MODEL) {
		throw new SetupFailure('AI_BASE_URL is set, but AI_MODEL is not.', 'AI_MODEL=the name of a model that sees pictures');
	}
	return {
		ports,
		wordpressVersion: parseWordPressVersion(env.WORDPRESS_VERSION || '7.1'),
		wordpressDatabase,
		sandbox: {
			payments: !env.POLAR_ACCESS_TOKEN && !env.POLAR_BASE_URL,
			ai: !env.AI_BASE_URL,
			mail: !env.SMTP_URL,
		},
	};
}
