<?php
/**
 * Reads a request's arguments as the kinds that their schemas have promised.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use LogicException;
use WP_REST_Request;

/**
 * WordPress validates before it calls a controller: anything else here is an error of ours.
 */
final class Arguments {

	/**
	 * Arguments.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function __construct( private readonly WP_REST_Request $request ) {}

	/**
	 * Text.
	 *
	 * @param string $name The argument.
	 */
	public function text( string $name ): string {
		$value = $this->request->get_param( $name );
		return is_string( $value ) ? $value : throw new LogicException( "The schema of $name says text." );
	}

	/**
	 * A whole number.
	 *
	 * @param string $name The argument.
	 */
	public function number( string $name ): int {
		$value = $this->request->get_param( $name );
		return is_int( $value ) ? $value : throw new LogicException( "The schema of $name says integer." );
	}

	/**
	 * A whole number, or null.
	 *
	 * @param string $name The argument.
	 */
	public function number_or_null( string $name ): ?int {
		return null === $this->request->get_param( $name ) ? null : $this->number( $name );
	}

	/**
	 * Whole numbers, each once.
	 *
	 * @param string $name The argument.
	 * @return list<int>
	 */
	public function numbers( string $name ): array {
		$values = $this->request->get_param( $name );
		return array_values( array_unique( array_filter( is_array( $values ) ? $values : throw new LogicException( "The schema of $name says integers." ), 'is_int' ) ) );
	}

	/**
	 * True or false.
	 *
	 * @param string $name The argument.
	 */
	public function flag( string $name ): bool {
		return true === $this->request->get_param( $name );
	}
}
