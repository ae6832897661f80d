<?php
/**
 * A suggested link is put around its words where they stand in the text, and nothing else of the text changes.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Links\AnchorPlace;
use SeoRankGenius\Links\InsertLink;
use SeoRankGenius\Links\LinkNotInserted;
use WP_Post;

final class InsertLinkTest extends LinkTestCase {

	/**
	 * @return iterable<string, array{string, string, string|null}> Markup, the words, and where "{" and "}" stand around what is to become the link.
	 */
	public static function places(): iterable {
		yield 'classic' => array( "A wild meadow\n\nnear the river.", 'wild meadow', "A {wild meadow}\n\nnear the river." );
		yield 'a block' => array( '<!-- wp:paragraph {"dropCap":true} --><p class="has-drop-cap">A <em>wild</em> meadow.</p><!-- /wp:paragraph -->', 'meadow', '<!-- wp:paragraph {"dropCap":true} --><p class="has-drop-cap">A <em>wild</em> {meadow}.</p><!-- /wp:paragraph -->' );
		yield 'the first of several' => array( '<p>meadow meadow</p>', 'meadow', '<p>{meadow} meadow</p>' );
		yield 'a list' => array( '<ul><li>One</li><li>A meadow</li></ul>', 'A meadow', '<ul><li>One</li><li>{A meadow}</li></ul>' );
		yield 'a table' => array( '<table><tr><td>A meadow</td></tr></table>', 'meadow', '<table><tr><td>A {meadow}</td></tr></table>' );
		yield 'within emphasis' => array( '<p><strong>The wild meadow</strong></p>', 'wild meadow', '<p><strong>The {wild meadow}</strong></p>' );
		yield 'not in a heading' => array( '<h2>A meadow</h2><p>The meadow</p>', 'meadow', '<h2>A meadow</h2><p>The {meadow}</p>' );
		yield 'not in another link' => array( '<a href="/x">a meadow</a>, a meadow', 'meadow', '<a href="/x">a meadow</a>, a {meadow}' );
		yield 'not in a link that nobody closed' => array( '<p><a href="/x">a <b>meadow</b> is', 'meadow', null );
		yield 'not in code, controls and what is hidden' => array( '<code>meadow</code><pre>meadow</pre><button>meadow</button><textarea>meadow</textarea><select><option>meadow</select><svg><text>meadow</text></svg><template>meadow</template><script>meadow</script><style>meadow</style><!-- meadow --><summary>meadow</summary><nav>meadow</nav>', 'meadow', null );
		yield 'not in attributes' => array( '<img alt="a meadow" title=\'meadow\'><p data-x="meadow">none</p>', 'meadow', null );
		yield 'not in the attributes of a block' => array( '<!-- wp:acme/card {"text":"a meadow"} /--><p>none</p>', 'meadow', null );
		yield 'not where a block keeps the same words in an attribute' => array( '<!-- wp:acme/card {"text":"A \u003cb\u003ewild\u003c/b\u003e meadow"} --><div>A wild meadow</div><!-- /wp:acme/card --><!-- wp:paragraph --><p>A meadow</p><!-- /wp:paragraph -->', 'meadow', '<!-- wp:acme/card {"text":"A \u003cb\u003ewild\u003c/b\u003e meadow"} --><div>A wild meadow</div><!-- /wp:acme/card --><!-- wp:paragraph --><p>A {meadow}</p><!-- /wp:paragraph -->' );
		yield 'in a block inside of such a block' => array( '<!-- wp:acme/box {"label":"meadow"} --><div><!-- wp:paragraph --><p>A meadow</p><!-- /wp:paragraph --></div><!-- /wp:acme/box -->', 'meadow', '<!-- wp:acme/box {"label":"meadow"} --><div><!-- wp:paragraph --><p>A {meadow}</p><!-- /wp:paragraph --></div><!-- /wp:acme/box -->' );
		yield 'not in a shortcode' => array( '[button text="a meadow" html="<b>meadow</b>"] [meadow] a meadow', 'meadow', '[button text="a meadow" html="<b>meadow</b>"] [meadow] a {meadow}' );
		yield 'between shortcodes of WPBakery' => array( '[vc_row][vc_column width="1/2"][vc_column_text title="meadow"]A meadow.[/vc_column_text][/vc_column][/vc_row]', 'meadow', '[vc_row][vc_column width="1/2"][vc_column_text title="meadow"]A {meadow}.[/vc_column_text][/vc_column][/vc_row]' );
		yield 'between shortcodes of Divi' => array( '[et_pb_section][et_pb_text _builder_version="4.9"]<p>A meadow.</p>[/et_pb_text][/et_pb_section]', 'meadow', '[et_pb_section][et_pb_text _builder_version="4.9"]<p>A {meadow}.</p>[/et_pb_text][/et_pb_section]' );
		yield 'not in an address' => array( "https://example.com/meadow\nwww.meadow.example a@meadow.example [embed]https://x.example/?meadow[/embed] [code]meadow[/code]", 'meadow', null );
		yield 'with entities' => array( '<p>Salt &amp; pepper, R&#38;D, caf&eacute;&nbsp;noir &lt;b&gt;</p>', 'R&D, café noir <b>', '<p>Salt &amp; pepper, {R&#38;D, caf&eacute;&nbsp;noir &lt;b&gt;}</p>' );
		yield 'after entities' => array( '<p>&#8220;Fish &#38; chips&#8221; &#x1F41F; by the sea</p>', 'by the sea', '<p>&#8220;Fish &#38; chips&#8221; &#x1F41F; {by the sea}</p>' );
		yield 'over a line break' => array( "<p>a wild\n\t meadow</p>", ' wild meadow ', "<p>a {wild\n\t meadow}</p>" );
		yield 'whole words only' => array( '<p>party, start, Art, art</p>', 'art', '<p>party, start, Art, {art}</p>' );
		yield 'whole words with accents' => array( '<p>caféine, café</p>', 'café', '<p>caféine, {café}</p>' );
		yield 'across formatting it stands in two pieces' => array( '<p>a <em>wild</em> meadow</p>', 'wild meadow', null );
		yield 'Japanese, within a sentence' => array( '<p>花の草原は年に二回だけ刈ります。</p>', '草原', '<p>花の{草原}は年に二回だけ刈ります。</p>' );
		yield 'Thai' => array( '<p>ทุ่งดอกไม้ตัดเพียงปีละสองครั้ง</p>', 'ดอกไม้', '<p>ทุ่ง{ดอกไม้}ตัดเพียงปีละสองครั้ง</p>' );
		yield 'Arabic' => array( '<p dir="rtl">المرج المزهر يقص مرتين</p>', 'المرج المزهر', '<p dir="rtl">{المرج المزهر} يقص مرتين</p>' );
		yield 'what looks like a pattern' => array( '<p>costs (5.00$) [or] ~more~ \\d</p>', '(5.00$)', '<p>costs {(5.00$)} [or] ~more~ \\d</p>' );
		yield 'what is not there' => array( '<p>a meadow</p>', 'a lawn', null );
		yield 'nothing' => array( '<p>a meadow</p>', " \u{00A0} ", null );
		yield 'no text' => array( '<p>a meadow</p>', "\xff", null );
		yield 'broken markup' => array( '<p>a <b>meadow < 5 <i', 'meadow', '<p>a <b>{meadow} < 5 <i' );
		yield 'a block that is not closed' => array( '<!-- wp:acme/card {"text":"x"} --><!-- /wp:group --><!-- /wp:acme/card --><p>meadow</p>', 'meadow', '<!-- wp:acme/card {"text":"x"} --><!-- /wp:group --><!-- /wp:acme/card --><p>{meadow}</p>' );
	}

	#[DataProvider( 'places' )]
	public function test_links_the_words_and_changes_nothing_else( string $markup, string $anchor, ?string $expected ): void {
		$linked = AnchorPlace::linked( $markup, $anchor, 'https://example.com/?a=1&b="2"' );
		self::assertSame( null === $expected ? null : strtr( $expected, array( '{' => '<a href="https://example.com/?a=1&#038;b=2">', '}' => '</a>' ) + self::attributes( $expected ) ), $linked ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		if ( null !== $linked ) {
			self::assertSame( VisibleText::of_content( $markup ), VisibleText::of_content( $linked ), 'A visitor reads something else.' );
		}
	}

	public function test_saves_it_with_a_revision_and_counts_it(): void {
		$target  = $this->page( 'Lawn care', 'Text.' );
		$content = '<!-- wp:paragraph --><p>C:\\new \\"quoted\\" meadow &amp; <iframe src="https://example.com/"></iframe></p><!-- /wp:paragraph -->';
		$id      = $this->page( 'From', $content );
		wp_save_post_revision( $id );
		$before = self::found( $id );
		// Whoever may edit the post, whatever they may write themselves.
		$author = $this->act_as( 'author' );
		self::assertFalse( current_user_can( 'unfiltered_html' ) );
		self::assertNotFalse( has_filter( 'content_save_pre', 'wp_filter_post_kses' ) );
		$now = $this->insert( $id, 'meadow', $target );
		self::assertSame( str_replace( 'meadow', '<a href="http://localhost:8888/lawn-care/">meadow</a>', $content ), $now->post_content );
		self::assertSame( array( $before->post_title, $before->post_author, $before->post_status ), array( $now->post_title, $now->post_author, $now->post_status ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		self::assertNotFalse( has_filter( 'content_save_pre', 'wp_filter_post_kses' ), 'What others write is filtered again.' );
		$revisions = wp_get_post_revisions( $id );
		self::assertCount( 2, $revisions );
		$newest = reset( $revisions );
		self::assertInstanceOf( WP_Post::class, $newest );
		self::assertSame( array( (string) $author, $now->post_content ), array( $newest->post_author, $newest->post_content ) );
	}

	public function test_refuses_what_would_be_wrong(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$draft  = $this->page( 'Draft', 'Text.', 'draft' );
		$id     = $this->page( 'From', '<p>A meadow, a lawn.</p>' );
		$locked = $this->page( 'Locked', 'Text.' );
		$this->change( $locked, array( 'post_password' => 'secret' ) );
		$GLOBALS['post'] = self::found( $target ); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As while it is shown.
		foreach ( array( $draft, $locked, $id, 0, -1, 999999 ) as $wrong ) {
			self::assertSame( LinkNotInserted::NO_TARGET, $this->refusal( $id, 'meadow', $wrong ) );
		}
		unset( $GLOBALS['post'] );
		self::assertSame( LinkNotInserted::NOT_FOUND, $this->refusal( $id, 'Meadow', $target ) );
		self::assertSame( LinkNotInserted::CHANGED, $this->refusal( $id, 'meadow', $target, '2020-01-01 00:00:00' ) );
		self::assertSame( '<p>A meadow, a lawn.</p>', self::found( $id )->post_content );
		$this->insert( $id, 'meadow', $target, self::found( $id )->post_modified_gmt );
		self::assertSame( LinkNotInserted::ALREADY_LINKED, $this->refusal( $id, 'lawn', $target ) );
	}

	public function test_not_while_somebody_else_edits_it(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$id     = $this->page( 'From', '<p>A meadow.</p>' );
		require_once ABSPATH . 'wp-admin/includes/post.php';
		wp_set_post_lock( $id );
		$this->act_as( 'editor' );
		self::assertSame( LinkNotInserted::BEING_EDITED, $this->refusal( $id, 'meadow', $target ) );
		delete_post_meta( $id, '_edit_lock' );
		self::assertStringContainsString( '</a>', $this->insert( $id, 'meadow', $target )->post_content );
	}

	public function test_a_change_by_another_request_is_not_overwritten(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$id     = $this->page( 'From', '<p>A meadow.</p>' );
		self::found( $id );
		$wpdb = self::wpdb();
		$wpdb->update( $wpdb->posts, array( 'post_content' => '<p>Another meadow.</p>' ), array( 'ID' => $id ) );
		self::assertSame( '<p>Another <a href="http://localhost:8888/lawn-care/">meadow</a>.</p>', $this->insert( $id, 'meadow', $target )->post_content );
	}

	private function insert( int $id, string $anchor, int $target, ?string $if_modified = null ): WP_Post {
		return ( new InsertLink( self::graph() ) )->into( self::found( $id ), $anchor, $target, $if_modified );
	}

	/**
	 * @return string|null Why not.
	 */
	private function refusal( int $id, string $anchor, int $target, ?string $if_modified = null ): ?string {
		try {
			$this->insert( $id, $anchor, $target, $if_modified );
			return null;
		} catch ( LinkNotInserted $refused ) {
			self::assertNotSame( '', LinkNotInserted::message( $refused->reason ) );
			return $refused->reason;
		}
	}

	/**
	 * @return array<string, string> Braces of JSON, which mark no link.
	 */
	private static function attributes( string $markup ): array {
		preg_match_all( '/\{"[^}]*\}/', $markup, $found );
		return array_combine( $found[0], $found[0] );
	}
}
