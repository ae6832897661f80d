<?php
/**
 * Structured data: what the page says, with what WordPress knows, and nothing else. What each type prints is kept in
 * schema/fixtures/json-ld, which tests/js/json-ld.test.ts checks against schema.org's vocabulary.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Seo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Seo\Schema\JsonLd;
use SeoRankGenius\Seo\Schema\OpeningHours;
use SeoRankGenius\Seo\Schema\SchemaTypes;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\FrontPage;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\TestCase;
use WP_Post;

final class JsonLdTest extends TestCase {

	private const FIXTURES = __DIR__ . '/../../../schema/fixtures/json-ld';

	private const NONE = array(
		'headline'        => null,
		'description'     => null,
		'about'           => array(),
		'faq'             => array(),
		'breadcrumb_name' => null,
		'organization'    => null,
	);

	private const TEXT = "<h2>When do I mow?</h2><p>Once a year, in late September.</p><h2>How long does it take?</h2><p>Three summers.</p>\n<p>Visit Meadow &amp; Sons, Hay Lane 4, Leeds LS1 1AA, United Kingdom. Call +44 113 496 0000 or write to hay@example.com.</p><ul><li>Mon – Fri 9 am to 5:30 pm</li><li>Saturday: 10:00 - 13:00</li><li>By appointment on Sundays</li></ul><p>Our Meadow Mix seeds grow on poor soil.</p>";

	/**
	 * @return iterable<string, array{string, array<string, mixed>}>
	 */
	public static function results(): iterable {
		$words = array(
			'headline'        => 'A meadow instead of a lawn',
			'description'     => 'How a lawn becomes a meadow within three summers.',
			'about'           => array( 'soil', 'Meadow Mix' ),
			'breadcrumb_name' => 'A meadow',
		) + self::NONE;
		$shop  = array(
			'name'           => 'Meadow & Sons',
			'telephone'      => '+44 113 496 0000',
			'email'          => 'hay@example.com',
			'street_address' => 'Hay Lane 4',
			'locality'       => 'Leeds',
			'region'         => null,
			'postal_code'    => 'LS1 1AA',
			'country'        => 'United Kingdom',
			'opening_hours'  => array( 'Mon – Fri 9 am to 5:30 pm', 'Saturday: 10:00 - 13:00', 'By appointment on Sundays' ),
		);
		$faq   = array(
			array(
				'question' => 'When do I mow?',
				'answer'   => 'Once a year, in late September.',
			),
			array(
				'question' => 'How long does it take?',
				'answer'   => 'Three summers.',
			),
		);
		yield 'Article' => array( 'article', array( 'type' => 'Article' ) + $words );
		yield 'BlogPosting' => array( 'blog-posting', array( 'type' => 'BlogPosting' ) + $words );
		yield 'FAQPage' => array(
			'faq-page',
			array(
				'type' => 'FAQPage',
				'faq'  => $faq,
			) + $words,
		);
		yield 'BreadcrumbList' => array( 'breadcrumb-list', array( 'type' => 'BreadcrumbList' ) + $words );
		yield 'Organization' => array(
			'organization',
			array(
				'type'         => 'Organization',
				'organization' => array( 'opening_hours' => array() ) + $shop,
			) + $words,
		);
		yield 'LocalBusiness' => array(
			'local-business',
			array(
				'type'         => 'LocalBusiness',
				'organization' => $shop,
			) + $words,
		);
		yield 'Product' => array(
			'product',
			array(
				'type'            => 'Product',
				'breadcrumb_name' => 'Meadow Mix',
			) + $words,
		);
	}

	/**
	 * @param array<string, mixed> $result Of the cloud.
	 */
	#[DataProvider( 'results' )]
	public function test_what_is_printed_is_what_was_checked_against_the_vocabulary( string $file, array $result ): void {
		$post = $this->meadow();
		update_post_meta( $post, Names::META_SCHEMA, wp_slash( (string) wp_json_encode( $result ) ) );
		$printed = ( new FrontPage( "/?p=$post" ) )->json_ld();
		$text    = (string) wp_json_encode( $printed, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) . "\n";
		$text    = (string) preg_replace( '#/uploads/\d{4}/\d{2}/#', '/uploads/2026/05/', $text );
		$path    = self::FIXTURES . "/$file.json";
		if ( '1' === getenv( 'WRITE_FIXTURES' ) ) {
			file_put_contents( $path, $text );
		}
		self::assertSame( (string) file_get_contents( $path ), $text, 'Where this is meant: WRITE_FIXTURES=1 npm run test:php -- --filter JsonLdTest' );
	}

	public function test_what_the_page_does_not_say_is_left_out_and_named(): void {
		$post    = self::found( $this->meadow() );
		$shop    = array(
			'name'          => 'Meadow & Sons',
			'telephone'     => '+44 113 496 9999',
			'email'         => 'HAY@example.com',
			'locality'      => 'York',
			'opening_hours' => array( 'Sunday 9-5' ),
		);
		$preview = JsonLd::preview(
			$post,
			array(
				'type'            => 'LocalBusiness',
				'about'           => array( 'soil', 'tractors' ),
				'organization'    => $shop,
				'breadcrumb_name' => 'Elsewhere',
			) + self::NONE
		);
		self::assertSame( array( 'about.1', 'breadcrumb_name', 'organization.telephone', 'organization.locality', 'organization.opening_hours.0' ), $preview['left_out'] );
		$business = $preview['json_ld'][0];
		self::assertSame( array( 'HAY@example.com', false, false ), array( $business['email'], isset( $business['telephone'] ), isset( $business['address'] ) ) );
		$faq = array(
			'type' => 'FAQPage',
			'faq'  => array(
				array(
					'question' => 'When do I mow?',
					'answer'   => 'Twice a week.',
				),
			),
		) + self::NONE;
		self::assertSame( array( 'BreadcrumbList' ), array_column( JsonLd::of( $post, $faq ), '@type' ), 'No answer of it stands in the page.' );
	}

	public function test_a_page_that_was_edited_says_no_longer_what_it_said(): void {
		$id     = $this->meadow();
		$result = array(
			'type' => 'FAQPage',
			'faq'  => array(
				array(
					'question' => 'How long does it take?',
					'answer'   => 'Three summers.',
				),
			),
		) + self::NONE;
		update_post_meta( $id, Names::META_SCHEMA, wp_slash( (string) wp_json_encode( $result ) ) );
		self::assertContains( 'FAQPage', array_column( ( new FrontPage( "/?p=$id" ) )->json_ld(), '@type' ) );
		wp_update_post(
			array(
				'ID'           => $id,
				'post_content' => 'How long does it take? Two summers.',
			)
		);
		self::assertNotContains( 'FAQPage', array_column( ( new FrontPage( "/?p=$id" ) )->json_ld(), '@type' ) );
	}

	/**
	 * @return iterable<string, array{array<array-key, mixed>}>
	 */
	public static function nonsense(): iterable {
		yield 'nothing' => array( array() );
		yield 'no type' => array( self::NONE );
		yield 'an unknown type' => array( array( 'type' => 'Recipe' ) + self::NONE );
		yield 'a type that is no text' => array( array( 'type' => array( 'Article' ) ) + self::NONE );
		yield 'no product' => array( array( 'type' => 'Product' ) + self::NONE );
	}

	/**
	 * @param array<array-key, mixed> $result Of anybody.
	 */
	#[DataProvider( 'nonsense' )]
	public function test_results_that_are_none_state_nothing( array $result ): void {
		self::assertNotContains( 'Product', array_column( JsonLd::of( self::found( $this->meadow() ), $result ), '@type' ) );
		if ( 'Product' !== ( $result['type'] ?? null ) ) {
			self::assertSame( array(), JsonLd::of( self::found( $this->meadow() ), $result ) );
		}
	}

	public function test_wrong_kinds_of_values_are_passed_over(): void {
		$post    = self::found( $this->meadow() );
		$objects = JsonLd::of(
			$post,
			array(
				'type'            => 'Article',
				'headline'        => array( 'x' ),
				'description'     => 7,
				'about'           => 'soil',
				'faq'             => 'x',
				'breadcrumb_name' => true,
				'organization'    => 'x',
				'price'           => '9.99',
			)
		);
		self::assertSame( 'A meadow instead of a lawn', $objects[0]['headline'] );
		self::assertArrayNotHasKey( 'description', $objects[0] );
		self::assertArrayNotHasKey( 'price', $objects[0] );
	}

	public function test_the_trail_follows_pages_and_terms_that_visitors_can_read(): void {
		update_option( 'blogname', 'Meadow & Sons' );
		$top   = $this->post(
			array(
				'post_type'  => 'page',
				'post_title' => 'Seeds',
			)
		);
		$draft = $this->post(
			array(
				'post_type'   => 'page',
				'post_title'  => 'Hidden',
				'post_parent' => $top,
				'post_status' => 'draft',
			)
		);
		$page  = $this->post(
			array(
				'post_type'   => 'page',
				'post_title'  => 'Poppies',
				'post_parent' => $draft,
			)
		);
		self::assertSame( array( 'Meadow & Sons', 'Seeds', 'Poppies' ), self::trail( $page ) );
		$above = wp_insert_term( 'Garden', 'category' );
		self::assertIsArray( $above );
		$below = wp_insert_term( 'Bees & Co', 'category', array( 'parent' => max( 0, $above['term_id'] ) ) );
		self::assertIsArray( $below );
		$post = $this->post();
		self::assertSame( array( 'Meadow & Sons', 'A meadow instead of a lawn' ), self::trail( $post ), '“Uncategorized” is no step.' );
		wp_set_post_categories( $post, array( $below['term_id'] ) );
		self::assertSame( array( 'Meadow & Sons', 'Garden', 'Bees & Co', 'A meadow instead of a lawn' ), self::trail( $post ) );
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $page );
		self::assertSame( array(), JsonLd::of( self::found( $page ), array( 'type' => 'BreadcrumbList' ) + self::NONE ), 'It leads nowhere.' );
	}

	/**
	 * @return iterable<string, array{string, list<string>}>
	 */
	public static function hours(): iterable {
		yield 'schema.org’s own' => array( 'Mo-Fr 09:00-17:00', array( 'Mo-Fr 09:00-17:00' ) );
		yield 'names' => array( 'Monday to Friday: 9 to 17', array( 'Mo-Fr 09:00-17:00' ) );
		yield 'halves of a day' => array( 'Sat 9:30 a.m. – 12 p.m.', array( 'Sa 09:30-12:00' ) );
		yield 'midnight' => array( 'Sun 12am - 12pm', array( 'Su 00:00-12:00' ) );
		yield 'German hours' => array( 'Mo–Fr 9.00–17.30 Uhr', array( 'Mo-Fr 09:00-17:30' ) );
		yield 'which half of the day?' => array( 'Mon 9-5pm', array() );
		yield 'no such time' => array( 'Mon 9:00-25:00', array() );
		yield 'not on Mondays' => array( 'not Mon 9-17', array() );
		yield 'words' => array( 'By appointment', array() );
		yield 'a script' => array( '<script>Mon 9-17</script>', array() );
	}

	/**
	 * @param list<string> $expected What can be read.
	 */
	#[DataProvider( 'hours' )]
	public function test_opening_hours_are_read_or_left_out( string $line, array $expected ): void {
		self::assertSame( $expected, OpeningHours::of( array( $line ) ) );
	}

	#[RunInSeparateProcess]
	public function test_products_of_woocommerce_are_left_to_it(): void {
		register_post_type( 'product', array( 'public' => true ) );
		$product = self::found(
			$this->post(
				array(
					'post_type'  => 'product',
					'post_title' => 'Meadow Mix',
				)
			)
		);
		$result  = array(
			'type'            => 'Product',
			'breadcrumb_name' => 'Meadow Mix',
		) + self::NONE;
		self::assertNull( SchemaTypes::refusal( $product ) );
		self::assertSame( 'Product', JsonLd::of( $product, $result )[0]['@type'] );
		eval( 'final class WooCommerce {}' ); // phpcs:ignore Squiz.PHP.Eval -- What it defines.
		self::assertSame( 'left_to_woocommerce', SchemaTypes::refusal( $product ) );
		self::assertStringContainsString( 'WooCommerce', SchemaTypes::message( 'left_to_woocommerce' ) );
		self::assertSame( array(), JsonLd::of( $product, $result ) );
		self::assertNull( SchemaTypes::refusal( self::found( $this->post() ) ) );
	}

	/**
	 * A page with all that WordPress can know of one; its ids are the same in every run.
	 */
	private function meadow(): int {
		update_option( 'blogname', 'Meadow &amp; Sons' );
		update_option( 'timezone_string', 'Europe/London' );
		wp_update_user(
			array(
				'ID'           => 1,
				'display_name' => 'Ada Meadow',
			)
		);
		set_theme_mod( 'custom_logo', $this->photograph( array( 'import_id' => 9001 ) ) );
		$post = $this->post(
			array(
				'import_id'    => 9002,
				'post_author'  => 1,
				'post_content' => self::TEXT,
				'post_date'    => '2026-05-04 10:00:00',
			)
		);
		set_post_thumbnail( $post, $this->photograph( array( 'import_id' => 9003 ), 'coral-square' ) );
		self::wpdb()->update(
			self::wpdb()->posts,
			array(
				'post_modified'     => '2026-06-01 12:30:00',
				'post_modified_gmt' => '2026-06-01 11:30:00',
			),
			array( 'ID' => $post )
		);
		clean_post_cache( $post );
		return $post;
	}

	/**
	 * @return list<mixed> Names of the steps.
	 */
	private static function trail( int $post ): array {
		$objects = JsonLd::of( self::found( $post ), array( 'type' => 'BreadcrumbList' ) + self::NONE );
		self::assertCount( 1, $objects );
		return array_column( Json::list_at( $objects[0], 'itemListElement' ), 'name' );
	}

	private static function found( int $id ): WP_Post {
		$post = get_post( $id );
		self::assertInstanceOf( WP_Post::class, $post );
		return $post;
	}

	private static function wpdb(): \wpdb {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}
}
