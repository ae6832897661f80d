<?php
/**
 * Shows a content with all that is kept with it, as schema/rest/content-detail.json says.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Content\Contents;
use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Features\Content\AnalysisFeature;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Features\Content\SchemaFeature;
use SeoRankGenius\Links\Excerpt;
use SeoRankGenius\Links\LinkGraph;
use SeoRankGenius\Seo\FocusKeyword;
use SeoRankGenius\Seo\Schema\JsonLd;
use SeoRankGenius\Seo\Snippet;
use WP_Post;

/**
 * Plain text everywhere: the screens escape it.
 */
final class ContentDetail {

	/** So many links of each direction are shown. */
	private const MOST_LINKS = 50;

	/** So many code points on each side of words that are to become a link. */
	private const AROUND = 60;

	/**
	 * A view.
	 *
	 * @param ContentView     $view         Shows the content itself.
	 * @param ContentFeatures $features     Read what is kept.
	 * @param LinkGraph       $graph        Knows the links.
	 * @param Snippet         $snippet      Knows what is printed.
	 * @param Capabilities    $capabilities Who may edit.
	 */
	public function __construct(
		private readonly ContentView $view,
		private readonly ContentFeatures $features,
		private readonly LinkGraph $graph,
		private readonly Snippet $snippet,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * A content as the current user sees it.
	 *
	 * @param WP_Post $content The content.
	 * @return array<string, mixed>
	 */
	public function show( WP_Post $content ): array {
		$text    = VisibleText::of_post( $content );
		$snippet = $this->snippet->of( $content );
		$schema  = SchemaFeature::kept( $this->kept( SchemaFeature::NAME, $content ) )?->values;
		return array(
			'content'       => $this->view->show( array( $content ) )[0],
			'printed_by'    => $snippet['printed_by'],
			'fallback'      => array(
				'title'       => $snippet['fallback_title'],
				'description' => $snippet['fallback_description'],
			),
			'schema'        => $schema,
			'json_ld'       => null === $schema ? array() : JsonLd::of( $content, $schema ),
			'suggestions'   => $this->suggestions( LinksFeature::kept( $this->kept( LinksFeature::NAME, $content ) ), $text ),
			'findings'      => AnalysisFeature::kept( $this->kept( AnalysisFeature::NAME, $content ) ),
			'links_in'      => $this->others( $this->graph->linking_to( $content->ID, self::MOST_LINKS ) ),
			'links_out'     => $this->others( $this->graph->linked_from( $content->ID, self::MOST_LINKS ) ),
			'prices'        => $this->prices( $text ),
			'focus_keyword' => FocusKeyword::of( $content ),
		);
	}

	/**
	 * Suggestions with the pages that they lead to. Those that are gone are left out.
	 *
	 * @param list<array{post_id: int, anchor: string, reason: string}> $suggestions Suggestions.
	 * @param string                                                    $text        What a visitor reads of the content; empty where it is not known.
	 * @return list<array<string, mixed>>
	 */
	public function suggestions( array $suggestions, string $text ): array {
		$pages = array();
		foreach ( $this->others( array_column( $suggestions, 'post_id' ) ) as $page ) {
			$pages[ $page['id'] ] = $page;
		}
		$shown = array();
		foreach ( $suggestions as $suggestion ) {
			$page = $pages[ $suggestion['post_id'] ] ?? null;
			if ( null !== $page ) {
				$shown[] = array(
					'post_id'  => $suggestion['post_id'],
					'title'    => $page['title'],
					'url'      => (string) $page['view_url'],
					'edit_url' => $page['edit_url'],
					'anchor'   => $suggestion['anchor'],
					'context'  => Excerpt::around( $text, $suggestion['anchor'], self::AROUND ),
					'reason'   => $suggestion['reason'],
				);
			}
		}
		return $shown;
	}

	/**
	 * Contents as links to them are shown. Those that the user may not read are left out.
	 *
	 * @param list<int> $ids Contents.
	 * @return list<array{id: int, title: string, edit_url: string|null, view_url: string|null}>
	 */
	private function others( array $ids ): array {
		$shown = array();
		foreach ( Contents::all_of( $ids ) as $content ) {
			if ( current_user_can( 'read_post', $content->ID ) ) {
				$edit_url  = $this->capabilities->can_edit_content( $content->ID ) ? get_edit_post_link( $content, 'raw' ) : null;
				$permalink = is_post_publicly_viewable( $content ) ? get_permalink( $content ) : false;
				$shown[]   = array(
					'id'       => $content->ID,
					'title'    => VisibleText::title( $content ),
					'edit_url' => is_string( $edit_url ) && '' !== $edit_url ? $edit_url : null,
					'view_url' => false === $permalink ? null : $permalink,
				);
			}
		}
		return $shown;
	}

	/**
	 * What each feature costs for a content now.
	 *
	 * @param string $text What a visitor reads of it.
	 * @return array<string, int> Credits by feature.
	 */
	private function prices( string $text ): array {
		$code_points = Pricing::code_points( $text );
		$prices      = array();
		foreach ( $this->features->listed() as $name => $feature ) {
			$prices[ $name ] = $feature->price( $code_points );
		}
		return $prices;
	}

	/**
	 * What is kept.
	 *
	 * @param string  $name    The feature.
	 * @param WP_Post $content The content.
	 */
	private function kept( string $name, WP_Post $content ): string {
		return $this->features->find_listed( $name )?->stored()->read( $content->ID ) ?? '';
	}
}
