<?php
/**
 * What the tests of runs do to a WordPress and read from it beside its server. Run by PHP's command line; reads JSON from
 * standard input, { site, url, do, … }, and prints JSON:
 *
 * - add_images { folder }: puts every file of a folder into the media library as an upload would; prints the ids.
 * - fill { images }: copies of its pictures until the media library has so many, for what only lists them; prints how many.
 * - clear: takes away every alt text and meta title; prints how many.
 * - delete_image { id }.
 * - pass { seconds }: so much time passes for leases, waits and scheduled events.
 * - counts { run }: what the run's items say, and the alt texts or meta titles that there are in the database.
 */

declare( strict_types = 1 );

use SeoRankGenius\Storage\Names;

/** @var array{site: string, url: string, do: string, folder?: string, images?: int, id?: int, seconds?: int, run?: string} $input */
$input = json_decode( (string) stream_get_contents( STDIN ), true, 4, JSON_THROW_ON_ERROR );

$_SERVER['HTTP_HOST']   = parse_url( $input['url'], PHP_URL_HOST ) . ':' . parse_url( $input['url'], PHP_URL_PORT );
$_SERVER['REQUEST_URI'] = '/';

require $input['site'] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/image.php';

/**
 * Puts a file into the media library.
 *
 * @param string $file The picture.
 * @return int Its attachment's id.
 */
function add_image( string $file ): int {
	$upload = wp_upload_bits( basename( $file ), null, (string) file_get_contents( $file ) );
	if ( false !== $upload['error'] ) {
		throw new RuntimeException( $upload['error'] );
	}
	$id = wp_insert_attachment(
		array(
			'post_mime_type' => (string) wp_get_image_mime( $upload['file'] ),
			'post_title'     => pathinfo( $file, PATHINFO_FILENAME ),
			'post_status'    => 'inherit',
		),
		$upload['file']
	);
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $upload['file'] ) );
	return $id;
}

/**
 * Fills the media library with copies of what is in it, which share its files: twice as many each time.
 *
 * @param int $images How many there are to be.
 */
function fill( int $images ): int {
	global $wpdb;
	$index = $wpdb->prefix . 'seo_rank_genius_images';
	for (;;) {
		$count = (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE post_type = 'attachment'" );
		if ( $count >= $images ) {
			return $count;
		}
		$last = (int) $wpdb->get_var( "SELECT MAX(ID) FROM {$wpdb->posts}" );
		$upto = (int) $wpdb->get_var( "SELECT MAX(ID) FROM (SELECT ID FROM {$wpdb->posts} WHERE post_type = 'attachment' ORDER BY ID LIMIT " . ( $images - $count ) . ') AS first_ones' );
		$rest = 'post_author, post_date, post_date_gmt, post_title, post_name, post_content, post_excerpt, to_ping, pinged, post_content_filtered, post_modified, post_modified_gmt, post_status, post_type, post_mime_type';
		$wpdb->query( "INSERT INTO {$wpdb->posts} (ID, $rest) SELECT ID + $last, $rest FROM {$wpdb->posts} WHERE post_type = 'attachment' AND ID <= $upto" );
		$wpdb->query( "INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) SELECT post_id + $last, meta_key, meta_value FROM {$wpdb->postmeta} WHERE meta_key IN ('_wp_attached_file', '_wp_attachment_metadata') AND post_id <= $upto" );
		$rest = 'state, has_failed, text_length, text_hash, author_id, mime, file_name, search_text';
		$wpdb->query( "INSERT INTO $index (image_id, uploaded_at, $rest) SELECT image_id + $last, uploaded_at - $last, $rest FROM $index WHERE image_id <= $upto" );
	}
}

/**
 * Moves what is scheduled, leased and waited for into the past.
 *
 * @param int $seconds How far.
 */
function pass( int $seconds ): bool {
	global $wpdb;
	$at = wp_next_scheduled( Names::RUNS_TICK );
	if ( false !== $at ) {
		wp_clear_scheduled_hook( Names::RUNS_TICK );
		wp_schedule_single_event( $at - $seconds, Names::RUNS_TICK );
	}
	$wpdb->query(
		$wpdb->prepare(
			"UPDATE {$wpdb->prefix}seo_rank_genius_runs SET
				lease_until = CASE WHEN lease_until > 0 THEN lease_until - %d ELSE 0 END,
				retry_at = CASE WHEN retry_at > 0 THEN retry_at - %d ELSE 0 END",
			$seconds,
			$seconds
		)
	);
	return true;
}

/**
 * Counts what a run did, from the tables themselves.
 *
 * @param string $run Its id.
 * @return array<string, int>
 */
function counts( string $run ): array {
	global $wpdb;
	$feature = $wpdb->get_var( $wpdb->prepare( "SELECT feature FROM {$wpdb->prefix}seo_rank_genius_runs WHERE id = %s", $run ) );
	$key     = 'meta_title' === $feature ? Names::META_TITLE : '_wp_attachment_image_alt';
	$row     = $wpdb->get_row(
		$wpdb->prepare(
			"SELECT COUNT(*) AS items, SUM(item.state = 'done') AS done, SUM(item.state = 'failed') AS failed, SUM(item.state = 'skipped') AS skipped,
				SUM(item.state IN ('waiting', 'sent')) AS remaining, SUM(item.cost) AS credits,
				SUM(item.state = 'done' AND item.made = text.meta_value) AS saved,
				COUNT(DISTINCT item.action_id) AS action_ids
			FROM {$wpdb->prefix}seo_rank_genius_run_items AS item
			JOIN {$wpdb->prefix}seo_rank_genius_runs AS run ON run.number = item.run_number
			LEFT JOIN {$wpdb->postmeta} AS text ON text.post_id = item.object_id AND text.meta_key = %s
			WHERE run.id = %s",
			$key,
			$run
		),
		ARRAY_A
	);
	$texts = $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(DISTINCT post_id) FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value <> ''", $key ) );
	return array_map( intval( ... ), $row + array( 'texts' => $texts ) );
}

/**
 * Takes away every alt text and meta title.
 */
function clear(): int {
	global $wpdb;
	$rows = $wpdb->get_results( $wpdb->prepare( "SELECT post_id, meta_key FROM {$wpdb->postmeta} WHERE meta_key IN ('_wp_attachment_image_alt', %s)", Names::META_TITLE ) );
	foreach ( $rows as $row ) {
		delete_post_meta( (int) $row->post_id, $row->meta_key );
	}
	return count( $rows );
}

try {
	$answer = match ( $input['do'] ) {
		'add_images'   => array_map( add_image( ... ), glob( $input['folder'] . '/*' ) ),
		'fill'         => fill( $input['images'] ),
		'clear'        => clear(),
		'delete_image' => false !== wp_delete_attachment( $input['id'], true ),
		'pass'         => pass( $input['seconds'] ),
		'counts'       => counts( $input['run'] ),
	};
	echo wp_json_encode( $answer );
} catch ( Throwable $error ) {
	// WordPress would show a page.
	fwrite( STDERR, (string) $error );
	exit( 1 );
}
