<?php
/**
 * A real site's worth of content: the Debian Administrator's Handbook in four languages, of which Arabic is written from
 * right to left and Japanese without spaces. Chapters are pages below one another, sections posts in a category of their
 * chapter. The text stays in the development site; it is under GPL-2.0+ or CC-BY-SA-3.0.
 */

namespace SeoRankGenius\Development;

defined( 'ABSPATH' ) || exit;

/** The book's folders, and the languages as WordPress names them. */
const HANDBOOK_LANGUAGES = array(
	'en-US' => 'en_US',
	'de-DE' => 'de_DE',
	'ja-JP' => 'ja',
	'ar-MA' => 'ar',
);

/** Who writes. */
const AUTHORS = array(
	'maria'  => 'Maria Brandt',
	'yusuf'  => 'Yusuf Haddad',
	'haruka' => 'Haruka Mori',
);

/**
 * Adds the book.
 *
 * @param string             $folder The folder of the book's languages.
 * @param array<string, int> $photos Attachment ids by name.
 */
function add_real_content( string $folder, array $photos ): void {
	/**
	 * WordPress's database.
	 *
	 * @var \wpdb $wpdb
	 */
	global $wpdb;
	// One after the other each statement would wait for the disk.
	$wpdb->query( 'START TRANSACTION' );
	wp_defer_term_counting( true );
	add_filter( 'wp_revisions_to_keep', '__return_zero' );
	$authors = add_authors();
	$english = read_language( "$folder/en-US" );
	$added   = array();
	foreach ( HANDBOOK_LANGUAGES as $book => $locale ) {
		$pages = 'en-US' === $book ? $english : array_filter(
			read_language( "$folder/$book" ),
			// What nobody has translated yet stands there in English: most of a page must be in its language.
			static fn ( array $page, string $file ): bool => 2 * count( array_intersect( $page['paragraphs'], $english[ $file ]['paragraphs'] ?? array() ) ) < count( $page['paragraphs'] ),
			ARRAY_FILTER_USE_BOTH
		);
		$added += add_language( $pages, $locale, $authors, count( $added ) );
	}
	fill( $added, $photos );
	wp_defer_term_counting( false );
	$wpdb->query( 'COMMIT' );
}

/**
 * The pages of a language.
 *
 * @param string $folder Its folder.
 * @return array<string, array{title: string, up: string, blocks: string, paragraphs: list<string>}> By file.
 */
function read_language( string $folder ): array {
	$pages = array();
	foreach ( glob( "$folder/*.html" ) ?: array() as $path ) {
		$page = read_handbook_page( $path );
		if ( null !== $page ) {
			$pages[ basename( $path ) ] = $page;
		}
	}
	return $pages;
}

/**
 * @return list<int> Their ids.
 */
function add_authors(): array {
	$ids = array();
	foreach ( AUTHORS as $login => $name ) {
		$id = wp_insert_user(
			array(
				'user_login'   => $login,
				'display_name' => $name,
				'user_email'   => "$login@example.com",
				'user_pass'    => 'password',
				'role'         => 'author',
			)
		);
		if ( is_wp_error( $id ) ) {
			fwrite( STDERR, "$name cannot be added: {$id->get_error_message()}\n" );
			exit( 1 );
		}
		$ids[] = $id;
	}
	return $ids;
}

/**
 * Adds the pages of one language, still without their content, so that each has an address to be linked to.
 *
 * @param array<string, array{title: string, up: string, blocks: string, paragraphs: list<string>}> $pages   By file.
 * @param string                                                                                    $locale  The language.
 * @param list<int>                                                                                 $authors Who writes.
 * @param int                                                                                       $before  How many pages have been added: each is a day older.
 * @return array<int, array{file: string, locale: string, blocks: string}> By post.
 */
function add_language( array $pages, string $locale, array $authors, int $before ): array {
	$chapters   = array();
	$categories = array();
	$added      = array();
	// Chapters first: what is in them needs them. The first of them is what the others are below.
	uasort( $pages, static fn ( array $one, array $other ): int => ( 'index.html' === $other['up'] ) <=> ( 'index.html' === $one['up'] ) );
	foreach ( $pages as $file => $page ) {
		$is_chapter = 'index.html' === $page['up'];
		$place      = $before + count( $added );
		$id         = wp_insert_post(
			array(
				'post_type'     => $is_chapter ? 'page' : 'post',
				'post_title'    => wp_slash( $page['title'] ),
				'post_status'   => 7 === $place % 40 ? 'draft' : 'publish',
				'post_author'   => $authors[ $place % count( $authors ) ],
				'post_parent'   => $is_chapter && array() !== $chapters ? (int) reset( $chapters ) : 0,
				'post_date'     => (string) wp_date( 'Y-m-d H:i:s', time() - ( $place + 1 ) * DAY_IN_SECONDS ),
				'post_category' => array_intersect_key( $categories, array( $page['up'] => true ) ),
			),
			true
		);
		if ( is_wp_error( $id ) ) {
			fwrite( STDERR, "{$page['title']} cannot be added: {$id->get_error_message()}\n" );
			exit( 1 );
		}
		add_post_meta( $id, LANGUAGE_META, $locale );
		if ( $is_chapter ) {
			$chapters[ $file ] = $id;
			$category          = wp_insert_term( wp_slash( $page['title'] ), 'category', array( 'slug' => "$locale-" . basename( $file, '.html' ) ) );
			if ( ! is_wp_error( $category ) ) {
				$categories[ $file ] = $category['term_id'];
			}
		}
		$added[ $id ] = array(
			'file'   => $file,
			'locale' => $locale,
			'blocks' => $page['blocks'],
		);
	}
	return $added;
}

/**
 * Gives each page its content, with links to the others and a photograph here and there.
 *
 * @param array<int, array{file: string, locale: string, blocks: string}> $added  By post.
 * @param array<string, int>                                              $photos Attachment ids by name.
 */
function fill( array $added, array $photos ): void {
	$addresses = array();
	foreach ( $added as $id => $page ) {
		if ( 'publish' === get_post_status( $id ) ) {
			$addresses[ $page['locale'] ][ $page['file'] ] = (string) get_permalink( $id );
		}
	}
	$photographs = array_values( $photos );
	$place       = 0;
	foreach ( $added as $id => $page ) {
		$content = (string) preg_replace_callback(
			'#<a href="handbook:([^"]*)">(.*?)</a>#s',
			static fn ( array $link ): string => isset( $addresses[ $page['locale'] ][ $link[1] ] )
				? '<a href="' . esc_url( $addresses[ $page['locale'] ][ $link[1] ] ) . "\">{$link[2]}</a>"
				: $link[2],
			$page['blocks']
		);
		$photo   = $photographs[ $place % count( $photographs ) ];
		if ( 0 === $place % 3 ) {
			$content = (string) preg_replace( '#<!-- /wp:paragraph -->\n\n#', "$0\n" . addcslashes( image_block( $photo ), '\\$' ), $content, 1 );
		}
		if ( 0 === $place % 4 ) {
			set_post_thumbnail( $id, $photo );
		}
		wp_update_post(
			array(
				'ID'           => $id,
				'post_content' => wp_slash( trim( $content ) ),
			)
		);
		++$place;
	}
}
