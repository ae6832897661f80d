<?php
/**
 * The plugin's screens in wp-admin: menu, root element, help.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Capabilities;

/**
 * Everything that a screen needs is registered when that screen is loaded: other screens get nothing.
 */
final class Screens {

	public const ACCOUNT     = 'seo-rank-genius';
	public const IMAGE_SEO   = 'seo-rank-genius-image-seo';
	public const CONTENT_SEO = 'seo-rank-genius-content-seo';

	/** Beside the built-in entries for content and before those for settings. */
	private const POSITION = 58;

	private const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="#a7aaad"><path d="M3 11h3v6H3zm5.5-4h3v10h-3zM14 3h3v14h-3z"/><path d="M2.4 8.1 8.3 3l2.6 2.3L15.2 1l.9.9-5.2 5.2-2.6-2.3-5 4.3z"/></svg>';

	/**
	 * Screens.
	 *
	 * @param Assets        $assets         Scripts, styles and preloaded data.
	 * @param HelpTabs      $help_tabs      Questions and answers.
	 * @param ConnectReturn $connect_return Comes before the Account screen is printed.
	 * @param Capabilities  $capabilities   Who may see what.
	 * @param FirstPaint    $first_paint    What stands there before any script has run.
	 */
	public function __construct(
		private readonly Assets $assets,
		private readonly HelpTabs $help_tabs,
		private readonly ConnectReturn $connect_return,
		private readonly Capabilities $capabilities,
		private readonly FirstPaint $first_paint,
	) {}

	/**
	 * Adds the menu.
	 */
	public function add_menu(): void {
		$capability = $this->capabilities->for_account_page();
		$icon       = 'data:image/svg+xml;base64,' . base64_encode( self::ICON ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- An icon in an address.
		add_menu_page( __( 'SEO Rank Genius', 'seo-rank-genius' ), __( 'SEO Rank Genius', 'seo-rank-genius' ), $capability, self::ACCOUNT, '', $icon, self::POSITION );
		$account  = add_submenu_page( self::ACCOUNT, __( 'Account', 'seo-rank-genius' ), __( 'Account', 'seo-rank-genius' ), $capability, self::ACCOUNT, fn () => self::print_root( $this->script_of_account(), $this->first_paint_of_account() ) );
		$contents = add_submenu_page( self::ACCOUNT, __( 'Content SEO', 'seo-rank-genius' ), __( 'Content SEO', 'seo-rank-genius' ), $this->capabilities->for_contents_page(), self::CONTENT_SEO, fn () => self::print_root( $this->script_of_contents(), '' ) );
		$images   = add_submenu_page( self::ACCOUNT, __( 'Image SEO', 'seo-rank-genius' ), __( 'Image SEO', 'seo-rank-genius' ), $this->capabilities->for_images_page(), self::IMAGE_SEO, fn () => self::print_root( 'image-seo', '' ) );
		if ( false !== $account ) {
			add_action( 'load-' . $account, $this->load_account( ... ) );
		}
		if ( false !== $contents ) {
			add_action( 'load-' . $contents, $this->load_content_seo( ... ) );
		}
		if ( false !== $images ) {
			add_action( 'load-' . $images, $this->load_image_seo( ... ) );
		}
	}

	/**
	 * Before the Account screen is printed.
	 */
	private function load_account(): void {
		$this->connect_return->handle();
		$this->help_tabs->add_to_account();
		add_action( 'admin_enqueue_scripts', fn () => $this->assets->enqueue( $this->script_of_account() ) );
	}

	/**
	 * Before the Content SEO screen is printed.
	 */
	private function load_content_seo(): void {
		$this->help_tabs->add_to_content_seo();
		add_action( 'admin_enqueue_scripts', fn () => $this->assets->enqueue( $this->script_of_contents() ) );
	}

	/**
	 * Before the Image SEO screen is printed.
	 */
	private function load_image_seo(): void {
		$this->help_tabs->add_to_image_seo();
		add_action( 'admin_enqueue_scripts', fn () => $this->assets->enqueue( 'image-seo' ) );
	}

	/**
	 * Which script draws the tab that is asked for. Usage and Agency are for those who manage the license.
	 *
	 * @return 'account'|'usage'
	 */
	private function script_of_account(): string {
		return in_array( self::tab(), array( 'usage', 'agency' ), true ) && $this->capabilities->can_manage_license() ? 'usage' : 'account';
	}

	/**
	 * Which script draws the view of Content SEO that is asked for. Templates are for those who may set them.
	 *
	 * @return 'content-seo'|'templates'
	 */
	private function script_of_contents(): string {
		$view = isset( $_GET['view'] ) ? wp_unslash( $_GET['view'] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Only compared with the name of a view.
		return 'templates' === $view && $this->capabilities->can_change_settings() ? 'templates' : 'content-seo';
	}

	/**
	 * What Account shows before its script runs: its first tab has numbers.
	 */
	private function first_paint_of_account(): string {
		return 'credits' === self::tab() && $this->assets->are_built() ? $this->first_paint->credits() : '';
	}

	/**
	 * The tab that the address asks for.
	 */
	private static function tab(): mixed {
		return isset( $_GET['tab'] ) ? wp_unslash( $_GET['tab'] ) : 'credits'; // phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Only compared with the names of tabs.
	}

	/**
	 * Prints the element that the screen is drawn into.
	 *
	 * @param string $screen      Its name.
	 * @param string $first_paint Escaped HTML that stands in it until the script draws.
	 */
	private static function print_root( string $screen, string $first_paint ): void {
		printf(
			'<div class="wrap"><hr class="wp-header-end"><div id="seo-rank-genius-root" class="seo-rank-genius" data-screen="%s">%s</div><noscript><p>%s</p></noscript></div>',
			esc_attr( $screen ),
			$first_paint, // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- FirstPaint escapes each value.
			esc_html__( 'This screen needs JavaScript. Turn it on in your browser and reload the page.', 'seo-rank-genius' )
		);
	}
}
