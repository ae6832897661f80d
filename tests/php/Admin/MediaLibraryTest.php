<?php
/**
 * The media library leads to Image SEO with the chosen images, for those who may spend there.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Admin;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Admin\MediaLibrary;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Tests\TestCase;

final class MediaLibraryTest extends TestCase {

	private const ACTION = 'seo_rank_genius_alt_text';

	/**
	 * @return iterable<string, array{string, bool}>
	 */
	public static function roles(): iterable {
		yield 'administrator' => array( 'administrator', true );
		yield 'author' => array( 'author', true );
		yield 'contributor' => array( 'contributor', false );
		yield 'subscriber' => array( 'subscriber', false );
	}

	#[DataProvider( 'roles' )]
	public function test_the_bulk_action_is_for_those_who_may( string $role, bool $is_there ): void {
		$this->act_as( $role );
		$this->add();
		$actions = apply_filters( 'bulk_actions-upload', array( 'delete' => 'Delete' ) ); // phpcs:ignore WordPress.NamingConventions.ValidHookName.UseUnderscores -- WordPress's own.
		self::assertIsArray( $actions );
		self::assertSame( $is_there ? array( 'Delete', 'Generate Alt Text' ) : array( 'Delete' ), array_values( $actions ) );
	}

	public function test_the_bulk_action_leads_to_the_chosen_images(): void {
		$this->act_as( 'editor' );
		$this->add();
		$first  = $this->image();
		$second = $this->image();
		$pdf    = wp_insert_attachment( array( 'post_mime_type' => 'application/pdf', 'post_status' => 'inherit', 'post_title' => 'Paper' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$went   = fn ( string $action, array $ids ): mixed => apply_filters( 'handle_bulk_actions-upload', 'upload.php', $action, $ids ); // phpcs:ignore WordPress.NamingConventions.ValidHookName.UseUnderscores -- WordPress's own.
		self::assertSame( admin_url( "admin.php?page=seo-rank-genius-image-seo&images=$first,$second" ), $went( self::ACTION, array( (string) $first, $pdf, $second, '0', 'x' ) ) );
		self::assertSame( 'upload.php', $went( self::ACTION, array( $pdf ) ) );
		self::assertSame( 'upload.php', $went( 'delete', array( $first ) ) );
	}

	public function test_each_row_of_an_image_that_may_be_changed_has_the_link(): void {
		$author = $this->act_as( 'author' );
		$this->add();
		$own    = $this->image( null, array( 'post_author' => $author, 'post_title' => '"><script>alert(1)</script>' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$others = $this->image( null, array( 'post_author' => $this->user( 'editor' ) ) );
		$links  = apply_filters( 'media_row_actions', array(), get_post( $own ), false );
		self::assertIsArray( $links );
		$link = $links[ self::ACTION ] ?? '';
		self::assertIsString( $link );
		self::assertStringContainsString( "page=seo-rank-genius-image-seo&#038;images=$own\"", $link );
		self::assertStringNotContainsString( '<script>', $link );
		self::assertStringContainsString( '>Generate Alt Text</a>', $link );
		self::assertSame( array(), apply_filters( 'media_row_actions', array(), get_post( $others ), false ) );
	}

	/**
	 * @return iterable<string, array{mixed, list<int>}>
	 */
	public static function addresses(): iterable {
		yield 'images' => array( '3,1,2', array( 3, 1, 2 ) );
		yield 'twice the same, and what is none' => array( '3,3,-1,0,x,2<script>', array( 3, 2 ) );
		yield 'nothing' => array( '', array() );
		yield 'a list' => array( array( '3' ), array() );
		yield 'none' => array( null, array() );
	}

	/**
	 * @param mixed     $ids      As it stands in the address.
	 * @param list<int> $expected
	 */
	#[DataProvider( 'addresses' )]
	public function test_reads_the_chosen_images_from_the_address( mixed $ids, array $expected ): void {
		unset( $_GET['images'] );
		if ( null !== $ids ) {
			$_GET['images'] = $ids;
		}
		self::assertSame( $expected, MediaLibrary::chosen() );
	}

	private function add(): void {
		( new MediaLibrary( new Capabilities() ) )->add();
	}
}
