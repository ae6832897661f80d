<?php
/**
 * Reads the fields of decoded JSON, each strictly: a field of the wrong kind is refused, never converted.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

use DateTimeImmutable;
use Exception;

/**
 * One object of an answer. Fields that nobody asks for are ignored, so that the cloud may add some.
 * Every reader throws OutOfShape.
 */
final class Fields {

	/** The largest integer that JavaScript holds exactly: the contract has none above it. */
	private const MAX_INTEGER = 9007199254740991;

	private const UUID = '/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i';
	private const TIME = '/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/';

	/**
	 * An object's fields.
	 *
	 * @param array<array-key, mixed> $values The fields.
	 * @param string                  $path   Where the object is, for messages.
	 */
	private function __construct( private readonly array $values, private readonly string $path ) {}

	/**
	 * The fields of a decoded JSON object.
	 *
	 * @param mixed  $value What was decoded.
	 * @param string $path  Where it is, for messages.
	 * @throws OutOfShape When it is no object.
	 */
	public static function of( mixed $value, string $path = '$' ): self {
		if ( ! is_array( $value ) || ( array() !== $value && array_is_list( $value ) ) ) {
			throw new OutOfShape( "$path is no object" );
		}
		return new self( $value, $path );
	}

	/**
	 * Text of a bounded length.
	 *
	 * @param string $key    The field.
	 * @param int    $max    The most code points it may have.
	 * @param int    $min    The least.
	 * @throws OutOfShape When it is something else.
	 */
	public function text( string $key, int $max = 500, int $min = 1 ): string {
		$value = $this->values[ $key ] ?? null;
		if ( ! is_string( $value ) || mb_strlen( $value, 'UTF-8' ) > $max || mb_strlen( $value, 'UTF-8' ) < $min ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * A list of texts of a bounded length.
	 *
	 * @param string $key   The field.
	 * @param int    $max   The most code points each may have; the least is one.
	 * @param int    $most  The most there may be.
	 * @param int    $least The fewest there may be.
	 * @return list<string>
	 * @throws OutOfShape When it is something else.
	 */
	public function texts( string $key, int $max, int $most, int $least = 0 ): array {
		$values = $this->values[ $key ] ?? null;
		if ( ! is_array( $values ) || ! array_is_list( $values ) || count( $values ) > $most || count( $values ) < $least ) {
			$this->refuse( $key );
		}
		$texts = new self( $values, "{$this->path}.{$key}" );
		return array_map( static fn ( int $index ): string => $texts->text( (string) $index, $max ), array_keys( $values ) );
	}

	/**
	 * Text that matches a pattern.
	 *
	 * @param string $key     The field.
	 * @param string $pattern A regular expression with its delimiters.
	 * @throws OutOfShape When it does not.
	 */
	public function matching( string $key, string $pattern ): string {
		$value = $this->text( $key );
		if ( 1 !== preg_match( $pattern, $value ) ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * A UUID.
	 *
	 * @param string $key The field.
	 * @throws OutOfShape When it is none.
	 */
	public function uuid( string $key ): string {
		return strtolower( $this->matching( $key, self::UUID ) );
	}

	/**
	 * A moment, ISO 8601 in UTC with "Z", that exists in the calendar.
	 *
	 * @param string $key The field.
	 * @throws OutOfShape When it is none.
	 */
	public function time( string $key ): string {
		$value = $this->matching( $key, self::TIME );
		$date  = array_map( 'intval', explode( '-', substr( $value, 0, 10 ) ) );
		if ( ! checkdate( $date[1] ?? 0, $date[2] ?? 0, $date[0] ) ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * An http or https address.
	 *
	 * @param string $key The field.
	 * @throws OutOfShape When it is none.
	 */
	public function web_address( string $key ): string {
		$value = $this->text( $key, 2000 );
		if ( 1 !== preg_match( '~^https?://[^\s<>"]+$~i', $value ) ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * One word of a closed list.
	 *
	 * @param string       $key   The field.
	 * @param list<string> $words The words.
	 * @throws OutOfShape When it is none of them.
	 */
	public function word( string $key, array $words ): string {
		$value = $this->text( $key );
		if ( ! in_array( $value, $words, true ) ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * A whole number, not negative.
	 *
	 * @param string $key The field.
	 * @param int    $min The least it can be.
	 * @throws OutOfShape When it is something else.
	 */
	public function count( string $key, int $min = 0 ): int {
		$value = $this->values[ $key ] ?? null;
		if ( ! is_int( $value ) || $value < $min || $value > self::MAX_INTEGER ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * True or false.
	 *
	 * @param string $key The field.
	 * @throws OutOfShape When it is something else.
	 */
	public function flag( string $key ): bool {
		$value = $this->values[ $key ] ?? null;
		if ( ! is_bool( $value ) ) {
			$this->refuse( $key );
		}
		return $value;
	}

	/**
	 * Whether there is such a field.
	 *
	 * @param string $key The field.
	 */
	public function has( string $key ): bool {
		return array_key_exists( $key, $this->values );
	}

	/**
	 * Null, or what a reader reads. A missing field is refused.
	 *
	 * @template T
	 * @param string           $key  The field.
	 * @param callable(self):T $read Reads the field when it is not null.
	 * @return T|null
	 * @throws OutOfShape When the field is missing, or the reader refuses it.
	 */
	public function nullable( string $key, callable $read ): mixed {
		if ( ! $this->has( $key ) ) {
			$this->refuse( $key );
		}
		return null === $this->values[ $key ] ? null : $read( $this );
	}

	/**
	 * An object within.
	 *
	 * @param string $key The field.
	 * @throws OutOfShape When it is none.
	 */
	public function object( string $key ): self {
		return self::of( $this->values[ $key ] ?? null, $this->path . '.' . $key );
	}

	/**
	 * A list of objects.
	 *
	 * @template T
	 * @param string           $key  The field.
	 * @param callable(self):T $read Reads one of them.
	 * @param int              $max  The most there may be.
	 * @param int              $min  The fewest there may be.
	 * @return list<T>
	 * @throws OutOfShape When it is no such list.
	 */
	public function list_of( string $key, callable $read, int $max = 100, int $min = 0 ): array {
		$value = $this->values[ $key ] ?? null;
		if ( ! is_array( $value ) || ! array_is_list( $value ) || count( $value ) > $max || count( $value ) < $min ) {
			$this->refuse( $key );
		}
		$items = array();
		foreach ( $value as $index => $item ) {
			$items[] = $read( self::of( $item, "{$this->path}.{$key}[{$index}]" ) );
		}
		return $items;
	}

	/**
	 * A moment as an object that compares.
	 *
	 * @param string $time What `time()` has read.
	 * @throws OutOfShape When it is no moment.
	 */
	public static function moment( string $time ): DateTimeImmutable {
		try {
			return new DateTimeImmutable( $time );
		} catch ( Exception ) {
			throw new OutOfShape( 'Not a moment' );
		}
	}

	/**
	 * Says which field is out of shape.
	 *
	 * @param string $key The field.
	 * @throws OutOfShape Always.
	 */
	private function refuse( string $key ): never {
		throw new OutOfShape( "{$this->path}.$key is out of shape" );
	}
}
