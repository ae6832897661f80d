<?php
/**
 * Says what to do when the screens have not been built.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

/**
 * Only in a checkout of the sources: what users install is built.
 */
final class BuildNotice {

	/**
	 * A notice.
	 *
	 * @param Assets $assets Knows whether the screens are built.
	 */
	public function __construct( private readonly Assets $assets ) {}

	/**
	 * Prints the notice on the plugin's own screens and among the plugins.
	 */
	public function print_notice(): void {
		$screen = get_current_screen();
		if ( null === $screen || ! current_user_can( 'activate_plugins' ) || ! ( 'plugins' === $screen->id || str_contains( $screen->id, Screens::ACCOUNT ) ) ) {
			return;
		}
		if ( $this->assets->are_built() ) {
			return;
		}
		wp_admin_notice(
			esc_html__( 'The screens of SEO Rank Genius are not built. Run "npm install" and "npm run build" in the folder of its sources, or install the plugin from its zip file.', 'seo-rank-genius' ),
			array( 'type' => 'error' )
		);
	}
}
