<?php
/**
 * Who links to whom is known from the moment that a page is saved, renamed, published or deleted.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Storage\Names;

final class LinkGraphTest extends LinkTestCase {

	/**
	 * @return iterable<string, array{string, bool}> Content with %s for the page's path and %d for its number; whether it links there.
	 */
	public static function markups(): iterable {
		yield 'an absolute address' => array( '<p><a href="http://localhost:8888%s">x</a></p>', true );
		yield 'from the root' => array( '<a class="b" href=\'%s\'>x</a>', true );
		yield 'without the last slash' => array( '<a href="http://localhost:8888/lawn-care">x</a>', true );
		yield 'https, www, fragment, campaign' => array( '<a href="https://www.localhost:8888%s?utm_source=mail#top">x</a>', true );
		yield 'without a scheme' => array( '<a href="//localhost:8888%s">x</a>', true );
		yield 'by number' => array( '<a href="http://localhost:8888/?p=%d">x</a>', true );
		yield 'by number, relative' => array( '<a href="?p=%d">x</a>', true );
		yield 'through index.php' => array( '<a href="/index.php%s">x</a>', true );
		yield 'an entity in the attribute' => array( '<a href="&#47;lawn-care&#47;">x</a>', true );
		yield 'capital letters' => array( '<A HREF="/LAWN-CARE/">x</A>', true );
		yield 'in a block' => array( '<!-- wp:paragraph --><p>See <a href="%s" data-id="1">this</a>.</p><!-- /wp:paragraph -->', true );
		yield 'a button of WPBakery' => array( '[vc_row][vc_btn title="Go" link="url:http%%3A%%2F%%2Flocalhost%%3A8888%%2Flawn-care%%2F|title:Go"][/vc_row]', true );
		yield 'a button of Divi' => array( '[et_pb_button button_url="http://localhost:8888%s" button_text="Go"][/et_pb_button]', true );
		yield 'broken markup' => array( '<p><b><a href="%s">x<p></b>', true );
		yield 'another site' => array( '<a href="https://example.com%s">x</a>', false );
		yield 'another port' => array( '<a href="http://localhost:9999%s">x</a>', false );
		yield 'a fragment' => array( '<a href="#lawn-care">x</a>', false );
		yield 'mail' => array( '<a href="mailto:lawn-care@localhost">x</a>', false );
		yield 'a script' => array( '<a href="javascript:location=\'%s\'">x</a>', false );
		yield 'a name' => array( '<a name="%s">x</a>', false );
		yield 'text' => array( 'http://localhost:8888%s', false );
		yield 'in a comment' => array( '<!-- <a href="%s">x</a> -->', false );
		yield 'in an attribute' => array( '<img alt=\'<a href="%s">\'>', false );
		yield 'a longer path' => array( '<a href="%slonger">x</a>', false );
		yield 'percent signs that are no text' => array( '<a href="/%%FF%%FE%%80">x</a>', false );
	}

	#[DataProvider( 'markups' )]
	public function test_finds_links_in_markup( string $markup, bool $is_link ): void {
		$target  = $this->page( 'Lawn care', 'Text.' );
		$content = sprintf( str_replace( '%d', (string) $target, $markup ), '/lawn-care/' );
		$from    = $this->page( 'From', $content );
		self::assertSame( $is_link ? array( 1, 0 ) : array( 0, 0 ), self::counts( $target ) );
		self::assertSame( $is_link ? array( $target ) : array(), self::graph()->linked_from( $from, 10 ) );
		self::assertSame( $is_link ? array( $from ) : array(), self::graph()->linking_to( $target, 10 ) );
	}

	public function test_counts_each_page_once_and_never_itself(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$from   = $this->page( 'From', self::link( $target ) . self::link( $target, 'again' ) . "<a href=\"/?p=$target\">x</a>" );
		$this->change( $target, array( 'post_content' => self::link( $target ) ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		self::assertSame( array( $target ), self::graph()->linked_from( $from, 10 ) );
	}

	public function test_a_link_is_there_before_its_page(): void {
		$from   = $this->page( 'From', '<a href="/lawn-care/">x</a>' );
		$target = $this->page( 'Lawn care', 'Text.' );
		self::assertSame( array( array( 1, 0 ), array( 0, 1 ) ), array( self::counts( $target ), self::counts( $from ) ) );
	}

	public function test_follows_what_happens_to_the_page_that_links(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$from   = $this->page( 'From', self::link( $target ), 'draft' );
		self::assertSame( array( array( 0, 0 ), array( 0, 1 ) ), array( self::counts( $target ), self::counts( $from ) ), 'Nobody reads a draft.' );
		$this->change( $from, array( 'post_status' => 'publish' ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		$this->change( $from, array( 'post_password' => 'secret' ) );
		self::assertSame( array( 0, 0 ), self::counts( $target ) );
		$this->change( $from, array( 'post_password' => '' ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		$this->change( $from, array( 'post_content' => 'Nothing.' ) );
		self::assertSame( array( 0, 0 ), self::counts( $target ) );
		$this->change( $from, array( 'post_content' => self::link( $target ) ) );
		wp_trash_post( $from );
		self::assertSame( array( 0, 0 ), self::counts( $target ) );
		wp_untrash_post( $from );
		$this->change( $from, array( 'post_status' => 'publish' ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		wp_delete_post( $from, true );
		self::assertSame( array( 0, 0 ), self::counts( $target ) );
		self::assertSame( array(), self::graph()->counts( array( $from ) ) );
	}

	public function test_follows_what_happens_to_the_page_that_is_linked_to(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$this->page( 'From', self::link( $target ) );
		// WordPress leads from the former slug to the page.
		$this->change( $target, array( 'post_name' => 'meadow-care' ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		$this->page( 'New', '<a href="/meadow-care/">x</a>' );
		self::assertSame( array( 2, 0 ), self::counts( $target ) );
		// Another page has taken the former slug.
		$other = $this->page( 'Lawn care', 'Text.' );
		$this->change( $other, array( 'post_name' => 'lawn-care' ) );
		$this->change( $target, array( 'post_title' => 'Meadow care' ) );
		self::assertSame( array( array( 1, 0 ), array( 1, 0 ) ), array( self::counts( $target ), self::counts( $other ) ) );
	}

	public function test_pages_below_a_page_that_moves_are_found_again(): void {
		$fields = array(
			'post_type'    => 'page',
			'post_title'   => 'Garden',
			'post_content' => 'Text.',
		);
		$parent = $this->post( $fields );
		$child  = $this->post( array( 'post_title' => 'Lawn', 'post_parent' => $parent ) + $fields ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->page( 'From', '<a href="/outside/lawn/">x</a>' );
		self::fill()->start();
		self::fill()->work( 10 );
		self::assertSame( array( 0, 0 ), self::counts( $child ) );
		$this->change( $parent, array( 'post_name' => 'outside' ) );
		do_action( Names::FILL_LINK_INDEX );
		self::assertSame( array( 1, 0 ), self::counts( $child ) );
	}

	public function test_names_the_pages_to_which_nobody_links(): void {
		$linked = $this->page( 'Linked', 'Text.' );
		$orphan = $this->page( 'Orphan', self::link( $linked ) );
		$draft  = $this->page( 'Draft', 'Text.', 'draft' );
		$front  = $this->post( array( 'post_type' => 'page' ) );
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $front );
		$counts = self::graph()->counts( array( $linked, $orphan, $draft, $front ) );
		self::assertSame( array( $linked => false, $orphan => true, $draft => false, $front => false ), array_map( static fn ( array $of ): bool => $of['is_orphan'], $counts ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( array( $orphan ), array_values( array_diff( self::queries()->numbers( 'SELECT content_id FROM ' . self::graph()->pages() . ' AS page WHERE ' . self::graph()->orphans( 'page.content_id' ) ), self::installed() ) ) );
		self::assertSame( 1 + count( self::installed() ), self::graph()->count_orphans() );
		$this->change( $linked, array( 'post_content' => self::link( $orphan ) . '<a href="/">home</a>' ) );
		self::assertFalse( self::graph()->counts( array( $orphan ) )[ $orphan ]['is_orphan'] ?? null );
		self::assertSame( array( 1, 0 ), self::counts( $front ) );
	}

	public function test_many_pages_that_link_to_one_are_counted_in_a_few_queries(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$ids    = array();
		$wpdb   = self::wpdb();
		for ( $count = 0; $count < 400; $count++ ) {
			$wpdb->insert( $wpdb->posts, array( 'post_type' => 'post', 'post_status' => 'publish', 'post_name' => "from-$count", 'post_title' => 'From', 'post_content' => '<a href="/lawn-care/">x</a>' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			$ids[] = $wpdb->insert_id;
		}
		self::index()->refresh( $ids );
		self::assertSame( array( 400, 0 ), self::counts( $target ) );
		$before = $wpdb->num_queries;
		$this->change( $target, array( 'post_status' => 'draft' ) );
		$asked = $wpdb->num_queries - $before;
		self::assertLessThan( 60, $asked, 'They were gone through one by one.' );
		self::assertFalse( self::graph()->counts( array( $target ) )[ $target ]['is_orphan'] ?? null );
	}

	/**
	 * @return list<int> The contents that WordPress was installed with.
	 */
	private static function installed(): array {
		return self::queries()->numbers( 'SELECT content_id FROM ' . self::graph()->pages() . ' AS page JOIN ' . self::queries()->posts() . " AS post ON post.ID = page.content_id WHERE post.post_title IN ('Hello world!', 'Sample Page')" );
	}
}
