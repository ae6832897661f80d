// Builds one script and one style sheet per wp-admin page, with React and @wordpress/* left to WordPress.
import defaultConfig from '@wordpress/scripts/config/webpack.config.js';

export default {
	...defaultConfig,
	entry: {
		account: './src/account/index.tsx',
		usage: './src/account/usage.tsx',
		'image-seo': './src/image-seo/index.tsx',
		'content-seo': './src/content-seo/index.tsx',
		templates: './src/content-seo/templates.tsx',
		editor: './src/editor/index.tsx',
		classic: './src/classic/index.ts',
	},
	output: {
		...defaultConfig.output,
		// `later`: what screens seldom show. Its address changes with what it holds; php/Admin/BuiltFiles.php brings its translations.
		chunkFilename: '[name].js?ver=[contenthash]',
		// The clean step would otherwise delete the one file of build/ that git keeps.
		clean: { keep: '.gitignore' },
	},
};
