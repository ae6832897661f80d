<?php
/**
 * Tells WP-CLI the plugin's commands.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use WP_CLI;

/**
 * `wp seo-rank-genius …`
 */
final class Commands {

	/**
	 * Registers them. For WP-CLI's own hook, `cli_init`.
	 */
	public static function register(): void {
		WP_CLI::add_command( 'seo-rank-genius', AccountCommand::class );
		WP_CLI::add_command( 'seo-rank-genius run', RunCommand::class );
		WP_CLI::add_command( 'seo-rank-genius usage', UsageCommand::class );
	}
}
