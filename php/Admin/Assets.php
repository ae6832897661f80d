<?php
/**
 * Scripts, styles and data of one screen.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Features\ImageAltText\ImageAltRun;
use SeoRankGenius\Features\ImageAltText\ImageSelection;
use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\ImageListing;
use SeoRankGenius\Rest\RunsController;

/**
 * The data is preloaded in the form that core's own preloading middleware of api-fetch takes, so that the first paint
 * makes no request. It is made here directly: going through the REST server would register every route of WordPress.
 */
final class Assets {

	/** What webpack.config.js builds. */
	private const SCRIPTS = array( 'account', 'usage', 'image-seo' );

	/**
	 * Assets.
	 *
	 * @param string           $plugin_file Path of plugin.php.
	 * @param AccountView      $account     Shows the account.
	 * @param ImageListing     $images      Lists images.
	 * @param RunsController   $runs        Lists runs.
	 */
	public function __construct(
		private readonly string $plugin_file,
		private readonly AccountView $account,
		private readonly ImageListing $images,
		private readonly RunsController $runs,
	) {}

	/**
	 * Whether the screens have been built.
	 */
	public function are_built(): bool {
		foreach ( self::SCRIPTS as $script ) {
			if ( ! is_file( $this->path( $script . '.asset.php' ) ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Enqueues what one screen needs; nothing where it is not built.
	 *
	 * @param 'account'|'usage'|'image-seo' $screen Its name.
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
			$answers += $this->first_images();
			$answers[ '/' . Answers::ROUTES . '/runs?feature=' . ImageAltRun::NAME ] = array(
				'body'    => $this->runs->page( ImageAltRun::NAME )->get_data(),
				'headers' => array(),
			);
		}
		return $answers;
	}

	/**
	 * What Image SEO asks for first: the images that were chosen in the media library, else those without alt text. The
	 * middleware sorts arguments, and runs before `_locale` is added.
	 *
	 * @return array<string, array{body: mixed, headers: array<array-key, string>}>
	 */
	private function first_images(): array {
		$chosen    = MediaLibrary::chosen();
		$selection = new ImageSelection( array() === $chosen ? 'missing' : 'all', '', array() === $chosen ? null : $chosen );
		$arguments = array(
			'state'    => $selection->filter,
			'order'    => 'newest',
			'per_page' => ImageListing::PER_PAGE,
		) + ( array() === $chosen ? array() : array( 'ids' => implode( ',', $chosen ) ) );
		return array(
			'/' . Answers::ROUTES . '/images?' . http_build_query( $arguments ) => array(
				'body'    => $this->images->page( $selection, 'newest', null, ImageListing::PER_PAGE ),
				'headers' => array(),
			),
		);
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
