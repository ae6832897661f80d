<?php
/**
 * Where the known account is kept, changed so that two requests at once lose nothing of each other.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Sync;

use JsonException;
use RuntimeException;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Storage\OptionRow;

/**
 * One JSON document in one row: a change is written only over what it was made from, else it is made again.
 */
final class AccountRecord {

	/** Each lost race means that another request has won one. */
	private const MAX_TRIES = 50;

	/**
	 * A record.
	 *
	 * @param OptionRow $row The row.
	 */
	public function __construct( private readonly OptionRow $row ) {}

	/**
	 * What is known. A record that cannot be read counts as never connected.
	 */
	public function read(): KnownAccount {
		return self::decode( $this->row->read() );
	}

	/**
	 * Changes what is known.
	 *
	 * @param callable(KnownAccount):KnownAccount $change Pure: it may be called more than once. Returning its argument changes nothing.
	 * @return KnownAccount What is known then.
	 * @throws RuntimeException When the database does not take it.
	 */
	public function change( callable $change ): KnownAccount {
		for ( $try = 0; $try < self::MAX_TRIES; $try++ ) {
			$stored = $this->row->read();
			$before = self::decode( $stored );
			$after  = $change( $before );
			if ( $after === $before ) {
				return $before;
			}
			$text = self::encode( $after );
			if ( $text === $stored || ( null === $stored ? $this->row->create( $text ) : $this->row->replace( $stored, $text ) ) ) {
				return $after;
			}
		}
		throw new RuntimeException( 'SEO Rank Genius could not store the state of its account in the options table.' );
	}

	/**
	 * The account that a stored text stands for.
	 *
	 * @param string|null $stored The text.
	 */
	private static function decode( ?string $stored ): KnownAccount {
		if ( null === $stored ) {
			return KnownAccount::never();
		}
		try {
			return KnownAccount::from( Fields::of( json_decode( $stored, true, 32, JSON_THROW_ON_ERROR ) ) );
		} catch ( JsonException | OutOfShape ) {
			return KnownAccount::never();
		}
	}

	/**
	 * The text of an account.
	 *
	 * @param KnownAccount $account The account.
	 */
	private static function encode( KnownAccount $account ): string {
		return json_encode( $account->to_array(), JSON_THROW_ON_ERROR ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- wp_json_encode() would store a damaged text.
	}
}
