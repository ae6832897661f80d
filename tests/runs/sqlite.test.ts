// The bad days of a run, with WordPress on SQLite.

import { describe } from 'node:test';
import { badDays } from './bad-days.ts';

describe('on SQLite', () => badDays('sqlite', 'all'));
