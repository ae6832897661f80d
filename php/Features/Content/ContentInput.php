<?php
/**
 * What a feature is to work on: a content as it is saved, or as it stands in the editor, with what was asked for.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Seo\FocusKeyword;
use WP_Post;

/**
 * The text is read when it is needed.
 */
final class ContentInput {

	private const MAX_TITLE_CODE_POINTS = 300;

	private ?string $text = null;

	/**
	 * An input.
	 *
	 * @param WP_Post                 $post  The content; what is live stands in it.
	 * @param array<array-key, mixed> $asked What the feature is asked for: alternatives, schema_type, intent, focus_keyword,
	 *                                       outline, words, text, tone, length, simpler.
	 */
	private function __construct( public readonly WP_Post $post, private readonly array $asked ) {}

	/**
	 * A content as it is saved.
	 *
	 * @param WP_Post $post The content.
	 */
	public static function saved( WP_Post $post ): self {
		return new self( $post, array() );
	}

	/**
	 * A content with what was sent of it from an editor.
	 *
	 * @param WP_Post                 $post  The content.
	 * @param array<array-key, mixed> $input What was sent: its title, its content as raw markup, and what is asked for.
	 */
	public static function live( WP_Post $post, array $input ): self {
		$live = clone $post;
		if ( is_string( $input['title'] ?? null ) ) {
			$live->post_title = $input['title'];
		}
		if ( is_string( $input['content'] ?? null ) ) {
			$live->post_content = $input['content'];
		}
		return new self( $live, $input );
	}

	/**
	 * Its title: plain text, at most what the contract takes.
	 */
	public function title(): string {
		return mb_substr( VisibleText::title( $this->post ), 0, self::MAX_TITLE_CODE_POINTS, 'UTF-8' );
	}

	/**
	 * What a visitor reads of it.
	 */
	public function text(): string {
		return $this->text ??= VisibleText::of_post( $this->post );
	}

	/**
	 * The beginning of what a visitor reads of it, ended at a paragraph or at least between words where it can be.
	 *
	 * @param int $max_code_points How much of it.
	 * @throws ContentUnusable When there are no words in it.
	 */
	public function beginning( int $max_code_points ): string {
		$text = $this->text();
		if ( 1 !== preg_match( '/[\p{L}\p{N}]/u', $text ) ) {
			throw new ContentUnusable( ContentUnusable::NO_TEXT );
		}
		if ( mb_strlen( $text, 'UTF-8' ) <= $max_code_points ) {
			return $text;
		}
		$head = mb_substr( $text, 0, $max_code_points, 'UTF-8' );
		foreach ( array( "\n\n", "\n", ' ' ) as $end ) {
			$at = strrpos( $head, $end );
			if ( false !== $at && $at > strlen( $head ) / 2 ) {
				return rtrim( substr( $head, 0, $at ) );
			}
		}
		return $head;
	}

	/**
	 * The same for the same input.
	 */
	public function fingerprint(): string {
		return md5( (string) wp_json_encode( array( $this->post->post_title, $this->post->post_content, $this->asked ) ) );
	}

	/**
	 * A text that was asked for; empty for none.
	 *
	 * @param string $name Which.
	 */
	public function asked_text( string $name ): string {
		$value = $this->asked[ $name ] ?? null;
		return is_string( $value ) ? trim( $value ) : '';
	}

	/**
	 * A number that was asked for.
	 *
	 * @param string $name     Which.
	 * @param int    $unasked Where none was.
	 */
	public function asked_number( string $name, int $unasked ): int {
		$value = $this->asked[ $name ] ?? null;
		return is_int( $value ) ? $value : $unasked;
	}

	/**
	 * Whether something was asked for.
	 *
	 * @param string $name What.
	 */
	public function asked_flag( string $name ): bool {
		return true === ( $this->asked[ $name ] ?? null );
	}

	/**
	 * Texts that were asked for, those that are empty left out.
	 *
	 * @param string $name Which.
	 * @return list<string>
	 */
	public function asked_texts( string $name ): array {
		$values = $this->asked[ $name ] ?? null;
		$texts  = array_map( 'trim', array_filter( is_array( $values ) ? $values : array(), 'is_string' ) );
		return array_values( array_filter( $texts, static fn ( string $text ): bool => '' !== $text ) );
	}

	/**
	 * The focus keyword as the contract has it: what was asked for, even where that is none, else what is kept. Nothing where
	 * there is none.
	 *
	 * @return array{focus_keyword?: string}
	 */
	public function focus_keyword(): array {
		$keyword = isset( $this->asked['focus_keyword'] ) ? $this->asked_text( 'focus_keyword' ) : (string) FocusKeyword::of( $this->post );
		return '' === $keyword ? array() : array( 'focus_keyword' => $keyword );
	}
}
