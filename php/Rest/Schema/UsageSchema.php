<?php
/**
 * The shapes of usage: a page of actions, and what they cost by day and feature.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Cloud\Value\UsageLine;

/**
 * Titles and names are looked up here: the cloud knows ids only.
 */
final class UsageSchema {

	/**
	 * One action.
	 *
	 * @return array<string, mixed>
	 */
	public static function line(): array {
		return Schema::object(
			'usage_line',
			array(
				'id'          => Schema::uuid( 'The action, to quote to support.' ),
				'at'          => Schema::time( 'When it began.' ),
				'feature'     => self::feature(),
				'subject'     => Schema::object(
					'usage_subject',
					array(
						'type'     => Schema::text( 'What kind of object: "attachment", or a post type.' ),
						'id'       => Schema::text( 'Its id.' ),
						'title'    => Schema::nullable( Schema::text( 'Its title now; null where it is gone or not to be seen.' ) ),
						'edit_url' => Schema::nullable( Schema::text( 'Where it is edited.' ) ),
					)
				),
				'person'      => Schema::object(
					'usage_person',
					array(
						'id'   => Schema::text( 'The id of the WordPress user who started it.' ),
						'name' => Schema::nullable( Schema::text( 'Their name now; null where they are gone.' ) ),
					)
				),
				'run_id'      => Schema::nullable( Schema::uuid( 'The run that it was a part of.' ) ),
				'outcome'     => Schema::one_of( UsageLine::OUTCOMES, 'What became of it. expired: it took too long.' ),
				'code'        => Schema::nullable( Schema::text( 'Why it failed.' ) ),
				'cost'        => Schema::count( 'Credits charged; set aside while it is in progress.' ),
				'from_domain' => Schema::count( 'How many of them are Domain Credits.' ),
				'from_shared' => Schema::count( 'How many of them are Shared Credits.' ),
			)
		);
	}

	/**
	 * A piece of the list of actions.
	 *
	 * @return array<string, mixed>
	 */
	public static function page(): array {
		return Schema::document(
			'usage_page',
			array(
				'lines'       => Schema::list_of( self::line() ),
				'next_cursor' => Schema::nullable( Schema::text( 'Where the next page begins; null on the last one.' ) ),
			)
		);
	}

	/**
	 * What actions cost.
	 *
	 * @return array<string, mixed>
	 */
	public static function summary(): array {
		return Schema::document(
			'usage_summary',
			array(
				'from'    => Schema::time( 'From when.' ),
				'to'      => Schema::time( 'Until before when.' ),
				'total'   => Schema::object(
					'usage_total',
					array(
						'credits' => Schema::count( 'Credits charged.' ),
						'actions' => Schema::count( 'Actions that were charged.' ),
					)
				),
				'days'    => Schema::list_of(
					Schema::object(
						'usage_day',
						array(
							'day'         => Schema::text( 'A UTC day, such as "2026-11-20".' ),
							'feature'     => self::feature(),
							'actions'     => Schema::count( 'Actions that were charged.' ),
							'credits'     => Schema::count( 'Credits charged.' ),
							'from_domain' => Schema::count( 'How many of them are Domain Credits.' ),
							'from_shared' => Schema::count( 'How many of them are Shared Credits.' ),
						)
					)
				),
				'pace'    => Schema::object(
					'usage_pace',
					array(
						'credits' => Schema::count( 'Credits spent in the last so many days.' ),
						'days'    => Schema::count( 'So many days: 28, or fewer where the first action is more recent.', 1 ),
					)
				),
				'csv_url' => Schema::text( 'Where all lines can be downloaded by this user; filters are added to it.' ),
			)
		);
	}

	/**
	 * A feature.
	 *
	 * @return array<string, mixed>
	 */
	private static function feature(): array {
		return array( 'title' => 'feature' ) + Schema::one_of( UsageLine::FEATURES, 'What was asked for.' );
	}
}
