<?php
/**
 * The index of contents: one row for each, and one for each of its features, with what the list filters, sorts and searches by.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Features\Content\Asked;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * What WordPress and the storages keep is copied here and can be copied again at any time; only here are what was asked of
 * the model last, what it wrote, with which personalization, and why it failed.
 *
 * Invariant: a row that was written after the last change of its content says what WordPress says. Writers read, write and
 * read again until both agree; so of two at once, whoever writes last has seen the last change.
 */
final class ContentIndex {

	/** So many are in memory at once: a content may be as long as a book. */
	private const AT_ONCE = 10;

	private const MAX_FAILURE_BYTES = 40;

	/** Somebody who changes one content again and again does not keep this going for ever. */
	private const MAX_ROUNDS = 5;

	/**
	 * The index.
	 *
	 * @param Queries         $queries  Asks the database.
	 * @param ContentFeatures $features Know the states.
	 */
	public function __construct( private readonly Queries $queries, private readonly ContentFeatures $features ) {}

	/**
	 * Copies what WordPress says about these contents now. Those that are gone lose their rows.
	 *
	 * @param list<int> $ids Posts, at most some hundred.
	 */
	public function refresh( array $ids ): void {
		$copier = new ContentCopies( $this->queries, $this->features );
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $chunk ) {
			$seen = $copier->seen( $chunk );
			for ( $round = 0; $round < self::MAX_ROUNDS; $round++ ) {
				$this->write( $copier->copies( $seen ) );
				$gone = array_values( array_diff( $chunk, $seen->ids() ) );
				if ( array() !== $gone ) {
					$this->remove( $gone );
				}
				$now = $copier->seen( $chunk );
				if ( $now->fingerprint() === $seen->fingerprint() ) {
					break;
				}
				$seen = $now;
			}
		}
	}

	/**
	 * Forgets contents.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 */
	public function remove( array $ids ): void {
		$places = Queries::places( $ids );
		$hashes = $this->texts_of( $ids );
		$this->queries->run( "DELETE FROM {$this->items()} WHERE content_id IN ($places)", $ids );
		$this->queries->run( "DELETE FROM {$this->contents()} WHERE content_id IN ($places)", $ids );
		$this->find_duplicates( $hashes );
	}

	/**
	 * What is known of the features of contents.
	 *
	 * @param list<int> $ids Contents.
	 * @return array<int, array<string, array{state: string, measure: int, price: int, is_duplicate: bool, failure: string, generated_hash: string}>> By content and feature; those not indexed are absent.
	 */
	public function rows( array $ids ): array {
		if ( array() === $ids ) {
			return array();
		}
		$rows = array();
		foreach ( $this->queries->rows( "SELECT feature, content_id, state, measure, price, is_duplicate, failure, generated_hash FROM {$this->items()} WHERE content_id IN (" . Queries::places( $ids ) . ')', $ids ) as $row ) {
			$rows[ Queries::number( $row, 'content_id' ) ][ Queries::text( $row, 'feature' ) ] = array(
				'state'          => Queries::text( $row, 'state' ),
				'measure'        => Queries::number( $row, 'measure' ),
				'price'          => Queries::number( $row, 'price' ),
				'is_duplicate'   => 1 === Queries::number( $row, 'is_duplicate' ),
				'failure'        => Queries::text( $row, 'failure' ),
				'generated_hash' => Queries::text( $row, 'generated_hash' ),
			);
		}
		return $rows;
	}

	/**
	 * Remembers what is sent.
	 *
	 * @param int       $id      The content.
	 * @param string    $feature The feature.
	 * @param int       $version Of the personalization; 0 for none.
	 * @param string    $text    What is sent of its text.
	 * @param list<int> $targets The pages that are offered to link to.
	 */
	public function asked( int $id, string $feature, int $version, string $text, array $targets ): void {
		if ( array() === $this->rows( array( $id ) ) ) {
			// Not filled that far yet.
			$this->refresh( array( $id ) );
		}
		$this->queries->run(
			"UPDATE {$this->items()} SET asked_with = %d, asked_hash = %s, asked_targets = %s WHERE feature = %s AND content_id = %d",
			array( $version, md5( $text ), implode( ',', $targets ), $feature, $id )
		);
	}

	/**
	 * What was sent last, as far as it is still known.
	 *
	 * @param int    $id      The content.
	 * @param string $feature The feature.
	 * @param string $text    What would be sent of its text now.
	 * @param string $hash    Of all that a visitor can read of it now.
	 */
	public function what_was_asked( int $id, string $feature, string $text, string $hash ): Asked {
		$row     = $this->queries->rows( "SELECT asked_hash, asked_targets FROM {$this->items()} WHERE feature = %s AND content_id = %d", array( $feature, $id ) )[0] ?? array();
		$is_same = md5( $text ) === Queries::text( $row, 'asked_hash' );
		return new Asked(
			$is_same ? $text : '',
			array_values( array_filter( array_map( 'intval', explode( ',', Queries::text( $row, 'asked_targets' ) ) ), static fn ( int $target ): bool => $target > 0 ) ),
			$is_same ? $hash : Queries::text( $row, 'asked_hash' )
		);
	}

	/**
	 * Remembers what the model wrote, before it is saved: so it is recognised whenever it becomes the content's.
	 *
	 * @param int          $id      The content.
	 * @param string       $feature The feature.
	 * @param list<string> $choices As any of them may be kept.
	 */
	public function made( int $id, string $feature, array $choices ): void {
		$this->queries->run(
			"UPDATE {$this->items()} SET generated_hash = %s, made_with = asked_with WHERE feature = %s AND content_id = %d",
			array( implode( ' ', array_map( 'md5', array_slice( $choices, 0, 3 ) ) ), $feature, $id )
		);
	}

	/**
	 * Remembers why an action came to nothing.
	 *
	 * @param int    $id      The content.
	 * @param string $feature The feature.
	 * @param string $why     A problem code or a reason of ContentUnusable; empty once it came to something.
	 */
	public function failed( int $id, string $feature, string $why ): void {
		$why = substr( $why, 0, self::MAX_FAILURE_BYTES );
		$this->queries->run(
			"UPDATE {$this->items()} SET has_failed = %d, failure = %s WHERE feature = %s AND content_id = %d AND failure <> %s",
			array( '' === $why ? 0 : 1, $why, $feature, $id, $why )
		);
	}

	/**
	 * Writes copies. Why the last action failed is gone with the text that it was about.
	 *
	 * @param array{contents: list<list<int|string>>, items: list<list<int|string>>} $copies Rows of both tables.
	 */
	private function write( array $copies ): void {
		if ( array() === $copies['contents'] ) {
			return;
		}
		$ids    = array_map( static fn ( array $row ): int => (int) $row[0], $copies['contents'] );
		$before = $this->texts_of( $ids );
		$this->queries->run(
			"INSERT INTO {$this->contents()} (content_id, search_text) VALUES " . Queries::places( $copies['contents'], '(%d, %s)' ) . '
			ON DUPLICATE KEY UPDATE search_text = VALUES(search_text)',
			array_merge( ...$copies['contents'] )
		);
		$this->queries->run(
			"INSERT INTO {$this->items()} (content_id, feature, type, status, author_id, modified_at, title, state, measure, price, text_hash)
			VALUES " . Queries::places( $copies['items'], '(%d, %s, %s, %s, %d, %d, %s, %s, %d, %d, %s)' ) . "
			ON DUPLICATE KEY UPDATE
				has_failed = CASE WHEN text_hash = VALUES(text_hash) THEN has_failed ELSE 0 END,
				failure = CASE WHEN text_hash = VALUES(text_hash) THEN failure ELSE '' END,
				is_duplicate = CASE WHEN text_hash = VALUES(text_hash) THEN is_duplicate ELSE 0 END,
				type = VALUES(type), status = VALUES(status), author_id = VALUES(author_id), modified_at = VALUES(modified_at),
				title = VALUES(title), state = VALUES(state), measure = VALUES(measure), price = VALUES(price), text_hash = VALUES(text_hash)",
			array_merge( ...$copies['items'] )
		);
		$this->find_duplicates( array_merge( $before, $this->texts_of( $ids ) ) );
	}

	/**
	 * The hashes of texts that contents should not share.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 * @return list<array{feature: string, text_hash: string}>
	 */
	private function texts_of( array $ids ): array {
		return array_map(
			static fn ( array $row ): array => array(
				'feature'   => Queries::text( $row, 'feature' ),
				'text_hash' => Queries::text( $row, 'text_hash' ),
			),
			$this->queries->rows( "SELECT feature, text_hash FROM {$this->items()} WHERE content_id IN (" . Queries::places( $ids ) . ") AND feature IN ('meta_title', 'meta_description') AND text_hash <> ''", $ids )
		);
	}

	/**
	 * Marks texts that several contents have, and takes the mark from those that only one has any more.
	 *
	 * @param list<array{feature: string, text_hash: string}> $texts Whose marks may be wrong.
	 */
	private function find_duplicates( array $texts ): void {
		$hashes = array();
		foreach ( $texts as $text ) {
			$hashes[ $text['feature'] ][ $text['text_hash'] ] = $text['text_hash'];
		}
		foreach ( $hashes as $feature => $of_feature ) {
			$rows = $this->queries->rows(
				"SELECT text_hash, COUNT(*) AS contents, SUM(is_duplicate) AS marked FROM {$this->items()} WHERE feature = %s AND text_hash IN (" . Queries::places( $of_feature, '%s' ) . ') GROUP BY text_hash',
				array( $feature, ...array_values( $of_feature ) )
			);
			foreach ( $rows as $row ) {
				$is_duplicate = Queries::number( $row, 'contents' ) > 1;
				if ( Queries::number( $row, 'marked' ) !== ( $is_duplicate ? Queries::number( $row, 'contents' ) : 0 ) ) {
					$this->queries->run( "UPDATE {$this->items()} SET is_duplicate = %d WHERE feature = %s AND text_hash = %s", array( $is_duplicate ? 1 : 0, $feature, Queries::text( $row, 'text_hash' ) ) );
				}
			}
		}
	}

	/**
	 * The full name of the table of contents.
	 */
	private function contents(): string {
		return $this->queries->table( Tables::CONTENTS );
	}

	/**
	 * The full name of the table of their features.
	 */
	private function items(): string {
		return $this->queries->table( Tables::CONTENT_FEATURES );
	}
}
