<?php
/**
 * Which contents the current user may see and change, as conditions on the index.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Queries;
use WP_Post_Type;

/**
 * As WordPress maps "edit_post", as far as that can be said without asking for each: before one is sent, and again before
 * its result is saved, WordPress itself is asked.
 */
final class ContentRights {

	private const PUBLISHED = array( 'publish', 'future' );

	/**
	 * Rights.
	 *
	 * @param Queries $queries Binds values.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * The condition that the user may change a row.
	 *
	 * @param string $row What the statement calls a row of Tables::CONTENT_FEATURES.
	 */
	public function may_edit( string $row ): string {
		$types   = array();
		$of_some = array();
		foreach ( PublishedPages::types() as $type ) {
			$types[ $this->of_type( $row, get_post_type_object( $type ) ) ][] = $type;
		}
		foreach ( $types as $condition => $alike ) {
			if ( '1 = 1' === $condition && 1 === count( $types ) ) {
				return '1 = 1';
			}
			if ( '1 = 0' !== $condition ) {
				$of_some[] = $this->queries->bound( "({$row}.type IN (" . Queries::places( $alike, '%s' ) . ')', $alike ) . " AND $condition)";
			}
		}
		return array() === $of_some ? '1 = 0' : '(' . implode( ' OR ', $of_some ) . ')';
	}

	/**
	 * The condition that the user may see a row: what is published, and what they may change.
	 *
	 * @param string $row What the statement calls a row of Tables::CONTENT_FEATURES.
	 */
	public function may_see( string $row ): string {
		$may_edit = $this->may_edit( $row );
		return '1 = 1' === $may_edit ? $may_edit : "({$row}.status = 'publish' OR $may_edit)";
	}

	/**
	 * The condition for contents of one kind.
	 *
	 * @param string            $row  What the statement calls a row.
	 * @param WP_Post_Type|null $type The kind.
	 */
	private function of_type( string $row, ?WP_Post_Type $type ): string {
		$may       = static function ( string $capability ) use ( $type ): bool {
			$name = null === $type ? null : ( get_object_vars( $type->cap )[ $capability ] ?? null );
			return is_string( $name ) && current_user_can( $name );
		};
		$published = $may( 'edit_published_posts' );
		$open      = $published ? '1 = 1' : $this->queries->bound( "{$row}.status NOT IN (" . Queries::places( self::PUBLISHED, '%s' ) . ')', self::PUBLISHED );
		// Who may change published ones but no drafts has no word of WordPress's that fits; they are asked one by one.
		$own    = $may( 'edit_posts' ) ? $open : '1 = 0';
		$others = $may( 'edit_others_posts' ) ? ( $may( 'edit_private_posts' ) ? $open : "$open AND {$row}.status <> 'private'" ) : '1 = 0';
		if ( $own === $others ) {
			return $own;
		}
		$mine = "{$row}.author_id = " . get_current_user_id();
		return "(($mine AND $own) OR ({$row}.author_id <> " . get_current_user_id() . " AND $others))";
	}
}
