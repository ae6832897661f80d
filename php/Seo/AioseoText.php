<?php
/**
 * A meta title or description of All in One SEO, through its own model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\StoredText;
use Throwable;
use wpdb;

/**
 * It keeps them in a table of its own (aioseo_posts), and a copy in post meta for translation plugins. Its model is read and
 * set field by field, as its own importers do it: its savePost() resets, before 4.9.8, whatever it is not given. The model
 * can only read, then save: what somebody else writes in between is overwritten.
 */
final class AioseoText implements StoredText {

	/** As it is named since 4.0. */
	private const MODEL = 'AIOSEO\Plugin\Common\Models\Post';

	/**
	 * A text.
	 *
	 * @param 'title'|'description' $field The field of its model.
	 */
	public function __construct( private readonly string $field ) {}

	/**
	 * The text, as it is stored.
	 *
	 * @param int $post_id The post.
	 */
	public function read( int $post_id ): string {
		$model = self::model( $post_id );
		return null === $model ? '' : $this->text_of( $model );
	}

	/**
	 * See StoredText. Past its model, which would ask for each.
	 *
	 * @param list<int> $post_ids The posts.
	 * @return array<int, string>
	 */
	public function read_all( array $post_ids ): array {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		if ( array() === $post_ids ) {
			return array();
		}
		$queries = new Queries( $wpdb );
		$was     = $wpdb->suppress_errors();
		$rows    = $queries->rows( "SELECT post_id, {$this->field} AS written FROM {$queries->table( 'aioseo_posts' )} WHERE post_id IN (" . Queries::places( $post_ids ) . ") AND {$this->field} <> ''", $post_ids );
		$wpdb->suppress_errors( $was );
		$texts = array();
		foreach ( $rows as $row ) {
			$texts[ Queries::number( $row, 'post_id' ) ] = Queries::text( $row, 'written' );
		}
		return $texts;
	}

	/**
	 * Replaces the text if it is still the one that was read, or the new one already.
	 *
	 * @param int    $post_id The post.
	 * @param string $from    What was read.
	 * @param string $to      The new text, not slashed.
	 */
	public function replace( int $post_id, string $from, string $to ): bool {
		$model = self::model( $post_id );
		if ( null !== $model && $this->text_of( $model ) === $to ) {
			return true;
		}
		if ( null === $model || $this->text_of( $model ) !== $from || ! method_exists( $model, 'set' ) || ! method_exists( $model, 'save' ) ) {
			return false;
		}
		try {
			$model->set(
				array(
					'post_id'    => $post_id,
					$this->field => '' === $to ? null : $to,
				)
			);
			$model->save();
		} catch ( Throwable ) {
			return false;
		}
		$is_saved = $this->read( $post_id ) === $to;
		if ( $is_saved ) {
			update_post_meta( $post_id, $this->meta_keys()[0], wp_slash( $to ) );
		}
		return $is_saved;
	}

	/**
	 * The copy in post meta, which it keeps too.
	 *
	 * @return list<string>
	 */
	public function meta_keys(): array {
		return array( '_aioseo_' . $this->field );
	}

	/**
	 * Its model of a post; null where it has none that can be read.
	 *
	 * @param int $post_id The post.
	 */
	private static function model( int $post_id ): ?object {
		try {
			return self::called( self::MODEL . '::getPost', $post_id );
		} catch ( Throwable ) {
			return null;
		}
	}

	/**
	 * What a function answers that need not be there.
	 *
	 * @param string $name    The function.
	 * @param int    $post_id What it is given.
	 */
	private static function called( string $name, int $post_id ): ?object {
		$answer = is_callable( $name ) ? $name( $post_id ) : null;
		return is_object( $answer ) ? $answer : null;
	}

	/**
	 * The text of a model.
	 *
	 * @param object $model Of a post.
	 */
	private function text_of( object $model ): string {
		$text = get_object_vars( $model )[ $this->field ] ?? '';
		return is_string( $text ) ? $text : '';
	}
}
