<?php
/**
 * The meta box of the classic editor: who gets it, what it says, and what is saved of its form.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Admin;

use SeoRankGenius\Plugin;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\BuiltPlugin;
use SeoRankGenius\Tests\Support\CloudTestCase;

final class ClassicMetaBoxTest extends CloudTestCase {

	use BuiltPlugin;

	private const HANDLE = 'seo-rank-genius-classic';

	protected function setUp(): void {
		parent::setUp();
		$this->build_plugin();
		$GLOBALS['wp_meta_boxes'] = array();
		remove_all_actions( 'add_meta_boxes' );
		set_current_screen( 'post' );
		Plugin::start( $this->folder . '/plugin.php' );
		add_filter( 'use_block_editor_for_post', '__return_false' );
	}

	protected function tearDown(): void {
		$GLOBALS['wp_meta_boxes'] = array();
		$this->remove_plugin();
		parent::tearDown();
	}

	public function test_fields_show_what_is_stored_escaped_and_what_stands_in_its_place(): void {
		$this->act_as( 'editor' );
		$id = $this->post( array( 'post_title' => 'Lawns <b>& meadows</b>' ) );
		update_post_meta( $id, Names::META_DESCRIPTION, 'Wild "and" <script>alert(1)</script>' );
		update_post_meta( $id, Names::META_SCHEMA, wp_slash( '{"type":"BlogPosting"}' ) );
		$html = $this->box( $id );
		self::assertStringContainsString( 'value="Wild &quot;and&quot; &lt;script&gt;alert(1)&lt;/script&gt;"', $html );
		self::assertStringNotContainsString( '<script', $html );
		self::assertStringContainsString( 'Schema: BlogPosting', $html );
		self::assertMatchesRegularExpression( '/Analysis of the saved text: \d+ of 100/', $html );
		self::assertStringContainsString( 'What is not typed comes from your templates.', $html );
		foreach ( array( 'Meta title', 'Meta description', 'Focus keyword' ) as $label ) {
			self::assertMatchesRegularExpression( "#<label for=\"(seo-rank-genius-[a-z_]+)\"><strong>$label</strong></label><input type=\"text\" class=\"widefat\" id=\"\\1\"#", $html );
		}
	}

	public function test_its_script_brings_the_account_and_calls_nobody(): void {
		$this->connect();
		$this->box( $this->post() );
		self::assertTrue( wp_script_is( self::HANDLE ) );
		self::assertSame( array( '/seo-rank-genius/v1/account' ), array_keys( $this->preloaded() ) );
		self::assertCount( 1, $this->cloud->requests() );
	}

	public function test_there_is_no_box_beside_the_block_editor_nor_where_nothing_is_public(): void {
		$this->act_as( 'administrator' );
		self::assertSame( '', $this->box( $this->post( array( 'post_type' => 'wp_block' ) ) ) );
		remove_filter( 'use_block_editor_for_post', '__return_false' );
		self::assertSame( '', $this->box( $this->post() ) );
		self::assertFalse( wp_script_is( self::HANDLE ) );
	}

	public function test_its_form_is_saved_with_the_post(): void {
		$this->act_as( 'editor' );
		$id = $this->post();
		$this->submit( $id, wp_create_nonce( "seo_rank_genius_texts$id" ) );
		self::assertSame( 'A \\ meadow <3', get_post_meta( $id, Names::META_TITLE, true ) );
		self::assertSame( 'meadow', get_post_meta( $id, Names::META_KEYWORD, true ) );
		self::assertSame( array(), get_post_meta( $id, Names::META_DESCRIPTION ) );
		foreach ( array_keys( wp_get_post_revisions( $id ) ) as $revision ) {
			self::assertSame( array(), get_metadata( 'post', $revision, Names::META_TITLE ) );
		}
	}

	public function test_what_was_not_changed_in_the_form_stays_as_another_form_has_saved_it(): void {
		$this->act_as( 'editor' );
		$id = $this->post();
		update_post_meta( $id, Names::META_TITLE, 'Typed in another form at the same time' );
		update_post_meta( $id, Names::META_KEYWORD, 'lawn' );
		$this->submit( $id, wp_create_nonce( "seo_rank_genius_texts$id" ), array( 'meta_title' => " A \\ meadow <3\n" ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 'Typed in another form at the same time', get_post_meta( $id, Names::META_TITLE, true ) );
		self::assertSame( 'meadow', get_post_meta( $id, Names::META_KEYWORD, true ) );
	}

	public function test_a_forged_form_is_not_saved(): void {
		$id = $this->post();
		$this->act_as( 'editor' );
		$other = wp_create_nonce( 'seo_rank_genius_texts' . ( $id + 1 ) );
		$this->submit( $id, $other );
		$this->submit( $id, 'forged' );
		$this->act_as( 'contributor' );
		$this->submit( $id, wp_create_nonce( "seo_rank_genius_texts$id" ) );
		self::assertSame( array(), get_post_meta( $id, Names::META_TITLE ) );
	}

	private function box( int $post_id ): string {
		$post = get_post( $post_id );
		self::assertNotNull( $post );
		do_action( 'add_meta_boxes', $post->post_type, $post );
		ob_start();
		do_meta_boxes( $post->post_type, 'normal', $post );
		$html = (string) ob_get_clean();
		return str_contains( $html, 'seo-rank-genius' ) ? $html : '';
	}

	/**
	 * @param array<string, string> $shown What its fields had when the form was opened.
	 */
	private function submit( int $post_id, string $nonce, array $shown = array() ): void {
		$_POST = wp_slash(
			array(
				'seo_rank_genius_shown' => $shown,
				'seo_rank_genius_texts' => $nonce,
				'seo_rank_genius'       => array(
					'meta_title'       => " A \\ meadow <3\n",
					'meta_description' => array( 'not a text' ),
					'focus_keyword'    => 'meadow',
					'other'            => 'ignored',
				),
			)
		);
		wp_update_post(
			array(
				'ID'           => $post_id,
				'post_content' => 'Changed ' . wp_generate_password(),
			)
		);
	}
}
