<?php
/**
 * Keeps the personalization of this site.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Personalization;

use SeoRankGenius\Storage\OptionRow;

/**
 * Of two people who save at once, the second hears of the first.
 */
final class SavedPersonalization {

	private ?Personalization $known = null;

	/**
	 * A keeper.
	 *
	 * @param OptionRow $row Where it is kept.
	 */
	public function __construct( private readonly OptionRow $row ) {}

	/**
	 * As it is now; read once for all that a request sends.
	 */
	public function now(): Personalization {
		return $this->known ??= self::decoded( $this->row->read() );
	}

	/**
	 * Saves, unless somebody else has saved since.
	 *
	 * @param Personalization $changed What was filled in; its version is the one that this was read at.
	 * @return Personalization|null As it is now, with its new version; null when somebody else was first.
	 */
	public function save( Personalization $changed ): ?Personalization {
		$this->known = null;
		$stored      = $this->row->read();
		$now         = self::decoded( $stored );
		if ( $now->version !== $changed->version ) {
			return null;
		}
		if ( $now->fields() === $changed->fields() ) {
			return $now;
		}
		$next = Personalization::from( $now->version + 1, $changed->fields() );
		$text = (string) wp_json_encode( array( 'version' => $next->version ) + $next->fields() );
		return ( null === $stored ? $this->row->create( $text ) : $this->row->replace( $stored, $text ) ) ? $next : null;
	}

	/**
	 * Reads what is stored.
	 *
	 * @param string|null $stored JSON.
	 */
	private static function decoded( ?string $stored ): Personalization {
		$fields = null === $stored ? null : json_decode( $stored, true );
		if ( ! is_array( $fields ) || ! is_int( $fields['version'] ?? null ) ) {
			return Personalization::none();
		}
		return Personalization::from( $fields['version'], $fields );
	}
}
