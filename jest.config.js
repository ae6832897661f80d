// Runs tests/js in jsdom, with the network faked by msw and nothing else.
// Node's --experimental-vm-modules lets Jest load msw, which ships as ES modules only.
export default {
	testEnvironment: 'jest-fixed-jsdom',
	testMatch: [ '<rootDir>/tests/js/**/*.test.{ts,tsx}' ],
	setupFilesAfterEnv: [ '<rootDir>/tests/js/setup.ts' ],
	transform: {
		'\\.[jt]sx?$': [
			'babel-jest',
			{ presets: [ '@wordpress/babel-preset-default' ] },
		],
	},
	moduleNameMapper: { '\\.css$': '<rootDir>/tests/js/empty-style.cjs' },
	// The site of wp-admin, so that relative addresses resolve as they do there.
	testEnvironmentOptions: {
		url: 'http://localhost:8888/wp-admin/admin.php?page=seo-rank-genius',
	},
	restoreMocks: true,
	testTimeout: 30_000,
};
