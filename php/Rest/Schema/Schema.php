<?php
/**
 * Words for writing the REST item schemas (JSON Schema draft 4, as WordPress reads it).
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Cloud\ProblemCode;

/**
 * Each function returns a schema as an array. Nothing here needs WordPress, so that the schemas can be dumped without it.
 *
 * @phpstan-type SchemaArray array<string, mixed>
 */
final class Schema {

	/** The largest integer that JavaScript holds exactly. */
	private const MAX_SAFE_INTEGER = 9007199254740991;

	/**
	 * An object whose properties are all required and that has no others.
	 *
	 * `required` is a list on the object: per-property `required => true` is ignored by the type generator.
	 *
	 * @param string                     $title      Name of the generated type.
	 * @param array<string, SchemaArray> $properties Schemas by property name.
	 * @return SchemaArray
	 */
	public static function object( string $title, array $properties ): array {
		return array(
			'title'                => $title,
			'type'                 => 'object',
			'properties'           => $properties,
			'required'             => array_keys( $properties ),
			'additionalProperties' => false,
		);
	}

	/**
	 * A whole document: an object that names its dialect.
	 *
	 * @param string                     $title      Name of the generated type.
	 * @param array<string, SchemaArray> $properties Schemas by property name.
	 * @return SchemaArray
	 */
	public static function document( string $title, array $properties ): array {
		return array( '$schema' => 'http://json-schema.org/draft-04/schema#' ) + self::object( $title, $properties );
	}

	/**
	 * The same schema, or null. What has a name keeps it, so that the generated type is "Balance | null".
	 *
	 * @param SchemaArray $schema A schema with a single type.
	 * @return SchemaArray
	 */
	public static function nullable( array $schema ): array {
		unset( $schema['$schema'] );
		if ( isset( $schema['title'] ) ) {
			return array( 'anyOf' => array( $schema, array( 'type' => 'null' ) ) );
		}
		$schema['type'] = array( $schema['type'], 'null' );
		if ( isset( $schema['enum'] ) && is_array( $schema['enum'] ) ) {
			$schema['enum'][] = null;
		}
		return $schema;
	}

	/**
	 * A list of items of one kind.
	 *
	 * @param SchemaArray $items Schema of each item.
	 * @return SchemaArray
	 */
	public static function list_of( array $items ): array {
		unset( $items['$schema'] );
		return array(
			'type'  => 'array',
			'items' => $items,
		);
	}

	/**
	 * Plain text.
	 *
	 * @param string $description What it says.
	 * @return SchemaArray
	 */
	public static function text( string $description ): array {
		return array(
			'type'        => 'string',
			'description' => $description,
		);
	}

	/**
	 * True or false.
	 *
	 * @param string $description What true means.
	 * @return SchemaArray
	 */
	public static function flag( string $description ): array {
		return array(
			'type'        => 'boolean',
			'description' => $description,
		);
	}

	/**
	 * One word of a closed list.
	 *
	 * @param list<string> $words       The words.
	 * @param string       $description What they say.
	 * @return SchemaArray
	 */
	public static function one_of( array $words, string $description ): array {
		return array(
			'type'        => 'string',
			'enum'        => $words,
			'description' => $description,
		);
	}

	/**
	 * A whole number that is not negative.
	 *
	 * @param string $description What it counts, with its unit.
	 * @param int    $minimum     The least it can be.
	 * @return SchemaArray
	 */
	public static function count( string $description, int $minimum = 0 ): array {
		return array(
			'type'        => 'integer',
			'minimum'     => $minimum,
			'maximum'     => self::MAX_SAFE_INTEGER,
			'description' => $description,
		);
	}

	/**
	 * A moment: ISO 8601, UTC, with "Z".
	 *
	 * @param string $description What happened or will happen then.
	 * @return SchemaArray
	 */
	public static function time( string $description ): array {
		return array(
			'type'        => 'string',
			'format'      => 'date-time',
			'description' => $description . ' ISO 8601, UTC.',
		);
	}

	/**
	 * A UUID.
	 *
	 * @param string $description What it names.
	 * @return SchemaArray
	 */
	public static function uuid( string $description ): array {
		return array(
			'type'        => 'string',
			'format'      => 'uuid',
			'description' => $description,
		);
	}

	/**
	 * A problem code of the /v1 contract.
	 *
	 * @return SchemaArray
	 */
	public static function problem_code(): array {
		return array( 'title' => 'problem_code' ) + self::one_of( ProblemCode::values(), 'The stable code of a failure; screens translate it.' );
	}
}
