// Builds one script and one style sheet per wp-admin page, with React and @wordpress/* left to WordPress.
import defaultConfig from '@wordpress/scripts/config/webpack.config.js';

export default {
	...defaultConfig,
	entry: {
		account: './src/account/index.tsx',
		usage: './src/account/usage.tsx',
		'image-seo': './src/image-seo/index.tsx',
	},
	output: {
		...defaultConfig.output,
		// The clean step would otherwise delete the one file of build/ that git keeps.
		clean: { keep: '.gitignore' },
	},
};
