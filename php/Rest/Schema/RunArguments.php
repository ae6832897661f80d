<?php
/**
 * The arguments of the routes about runs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Runs\ItemState;

/**
 * In the form that register_rest_route() takes.
 */
final class RunArguments {

	/** The most objects that can be named one by one; more are chosen by a filter. */
	private const MOST_IDS = 1000;

	private const MOST_CREDITS = 1000000000;

	/**
	 * What a run is to do, and with which objects.
	 *
	 * @param list<string> $features The features that there are.
	 * @return array<string, array<string, mixed>>
	 */
	public static function order( array $features ): array {
		$ids    = array(
			'type'     => 'array',
			'items'    => array(
				'type'    => 'integer',
				'minimum' => 1,
			),
			'maxItems' => self::MOST_IDS,
		);
		$text   = array(
			'type'      => 'string',
			'maxLength' => 200,
		);
		$filter = Schema::object(
			'filter',
			array(
				'state'  => $text,
				'search' => $text,
				'type'   => $text,
			)
		);
		// What has one kind of objects need not name it.
		$filter['required'] = array( 'state', 'search' );
		return self::feature( $features ) + array(
			'selection' => array(
				'description' => __( 'Either ids, or a filter and what is excepted from it.', 'seo-rank-genius' ),
				'type'        => 'object',
				'required'    => true,
				'oneOf'       => array(
					Schema::object( 'named', array( 'ids' => array( 'minItems' => 1 ) + $ids ) ),
					Schema::object(
						'filtered',
						array(
							'filter' => $filter,
							'except' => $ids,
						)
					),
				),
			),
			'overwrite' => array(
				'description' => __( 'Whether texts that exist are replaced.', 'seo-rank-genius' ),
				'type'        => 'boolean',
				'default'     => false,
			),
			'first'     => array(
				'description' => __( 'Only so many of the first, to try; a quote says what these cost.', 'seo-rank-genius' ),
				'type'        => array( 'integer', 'null' ),
				'minimum'     => 1,
				'maximum'     => self::MOST_IDS,
				'default'     => null,
			),
		);
	}

	/**
	 * Starting.
	 *
	 * @param list<string> $features The features that there are.
	 * @return array<string, array<string, mixed>>
	 */
	public static function start( array $features ): array {
		return self::order( $features ) + self::new_run() + array(
			'spend_at_most' => array(
				'description' => __( 'Your own ceiling, in credits.', 'seo-rank-genius' ),
				'type'        => array( 'integer', 'null' ),
				'minimum'     => 1,
				'maximum'     => self::MOST_CREDITS,
				'default'     => null,
			),
		);
	}

	/**
	 * A new run.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function new_run(): array {
		return array(
			'id' => array(
				'description' => __( 'Minted by the browser; the same again is the same run.', 'seo-rank-genius' ),
				'type'        => 'string',
				'format'      => 'uuid',
				'required'    => true,
			),
		) + self::max_credits();
	}

	/**
	 * The price that was shown.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function max_credits(): array {
		return array(
			'max_credits' => array(
				'description' => __( 'The price that was shown, in credits: never exceeded.', 'seo-rank-genius' ),
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => self::MOST_CREDITS,
				'required'    => true,
			),
		);
	}

	/**
	 * Listing runs.
	 *
	 * @param list<string> $features The features that there are.
	 * @return array<string, array<string, mixed>>
	 */
	public static function page( array $features ): array {
		return self::feature( $features ) + self::cursor();
	}

	/**
	 * Following a run.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function after(): array {
		return array(
			'after' => array(
				'description' => __( 'The last seq that is known.', 'seo-rank-genius' ),
				'type'        => 'integer',
				'minimum'     => 0,
				'default'     => 0,
			),
		);
	}

	/**
	 * Listing items.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function items(): array {
		return array(
			'state' => array(
				'description' => __( 'How far they are.', 'seo-rank-genius' ),
				'type'        => 'string',
				'enum'        => array( 'all', ...ItemState::values() ),
				'default'     => 'all',
			),
		) + self::cursor();
	}

	/**
	 * Which feature.
	 *
	 * @param list<string> $features The features that there are.
	 * @return array<string, array<string, mixed>>
	 */
	private static function feature( array $features ): array {
		return array(
			'feature' => array(
				'description' => __( 'What is done with each object.', 'seo-rank-genius' ),
				'type'        => 'string',
				'enum'        => $features,
				'required'    => true,
			),
		);
	}

	/**
	 * Where the page before ended.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function cursor(): array {
		return array(
			'cursor' => array(
				'description' => __( 'What next_cursor of the page before says.', 'seo-rank-genius' ),
				'type'        => 'string',
				'pattern'     => '^[0-9]{0,18}$',
				'default'     => '',
			),
		);
	}
}
