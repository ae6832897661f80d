<?php
/**
 * What the head of a public page prints: out of one value that was assembled when the page was saved.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Seo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Seo\SeoSettings;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\FrontPage;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\TestCase;
use SeoRankGenius\IndexWiring;

final class HeadTest extends TestCase {

	private const HOSTILE = '"><script>alert(1)</script> \' & \\ </title><!-- שלום 🌱 ' . "\u{2028}" . ' 50%';

	private const ARTICLE = array(
		'type'            => 'BlogPosting',
		'headline'        => 'Why a </script><script>alert(1)</script> <!-- meadow',
		'description'     => 'On \' " & < > signs.',
		'about'           => array( 'lawn' ),
		'faq'             => array(),
		'breadcrumb_name' => null,
		'organization'    => null,
	);

	protected function setUp(): void {
		parent::setUp();
		update_option( 'blogname', 'Meadow & Sons' );
		update_option( 'blogdescription', 'Less lawn' );
	}

	public function test_what_was_written_is_printed_as_it_was_written_and_nothing_breaks_out(): void {
		$post = $this->post();
		update_post_meta( $post, Names::META_TITLE, wp_slash( self::HOSTILE ) );
		update_post_meta( $post, Names::META_DESCRIPTION, wp_slash( self::HOSTILE ) );
		update_post_meta( $post, Names::META_SCHEMA, wp_slash( (string) wp_json_encode( self::ARTICLE ) ) );
		$page = self::page( $post );
		$line = str_replace( "\u{2028}", ' ', self::HOSTILE );
		$line = (string) preg_replace( '/ +/', ' ', $line );
		self::assertSame( $line, $page->title() );
		self::assertSame( $line, $page->description() );
		self::assertSame( self::ARTICLE['headline'], $page->json_ld()[0]['headline'] ?? null );
		self::assertSame( self::ARTICLE['description'], $page->json_ld()[0]['description'] ?? null );
		self::assertStringNotContainsString( 'alert(1)</script>', str_replace( '\u003C/script', '', $page->head ) );
		self::assertStringNotContainsString( '<!--', $page->head );
		self::assertSame( 0, $page->queries );
	}

	public function test_without_any_text_the_title_is_wordpress_own_and_the_description_the_beginning(): void {
		$post = $this->post(
			array(
				'post_title'   => "It's <em>May</em>",
				'post_content' => '<!-- wp:paragraph --><p>' . str_repeat(
					'Poppies &amp; hay. ',
					20
				) . '</p><!-- /wp:paragraph -->',
			)
		);
		$page = self::page( $post );
		self::assertSame( 'It’s May – Meadow & Sons', $page->title() );
		self::assertSame( 'Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay. Poppies & hay.…', $page->description() );
		self::assertSame( array(), $page->json_ld() );
		self::assertStringNotContainsString( '"title"', self::stored( $post ) );
	}

	public function test_templates_give_what_was_not_written(): void {
		$category = wp_insert_term( 'Bees & Co', 'category' );
		self::assertIsArray( $category );
		$author = $this->user( 'author' );
		wp_update_user(
			array(
				'ID'           => $author,
				'display_name' => 'Ada',
			)
		);
		$post = $this->post(
			array(
				'post_title'  => 'Hay',
				'post_author' => $author,
				'post_date'   => '2026-05-04 10:00:00',
			)
		);
		wp_set_post_categories( $post, array( $category['term_id'] ) );
		self::settings( '%title% %sep% %category% %sep% %parent% %sep% %author%, %date% (%type%)', '%sitename%: %tagline% 100% %excerpt%', '|' );
		$page = self::page( $post );
		self::assertSame( 'Hay | Bees & Co | Ada, May 4, 2026 (Post)', $page->title() );
		self::assertSame( 'Meadow & Sons: Less lawn 100% A lawn wants to be mown every week from April to October.', $page->description() );
		self::settings( '', '', '' );
		self::assertSame( 'Hay – Meadow & Sons', self::page( $post )->title() );
		self::assertSame( '', self::page( $post )->description(), 'An empty template is none.' );
	}

	public function test_page_numbers_stay(): void {
		$post = $this->post(
			array(
				'post_title'   => 'Hay',
				'post_content' => 'One<!--nextpage-->Two<!--nextpage-->Three',
			)
		);
		self::assertSame( 'Hay – Page 3 – Meadow & Sons', ( new FrontPage( "/?p=$post&page=3" ) )->title() );
		update_post_meta( $post, Names::META_TITLE, 'All about hay' );
		self::assertSame( 'All about hay', self::page( $post )->title() );
		self::assertSame( 'All about hay – Page 2', ( new FrontPage( "/?p=$post&page=2" ) )->title() );
		delete_post_meta( $post, Names::META_TITLE );
		self::settings( '%page% of %title%', '', '' );
		self::assertSame( 'Page 2 of Hay', ( new FrontPage( "/?p=$post&page=2" ) )->title() );
	}

	public function test_nothing_is_told_of_what_visitors_cannot_read(): void {
		$post = $this->post();
		update_post_meta( $post, Names::META_DESCRIPTION, 'Secret words' );
		update_post_meta( $post, Names::META_SCHEMA, (string) wp_json_encode( self::ARTICLE ) );
		self::assertSame( 'Secret words', self::page( $post )->description() );
		wp_update_post(
			array(
				'ID'            => $post,
				'post_password' => 'hush',
			)
		);
		$page = self::page( $post );
		self::assertSame( array( '', array() ), array( $page->description(), $page->json_ld() ) );
		wp_update_post(
			array(
				'ID'            => $post,
				'post_password' => '',
				'post_status'   => 'draft',
			)
		);
		self::assertSame( '', get_post_meta( $post, Names::META_HEAD, true ) );
		self::assertFalse( metadata_exists( 'post', $post, Names::META_HEAD ) );
	}

	public function test_a_post_that_is_deleted_leaves_nothing(): void {
		$post = $this->post();
		update_post_meta( $post, Names::META_TITLE, 'Mine' );
		update_post_meta( $post, Names::META_SCHEMA, wp_slash( (string) wp_json_encode( self::ARTICLE ) ) );
		self::assertNotSame( '', self::stored( $post ) );
		wp_delete_post( $post, true );
		wp_cache_flush();
		self::assertSame( array(), get_post_meta( $post ) );
	}

	public function test_home_pages_have_their_own_templates(): void {
		self::settings(
			'%title%!',
			'',
			'',
			array(
				'title'       => '%tagline% %sep% %page%',
				'description' => 'At %sitename%',
			)
		);
		update_option( 'posts_per_page', 1 );
		$this->post();
		$home = new FrontPage( '/' );
		self::assertSame( array( 'Less lawn', 'At Meadow & Sons', 0 ), array( $home->title(), $home->description(), $home->queries ) );
		self::assertSame( 'Less lawn – Page 2', ( new FrontPage( '/?paged=2' ) )->title() );
		$front = $this->post(
			array(
				'post_type'  => 'page',
				'post_title' => 'Welcome',
			)
		);
		$posts = $this->post(
			array(
				'post_type'  => 'page',
				'post_title' => 'News',
			)
		);
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $front );
		update_option( 'page_for_posts', $posts );
		self::assertTrue( IndexWiring::head_fill()->fill->work( 10.0 ) );
		self::assertSame( 'Less lawn', ( new FrontPage( '/' ) )->title() );
		update_post_meta( $front, Names::META_TITLE, 'Come in' );
		update_post_meta( $posts, Names::META_TITLE, 'What is new' );
		self::assertSame( 'Come in', ( new FrontPage( '/' ) )->title() );
		$blog = new FrontPage( "/?page_id=$posts" );
		self::assertSame( array( 'What is new', 0 ), array( $blog->title(), $blog->queries ) );
		self::assertSame( 'What is new – Page 2', ( new FrontPage( "/?page_id=$posts&paged=2" ) )->title() );
	}

	public function test_archives_searches_feeds_and_errors_are_wordpress_own(): void {
		$post = $this->post();
		update_post_meta( $post, Names::META_TITLE, 'Mine' );
		foreach ( array( '/?cat=1', '/?s=lawn', '/?p=999999', '/?author=1', '/?m=2026', "/?p=$post&feed=rss2" ) as $path ) {
			$page = new FrontPage( $path );
			self::assertStringNotContainsString( 'Mine', $page->head, $path );
			self::assertSame( array( '', array(), 0 ), array( $page->description(), $page->json_ld(), $page->queries ), $path );
		}
	}

	/**
	 * @return iterable<string, array{string}>
	 */
	public static function others(): iterable {
		yield 'Yoast SEO' => array( 'WPSEO_VERSION' );
		yield 'Rank Math' => array( 'RANK_MATH_VERSION' );
		yield 'All in One SEO' => array( 'AIOSEO_VERSION' );
	}

	#[RunInSeparateProcess]
	#[DataProvider( 'others' )]
	public function test_beside_another_plugin_nothing_is_printed( string $constant ): void {
		$post = $this->post();
		update_post_meta( $post, Names::META_TITLE, 'Mine' );
		update_post_meta( $post, Names::META_SCHEMA, (string) wp_json_encode( self::ARTICLE ) );
		self::settings( '%title%!', 'Mine too', '' );
		self::assertSame( 'Mine', self::page( $post )->title() );
		define( $constant, '1' );
		foreach ( array( "/?p=$post", '/' ) as $path ) {
			$page = new FrontPage( $path );
			self::assertStringNotContainsString( 'Mine', $page->head );
			self::assertSame( array( '', array() ), array( $page->description(), $page->json_ld() ) );
		}
		$new = $this->post();
		self::assertFalse( metadata_exists( 'post', $new, Names::META_HEAD ) );
		IndexWiring::head_fill()->start();
		self::assertTrue( IndexWiring::head_fill()->fill->work( 10.0 ) );
	}

	public function test_another_plugins_title_comes_first(): void {
		$post = $this->post();
		update_post_meta( $post, Names::META_TITLE, 'Mine' );
		add_filter( 'pre_get_document_title', static fn (): string => 'Theirs', 5 );
		self::assertSame( 'Theirs', self::page( $post )->title() );
	}

	public function test_what_others_have_put_into_the_stored_value_is_not_believed(): void {
		$post = $this->post();
		foreach ( array( 'no JSON', '[1', '{"title":["x"],"description":7,"json_ld":"x"}', '{"json_ld":[1,"x"]}' ) as $stored ) {
			update_post_meta( $post, Names::META_HEAD, wp_slash( $stored ) );
			$page = self::page( $post );
			self::assertSame( array( '', array() ), array( $page->description(), $page->json_ld() ), $stored );
			self::assertStringContainsString( 'Meadow & Sons', $page->title() );
		}
		update_post_meta( $post, Names::META_HEAD, array( 'title' => 'x' ) );
		self::assertStringContainsString( 'Meadow & Sons', self::page( $post )->title() );
	}

	public function test_huge_texts_and_broken_ones_are_bounded_and_valid(): void {
		$post = $this->post( array( 'post_content' => str_repeat( '<p>слово 字 🌱</p>', 100000 ) ) );
		update_post_meta( $post, Names::META_TITLE, str_repeat( 'длинное слово ', 20000 ) );
		$page = self::page( $post );
		self::assertLessThanOrEqual( 200, mb_strlen( $page->title() ) );
		self::assertLessThanOrEqual( 155, mb_strlen( $page->description() ) );
		self::assertSame( 1, preg_match( '//u', $page->head ) );
	}

	public function test_bytes_that_mean_nothing_reach_no_visitor(): void {
		$broken = static fn (): string => "Mea\xFFdow \u{F8FF} \xE2\x82";
		foreach ( array( 'pre_option_blogname', 'pre_option_blogdescription' ) as $option ) {
			add_filter( $option, $broken );
		}
		add_filter( 'post_link_category', static fn ( object $term ): object => (object) ( array( 'name' => "\xFF" ) + (array) $term ) );
		$post = $this->post();
		update_post_meta( $post, Names::META_SCHEMA, wp_slash( (string) wp_json_encode( self::ARTICLE ) ) );
		self::settings( '%sitename% %sep% %category% %sep% %title%', '%tagline%', '|' );
		foreach ( array( "/?p=$post", '/' ) as $path ) {
			$page = new FrontPage( $path );
			self::assertSame( 1, preg_match( '//u', $page->head ) );
			self::assertStringContainsString( "Mea\u{FFFD}dow", $page->title() );
		}
		self::assertSame( "Mea\u{FFFD}dow \u{F8FF} \u{FFFD}", Json::at( ( new FrontPage( "/?p=$post" ) )->json_ld(), '0.publisher.name' ) );
	}

	public function test_pages_are_assembled_anew_in_pieces_that_go_on_where_they_were(): void {
		$posts = array_map( fn ( int $number ): int => $this->post( array( 'post_title' => "Page $number" ) ), range( 1, 120 ) );
		self::assertTrue( IndexWiring::head_fill()->fill->work( 10.0 ) );
		wp_unschedule_hook( Names::FILL_HEADS );
		self::settings_only( '%title% at %sitename%' );
		self::assertNotFalse( wp_next_scheduled( Names::FILL_HEADS ) );
		self::assertFalse( IndexWiring::head_fill()->fill->work( 0.0 ), 'One piece is not all.' );
		$done = array_filter( $posts, static fn ( int $post ): bool => str_contains( self::stored( $post ), ' at ' ) );
		self::assertSame( array_slice( $posts, 70 ), array_values( $done ), 'The newest first.' );
		do_action( Names::FILL_HEADS );
		self::assertSame( 'Page 1 at Meadow & Sons', self::page( $posts[0] )->title() );
		update_option( 'blogname', 'Hay' );
		do_action( Names::FILL_HEADS );
		self::assertSame( 'Page 1 at Hay', self::page( $posts[0] )->title() );
	}

	public function test_what_concerns_many_pages_has_them_all_done_again(): void {
		$parent = $this->post(
			array(
				'post_type'  => 'page',
				'post_title' => 'Seeds',
			)
		);
		$child  = $this->post(
			array(
				'post_type'   => 'page',
				'post_title'  => 'Poppy',
				'post_parent' => $parent,
			)
		);
		$author = $this->act_as( 'author' );
		$term   = wp_insert_term( 'Bees', 'category' );
		self::assertIsArray( $term );
		$changes = array(
			'the name of the site'    => static fn () => update_option( 'blogname', 'Hay' ),
			'a logo'                  => static fn () => set_theme_mod( 'custom_logo', 7 ),
			'a term'                  => static fn () => wp_update_term( $term['term_id'], 'category', array( 'name' => 'Wasps' ) ),
			'the name of an author'   => static fn () => wp_update_user(
				array(
					'ID'           => $author,
					'display_name' => 'Grace',
				)
			),
			'a page with pages below' => static fn () => wp_update_post(
				array(
					'ID'         => $parent,
					'post_title' => 'Seed',
				)
			),
			'the end of a plugin'     => static fn () => do_action( 'deactivated_plugin', 'wordpress-seo/wp-seo.php', false ),
		);
		foreach ( $changes as $what => $change ) {
			self::assertTrue( IndexWiring::head_fill()->fill->work( 10.0 ) );
			wp_unschedule_hook( Names::FILL_HEADS );
			$change();
			self::assertNotFalse( wp_next_scheduled( Names::FILL_HEADS ), $what );
		}
		$no_change = array(
			'a page without any below' => static fn () => wp_update_post(
				array(
					'ID'         => $child,
					'post_title' => 'Poppies',
				)
			),
			'the same name'            => static fn () => wp_update_user(
				array(
					'ID'          => $author,
					'description' => 'x',
				)
			),
			'another mod of the theme' => static fn () => set_theme_mod( 'header_color', 'red' ),
			'another option'           => static fn () => update_option( 'admin_email', 'x@example.com' ),
		);
		wp_unschedule_hook( Names::FILL_HEADS );
		foreach ( $no_change as $what => $change ) {
			$change();
			self::assertFalse( wp_next_scheduled( Names::FILL_HEADS ), $what );
		}
	}

	/**
	 * @param array{title: string, description: string} $home Templates of the home page.
	 */
	private static function settings( string $title, string $description, string $separator, array $home = SeoSettings::HOME_DEFAULTS ): void {
		$pair = array(
			'title'       => $title,
			'description' => $description,
		);
		SeoSettings::save(
			$separator,
			$home,
			array(
				'post' => $pair,
				'page' => $pair,
			)
		);
		self::assertTrue( IndexWiring::head_fill()->fill->work( 10.0 ) );
	}

	private static function settings_only( string $title ): void {
		SeoSettings::save( '', SeoSettings::HOME_DEFAULTS, array( 'post' => array( 'title' => $title ) + SeoSettings::DEFAULTS ) );
	}

	private static function page( int $post ): FrontPage {
		return new FrontPage( "/?p=$post" );
	}

	private static function stored( int $post ): string {
		$stored = get_post_meta( $post, Names::META_HEAD, true );
		self::assertIsString( $stored );
		return $stored;
	}
}
