<?php
/**
 * Shows the templates of titles and descriptions, with what they give.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Seo\SeoSettings;
use SeoRankGenius\Seo\Template;
use SeoRankGenius\Seo\Templates;
use WP_Post;

/**
 * As schema/rest/seo-settings.json says.
 */
final class SeoSettingsView {

	/**
	 * All of them.
	 *
	 * @return array<string, mixed>
	 */
	public function show(): array {
		return array(
			'separator'       => SeoSettings::own_separator(),
			'separator_shown' => SeoSettings::separator(),
			'printed_by'      => MetaStorages::printed_by(),
			'variables'       => array_map(
				static fn ( string $name ): array => array(
					'name'  => "%$name%",
					'label' => self::label( $name ),
				),
				Template::VARIABLES
			),
			'kinds'           => array_map( $this->kind( ... ), array( SeoSettings::HOME, ...PublishedPages::types() ) ),
		);
	}

	/**
	 * What templates give on the newest page of a kind; for a kind without any, without what is a page's own.
	 *
	 * @param string $type      The post type; empty for the home page.
	 * @param array  $templates The templates, without unknown variables.
	 * @phpstan-param array{title: string, description: string} $templates
	 * @param string $separator Empty for WordPress's.
	 * @return array{title: string, description: string}
	 */
	public function sample( string $type, array $templates, string $separator ): array {
		$post  = self::newest( $type );
		$sign  = '' === trim( $separator ) ? SeoSettings::separator() : trim( $separator );
		$title = '' === trim( $templates['title'] ) ? SeoSettings::defaults_of( $type )['title'] : $templates['title'];
		return array(
			'title'       => Templates::filled( $title, $post, Templates::TITLE_CODE_POINTS, false, $sign ),
			'description' => Templates::filled( $templates['description'], $post, Templates::DESCRIPTION_CODE_POINTS, false, $sign ),
		);
	}

	/**
	 * A kind of content.
	 *
	 * @param string $type The post type; empty for the home page.
	 * @return array<string, mixed>
	 */
	private function kind( string $type ): array {
		$templates = SeoSettings::of( $type );
		$defaults  = SeoSettings::defaults_of( $type );
		$newest    = self::newest( $type );
		$label     = SeoSettings::HOME === $type ? __( 'Home page', 'seo-rank-genius' ) : get_post_type_object( $type )->labels->name ?? $type;
		return array(
			'type'                => $type,
			'label'               => is_string( $label ) ? $label : $type,
			'title'               => $templates['title'],
			'description'         => $templates['description'],
			'default_title'       => $defaults['title'],
			'default_description' => $defaults['description'],
			'sample_of'           => null === $newest ? null : VisibleText::title( $newest ),
			'sample'              => $this->sample( $type, $templates, SeoSettings::own_separator() ),
		);
	}

	/**
	 * The newest page of a kind; the page that is the home page, for the home page.
	 *
	 * @param string $type The post type; empty for the home page.
	 */
	private static function newest( string $type ): ?WP_Post {
		if ( SeoSettings::HOME === $type ) {
			$page = get_post( 'page' === get_option( 'show_on_front' ) ? Templates::number_option( 'page_on_front' ) : -1 );
			return $page instanceof WP_Post ? $page : null;
		}
		$newest = get_posts(
			array(
				'post_type'        => $type,
				'post_status'      => 'publish',
				'has_password'     => false,
				'numberposts'      => 1,
				'suppress_filters' => false,
			)
		);
		return isset( $newest[0] ) && $newest[0] instanceof WP_Post ? $newest[0] : null;
	}

	/**
	 * What a variable stands for, for people.
	 *
	 * @param string $name One of Template's.
	 */
	private static function label( string $name ): string {
		return match ( $name ) {
			'title'    => __( 'Title of the page', 'seo-rank-genius' ),
			'sep'      => __( 'Separator; it goes with a part that is empty', 'seo-rank-genius' ),
			'sitename' => __( 'Name of the site', 'seo-rank-genius' ),
			'tagline'  => __( 'Tagline of the site', 'seo-rank-genius' ),
			'excerpt'  => __( 'Excerpt, or else the beginning of the text', 'seo-rank-genius' ),
			'category' => __( 'First category', 'seo-rank-genius' ),
			'author'   => __( 'Name of the author', 'seo-rank-genius' ),
			'date'     => __( 'Date of publication', 'seo-rank-genius' ),
			'modified' => __( 'Date of the last change', 'seo-rank-genius' ),
			'parent'   => __( 'Title of the page above', 'seo-rank-genius' ),
			'type'     => __( 'Kind of content, such as “Post”', 'seo-rank-genius' ),
			'page'     => __( 'Page number, from the second page on', 'seo-rank-genius' ),
			default    => $name,
		};
	}
}
