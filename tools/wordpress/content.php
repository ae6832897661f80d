<?php
/**
 * What a new development site holds: two dozen photographs without alt text, and posts that use some of them.
 * The photographs are the ones that come with Twenty Twenty-Five.
 */

namespace SeoRankGenius\Development;

defined( 'ABSPATH' ) || exit;

const PHOTOGRAPHS = array(
	'404-image',
	'akaka-falls-state-park-flora',
	'botany-flowers',
	'campanula-alliariifolia-flower',
	'category-anthuriums',
	'category-cactus',
	'category-sunflowers',
	'coming-soon-bg-image',
	'coral-square',
	'dallas-creek-square',
	'delphinium-flowers',
	'grid-flower-2',
	'link-in-bio-background',
	'location',
	'malibu-plantlife',
	'man-in-hat',
	'marshland-birds-square',
	'northern-buttercups-flowers',
	'parthenon-square',
	'red-hibiscus-closeup',
	'ruins-image',
	'star-thristle-flower',
	'typewriter',
	'woman-splashing-water',
);

/**
 * Adds the photographs, then the posts and pages.
 *
 * @return array<string, int> The photographs' ids by name.
 */
function add_content(): array {
	require_once ABSPATH . 'wp-admin/includes/image.php';
	wp_delete_post( 1, true );
	wp_delete_post( 2, true );
	$ids = array();
	foreach ( PHOTOGRAPHS as $name ) {
		$ids[ $name ] = add_photograph( get_theme_root() . "/twentytwentyfive/assets/images/$name.webp" );
	}
	foreach ( posts() as $post ) {
		add_post( $post, $ids );
	}
	return $ids;
}

/**
 * Puts one file into the media library as an upload would: named for what it is, with its metadata and sizes.
 *
 * @param string $file The photograph.
 * @return int Its attachment's id.
 */
function add_photograph( string $file ): int {
	// One file of the theme is a JPEG under another ending; an upload would be refused or renamed.
	$mime      = (string) wp_get_image_mime( $file );
	$extension = 'image/jpeg' === $mime ? 'jpg' : 'webp';
	$name      = basename( $file, '.webp' );
	$upload    = wp_upload_bits( "$name.$extension", null, (string) file_get_contents( $file ) );
	if ( false !== $upload['error'] ) {
		fwrite( STDERR, "$name cannot be added: {$upload['error']}\n" );
		exit( 1 );
	}
	$id = wp_insert_attachment(
		array(
			'post_mime_type' => $mime,
			'post_title'     => $name,
			'post_status'    => 'inherit',
			'guid'           => $upload['url'],
		),
		$upload['file'],
		0,
		true
	);
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, "$name cannot be added: {$id->get_error_message()}\n" );
		exit( 1 );
	}
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $upload['file'] ) );
	return $id;
}

/**
 * Publishes one post or page; a paragraph that names a photograph becomes an image block.
 *
 * @param array{type: string, title: string, days_ago: int, body: list<string>} $post What to publish.
 * @param array<string, int>                                                    $ids  Attachment ids by name.
 */
function add_post( array $post, array $ids ): void {
	$blocks = '';
	$first  = 0;
	foreach ( $post['body'] as $part ) {
		if ( isset( $ids[ $part ] ) ) {
			$id      = $ids[ $part ];
			$first   = 0 === $first ? $id : $first;
			$blocks .= image_block( $id );
		} elseif ( str_starts_with( $part, '## ' ) ) {
			$blocks .= "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">" . esc_html( substr( $part, 3 ) ) . "</h2>\n<!-- /wp:heading -->\n\n";
		} else {
			$blocks .= "<!-- wp:paragraph -->\n<p>" . esc_html( $part ) . "</p>\n<!-- /wp:paragraph -->\n\n";
		}
	}
	$id = wp_insert_post(
		array(
			'post_type'    => $post['type'],
			'post_title'   => wp_slash( $post['title'] ),
			'post_content' => wp_slash( $blocks ),
			'post_status'  => 'publish',
			'post_author'  => 1,
			'post_date'    => (string) wp_date( 'Y-m-d 09:00:00', time() - $post['days_ago'] * DAY_IN_SECONDS ),
		),
		true
	);
	if ( ! is_wp_error( $id ) && $first > 0 && 'post' === $post['type'] ) {
		set_post_thumbnail( $id, $first );
	}
}

/**
 * @param int $id A photograph's attachment.
 * @return string The block that shows it, without alt text.
 */
function image_block( int $id ): string {
	$url = esc_url( (string) wp_get_attachment_image_url( $id, 'large' ) );
	return "<!-- wp:image {\"id\":$id,\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} -->\n"
		. "<figure class=\"wp-block-image size-large\"><img src=\"$url\" alt=\"\" class=\"wp-image-$id\"/></figure>\n"
		. "<!-- /wp:image -->\n\n";
}

/**
 * @return list<array{type: string, title: string, days_ago: int, body: list<string>}>
 */
function posts(): array {
	return array(
		array(
			'type'     => 'post',
			'title'    => 'A meadow instead of a lawn',
			'days_ago' => 3,
			'body'     => array(
				'A lawn wants to be mown every week from April to October. A meadow wants it twice a year, and in between it flowers.',
				'coming-soon-bg-image',
				'## Start with poor soil',
				'Wild flowers lose against grass wherever the soil is rich. Take the topsoil off, or grow yellow rattle for two years: it lives on the roots of grasses and makes room for the rest.',
				'## Sow in autumn',
				'Many seeds need a winter before they open. Rake the ground until half of it is bare, mix the seed with dry sand so that you see where it fell, tread it in, and leave the rest to the rain.',
				'northern-buttercups-flowers',
				'Expect little in the first year. Buttercups and oxeye daisies come in the second, and by the third you will have stopped counting.',
			),
		),
		array(
			'type'     => 'post',
			'title'    => 'How to keep a hibiscus in flower until October',
			'days_ago' => 10,
			'body'     => array(
				'Each hibiscus flower lasts a day, two at most. What looks like one long flowering is a plant that makes a new bud every morning, and it can only do that with light, water and food.',
				'red-hibiscus-closeup',
				'Give it the brightest place you have, out of the wind. Water when the top two centimetres of soil are dry. Feed every week from May to September with little phosphorus and much potassium.',
				'Buds that drop before they open nearly always mean that the pot has been moved, or was dry for an afternoon.',
			),
		),
		array(
			'type'     => 'post',
			'title'    => 'Cacti that survive a frost',
			'days_ago' => 17,
			'body'     => array(
				'Cold does not kill a cactus; cold and wet together do. Planted in gravel under a roof, a dozen species live through minus fifteen degrees.',
				'category-cactus',
				'Stop watering in September. The plants shrink, wrinkle and lie down as if they were dead. That is how they keep from bursting: in March they drink, and stand up again.',
			),
		),
		array(
			'type'     => 'post',
			'title'    => 'Peace lilies, and why their leaves turn brown',
			'days_ago' => 24,
			'body'     => array(
				'botany-flowers',
				'A peace lily tells you when it is thirsty: it collapses, and an hour after watering it stands again. Done once that is charming. Done every week it costs the leaves their tips.',
				'Brown tips on a plant that is watered well usually come from hard water. Use rain, or let the tap water stand overnight, and wipe the leaves with it as well.',
				'category-anthuriums',
				'Its cousin the anthurium wants the same, and a little more light.',
			),
		),
		array(
			'type'     => 'post',
			'title'    => 'Drawing flowers with a camera',
			'days_ago' => 31,
			'body'     => array(
				'Around 1900 a teacher of drawing began to photograph seed heads and stems, enlarged up to thirty times, so that his pupils could see how a plant is built.',
				'delphinium-flowers',
				'He used a camera that he had made himself, a plain grey card behind the plant, and daylight from one side. Nothing in these pictures is arranged to please; they please because nothing was.',
				'campanula-alliariifolia-flower',
				'You need a window to the north, a sheet of grey paper and patience. Cut the stem in the morning, let it stand in water for an hour, and photograph it before noon.',
			),
		),
		array(
			'type'     => 'post',
			'title'    => 'Where the birds are when the tide is out',
			'days_ago' => 45,
			'body'     => array(
				'marshland-birds-square',
				'Come two hours before high water, when the flats shrink and the waders are pushed towards the shore. Stay low, keep the sun behind you, and let them come to you.',
			),
		),
		array(
			'type'     => 'page',
			'title'    => 'About',
			'days_ago' => 60,
			'body'     => array(
				'Notes on plants, and on looking at them. Written at a kitchen table, mostly in winter.',
				'typewriter',
			),
		),
		array(
			'type'     => 'page',
			'title'    => 'Journeys',
			'days_ago' => 60,
			'body'     => array(
				'What we went to see when the garden did not need us.',
				'parthenon-square',
				'ruins-image',
				'coral-square',
			),
		),
	);
}
