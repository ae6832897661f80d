<?php
/**
 * What search engines are given of a post, in the classic editor: plain fields, saved with the post.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Analysis\LocalAnalysis;
use SeoRankGenius\Analysis\Page;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Seo\PostTexts;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Seo\Schema\SchemaTypes;
use SeoRankGenius\Seo\Snippet;
use SeoRankGenius\Storage\Names;
use WP_Post;

/**
 * Only where a post is not edited in the block editor, which has the sidebar. All of it works without a script; the script
 * adds the buttons that generate.
 */
final class ClassicMetaBox {

	private const ID = 'seo-rank-genius';

	/** Action and field of the nonce, and the name of the fields. */
	private const NONCE  = 'seo_rank_genius_texts';
	private const FIELDS = 'seo_rank_genius';
	private const SHOWN  = 'seo_rank_genius_shown';

	/**
	 * A meta box.
	 *
	 * @param BuiltFiles   $files        Enqueues what is built.
	 * @param PostTexts    $texts        What a person types.
	 * @param Snippet      $snippet      What search engines are given.
	 * @param AccountView  $account      Shows the account.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly BuiltFiles $files,
		private readonly PostTexts $texts,
		private readonly Snippet $snippet,
		private readonly AccountView $account,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Adds the box to a post that is edited without blocks.
	 *
	 * @param string  $type The kind of what is edited.
	 * @param WP_Post $post The post.
	 */
	public function add( string $type, WP_Post $post ): void {
		if ( ! in_array( $type, PublishedPages::types(), true ) || use_block_editor_for_post( $post ) || ! $this->capabilities->can_edit_content( $post->ID ) ) {
			return;
		}
		add_meta_box( self::ID, __( 'SEO Rank Genius', 'seo-rank-genius' ), $this->print_box( ... ), $type, 'normal', 'high' );
		if ( $this->capabilities->can_spend() && $this->files->enqueue( 'classic' ) ) {
			BuiltFiles::preload( array( '/' . Answers::ROUTES . '/account' => $this->account->show() ) );
		}
	}

	/**
	 * Saves what was changed in the form, if it is this box's and its user may. What was not may have been changed in another
	 * plugin's form beside it.
	 *
	 * @param int $post_id The post.
	 */
	public function save( int $post_id ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) && is_string( $_POST[ self::NONCE ] ) ? sanitize_key( $_POST[ self::NONCE ] ) : '';
		if ( 1 > (int) wp_verify_nonce( $nonce, self::NONCE . $post_id ) || ! $this->capabilities->can_edit_content( $post_id ) ) {
			return;
		}
		// phpcs:disable WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- PostTexts makes each one line of plain text; sanitize_text_field() takes "%de" out of "%description%".
		$typed = isset( $_POST[ self::FIELDS ] ) && is_array( $_POST[ self::FIELDS ] ) ? wp_unslash( $_POST[ self::FIELDS ] ) : array();
		$shown = isset( $_POST[ self::SHOWN ] ) && is_array( $_POST[ self::SHOWN ] ) ? wp_unslash( $_POST[ self::SHOWN ] ) : array();
		// phpcs:enable
		$this->texts->save( $post_id, array_filter( $typed, static fn ( mixed $text, int|string $name ): bool => ( $shown[ $name ] ?? null ) !== $text, ARRAY_FILTER_USE_BOTH ) );
	}

	/**
	 * Prints the box.
	 *
	 * @param WP_Post $post The post.
	 */
	private function print_box( WP_Post $post ): void {
		wp_nonce_field( self::NONCE . $post->ID, self::NONCE, false );
		$texts   = $this->texts->read( $post->ID );
		$snippet = $this->snippet->of( $post );
		printf( '<div class="seo-rank-genius srg-classic" data-post="%d">', absint( $post->ID ) );
		$this->print_preview( $snippet );
		self::print_field( PostTexts::TITLE, __( 'Meta title', 'seo-rank-genius' ), $texts[ PostTexts::TITLE ], $snippet['fallback_title'], __( 'Up to 60 characters; search engines cut what is longer.', 'seo-rank-genius' ) );
		self::print_field( PostTexts::DESCRIPTION, __( 'Meta description', 'seo-rank-genius' ), $texts[ PostTexts::DESCRIPTION ], $snippet['fallback_description'], __( 'Up to 155 characters; search engines cut what is longer.', 'seo-rank-genius' ) );
		self::print_field( PostTexts::KEYWORD, __( 'Focus keyword', 'seo-rank-genius' ), $texts[ PostTexts::KEYWORD ], '', __( 'What this page wants to be found by.', 'seo-rank-genius' ) );
		printf( '<p>%s<br>%s</p></div>', esc_html( self::schema_line( $post ) ), esc_html( self::score_line( $post, $texts ) ) );
	}

	/**
	 * Prints the page as search engines are given it.
	 *
	 * @param array{title: string, description: string, url: string, is_title_own: bool, is_description_own: bool} $snippet The page's.
	 */
	private function print_preview( array $snippet ): void {
		printf(
			'<div class="srg-snippet"><p class="srg-snippet__address">%s</p><p class="srg-snippet__title">%s</p><p class="srg-snippet__description">%s</p></div>',
			esc_html( $snippet['url'] ),
			esc_html( $snippet['title'] ),
			esc_html( $snippet['description'] )
		);
		if ( ! $snippet['is_title_own'] || ! $snippet['is_description_own'] ) {
			printf( '<p class="description">%s</p>', esc_html__( 'What is not typed comes from your templates.', 'seo-rank-genius' ) );
		}
	}

	/**
	 * Prints one field.
	 *
	 * @param key-of<PostTexts::MOST> $name     Which.
	 * @param string                  $label    Its label.
	 * @param string                  $text     Its text.
	 * @param string                  $fallback What is shown where it is empty.
	 * @param string                  $help     A sentence about it.
	 */
	private static function print_field( string $name, string $label, string $text, string $fallback, string $help ): void {
		$id = 'seo-rank-genius-' . $name;
		printf(
			'<p><label for="%1$s"><strong>%2$s</strong></label><input type="text" class="widefat" id="%1$s" name="%3$s[%4$s]" value="%5$s" placeholder="%6$s" aria-describedby="%1$s-help" maxlength="%7$d"><input type="hidden" name="%9$s[%4$s]" value="%5$s"><span class="description" id="%1$s-help">%8$s</span></p>',
			esc_attr( $id ),
			esc_html( $label ),
			esc_attr( self::FIELDS ),
			esc_attr( $name ),
			esc_attr( $text ),
			esc_attr( $fallback ),
			absint( PostTexts::MOST[ $name ] ),
			esc_html( $help ),
			esc_attr( self::SHOWN )
		);
	}

	/**
	 * What the page says of itself as structured data.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function schema_line( WP_Post $post ): string {
		$stored = get_post_meta( $post->ID, Names::META_SCHEMA, true );
		$schema = is_string( $stored ) ? json_decode( $stored, true ) : null;
		$type   = is_array( $schema ) && in_array( $schema['type'] ?? null, SchemaTypes::ALL, true ) ? $schema['type'] : null;
		return null === $type
			? __( 'Schema: none yet. Content SEO makes it.', 'seo-rank-genius' )
			/* translators: %s: a type of schema.org such as "Article". */
			: sprintf( __( 'Schema: %s', 'seo-rank-genius' ), $type );
	}

	/**
	 * The score of the free analysis, of the post as it is saved.
	 *
	 * @param WP_Post                                                                      $post  The post.
	 * @param array{meta_title: string, meta_description: string, focus_keyword: string} $texts What is typed for it.
	 */
	private static function score_line( WP_Post $post, array $texts ): string {
		$page = new Page( $post->post_title, $post->post_content, $texts[ PostTexts::TITLE ], $texts[ PostTexts::DESCRIPTION ], Page::language_of( $post ), $texts[ PostTexts::KEYWORD ], $post->post_name, home_url() );
		return sprintf(
			/* translators: %s: a number from 0 to 100. */
			__( 'Analysis of the saved text: %s of 100', 'seo-rank-genius' ),
			number_format_i18n( LocalAnalysis::of( $page )->score )
		);
	}
}
