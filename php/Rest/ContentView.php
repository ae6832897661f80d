<?php
/**
 * Shows contents as schema/rest/content.json says.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Content\ContentCopies;
use SeoRankGenius\Content\ContentIndex;
use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Features\Content\AnalysisFeature;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Features\Content\SchemaFeature;
use SeoRankGenius\Links\LinkGraph;
use WP_Post;
use WP_Post_Type;

/**
 * Plain text everywhere: the screens escape it. Texts are those that the storages have now.
 *
 * @phpstan-type Row array{state: string, measure: int, price: int, is_duplicate: bool, failure: string, generated_hash: string}
 */
final class ContentView {

	/**
	 * A view.
	 *
	 * @param ContentIndex    $index        Knows states, prices, and what the model did.
	 * @param ContentFeatures $features     Read what is kept.
	 * @param LinkGraph       $graph        Counts links.
	 * @param Capabilities    $capabilities Who may edit.
	 */
	public function __construct(
		private readonly ContentIndex $index,
		private readonly ContentFeatures $features,
		private readonly LinkGraph $graph,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Contents as the current user sees them. What the index has of them is put right where somebody has gone behind
	 * WordPress's back.
	 *
	 * @param list<WP_Post> $contents Contents.
	 * @return list<array<string, mixed>>
	 */
	public function show( array $contents ): array {
		$ids   = array_column( $contents, 'ID' );
		$kept  = $this->kept( $ids );
		$known = $this->index->rows( $ids );
		$stale = array_values( array_filter( $ids, fn ( int $id ): bool => $this->is_stale( $kept[ $id ], $known[ $id ] ?? array() ) ) );
		if ( array() !== $stale ) {
			$this->index->refresh( $stale );
			$known = array_replace( $known, $this->index->rows( $stale ) );
		}
		$links = $this->graph->counts( $ids );
		return array_map( fn ( WP_Post $content ): array => $this->row( $content, $kept[ $content->ID ], $known[ $content->ID ] ?? array(), $links[ $content->ID ] ?? null ), $contents );
	}

	/**
	 * One content.
	 *
	 * @param WP_Post                                              $content The content.
	 * @param array<string, string>                                $kept    What is kept, by feature.
	 * @param array                                                $known   What the index knows, by feature.
	 * @phpstan-param array<string, Row> $known
	 * @param array{in: int, out: int, is_orphan: bool}|null       $links   Its links; null while they are not known.
	 * @return array<string, mixed>
	 */
	private function row( WP_Post $content, array $kept, array $known, ?array $links ): array {
		$type     = get_post_type_object( $content->post_type );
		$can_edit = $this->capabilities->can_edit_content( $content->ID );
		$schema   = SchemaFeature::kept( $kept[ SchemaFeature::NAME ] );
		$findings = count( AnalysisFeature::kept( $kept[ AnalysisFeature::NAME ] ) );
		return array(
			'id'               => $content->ID,
			'title'            => VisibleText::title( $content ),
			'type'             => $content->post_type,
			'type_label'       => null === $type ? $content->post_type : self::label( $type ),
			'status'           => $content->post_status,
			'edit_url'         => $can_edit ? self::address( get_edit_post_link( $content, 'raw' ) ) : null,
			'view_url'         => is_post_publicly_viewable( $content ) ? self::address( get_permalink( $content ) ) : null,
			'modified_at'      => self::time( $content->post_modified_gmt ),
			'can_edit'         => $can_edit,
			'meta_title'       => self::meta_text( $kept[ MetaFeature::TITLE ], $known[ MetaFeature::TITLE ] ?? null ),
			'meta_description' => self::meta_text( $kept[ MetaFeature::DESCRIPTION ], $known[ MetaFeature::DESCRIPTION ] ?? null ),
			'schema'           => array(
				'type'  => $schema?->values['type'] ?? null,
				'state' => $known[ SchemaFeature::NAME ]['state'] ?? SchemaFeature::MISSING,
			) + self::action_fields( $known[ SchemaFeature::NAME ] ?? null ),
			'links'            => array(
				'in'        => $links['in'] ?? null,
				'out'       => $links['out'] ?? null,
				'is_orphan' => $links['is_orphan'] ?? false,
				'suggested' => count( LinksFeature::kept( $kept[ LinksFeature::NAME ] ) ),
				'state'     => $known[ LinksFeature::NAME ]['state'] ?? LinksFeature::NONE,
			) + self::action_fields( $known[ LinksFeature::NAME ] ?? null ),
			'analysis'         => array(
				'score'    => $known[ AnalysisFeature::NAME ]['measure'] ?? null,
				'findings' => $findings,
				'state'    => $known[ AnalysisFeature::NAME ]['state'] ?? AnalysisFeature::NONE,
			) + self::action_fields( $known[ AnalysisFeature::NAME ] ?? null ),
		);
	}

	/**
	 * A meta title or description.
	 *
	 * @param string     $text  What is kept.
	 * @param array|null $known What the index knows.
	 * @phpstan-param Row|null $known
	 * @return array<string, mixed>
	 */
	private static function meta_text( string $text, ?array $known ): array {
		return array(
			'text'         => $text,
			'state'        => $known['state'] ?? MetaFeature::MISSING,
			'is_duplicate' => $known['is_duplicate'] ?? false,
		) + self::action_fields( $known );
	}

	/**
	 * What every feature has.
	 *
	 * @param array|null $known What the index knows.
	 * @phpstan-param Row|null $known
	 * @return array{failure: string|null, price: int}
	 */
	private static function action_fields( ?array $known ): array {
		return array(
			'failure' => null === $known || '' === $known['failure'] ? null : $known['failure'],
			'price'   => $known['price'] ?? 0,
		);
	}

	/**
	 * What is kept of contents.
	 *
	 * @param list<int> $ids Contents.
	 * @return array<int, array<string, string>> By content and feature.
	 */
	private function kept( array $ids ): array {
		$kept = array();
		foreach ( $ids as $id ) {
			foreach ( $this->features->listed() as $name => $feature ) {
				$kept[ $id ][ $name ] = $feature->stored()->read( $id );
			}
		}
		return $kept;
	}

	/**
	 * Whether the index does not know what is kept.
	 *
	 * @param array<string, string> $kept  What is kept, by feature.
	 * @param array                 $known What the index knows, by feature.
	 * @phpstan-param array<string, Row> $known
	 */
	private function is_stale( array $kept, array $known ): bool {
		foreach ( array( MetaFeature::TITLE, MetaFeature::DESCRIPTION ) as $name ) {
			$feature = $this->features->find_listed( $name );
			$row     = $known[ $name ] ?? null;
			if ( null === $row || null === $feature || $feature->state( $kept[ $name ], ContentCopies::is_generated( $kept[ $name ], $row['generated_hash'] ), '' )->name !== $row['state'] ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What one of a kind is called.
	 *
	 * @param WP_Post_Type $type The kind.
	 */
	private static function label( WP_Post_Type $type ): string {
		$label = get_object_vars( $type->labels )['singular_name'] ?? null;
		return wp_strip_all_tags( is_string( $label ) ? $label : $type->label );
	}

	/**
	 * An address; null where WordPress has none.
	 *
	 * @param mixed $address What it says.
	 */
	private static function address( mixed $address ): ?string {
		return is_string( $address ) && '' !== $address ? $address : null;
	}

	/**
	 * A moment as it is shown.
	 *
	 * @param string $gmt As WordPress keeps it.
	 */
	private static function time( string $gmt ): string {
		$time = strtotime( $gmt . ' UTC' );
		return gmdate( 'Y-m-d\TH:i:s\Z', false === $time ? 0 : max( 0, $time ) );
	}
}
