// The bad days of a run, with WordPress on MariaDB: those that a database can spoil; RUNS_LONG=1 for all of them.

import { describe } from 'node:test';
import { checkMachine } from '../../tools/setup/machine.mjs';
import { badDays } from './bad-days.ts';

// It is installed where that can be done; else what is missing is said.
const skip = await checkMachine(['mariadb']).then(
	() => false,
	(error: unknown) => (error instanceof Error ? error.message : String(error)),
);

describe('on MariaDB', { skip }, () => badDays('mariadb', process.env.RUNS_LONG ? 'all' : 'of the database'));
