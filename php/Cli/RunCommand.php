<?php
/**
 * WP-CLI: starting, stopping, resuming and listing runs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\Fields;

/**
 * Runs a feature on many objects.
 */
final class RunCommand {

	/**
	 * Starts a run, and works on it until it ends.
	 *
	 * Says the price first. It starts if --max-credits covers that, or with --yes. It never costs more than the price, nor
	 * more than --max-credits. An interrupted command loses nothing: WP-Cron goes on, or `run resume` does.
	 *
	 * ## OPTIONS
	 *
	 * [--feature=<feature>]
	 * : What is done with each object: image_alt, meta_title, meta_description, schema, link_suggestions or content_analysis.
	 * ---
	 * default: image_alt
	 * ---
	 *
	 * [--ids=<ids>]
	 * : These objects, with commas between them.
	 *
	 * [--state=<state>]
	 * : All objects that the list shows in this state; without it, those that have no result yet. Of images: missing, short,
	 * generated, failed, decorative, all. Of meta titles and descriptions: missing, short, long, duplicate, generated,
	 * written, failed, all. Of schema: missing, generated, written, failed, all. Of link suggestions: none, suggested,
	 * orphan, no_links_out, failed, all. Of analyses: none, outdated, analysed, failed, all.
	 *
	 * [--type=<type>]
	 * : Of contents only those of this post type.
	 *
	 * [--search=<words>]
	 * : Of these only those that the list finds for some words.
	 *
	 * [--except=<ids>]
	 * : But these.
	 *
	 * [--overwrite]
	 * : Replace texts that exist. Undo brings them back.
	 *
	 * [--max-credits=<credits>]
	 * : What may be spent; nothing without it, unless --yes is given.
	 *
	 * [--yes]
	 * : Start whatever the price is; with --max-credits, end when that is spent.
	 *
	 * [--background]
	 * : Start only; WP-Cron works on it.
	 *
	 * [--field=<field>]
	 * : Only the value of this field of the run.
	 *
	 * [--fields=<fields>]
	 * : Only these fields, with commas between them.
	 *
	 * [--format=<format>]
	 * : How the run is written in the end.
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
	 * 0: all done, or nothing to do; with --background: started.
	 * 1: not started: it would cost more than may be spent, a wrong option, or a user who may not.
	 * 2: the service could not be reached; the run goes on by itself when it can be.
	 * 3: ended before all was done, or some failed; what failed was not charged. `run resume` does the rest.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp seo-rank-genius run start --state=missing --max-credits=100 --user=admin
	 *     $ wp seo-rank-genius run start --feature=meta_description --type=page --max-credits=50 --user=admin
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function start( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		$order   = array(
			'feature'   => (string) $options->text( 'feature' ),
			'selection' => self::selection( $options ),
			'overwrite' => $options->flag( 'overwrite' ),
		);
		$quote   = Fields::of( Routes::call( 'POST', '/runs/quote', $order ) );
		$price   = $quote->count( 'credits' );
		if ( 0 === $quote->count( 'items' ) ) {
			( new Output( $options ) )->success( __( 'There is nothing to do.', 'seo-rank-genius' ) );
			return;
		}
		$ceiling = self::ceiling( $options, $quote->count( 'items' ), $price );
		$answer  = Routes::call(
			'POST',
			'/runs',
			$order + array(
				'id'            => wp_generate_uuid4(),
				'max_credits'   => $price,
				'spend_at_most' => $ceiling < $price ? $ceiling : null,
				'first'         => null,
			)
		);
		self::go_on( $answer, $options );
	}

	/**
	 * Lets a run go on with the rest, and works on it until it ends.
	 *
	 * Works also on a run that is going on; what the screen or WP-Cron does at the same time is not done twice.
	 *
	 * ## OPTIONS
	 *
	 * <id>
	 * : The run.
	 *
	 * [--max-credits=<credits>]
	 * : What may be spent on the rest; nothing without it, unless --yes is given.
	 *
	 * [--yes]
	 * : Go on whatever the price of the rest is; with --max-credits, end when that is spent.
	 *
	 * [--background]
	 * : Let WP-Cron work on it.
	 *
	 * [--field=<field>]
	 * : Only the value of this field of the run.
	 *
	 * [--fields=<fields>]
	 * : Only these fields, with commas between them.
	 *
	 * [--format=<format>]
	 * : How the run is written in the end.
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
	 * 0: all done; with --background: it goes on.
	 * 1: not done: the rest would cost more than may be spent, no such run, or a user who may not.
	 * 2: the service could not be reached; the run goes on by itself when it can be.
	 * 3: ended before all was done, or some failed; what failed was not charged.
	 *
	 * @param list<string>          $args       The run.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function resume( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		$path    = self::path( $args );
		$answer  = Routes::call( 'GET', $path );
		$run     = Fields::of( $answer )->object( 'run' );
		if ( 'ended' === $run->text( 'state' ) && $run->count( 'left' ) > 0 ) {
			$ceiling = self::ceiling( $options, $run->count( 'left' ), $run->count( 'price_of_rest' ) );
			$answer  = Routes::call( 'POST', "$path/resume", array( 'max_credits' => min( $ceiling, $run->count( 'price_of_rest' ) ) ) );
		}
		self::go_on( $answer, $options );
	}

	/**
	 * Stops a run: nothing more is sent. What is in flight is still fetched, so that nothing that was paid for is lost.
	 *
	 * ## OPTIONS
	 *
	 * <id>
	 * : The run.
	 *
	 * [--field=<field>]
	 * : Only the value of this field of the run.
	 *
	 * [--fields=<fields>]
	 * : Only these fields, with commas between them.
	 *
	 * [--format=<format>]
	 * : How the run is written.
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
	 * 0: nothing more is sent.
	 * 1: not done: no such run, or a user who may not.
	 *
	 * @param list<string>          $args       The run.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function stop( array $args, array $assoc_args ): void {
		$answer = Routes::call( 'POST', self::path( $args ) . '/stop' );
		( new RunReport( new Output( new Options( $assoc_args ) ) ) )->show( $answer );
	}

	/**
	 * Lists runs, newest first.
	 *
	 * ## OPTIONS
	 *
	 * [--feature=<feature>]
	 * : Runs of this feature.
	 * ---
	 * default: image_alt
	 * ---
	 *
	 * [--limit=<number>]
	 * : How many at most.
	 * ---
	 * default: 20
	 * ---
	 *
	 * [--fields=<fields>]
	 * : Which of id, feature, state, end, code, limit, retry_at, started_by, started_at, ended_at, total, done, failed, skipped, left, in_flight, credits_spent, price_of_rest, spend_at_most.
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
	 * 1: not done: a wrong option, or a user who may not.
	 *
	 * @subcommand list
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function list( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		$limit   = max( 1, $options->number( 'limit' ) ?? 1 );
		$runs    = array();
		$query   = array( 'feature' => (string) $options->text( 'feature' ) );
		do {
			$page = Fields::of( Routes::call( 'GET', '/runs', $query ) );
			array_push( $runs, ...$page->list_of( 'runs', RunReport::fields_of( ... ) ) );
			$query['cursor'] = $page->nullable( 'next_cursor', static fn ( Fields $of ): string => $of->text( 'next_cursor' ) );
			$missing         = $limit - count( $runs );
		} while ( null !== $query['cursor'] && $missing > 0 );
		( new Output( $options ) )->items( array_slice( $runs, 0, $limit ), RunReport::SHOWN, RunReport::FIELDS );
	}

	/**
	 * Works on a run, or leaves it to WP-Cron.
	 *
	 * @param array<array-key, mixed> $answer  The run, as a route shows it.
	 * @param Options                 $options The command's.
	 */
	private static function go_on( array $answer, Options $options ): never {
		$report = new RunReport( new Output( $options ) );
		if ( $options->flag( 'background' ) ) {
			$report->show( $answer );
			Output::end( ExitCode::DONE );
		}
		$answer = ( new RunDrive() )->drive( $answer );
		$report->show( $answer );
		Output::end( $report->conclude( Fields::of( $answer )->object( 'run' ) ) );
	}

	/**
	 * What may be spent. Without an answer to that, nothing is.
	 *
	 * @param Options $options The command's.
	 * @param int     $items   How many objects.
	 * @param int     $price   What they cost, in credits.
	 * @return int In credits.
	 */
	private static function ceiling( Options $options, int $items, int $price ): int {
		$most = $options->number( 'max-credits' );
		if ( $price > ( $most ?? 0 ) && ( 0 === $most || ! $options->flag( 'yes' ) ) ) {
			Output::fail(
				sprintf(
					/* translators: 1: a number of credits. 2: a number of objects. */
					_n( 'It would cost %1$s credit (objects: %2$s), so nothing was started. Add --max-credits=%3$d, or --yes.', 'It would cost %1$s credits (objects: %2$s), so nothing was started. Add --max-credits=%3$d, or --yes.', $price, 'seo-rank-genius' ),
					number_format_i18n( $price ),
					number_format_i18n( $items ),
					$price
				)
			);
		}
		return $most ?? $price;
	}

	/**
	 * What was chosen.
	 *
	 * @param Options $options The command's.
	 * @return array<string, mixed> As the route takes it.
	 */
	private static function selection( Options $options ): array {
		if ( null !== $options->text( 'ids' ) ) {
			return array( 'ids' => $options->numbers( 'ids' ) );
		}
		$nothing_yet = in_array( $options->text( 'feature' ), array( 'link_suggestions', 'content_analysis' ), true ) ? 'none' : 'missing';
		return array(
			'filter' => array(
				'state'  => $options->text( 'state' ) ?? $nothing_yet,
				'search' => (string) $options->text( 'search' ),
				'type'   => (string) $options->text( 'type' ),
			),
			'except' => $options->numbers( 'except' ),
		);
	}

	/**
	 * The route of the run that was named.
	 *
	 * @param list<string> $args What was typed.
	 */
	private static function path( array $args ): string {
		$id = $args[0] ?? '';
		if ( ! wp_is_uuid( $id ) ) {
			/* translators: %s: what was typed. */
			Output::fail( sprintf( __( '"%s" is not the id of a run. wp seo-rank-genius run list shows them.', 'seo-rank-genius' ), $id ) );
		}
		return "/runs/$id";
	}
}
