<?php
/**
 * A plugin folder whose build is made up, and what of it a page of wp-admin got. What is built is tested in the browser.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

trait BuiltPlugin {

	/** Where plugin.php would be. */
	protected string $folder = '';

	protected function build_plugin(): void {
		$this->folder = WP_PLUGIN_DIR . '/seo-rank-genius-test-' . bin2hex( random_bytes( 4 ) );
		mkdir( $this->folder . '/build', 0700, true );
		foreach ( array( 'account', 'usage', 'image-seo', 'content-seo', 'templates', 'editor', 'classic' ) as $script ) {
			file_put_contents( "{$this->folder}/build/$script.asset.php", "<?php return array( 'dependencies' => array( 'wp-api-fetch', 'wp-i18n' ), 'version' => 'abc' );" );
			file_put_contents( "{$this->folder}/build/$script.css", '' );
		}
		$GLOBALS['wp_scripts'] = null;
		$GLOBALS['wp_styles']  = null;
	}

	protected function remove_plugin(): void {
		array_map( 'unlink', glob( $this->folder . '/build/*' ) ?: array() );
		rmdir( $this->folder . '/build' );
		rmdir( $this->folder );
	}

	protected function inline_script(): string {
		$after = wp_scripts()->get_data( 'wp-api-fetch', 'after' );
		$ours  = array_filter( is_array( $after ) ? $after : array(), static fn ( mixed $script ): bool => is_string( $script ) && str_contains( $script, 'seo-rank-genius' ) );
		return implode( "\n", array_map( 'strval', array_filter( $ours, 'is_string' ) ) );
	}

	/**
	 * @return array<array-key, mixed> What is preloaded, by path.
	 */
	protected function preloaded(): array {
		self::assertSame( 1, preg_match( '/^wp\.apiFetch\.use\( wp\.apiFetch\.createPreloadingMiddleware\( (.*) \) \);$/', $this->inline_script(), $found ) );
		return Json::decode( $found[1] );
	}
}
