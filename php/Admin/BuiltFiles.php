<?php
/**
 * What webpack.config.js has built: scripts and their styles.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

/**
 * Enqueues one of them with the data that it would ask for first, in the form that core's own preloading middleware of
 * api-fetch takes, so that the first paint makes no request.
 */
final class BuiltFiles {

	/** What webpack.config.js builds. */
	private const SCRIPTS = array( 'account', 'usage', 'image-seo', 'content-seo', 'templates', 'editor', 'classic' );

	/** Those that fetch what they seldom show when it is asked for. */
	private const FETCH_LATER = array( 'image-seo', 'content-seo' );

	/** What these fetch. */
	private const LATER = 'later';

	/**
	 * Built files.
	 *
	 * @param string $plugin_file Path of plugin.php.
	 */
	public function __construct( private readonly string $plugin_file ) {}

	/**
	 * Whether all of them are there.
	 */
	public function are_there(): bool {
		foreach ( self::SCRIPTS as $script ) {
			if ( ! is_file( $this->path( $script . '.asset.php' ) ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Enqueues a script with its style and its translations; nothing where it is not built. True when it was.
	 *
	 * @param value-of<self::SCRIPTS> $name Its name.
	 */
	public function enqueue( string $name ): bool {
		if ( ! $this->are_there() ) {
			return false;
		}
		$asset = require $this->path( $name . '.asset.php' );
		if ( ! is_array( $asset ) || ! is_array( $asset['dependencies'] ?? null ) || ! is_string( $asset['version'] ?? null ) ) {
			return false;
		}
		$handle = 'seo-rank-genius-' . $name;
		wp_enqueue_script( $handle, $this->url( $name . '.js' ), array_filter( $asset['dependencies'], static fn ( mixed $handle ): bool => is_string( $handle ) && '' !== $handle ), $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( $handle, 'seo-rank-genius' );
		if ( in_array( $name, self::FETCH_LATER, true ) ) {
			$this->bring_translations_of_later( $handle );
		}
		if ( is_file( $this->path( $name . '.css' ) ) ) {
			wp_enqueue_style( $handle, $this->url( $name . '.css' ), array( 'wp-components' ), $asset['version'] );
			wp_style_add_data( $handle, 'rtl', 'replace' );
		}
		return true;
	}

	/**
	 * What a script fetches later is no script of WordPress, which has its translations all the same.
	 *
	 * @param string $handle The script.
	 */
	private function bring_translations_of_later( string $handle ): void {
		$later = 'seo-rank-genius-' . self::LATER;
		$url   = $this->url( self::LATER . '.js' );
		if ( '' === $url ) {
			return;
		}
		wp_register_script( $later, $url, array( 'wp-i18n' ), null, array( 'in_footer' => true ) ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- Never printed: the build has its version.
		wp_set_script_translations( $later, 'seo-rank-genius' );
		$translations = wp_scripts()->print_translations( $later, false );
		if ( is_string( $translations ) && '' !== $translations ) {
			wp_add_inline_script( $handle, $translations, 'before' );
		}
	}

	/**
	 * Answers requests before they are made.
	 *
	 * @param array<string, mixed> $bodies By the request, with its arguments in the order of their names.
	 */
	public static function preload( array $bodies ): void {
		$answers = array_map(
			static fn ( mixed $body ): array => array(
				'body'    => $body,
				'headers' => array(),
			),
			$bodies
		);
		wp_add_inline_script(
			'wp-api-fetch',
			sprintf( 'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( %s ) );', (string) wp_json_encode( $answers, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) )
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
