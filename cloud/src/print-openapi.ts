// `npm run openapi -w cloud`: writes the contract to cloud/openapi.json, as a running service answers it.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { buildApp } from './http/app.ts';
import { openapiText } from './http/openapi.ts';
import { createLog, createServices } from './service.ts';

/** Where nobody answers: the contract depends on nothing outside. */
const NOWHERE = '127.0.0.1:9';

const config = readConfig({
	POLAR_BASE_URL: `http://${NOWHERE}`,
	POLAR_ACCESS_TOKEN: 'none',
	POLAR_WEBHOOK_SECRET: 'none',
	AI_API_KEY: 'none',
});
const db = openDatabase({ url: `postgres://${NOWHERE}/none` });
const services = await createServices({ config, db, clock: () => new Date(), log: createLog('silent') });
const app = await buildApp(services);
await writeFile(fileURLToPath(new URL('../openapi.json', import.meta.url)), openapiText(app));
await app.close();
services.mailer.close();
await db.end();
