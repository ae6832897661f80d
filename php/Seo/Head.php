<?php
/**
 * Assembles what the head of a public page prints, when the page is saved.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Seo\Schema\JsonLd;
use SeoRankGenius\Storage\Names;
use WP_Post;

/**
 * One meta value for a page; for a home page that shows posts, one autoloaded option. A title that WordPress gives by itself
 * is left to it. Beside a plugin that prints the tags nothing is assembled. Texts are kept unescaped: HeadPrinter escapes.
 *
 * @phpstan-type Tags array{title?: string, paged_title?: string, description?: string, json_ld?: list<array<string, mixed>>}
 */
final class Head {

	/**
	 * Heads.
	 *
	 * @param MetaStorages $storages Where texts are that were written.
	 */
	public function __construct( private readonly MetaStorages $storages ) {}

	/**
	 * Brings what a page prints up to date.
	 *
	 * @param WP_Post $post The post.
	 */
	public function refresh( WP_Post $post ): void {
		if ( MetaStorages::SELF !== MetaStorages::printed_by() ) {
			return;
		}
		$tags   = 'publish' === $post->post_status ? self::in_the_sites_language( fn (): array => $this->of_post( $post ) ) : array();
		$stored = get_post_meta( $post->ID, Names::META_HEAD, true );
		$text   = array() === $tags ? '' : (string) wp_json_encode( $tags );
		if ( '' === $text && '' !== $stored ) {
			delete_post_meta( $post->ID, Names::META_HEAD );
		} elseif ( $text !== $stored ) {
			update_post_meta( $post->ID, Names::META_HEAD, wp_slash( $text ) );
		}
	}

	/**
	 * Brings up to date what pages print that show the latest posts: the home page, or the page that was chosen for them.
	 */
	public function refresh_home(): void {
		if ( MetaStorages::SELF !== MetaStorages::printed_by() ) {
			return;
		}
		$id   = 'page' === get_option( 'show_on_front' ) ? Templates::number_option( 'page_for_posts' ) : 0;
		$page = 0 === $id ? null : get_post( $id );
		$tags = 0 !== $id && ! $page instanceof WP_Post ? array() : self::in_the_sites_language( fn (): array => $this->texts( $page, true ) );
		update_option( Names::HOME_HEAD, $tags, true );
	}

	/**
	 * What the head of a page that is stored this way prints. Empty for what cannot be read.
	 *
	 * @param mixed $stored Post meta.
	 * @return array<array-key, mixed>
	 */
	public static function decoded( mixed $stored ): array {
		$tags = is_string( $stored ) ? json_decode( $stored, true ) : null;
		return is_array( $tags ) ? $tags : array();
	}

	/**
	 * What a page prints.
	 *
	 * @param WP_Post $post A published post.
	 * @return array
	 * @phpstan-return Tags
	 */
	private function of_post( WP_Post $post ): array {
		$tags   = $this->texts( $post, str_contains( $post->post_content, '<!--nextpage-->' ) );
		$schema = get_post_meta( $post->ID, Names::META_SCHEMA, true );
		$result = '' === $post->post_password && is_string( $schema ) ? json_decode( $schema, true ) : null;
		$data   = is_array( $result ) ? JsonLd::of( $post, $result ) : array();
		return array() === $data ? $tags : $tags + array( 'json_ld' => $data );
	}

	/**
	 * The title and description of a page.
	 *
	 * @param WP_Post|null $post            The post; null for a home page that is none.
	 * @param bool         $has_later_pages Whether it goes on on further pages.
	 * @return array{title?: string, paged_title?: string, description?: string}
	 */
	private function texts( ?WP_Post $post, bool $has_later_pages ): array {
		$title = null === $post ? '' : PlainLine::of( $this->storages->title()->read( $post->ID ), Templates::TITLE_CODE_POINTS );
		$later = $title;
		if ( '' === $title && ! Templates::is_title_default( $post ) ) {
			$title = Templates::title( $post );
			$later = Templates::title( $post, true );
		}
		return array_filter(
			array(
				'title'       => $title,
				'paged_title' => $has_later_pages ? self::with_number( $later ) : '',
				'description' => $this->description( $post ),
			),
			static fn ( string $text ): bool => '' !== $text
		);
	}

	/**
	 * The description of a page. What stands behind a password is not described.
	 *
	 * @param WP_Post|null $post The post; null for a home page that is none.
	 */
	private function description( ?WP_Post $post ): string {
		if ( null !== $post && '' !== $post->post_password ) {
			return '';
		}
		$own = null === $post ? '' : PlainLine::of( $this->storages->description()->read( $post->ID ), Templates::DESCRIPTION_CODE_POINTS );
		return '' === $own ? Templates::description( $post ) : $own;
	}

	/**
	 * A title of later pages with a place for their number.
	 *
	 * @param string $title A title.
	 */
	private static function with_number( string $title ): string {
		return '' === $title || str_contains( $title, Template::PAGE_SIGN ) ? $title : $title . ' ' . SeoSettings::separator() . ' ' . Template::PAGE_SIGN;
	}

	/**
	 * Works in the language of the site's visitors, not in that of who saves.
	 *
	 * @template T
	 * @param callable():T $work What.
	 * @return T
	 */
	private static function in_the_sites_language( callable $work ): mixed {
		$is_switched = determine_locale() !== get_locale() && switch_to_locale( get_locale() );
		try {
			return $work();
		} finally {
			if ( $is_switched ) {
				restore_previous_locale();
			}
		}
	}
}
