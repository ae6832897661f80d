<?php
/**
 * Measures the index of links inside a WordPress: php links.php <folder of WordPress> <posts> <pairs>. Prints JSON.
 *
 * The posts are made of as many words as a language has, each as frequent as Zipf's law says, and each post is about one
 * of many topics, some of whose rare words it has: what makes an index large and a lookup slow is as in real text.
 */

declare( strict_types = 1 );

use SeoRankGenius\Links\LinkCandidates;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\IndexWiring;

$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';

const VOCABULARY     = 30_000;
const WORDS_PER_POST = 500;

mt_srand( 8 );
$vocabulary = array_map( static fn ( int $rank ): string => strtr( str_pad( base_convert( (string) ( $rank * 7919 % 1_000_003 ), 10, 20 ), 4, 'a' ), '0123456789', 'klmnopqrst' ), range( 1, VOCABULARY ) );
$zipf       = static fn (): string => $vocabulary[ (int) floor( VOCABULARY ** ( mt_rand() / mt_getrandmax() ) ) - 1 ];
$topics     = max( 10, intdiv( (int) $argv[2], 50 ) );
$text       = static function () use ( $vocabulary, $zipf, $topics ): array {
	$about = mt_rand( 1, $topics );
	$topic = array_map( static fn (): string => $vocabulary[ 200 + ( $about * 7877 + mt_rand( 1, 20 ) * 613 ) % ( VOCABULARY - 200 ) ], range( 1, 8 ) );
	$words = array();
	for ( $count = 0; $count < WORDS_PER_POST; $count++ ) {
		$words[] = 0 === $count % 12 ? $topic[ mt_rand( 0, 7 ) ] : $zipf();
	}
	$link = '<a href="/post-' . mt_rand( 1, 1000 ) . '/">' . $topic[0] . '</a>';
	return array( implode( ' ', array_slice( $topic, 0, 4 ) ), '<!-- wp:paragraph --><p>' . implode( "</p><!-- /wp:paragraph -->\n\n<!-- wp:paragraph --><p>", array_map( static fn ( array $some ): string => implode( ' ', $some ) . '.', array_chunk( $words, 80 ) ) ) . " $link</p><!-- /wp:paragraph -->" );
};

global $wpdb;
$posts = (int) $argv[2];
$pairs = (int) $argv[3];
$ms    = static fn ( float $since ): float => 1000 * ( microtime( true ) - $since );

for ( $made = 0; $made < $posts; $made += 100 ) {
	$values = array();
	for ( $count = $made; $count < min( $posts, $made + 100 ); $count++ ) {
		list( $title, $content ) = $text();
		array_push( $values, $title, $content, "post-$count", '2026-01-01 10:00:00', '2026-01-01 10:00:00', '2026-01-01 10:00:00', '2026-01-01 10:00:00' );
	}
	$rows = implode( ', ', array_fill( 0, intdiv( count( $values ), 7 ), "(1, 'post', 'publish', %s, %s, %s, %s, %s, %s, %s, '', '', '', '')" ) );
	$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->posts} (post_author, post_type, post_status, post_title, post_content, post_name, post_date, post_date_gmt, post_modified, post_modified_gmt, post_excerpt, to_ping, pinged, post_content_filtered) VALUES $rows", $values ) ); // phpcs:ignore WordPress.DB.PreparedSQL -- Placeholders alone.
}

$links   = IndexWiring::link_index_fill();
$fill    = $links->fill;
$started = microtime( true );
$fill->start();
while ( ! $fill->work( 10 ) ) {
	wp_cache_flush();
}
$fill_ms = $ms( $started );

$queries = new Queries( $wpdb );
$table   = static fn ( string $name ): int => $queries->numbers( "SELECT COUNT(*) FROM {$queries->table( $name )}" )[0] ?? 0;
$figures = array(
	'fill_ms'       => $fill_ms,
	'terms'         => $table( Tables::LINK_TERMS ),
	'candidates_ms' => array(),
	'search_ms'     => array(),
	'save_ms'       => array(),
	'queries'       => array(),
	'found'         => array(),
);
$ids     = $queries->numbers( "SELECT ID FROM {$wpdb->posts} WHERE post_name LIKE 'post-%%' ORDER BY ID" );
for ( $pair = 0; $pair < $pairs; $pair++ ) {
	$id = $ids[ intdiv( $pair * count( $ids ), $pairs ) ];
	wp_cache_flush();
	$post     = get_post( $id );
	$measured = array(
		'candidates' => static function () use ( $wpdb, $links, $post, $ms, &$figures ): void {
			$asked                      = $wpdb->num_queries;
			$started                    = microtime( true );
			$found                      = ( new LinkCandidates( $links->index ) )->of( $post, $post->post_content, 25 );
			$figures['candidates_ms'][] = $ms( $started );
			$figures['queries'][]       = $wpdb->num_queries - $asked;
			$figures['found'][]         = count( $found );
		},
		'search'     => static function () use ( $post, $ms, &$figures ): void {
			$started = microtime( true );
			new WP_Query(
				array(
					's'              => strtok( $post->post_title, ' ' ),
					'posts_per_page' => 25,
				)
			);
			$figures['search_ms'][] = $ms( $started );
		},
	);
	foreach ( 0 === $pair % 2 ? $measured : array_reverse( $measured ) as $measure ) {
		wp_cache_flush();
		get_option( 'home' );
		$measure();
	}
	$started = microtime( true );
	$links->index->refresh( array( $id ) );
	$figures['save_ms'][] = $ms( $started );
}
$figures['peak_bytes'] = memory_get_peak_usage( true );
echo wp_json_encode( $figures );
