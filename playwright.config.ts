// Browser tests: the journey on the current WordPress from the working tree, a smoke journey on the oldest from the zip.

import { defineConfig } from '@playwright/test';
import type { EnvironmentOptions } from './tests/e2e/environment.ts';
import { browserPath } from './tools/setup/machine.mjs';

const executablePath = browserPath();

export default defineConfig<object, EnvironmentOptions>({
	testDir: 'tests/e2e',
	globalSetup: './tests/e2e/prepare.ts',
	outputDir: 'test-results',
	// Two cores: two at a time. Each has a WordPress and a cloud of its own.
	workers: 2,
	forbidOnly: Boolean(process.env.CI),
	// A machine that runs everything at once may starve one test; what fails twice has failed, and npm test shows both.
	retries: process.env.CI ? 1 : 0,
	reporter: 'list',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	use: {
		viewport: { width: 1280, height: 800 },
		locale: 'en-US',
		actionTimeout: 15_000,
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
		launchOptions: {
			...(executablePath === undefined ? {} : { executablePath }),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
	projects: [
		{ name: 'wordpress-7.1', testMatch: ['content/*.spec.ts', 'journey/**/*.spec.ts', 'money/*.spec.ts'], use: { wordpress: { version: '7.1', plugin: 'tree' } } },
		{ name: 'troubleshooting', testMatch: 'troubleshooting/**/*.spec.ts', use: { wordpress: { version: '7.1', plugin: 'tree' } } },
		{ name: 'account', testMatch: 'tests/e2e/account/**/*.spec.ts', timeout: 300_000, use: { wordpress: { version: '7.1', plugin: 'tree' } } },
		{ name: 'zip-on-wordpress-6.8', testMatch: 'zip/**/*.spec.ts', use: { wordpress: { version: '6.8', plugin: 'zip' } } },
		// Minutes long, so only when it is asked for: E2E_MONEY=full npm run test:e2e -- --project=money-full
		...(process.env.E2E_MONEY === 'full'
			? [{ name: 'money-full', testMatch: 'money/full/*.spec.ts', timeout: 400_000, use: { wordpress: { version: '7.1', plugin: 'tree' } as const } }]
			: []),
		// Pictures to be looked at: E2E_SHOTS=folder npm run test:e2e -- --project=states
		...(process.env.E2E_SHOTS === undefined
			? []
			: [{ name: 'states', testMatch: 'tests/e2e/states/*.spec.ts', timeout: 900_000, use: { wordpress: { version: '7.1', plugin: 'tree' } as const } }]),
	],
});
