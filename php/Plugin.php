<?php
/**
 * Hooks the plugin into WordPress.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use SeoRankGenius\Admin\MediaLibrary;
use SeoRankGenius\Cli\Commands;
use SeoRankGenius\Content\ContentHooks;
use SeoRankGenius\Features\ImageAltText\IndexHooks;
use SeoRankGenius\Links\LinkHooks;
use SeoRankGenius\Privacy\PolicyText;
use SeoRankGenius\Rest\UsageDownload;
use SeoRankGenius\Seo\HeadHooks;
use SeoRankGenius\Seo\HeadPrinter;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Sites;
use SeoRankGenius\Storage\Uninstall;
use WP_Post;
use WP_Site;

/**
 * Nothing is made before a hook needs it: on the front end these hooks are all that runs.
 */
final class Plugin {

	/**
	 * Hooks the plugin into WordPress.
	 *
	 * @param string $plugin_file Path of plugin.php.
	 */
	public static function start( string $plugin_file ): void {
		register_activation_hook( $plugin_file, self::activate( ... ) );
		register_deactivation_hook( $plugin_file, static fn ( bool $network_wide ) => self::deactivate( $plugin_file, $network_wide ) );
		Capabilities::listen();
		add_filter( 'wpmu_drop_tables', static fn ( array $tables ): array => IndexWiring::migrations()->with_tables( $tables ) );
		add_action( 'wp_uninitialize_site', static fn ( WP_Site $site ) => Uninstall::of_deleted_site( (int) $site->blog_id ) );
		add_action( Names::RUNS_TICK, static fn () => Wiring::of( $plugin_file )->background->tick() );
		add_action( 'rest_api_init', static fn () => Wiring::of( $plugin_file )->register_routes() );
		add_action( 'delete_attachment', static fn ( int $id ) => Wiring::pending_actions()->forget( (string) $id ) );
		IndexHooks::listen( IndexWiring::image_index_hooks( ... ) );
		ContentHooks::listen( IndexWiring::content_hooks( ... ) );
		HeadHooks::listen( IndexWiring::head_hooks( ... ) );
		add_filter( 'pre_get_document_title', static fn ( mixed $title ): mixed => is_string( $title ) ? HeadPrinter::title( $title ) : $title );
		add_action( 'wp_head', static fn () => HeadPrinter::print_tags(), 1 );
		LinkHooks::listen( IndexWiring::link_hooks( ... ) );
		// After the index has its row.
		add_action( 'add_attachment', static fn ( int $id ) => Wiring::of( $plugin_file )->uploads->added( $id ), 20 );
		add_action( Names::WRITE_UPLOADS, static fn () => Wiring::of( $plugin_file )->uploads->tick() );
		add_filter( 'site_status_tests', static fn ( array $tests ): array => Wiring::of( $plugin_file )->site_health()->add( $tests ) );
		add_filter( 'debug_information', static fn ( array $sections ): array => Wiring::of( $plugin_file )->debug_section()->add( $sections ) );
		add_filter( 'wp_privacy_personal_data_exporters', static fn ( array $exporters ): array => Wiring::personal_data()->add_exporter( $exporters ) );
		add_filter( 'wp_privacy_personal_data_erasers', static fn ( array $erasers ): array => Wiring::personal_data()->add_eraser( $erasers ) );
		add_action( 'cli_init', static fn () => Commands::register() );
		if ( is_admin() ) {
			add_action( 'admin_init', static fn () => ( new PolicyText() )->add() );
			add_action( 'admin_post_' . UsageDownload::ACTION, static fn () => Wiring::of( $plugin_file )->send_usage() );
			add_action( 'admin_menu', static fn () => Wiring::of( $plugin_file )->add_screens() );
			add_action( 'enqueue_block_editor_assets', static fn () => Wiring::of( $plugin_file )->add_to_block_editor() );
			add_action( 'add_meta_boxes', static fn ( string $type, mixed $post ) => $post instanceof WP_Post ? Wiring::of( $plugin_file )->classic_meta_box()->add( $type, $post ) : null, 10, 2 );
			// After every form of another SEO plugin, which saves what it was shown with; before the index and the head are made.
			add_action( 'wp_after_insert_post', static fn ( int $id ) => isset( $_POST['seo_rank_genius_texts'] ) ? Wiring::of( $plugin_file )->classic_meta_box()->save( $id ) : null, 5 ); // phpcs:ignore WordPress.Security.NonceVerification.Missing -- It is the nonce; save() verifies it.
			add_action( 'load-upload.php', static fn () => ( new MediaLibrary( new Capabilities() ) )->add() );
		}
	}

	/**
	 * While the plugin was off, nobody listened: what the index says may be old.
	 */
	private static function activate(): void {
		IndexWiring::migrations()->run();
		IndexWiring::image_index_fill()->fill->start();
		IndexWiring::content_index_fill()->fill->start();
		IndexWiring::head_fill()->start();
		IndexWiring::link_index_fill()->fill->start();
	}

	/**
	 * Nothing is left that WP-Cron would call; everything else stays.
	 *
	 * @param string $plugin_file  Path of plugin.php.
	 * @param bool   $network_wide For all sites of the network, but those that have activated it themselves.
	 */
	private static function deactivate( string $plugin_file, bool $network_wide ): void {
		if ( ! $network_wide ) {
			Uninstall::unschedule();
			return;
		}
		Sites::each(
			static function () use ( $plugin_file ): void {
				if ( ! in_array( plugin_basename( $plugin_file ), (array) get_option( 'active_plugins' ), true ) ) {
					Uninstall::unschedule();
				}
			}
		);
	}
}
