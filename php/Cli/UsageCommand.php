<?php
/**
 * WP-CLI: usage.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\UsagePage;

/**
 * Lists what this site has spent.
 */
final class UsageCommand {

	private const FIELDS = array( 'id', 'at', 'feature', 'subject_type', 'subject_id', 'title', 'person_id', 'person', 'outcome', 'code', 'cost', 'from_domain', 'from_shared', 'run_id' );
	private const SHOWN  = array( 'at', 'feature', 'title', 'person', 'outcome', 'cost', 'from_domain', 'from_shared', 'id' );

	/**
	 * Lists what this site has spent, newest first.
	 *
	 * ## OPTIONS
	 *
	 * [--feature=<feature>]
	 * : Only actions of this feature, such as image_alt.
	 *
	 * [--outcome=<outcome>]
	 * : Only actions that ended so.
	 * ---
	 * options:
	 *   - completed
	 *   - failed
	 *   - in_progress
	 * ---
	 *
	 * [--person=<id>]
	 * : Only actions that this user started.
	 *
	 * [--from=<day>]
	 * : From this day on, such as 2026-11-20, in the site's time zone.
	 *
	 * [--to=<day>]
	 * : Up to the end of this day.
	 *
	 * [--limit=<number>]
	 * : How many at most.
	 * ---
	 * default: 50
	 * ---
	 *
	 * [--fields=<fields>]
	 * : Which of id, at, feature, subject_type, subject_id, title, person_id, person, outcome, code, cost, from_domain, from_shared, run_id.
	 *
	 * [--format=<format>]
	 * : How it is written.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * ## EXIT CODES
	 *
	 * 0: listed.
	 * 1: not done: not connected, a wrong option, or a user who may not.
	 * 2: the service could not be reached.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp seo-rank-genius usage --from=2026-11-01 --limit=1000 --format=csv --user=admin > november.csv
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function __invoke( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		$filter  = array(
			'feature' => $options->text( 'feature' ),
			'outcome' => $options->text( 'outcome' ),
			'person'  => $options->number( 'person' ),
			'from'    => $options->text( 'from' ),
			'to'      => $options->text( 'to' ),
		);
		$filter  = array_filter( $filter, static fn ( mixed $value ): bool => null !== $value );
		$missing = max( 1, $options->number( 'limit' ) ?? 1 );
		$lines   = array();
		$cursor  = '';
		do {
			$page     = Fields::of(
				Routes::call(
					'GET',
					'/usage',
					$filter + array(
						'cursor'   => $cursor,
						'per_page' => min( UsagePage::MOST, $missing ),
					)
				)
			);
			$found    = $page->list_of( 'lines', self::line_of( ... ), UsagePage::MOST );
			$missing -= count( $found );
			$cursor   = $page->nullable( 'next_cursor', static fn ( Fields $of ): string => $of->text( 'next_cursor' ) );
			array_push( $lines, ...$found );
		} while ( null !== $cursor && $missing > 0 );
		( new Output( $options ) )->items( $lines, self::SHOWN, self::FIELDS );
		if ( null !== $cursor ) {
			Output::warn( __( 'There are more. A higher --limit shows them.', 'seo-rank-genius' ) );
		}
	}

	/**
	 * One line of usage, flat.
	 *
	 * @param Fields $line As the route shows it.
	 * @return array<string, mixed>
	 */
	private static function line_of( Fields $line ): array {
		$text    = static fn ( Fields $of, string $key ): ?string => $of->nullable( $key, static fn ( Fields $found ): string => $found->text( $key, 10000, 0 ) );
		$subject = $line->object( 'subject' );
		$person  = $line->object( 'person' );
		return array(
			'id'           => $line->text( 'id' ),
			'at'           => $line->text( 'at' ),
			'feature'      => $line->text( 'feature' ),
			'subject_type' => $subject->text( 'type' ),
			'subject_id'   => $subject->text( 'id' ),
			'title'        => $text( $subject, 'title' ),
			'person_id'    => $person->text( 'id' ),
			'person'       => $text( $person, 'name' ),
			'outcome'      => $line->text( 'outcome' ),
			'code'         => $text( $line, 'code' ),
			'cost'         => $line->count( 'cost' ),
			'from_domain'  => $line->count( 'from_domain' ),
			'from_shared'  => $line->count( 'from_shared' ),
			'run_id'       => $text( $line, 'run_id' ),
		);
	}
}
