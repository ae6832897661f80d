// Brings the database to the newest schema: numbered SQL files, applied once each, one process at a time.
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

const MIGRATIONS_DIR = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Applies what is missing and returns the names of what was applied. */
export async function migrate(database_url: string, log: (message: string) => void = () => undefined): Promise<string[]> {
	const applied = await runner({
		databaseUrl: database_url,
		dir: MIGRATIONS_DIR,
		direction: 'up',
		migrationsTable: 'migrations',
		checkOrder: true,
		singleTransaction: true,
		advisoryLockMode: 'wait',
		log,
	});
	return applied.map((migration) => migration.name);
}
