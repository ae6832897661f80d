// Reads the service's settings from environment variables, once, and says what is wrong with them.
import { fileURLToPath } from 'node:url';

export interface Config {
	host: string;
	port: number;
	/** The address at which browsers and sites reach this service, without a trailing slash. */
	public_url: string;
	/** How many reverse proxies stand before the service: a caller's address is taken from what they forwarded. */
	trusted_proxies: number;
	data_dir: string;
	/** Undefined: the embedded PostgreSQL in data_dir. */
	database_url: string | undefined;
	database_isolation: 'read committed' | 'serializable';
	/** Whether calls of several accounts share a transaction. */
	ledger_groups: boolean;
	catalog: string;
	log_level: string;
	/** How often one address may call the operations that need no token, each group of them by itself. */
	rate_limit_per_minute: number;
	/** How often one site, and all sites of one license together, may call /v1/actions, in one process of the service. */
	site_rate_per_minute: number;
	license_rate_per_minute: number;
	/** Where Prometheus reads; no port, no metrics served. */
	metrics: { host: string; port: number | undefined };
	polar: PolarConfig;
	/** "HH:MM" in UTC: when Polar's books are compared with ours each night; null: never. */
	reconcile_at: string | null;
	ai: { base_url: string; api_key: string; model: string; max_running: number; max_waiting: number };
	mail: { smtp_url: string; from: string };
}

export interface PolarConfig {
	/** Undefined: Polar itself. */
	base_url: string | undefined;
	access_token: string;
	webhook_secrets: string[];
	sandbox: boolean;
	/** Which of Polar's products sells what, where payments are live. */
	products_file: string;
}

/** A setting is missing or wrong: its message says which, and what to do. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

/** @throws ConfigError that names the variable and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
	const port = integer(env, 'PORT', 8787, 65_535);
	const host = env['HOST'] ?? '127.0.0.1';
	const public_url = url(env, 'PUBLIC_URL', `http://localhost:${port}`);
	const database_url = env['DATABASE_URL'] || undefined;
	const config: Config = {
		host,
		port,
		public_url,
		trusted_proxies: integer(env, 'TRUSTED_PROXIES', 0, 10),
		data_dir: env['DATA_DIR'] ?? '.data/cloud',
		database_url,
		database_isolation: oneOf(env, 'DATABASE_ISOLATION', ['read committed', 'serializable']),
		ledger_groups: oneOf(env, 'LEDGER_GROUPS', ['on', 'off']) === 'on',
		catalog: env['CATALOG'] ?? 'rank-genius',
		log_level: env['LOG_LEVEL'] ?? 'info',
		rate_limit_per_minute: integer(env, 'RATE_LIMIT_PER_MINUTE', 120),
		site_rate_per_minute: integer(env, 'SITE_RATE_PER_MINUTE', 240),
		license_rate_per_minute: integer(env, 'LICENSE_RATE_PER_MINUTE', 1200),
		metrics: {
			host: env['METRICS_HOST'] || '127.0.0.1',
			port: env['METRICS_PORT'] ? integer(env, 'METRICS_PORT', 0, 65_535) : undefined,
		},
		polar: { ...readPolarConfig(env), webhook_secrets: required(env, 'POLAR_WEBHOOK_SECRET').split(/[\s,]+/).filter(Boolean) },
		reconcile_at: timeOfDay(env, 'RECONCILE_AT', '03:15'),
		ai: {
			base_url: url(env, 'AI_BASE_URL', 'http://localhost:8789/v1'),
			api_key: required(env, 'AI_API_KEY'),
			model: env['AI_MODEL'] ?? 'sandbox',
			max_running: integer(env, 'AI_MAX_RUNNING', 100),
			max_waiting: integer(env, 'AI_MAX_WAITING', 1000),
		},
		mail: {
			smtp_url: env['SMTP_URL'] ?? 'smtp://localhost:1025',
			from: env['MAIL_FROM'] ?? 'SEO Rank Genius <credits@localhost>',
		},
	};
	if (!config.polar.sandbox && database_url === undefined) {
		throw new ConfigError('Live payments need a database of your own: set DATABASE_URL. The embedded PostgreSQL takes no backups.');
	}
	return config;
}

/** All of Polar's settings but the webhooks' secrets, which tools beside the service do not need. */
export function readPolarConfig(env: NodeJS.ProcessEnv): PolarConfig {
	const base_url = env['POLAR_BASE_URL'] ? url(env, 'POLAR_BASE_URL', '') : undefined;
	const catalog = env['CATALOG'] ?? 'rank-genius';
	return {
		base_url,
		access_token: required(env, 'POLAR_ACCESS_TOKEN'),
		webhook_secrets: [],
		sandbox: base_url !== undefined && isLoopback(base_url),
		products_file: env['POLAR_PRODUCTS_FILE'] || fileURLToPath(new URL(`../catalogs/${catalog}.products.json`, import.meta.url)),
	};
}

function required(env: NodeJS.ProcessEnv, name: string): string {
	const value = env[name];
	if (!value) {
		throw new ConfigError(`${name} is not set.`);
	}
	return value;
}

/** The first value is the default. */
function oneOf<const T extends string>(env: NodeJS.ProcessEnv, name: string, values: readonly [T, ...T[]]): T {
	const text = env[name] || values[0];
	const value = values.find((candidate) => candidate === text);
	if (value === undefined) {
		throw new ConfigError(`${name} is "${text}"; it must be one of: ${values.join(', ')}.`);
	}
	return value;
}

function integer(env: NodeJS.ProcessEnv, name: string, otherwise: number, most = 1_000_000_000): number {
	const text = env[name];
	if (text === undefined || text === '') {
		return otherwise;
	}
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > most) {
		throw new ConfigError(`${name} is "${text}"; it must be a whole number from 0 to ${most}.`);
	}
	return value;
}

/** "HH:MM", or null for "off". */
function timeOfDay(env: NodeJS.ProcessEnv, name: string, otherwise: string): string | null {
	const text = env[name] || otherwise;
	if (text === 'off') {
		return null;
	}
	if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) {
		throw new ConfigError(`${name} is "${text}"; it must be a time such as 03:15, in UTC, or off.`);
	}
	return text;
}

function url(env: NodeJS.ProcessEnv, name: string, otherwise: string): string {
	const text = env[name] || otherwise;
	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new ConfigError(`${name} is "${text}"; it must be an http or https address.`);
	}
	return text.replace(/\/+$/, '');
}

function isLoopback(address: string): boolean {
	return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}
