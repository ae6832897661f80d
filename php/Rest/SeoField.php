<?php
/**
 * A field of WordPress's own REST answers for posts: what the block editor shows and saves with the post.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Seo\PostTexts;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Seo\Snippet;
use WP_Error;
use WP_Post;

/**
 * Only where a post is read to be edited. WordPress has checked that it may be: before it answers in that context, and
 * before it saves.
 */
final class SeoField {

	public const NAME = 'seo_rank_genius';

	/** Stands for the post's title in what the templates make of it: the sign that Unicode has for an object in a text. */
	private const TITLE_PLACE = "\u{FFFC}";

	/**
	 * A field.
	 *
	 * @param PostTexts    $texts        What a person types.
	 * @param Snippet      $snippet      What stands there where nothing is typed.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly PostTexts $texts,
		private readonly Snippet $snippet,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers it for every kind of post that has pages of its own. The page of the site editor, which has no sidebar of ours,
	 * is not made to carry what posts have.
	 */
	public function register(): void {
		if ( 'site-editor.php' === ( $GLOBALS['pagenow'] ?? '' ) ) {
			return;
		}
		register_rest_field(
			PublishedPages::types(),
			self::NAME,
			array(
				'get_callback'    => fn ( array $post ): ?array => $this->read( is_numeric( $post['id'] ?? null ) ? (int) $post['id'] : 0 ),
				'update_callback' => fn ( mixed $value, object $post ): bool|WP_Error => $this->save( $value, $post ),
				'schema'          => self::schema(),
			)
		);
	}

	/**
	 * The texts of a post, and what stands in their place where they are empty; null for those who may not edit it.
	 *
	 * @param int $post_id The post.
	 * @return array<string, string>|null
	 */
	private function read( int $post_id ): ?array {
		$post = get_post( $post_id );
		if ( ! $post instanceof WP_Post || ! $this->capabilities->can_edit_content( $post_id ) ) {
			return null;
		}
		// The title is still being typed: where it stands in them is told, so that nobody but PHP has to know the templates.
		$typed             = clone $post;
		$typed->post_title = self::TITLE_PLACE;
		$snippet           = $this->snippet->of( $typed );
		return $this->texts->read( $post_id ) + array(
			'fallback_title'       => $snippet['fallback_title'],
			'fallback_description' => $snippet['fallback_description'],
			'printed_by'           => $snippet['printed_by'],
		);
	}

	/**
	 * Saves what was typed.
	 *
	 * @param mixed  $value What the schema has let through.
	 * @param object $post  The post, saved by now.
	 */
	private function save( mixed $value, object $post ): bool|WP_Error {
		if ( ! is_array( $value ) || ! $post instanceof WP_Post || ! $this->capabilities->can_edit_content( $post->ID ) ) {
			return new WP_Error( 'rest_forbidden', __( 'You may not change what search engines are given of this page.', 'seo-rank-genius' ), array( 'status' => rest_authorization_required_code() ) );
		}
		if ( $this->texts->save( $post->ID, $value ) ) {
			return true;
		}
		return new WP_Error( 'text_changed', __( 'The meta title or description was changed by somebody else at the same moment. Save again to replace it with yours.', 'seo-rank-genius' ), array( 'status' => 409 ) );
	}

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	private static function schema(): array {
		$typed   = array_map(
			static fn ( int $most ): array => array(
				'type'      => 'string',
				'maxLength' => 10 * $most,
			),
			PostTexts::MOST
		);
		$derived = array(
			'type'     => 'string',
			'readonly' => true,
		);
		return array(
			'description' => __( 'What search engines are given of this page.', 'seo-rank-genius' ),
			'type'        => array( 'object', 'null' ),
			'context'     => array( 'edit' ),
			'properties'  => $typed + array_fill_keys( array( 'fallback_title', 'fallback_description', 'printed_by' ), $derived ),
		);
	}
}
