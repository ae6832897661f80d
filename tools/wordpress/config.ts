// Writes wp-config.php for a development or test site.

import { join } from 'node:path';
import type { SiteOptions } from './site.ts';

/**
 * @param salts WordPress's eight secret keys, by constant.
 * @param state.isNetwork The tables of a network are there.
 * @return The text of wp-config.php.
 */
export function wordpressConfig(options: SiteOptions, salts: Record<string, string>, state: { isNetwork: boolean }): string {
	const { database, directory, port } = options;
	const constants: Record<string, string | number | boolean> = {
		...(database === 'sqlite'
			? { DB_ENGINE: 'sqlite', DB_DIR: join(directory, 'database'), DB_FILE: '.ht.sqlite', DB_NAME: 'wordpress' }
			: { DB_HOST: `${database.host}:${database.port}`, DB_NAME: database.name, DB_USER: database.user, DB_PASSWORD: database.password }),
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		...salts,
		WP_ENVIRONMENT_TYPE: 'local',
		WP_DEBUG: true,
		WP_DEBUG_DISPLAY: false,
		WP_DEBUG_LOG: join(directory, 'logs', 'debug.log'),
		// It calls nobody but the machine itself, changes none of its own files, and keeps its version.
		WP_HTTP_BLOCK_EXTERNAL: true,
		WP_ACCESSIBLE_HOSTS: 'localhost,127.0.0.1',
		DISALLOW_FILE_EDIT: true,
		AUTOMATIC_UPDATER_DISABLED: true,
		WP_AUTO_UPDATE_CORE: false,
		...(options.cloudUrl === undefined ? {} : { SEO_RANK_GENIUS_CLOUD_URL: options.cloudUrl }),
		...(options.smtpPort === undefined ? {} : { DEVELOPMENT_SMTP_PORT: options.smtpPort }),
		...(state.isNetwork
			? {
					WP_ALLOW_MULTISITE: true,
					MULTISITE: true,
					SUBDOMAIN_INSTALL: false,
					DOMAIN_CURRENT_SITE: `localhost:${port}`,
					PATH_CURRENT_SITE: '/',
					SITE_ID_CURRENT_SITE: 1,
					BLOG_ID_CURRENT_SITE: 1,
				}
			: {}),
	};
	const lines = Object.entries(constants).map(([name, value]) => `define( '${name}', ${phpLiteral(value)} );`);
	return `<?php\n// Made by tools/wordpress/config.ts at every start; changes are overwritten.\n${lines.join('\n')}\n\n$table_prefix = 'wp_';\n\nif ( ! defined( 'ABSPATH' ) ) {\n\tdefine( 'ABSPATH', __DIR__ . '/' );\n}\nrequire_once ABSPATH . 'wp-settings.php';\n`;
}

function phpLiteral(value: string | number | boolean): string {
	return typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value);
}
