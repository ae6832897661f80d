<?php
/**
 * The index of the library's images: one row for each, with what the list filters, sorts and searches by.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Indexing\Searchable;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * What WordPress keeps (text, title, file, mark) is copied here and can be copied again at any time; only here are what
 * the model wrote last, with which personalization, and why it failed.
 *
 * Invariant: a row that was written after the last change of its image says what WordPress says. Writers read, write and
 * read again until both agree; so of two at once, whoever writes last has seen the last change.
 */
final class ImageIndex {

	/** What is searched is bounded: LIKE has to read all of it. */
	private const MAX_TITLE_CODE_POINTS     = 300;
	private const MAX_FILE_NAME_CODE_POINTS = 191;
	private const MAX_FAILURE_BYTES         = 40;

	/** Somebody who changes one image again and again does not keep this going for ever. */
	private const MAX_ROUNDS = 5;

	/** What of an image's meta is copied. */
	public const META_KEYS = array( AltText::META_KEY, '_wp_attached_file', Names::DECORATIVE );

	/**
	 * The index.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * Copies what WordPress says about these images now. Those that are gone, or are no images, lose their rows.
	 *
	 * @param list<int> $image_ids Attachments, at most some hundred.
	 */
	public function refresh( array $image_ids ): void {
		$seen = $this->copied( $image_ids );
		for ( $round = 0; $round < self::MAX_ROUNDS; $round++ ) {
			$this->write( $seen );
			$gone = array_values( array_diff( $image_ids, array_keys( $seen ) ) );
			if ( array() !== $gone ) {
				$this->remove( $gone );
			}
			$now = $this->copied( $image_ids );
			if ( $now === $seen ) {
				return;
			}
			$seen = $now;
		}
	}

	/**
	 * Forgets images.
	 *
	 * @param non-empty-list<int> $image_ids Attachments.
	 */
	public function remove( array $image_ids ): void {
		$this->queries->run( "DELETE FROM {$this->table()} WHERE image_id IN (" . Queries::places( $image_ids ) . ')', $image_ids );
	}

	/**
	 * What is only known here.
	 *
	 * @param list<int> $image_ids Attachments.
	 * @return array<int, array{state: string, failure: string, generated_hash: string, made_with: int}> By attachment; those not indexed are absent.
	 */
	public function rows( array $image_ids ): array {
		if ( array() === $image_ids ) {
			return array();
		}
		$rows = array();
		foreach ( $this->queries->rows( "SELECT image_id, state, failure, generated_hash, made_with FROM {$this->table()} WHERE image_id IN (" . Queries::places( $image_ids ) . ')', $image_ids ) as $row ) {
			$rows[ Queries::number( $row, 'image_id' ) ] = array(
				'state'          => Queries::text( $row, 'state' ),
				'failure'        => Queries::text( $row, 'failure' ),
				'generated_hash' => Queries::text( $row, 'generated_hash' ),
				'made_with'      => Queries::number( $row, 'made_with' ),
			);
		}
		return $rows;
	}

	/**
	 * Remembers with which personalization a text is asked for.
	 *
	 * @param int $image_id The attachment.
	 * @param int $version  Of the personalization; 0 for none.
	 */
	public function asked( int $image_id, int $version ): void {
		if ( array() === $this->rows( array( $image_id ) ) ) {
			// Not filled that far yet.
			$this->refresh( array( $image_id ) );
		}
		$this->queries->run( "UPDATE {$this->table()} SET asked_with = %d WHERE image_id = %d AND asked_with <> %d", array( $version, $image_id, $version ) );
	}

	/**
	 * Remembers the model's text, before it is saved: so it is recognised whenever it becomes the text of the image.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $text     As it is going to be saved.
	 */
	public function made( int $image_id, string $text ): void {
		$this->queries->run( "UPDATE {$this->table()} SET generated_hash = %s, made_with = asked_with WHERE image_id = %d", array( ImageState::hash( $text ), $image_id ) );
	}

	/**
	 * Remembers why a generation came to nothing.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $why      A problem code or a reason of ImageUnusable; empty once it came to something.
	 */
	public function failed( int $image_id, string $why ): void {
		$why = substr( $why, 0, self::MAX_FAILURE_BYTES );
		$this->queries->run( "UPDATE {$this->table()} SET has_failed = %d, failure = %s WHERE image_id = %d AND failure <> %s", array( '' === $why ? 0 : 1, $why, $image_id, $why ) );
	}

	/**
	 * Notes that a text is to be written for an upload.
	 *
	 * @param int $image_id The attachment.
	 * @param int $user_id  Who has uploaded it.
	 */
	public function queue( int $image_id, int $user_id ): void {
		$this->queries->run( "UPDATE {$this->table()} SET queued_for = %d WHERE image_id = %d", array( $user_id, $image_id ) );
	}

	/**
	 * Whose uploads wait.
	 *
	 * @return list<int> Users.
	 */
	public function queued_users(): array {
		return $this->queries->numbers( "SELECT DISTINCT queued_for FROM {$this->table()} WHERE queued_for > 0" );
	}

	/**
	 * The uploads of a user that wait, the oldest first.
	 *
	 * @param int $user_id The user.
	 * @param int $most    How many at most.
	 * @return list<int> Attachments.
	 */
	public function queued_for( int $user_id, int $most ): array {
		return $this->queries->numbers( "SELECT image_id FROM {$this->table()} WHERE queued_for = %d ORDER BY image_id LIMIT %d", array( $user_id, $most ) );
	}

	/**
	 * Takes the note away. False when somebody else was first.
	 *
	 * @param int $image_id The attachment.
	 * @param int $user_id  Who has uploaded it.
	 */
	public function unqueue( int $image_id, int $user_id ): bool {
		return 1 === $this->queries->run( "UPDATE {$this->table()} SET queued_for = 0 WHERE image_id = %d AND queued_for = %d", array( $image_id, $user_id ) );
	}

	/**
	 * What WordPress says about images now, as it is kept here.
	 *
	 * @param list<int> $image_ids Attachments.
	 * @return array<int, array<string, int|string>> Fields by attachment; those that are gone or are no images are absent.
	 */
	private function copied( array $image_ids ): array {
		if ( array() === $image_ids ) {
			return array();
		}
		// Of several rows of one key the first counts, as for get_post_meta(): here it comes last.
		$found = $this->queries->rows(
			"SELECT post.ID, post.post_title, post.post_author, post.post_date_gmt, post.post_mime_type, meta.meta_key, meta.meta_value, known.generated_hash
			FROM {$this->queries->posts()} AS post
			LEFT JOIN {$this->queries->postmeta()} AS meta ON meta.post_id = post.ID AND meta.meta_key IN (" . Queries::places( self::META_KEYS, '%s' ) . ")
			LEFT JOIN {$this->table()} AS known ON known.image_id = post.ID
			WHERE post.ID IN (" . Queries::places( $image_ids ) . ") AND post.post_type = 'attachment' AND post.post_status = 'inherit' AND post.post_mime_type LIKE %s
			ORDER BY post.ID, meta.meta_id DESC",
			array( ...self::META_KEYS, ...$image_ids, 'image/%' )
		);
		$posts = array();
		$metas = array();
		foreach ( $found as $row ) {
			$id           = Queries::number( $row, 'ID' );
			$posts[ $id ] = $row;

			$metas[ $id ][ Queries::text( $row, 'meta_key' ) ] = Queries::text( $row, 'meta_value' );
		}
		$copies = array();
		foreach ( $posts as $id => $post ) {
			$copies[ $id ] = self::copy( $post, $metas[ $id ] ?? array() );
		}
		return $copies;
	}

	/**
	 * One image as it is kept here.
	 *
	 * @param array<array-key, mixed> $post Fields of the post.
	 * @param array<string, string>   $meta Values by key.
	 * @return array<string, int|string>
	 */
	private static function copy( array $post, array $meta ): array {
		$text      = trim( $meta[ AltText::META_KEY ] ?? '' );
		$file_name = Searchable::text( wp_basename( $meta['_wp_attached_file'] ?? '' ), self::MAX_FILE_NAME_CODE_POINTS );
		$title     = Searchable::text( wp_strip_all_tags( Queries::text( $post, 'post_title' ) ), self::MAX_TITLE_CODE_POINTS );
		$uploaded  = strtotime( Queries::text( $post, 'post_date_gmt' ) . ' UTC' );
		$mark      = $meta[ Names::DECORATIVE ] ?? '';
		return array(
			'state'       => ImageState::of( $text, '1' === $mark, Queries::text( $post, 'generated_hash' ) )->value,
			'text_length' => min( mb_strlen( $text, 'UTF-8' ), 65535 ),
			'text_hash'   => ImageState::hash( $text ),
			'author_id'   => Queries::number( $post, 'post_author' ),
			'uploaded_at' => false === $uploaded ? 0 : max( 0, $uploaded ),
			'mime'        => Queries::text( $post, 'post_mime_type' ),
			'file_name'   => $file_name,
			'search_text' => $title . "\n" . $file_name . "\n" . Searchable::text( $text, AltText::MAX_CODE_POINTS ),
		);
	}

	/**
	 * Writes copies. Why the last generation failed is gone with the text that it was about.
	 *
	 * @param array<int, array<string, int|string>> $copies Fields by attachment.
	 */
	private function write( array $copies ): void {
		if ( array() === $copies ) {
			return;
		}
		$values = array();
		foreach ( $copies as $id => $copy ) {
			array_push( $values, $id, ...array_values( $copy ) );
		}
		$this->queries->run(
			"INSERT INTO {$this->table()} (image_id, state, text_length, text_hash, author_id, uploaded_at, mime, file_name, search_text)
			VALUES " . Queries::places( $copies, '(%d, %s, %d, %s, %d, %d, %s, %s, %s)' ) . "
			ON DUPLICATE KEY UPDATE
				has_failed = CASE WHEN text_hash = VALUES(text_hash) THEN has_failed ELSE 0 END,
				failure = CASE WHEN text_hash = VALUES(text_hash) THEN failure ELSE '' END,
				state = VALUES(state), text_length = VALUES(text_length), text_hash = VALUES(text_hash),
				author_id = VALUES(author_id), uploaded_at = VALUES(uploaded_at), mime = VALUES(mime),
				file_name = VALUES(file_name), search_text = VALUES(search_text)",
			$values
		);
	}

	/**
	 * Its full name.
	 */
	private function table(): string {
		return $this->queries->table( Tables::IMAGES );
	}
}
