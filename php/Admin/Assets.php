<?php
/**
 * Scripts, styles and data of one screen.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\ImagesController;

/**
 * The data is preloaded in the form that core's own preloading middleware of api-fetch takes, so that the first paint
 * makes no request. It is made here directly: going through the REST server would register every route of WordPress.
 */
final class Assets {

	/** What Image SEO asks for first; the middleware sorts arguments, and runs before `_locale` is added. */
	private const FIRST_IMAGES = array(
		'state'    => 'missing',
		'page'     => 1,
		'per_page' => 40,
	);

	/**
	 * Assets.
	 *
	 * @param string           $plugin_file Path of plugin.php.
	 * @param AccountView      $account     Shows the account.
	 * @param ImagesController $images      Shows images.
	 */
	public function __construct(
		private readonly string $plugin_file,
		private readonly AccountView $account,
		private readonly ImagesController $images,
	) {}

	/**
	 * Whether the screens have been built.
	 */
	public function are_built(): bool {
		return is_file( $this->path( 'account.asset.php' ) ) && is_file( $this->path( 'image-seo.asset.php' ) );
	}

	/**
	 * Enqueues what one screen needs; nothing where it is not built.
	 *
	 * @param 'account'|'image-seo' $screen Its name.
	 */
	public function enqueue( string $screen ): void {
		if ( ! $this->are_built() ) {
			return;
		}
		$asset = require $this->path( $screen . '.asset.php' );
		if ( ! is_array( $asset ) || ! is_array( $asset['dependencies'] ?? null ) || ! is_string( $asset['version'] ?? null ) ) {
			return;
		}
		$handle = 'seo-rank-genius-' . $screen;
		wp_enqueue_script( $handle, $this->url( $screen . '.js' ), array_filter( $asset['dependencies'], static fn ( mixed $handle ): bool => is_string( $handle ) && '' !== $handle ), $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( $handle, 'seo-rank-genius' );
		if ( is_file( $this->path( $screen . '.css' ) ) ) {
			wp_enqueue_style( $handle, $this->url( $screen . '.css' ), array( 'wp-components' ), $asset['version'] );
			wp_style_add_data( $handle, 'rtl', 'replace' );
		}
		wp_add_inline_script(
			'wp-api-fetch',
			sprintf( 'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( %s ) );', (string) wp_json_encode( $this->preloaded( $screen ), JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) )
		);
	}

	/**
	 * Answers by the request that the screen makes first.
	 *
	 * @param string $screen Its name.
	 * @return array<string, array{body: mixed, headers: array<array-key, string>}>
	 */
	public function preloaded( string $screen ): array {
		$answers = array(
			'/' . Answers::ROUTES . '/account' => array(
				'body'    => $this->account->show(),
				'headers' => array(),
			),
		);
		if ( 'image-seo' === $screen ) {
			$images = $this->images->page( self::FIRST_IMAGES['state'], '', self::FIRST_IMAGES['page'], self::FIRST_IMAGES['per_page'] );
			$answers[ '/' . Answers::ROUTES . '/images?' . http_build_query( self::FIRST_IMAGES ) ] = array(
				'body'    => $images->get_data(),
				'headers' => array_filter( $images->get_headers(), 'is_string' ),
			);
		}
		return $answers;
	}

	/**
	 * Path of a built file.
	 *
	 * @param string $name The file.
	 */
	private function path( string $name ): string {
		return plugin_dir_path( $this->plugin_file ) . 'build/' . $name;
	}

	/**
	 * Address of a built file.
	 *
	 * @param string $name The file.
	 */
	private function url( string $name ): string {
		return plugins_url( 'build/' . $name, $this->plugin_file );
	}
}
