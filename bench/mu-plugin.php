<?php
/**
 * Plugin Name: Bench
 * Description: Says in headers what a request took, makes a page with all tags, leaves the plugin or its menu entry out of a request that asks for it, and ages what the plugin knows.
 */

namespace SeoRankGenius\Bench;

defined( 'ABSPATH' ) || exit;

// WP-Cron would run in one of the two requests of a pair.
define( 'DISABLE_WP_CRON', true );

/**
 * Processor time that this PHP process has used, in milliseconds. Unlike the clock's, it does not count other programs.
 */
function cpu_ms(): float {
	$used = getrusage();
	return 1000 * ( $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] ) + ( $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'] ) / 1000;
}

$cpu_ms_before = cpu_ms();

// Nothing is sent before the end, so that the headers can still be.
ob_start();

add_action(
	'shutdown',
	static function () use ( $cpu_ms_before ): void {
		global $wpdb;
		if ( isset( $_SERVER['HTTP_BENCH_RECORD_PEAK'] ) ) {
			file_put_contents( WP_CONTENT_DIR . '/bench-peak', (string) memory_get_peak_usage( true ) );
		}
		if ( ! headers_sent() ) {
			header( 'Bench-Queries: ' . $wpdb->num_queries );
			header( 'Bench-Peak-Bytes: ' . memory_get_peak_usage( true ) );
			header( 'Bench-Php-Ms: ' . 1000 * ( microtime( true ) - $_SERVER['REQUEST_TIME_FLOAT'] ) );
			header( 'Bench-Cpu-Ms: ' . ( cpu_ms() - $cpu_ms_before ) );
		}
	},
	// Before core flushes its buffers.
	0
);

if ( isset( $_SERVER['HTTP_BENCH_WITHOUT_PLUGIN'] ) ) {
	add_filter( 'option_active_plugins', static fn ( array $plugins ): array => array_diff( $plugins, array( 'seo-rank-genius/plugin.php' ) ) );
}

// Core prints the menu twice: as the menu, and as a script for its command palette.
if ( isset( $_SERVER['HTTP_BENCH_WITHOUT_MENU'] ) ) {
	add_action( 'admin_menu', static fn () => remove_menu_page( 'seo-rank-genius' ), PHP_INT_MAX );
}

add_action(
	'admin_menu',
	static fn () => add_menu_page( 'Bare', 'Bare', 'read', 'bench-bare', static fn () => print '<div class="wrap"><h1>Bare</h1></div>' )
);

add_action(
	'rest_api_init',
	static fn () => register_rest_route(
		'bench/v1',
		'/peak',
		array(
			'methods'             => 'GET',
			'permission_callback' => '__return_true',
			'callback'            => static fn (): int => (int) file_get_contents( WP_CONTENT_DIR . '/bench-peak' ),
		)
	)
);

// A page with all that the plugin prints: a title, a description, ten questions with answers, and a trail.
add_action(
	'rest_api_init',
	static fn () => register_rest_route(
		'bench/v1',
		'/page-with-tags',
		array(
			'methods'             => 'POST',
			'permission_callback' => '__return_true',
			'callback'            => static function (): string {
				$faq  = array_map(
					static fn ( int $number ): array => array(
						'question' => "What is the answer to question number $number?",
						'answer'   => "The answer to question number $number is that it depends on soil, light and patience.",
					),
					range( 1, 10 )
				);
				$post = wp_insert_post(
					array(
						'post_title'   => 'Questions',
						'post_content' => implode( "\n\n", array_merge( ...array_map( 'array_values', $faq ) ) ),
						'post_status'  => 'publish',
					)
				);
				update_post_meta( $post, '_seo_rank_genius_title', 'A title of its own' );
				update_post_meta( $post, '_seo_rank_genius_description', 'A description of its own.' );
				update_post_meta(
					$post,
					'_seo_rank_genius_schema',
					wp_json_encode(
						array(
							'type' => 'FAQPage',
							'faq'  => $faq,
						)
					)
				);
				return get_permalink( $post );
			},
		)
	)
);

// An hour passes: the next page finds its balance old and no failure standing, and asks the cloud once it is shown.
add_action(
	'rest_api_init',
	static fn () => register_rest_route(
		'bench/v1',
		'/age',
		array(
			'methods'             => 'POST',
			'permission_callback' => '__return_true',
			'callback'            => static function (): bool {
				$account              = json_decode( get_option( 'seo_rank_genius_account' ) );
				$account->answered_at = time() - HOUR_IN_SECONDS;
				$account->problem     = null;
				return update_option( 'seo_rank_genius_account', json_encode( $account ), false );
			},
		)
	)
);
