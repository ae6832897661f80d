<?php
/**
 * Measures the list of contents inside a WordPress: php contents.php <folder of WordPress> <contents> <rounds>. Prints JSON.
 *
 * Posts and a few pages, some with meta titles of their own, as on a site that is half done.
 */

declare( strict_types = 1 );

use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\IndexWiring;

$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';

const TEXT = '<!-- wp:paragraph --><p>A lawn wants to be mown every week from April to October. A meadow wants it twice a year, and has more to look at: ox-eye daisies, bellflowers, and whoever lives on them.</p><!-- /wp:paragraph -->';

global $wpdb;
$contents = (int) $argv[2];
$rounds   = (int) $argv[3];
$ms       = static fn ( float $since ): float => 1000 * ( microtime( true ) - $since );

for ( $made = 0; $made < $contents; $made += 500 ) {
	$rows_of_posts = array();
	$rows_of_metas = array();
	$first         = 1000 + $made;
	$last          = $first + min( 500, $contents - $made );
	for ( $number = $first; $number < $last; $number++ ) {
		array_push( $rows_of_posts, $number, 0 === $number % 40 ? 'page' : 'post', 0 === $number % 20 ? 'draft' : 'publish', md5( (string) $number ) . " meadow $number", TEXT . $number, "content-$number", gmdate( 'Y-m-d H:i:s', 1_500_000_000 + $number * 997 ), gmdate( 'Y-m-d H:i:s', 1_500_000_000 + $number * 997 ) );
		if ( 0 === $number % 3 ) {
			array_push( $rows_of_metas, $number, Names::META_TITLE, 0 === $number % 300 ? 'The same title' : str_repeat( "Title $number ", $number % 9 ) );
		}
	}
	$rows = implode( ', ', array_fill( 0, intdiv( count( $rows_of_posts ), 8 ), "(%d, 1, %s, %s, %s, %s, %s, %s, %s, '', '', '', '')" ) );
	$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->posts} (ID, post_author, post_type, post_status, post_title, post_content, post_name, post_modified, post_modified_gmt, post_excerpt, to_ping, pinged, post_content_filtered) VALUES $rows", $rows_of_posts ) ); // phpcs:ignore WordPress.DB -- Placeholders alone.
	$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) VALUES " . implode( ', ', array_fill( 0, intdiv( count( $rows_of_metas ), 3 ), '(%d, %s, %s)' ) ), $rows_of_metas ) ); // phpcs:ignore WordPress.DB -- Placeholders alone.
}

$fill    = IndexWiring::content_index_fill()->fill;
$started = microtime( true );
$fill->start();
while ( ! $fill->work( 10 ) ) {
	wp_cache_flush();
}
$figures = array(
	'fill_ms' => $ms( $started ),
	'lists'   => array(),
);

wp_set_current_user( 1 );
$queries  = new Queries( $wpdb );
$ask      = static function ( string $method, string $route, array $arguments ): array {
	$request = new WP_REST_Request( $method, '/seo-rank-genius/v1' . $route );
	if ( 'GET' === $method ) {
		$request->set_query_params( $arguments );
	} else {
		$request->set_header( 'Content-Type', 'application/json' );
		$request->set_body( (string) wp_json_encode( $arguments ) );
	}
	$response = rest_do_request( $request );
	if ( 200 !== $response->get_status() ) {
		throw new RuntimeException( (string) wp_json_encode( $response->get_data() ) );
	}
	return $response->get_data();
};
$all      = array(
	'filter' => array(
		'state'  => 'all',
		'search' => '',
	),
	'except' => array(),
);
$measured = array(
	'missing titles, newest first'    => static fn (): array => $ask( 'GET', '/contents', array( 'state' => 'missing' ) ),
	'all pages, by title'             => static fn (): array => $ask( 'GET', '/contents', array( 'type' => 'page', 'order' => 'title' ) ), // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
	'long titles, by length'          => static fn (): array => $ask( 'GET', '/contents', array( 'state' => 'long', 'order' => 'measure' ) ), // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
	'duplicates, by title'            => static fn (): array => $ask( 'GET', '/contents', array( 'state' => 'duplicate', 'order' => 'title' ) ), // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
	'what failed (nothing)'           => static fn (): array => $ask( 'GET', '/contents', array( 'state' => 'failed' ) ),
	'a search that finds one'         => static fn (): array => $ask( 'GET', '/contents', array( 'search' => md5( (string) ( 1000 + intdiv( $contents, 2 ) ) ) ) ),
	'orphans'                         => static fn (): array => $ask( 'GET', '/contents', array( 'feature' => 'link_suggestions', 'state' => 'orphan' ) ), // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
	'the quote of an analysis of all' => static fn (): array => $ask( 'POST', '/runs/quote', array( 'feature' => 'content_analysis', 'selection' => $all ) ), // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
);
for ( $round = 0; $round < $rounds; $round++ ) {
	foreach ( $measured as $what => $measure ) {
		wp_cache_flush();
		$asked   = $wpdb->num_queries;
		$started = microtime( true );
		$measure();
		$figures['lists'][ $what ]['ms'][]      = $ms( $started );
		$figures['lists'][ $what ]['queries'][] = $wpdb->num_queries - $asked;
	}
	$content = 1000 + intdiv( $round * $contents, $rounds );
	$started = microtime( true );
	IndexWiring::content_index_fill()->index->refresh( array( $content ) );
	$figures['save_ms'][] = $ms( $started );
	$started              = microtime( true );
	$ask( 'POST', '/runs', array( 'id' => wp_generate_uuid4(), 'feature' => MetaFeature::TITLE, 'selection' => array( 'filter' => array( 'state' => 'missing', 'search' => '' ), 'except' => array() ), 'max_credits' => 1_000_000 ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound, WordPress.Arrays.ArrayDeclarationSpacing.ArrayItemNoNewLine
	$figures['choose_ms'][] = $ms( $started );
}
$figures['rows']       = $queries->numbers( "SELECT COUNT(*) FROM {$queries->table( Tables::CONTENT_FEATURES )}" )[0] ?? 0;
$figures['peak_bytes'] = memory_get_peak_usage( true );
echo wp_json_encode( $figures );
