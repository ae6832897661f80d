<?php
/**
 * Says how a run stands, and what its end means to a script.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Rest\ProblemMessages;
use SeoRankGenius\Runs\RunEnd;

/**
 * The run is what a route shows.
 */
final class RunReport {

	public const FIELDS = array( 'id', 'feature', 'state', 'end', 'code', 'limit', 'retry_at', 'started_by', 'started_at', 'ended_at', 'total', 'done', 'failed', 'skipped', 'left', 'in_flight', 'credits_spent', 'price_of_rest', 'spend_at_most' );
	public const SHOWN  = array( 'id', 'state', 'end', 'started_by', 'started_at', 'total', 'done', 'failed', 'skipped', 'left', 'credits_spent' );

	/**
	 * A report.
	 *
	 * @param Output $output Writes it.
	 */
	public function __construct( private readonly Output $output ) {}

	/**
	 * Writes a run's fields.
	 *
	 * @param array<array-key, mixed> $answer A route's answer about a run.
	 */
	public function show( array $answer ): void {
		$this->output->item( self::fields_of( Fields::of( $answer )->object( 'run' ) ) );
	}

	/**
	 * Says how a run has ended.
	 *
	 * @param Fields $run A run that has ended.
	 * @return int One of ExitCode.
	 */
	public function conclude( Fields $run ): int {
		$end    = RunEnd::from( $run->word( 'end', RunEnd::values() ) );
		$code   = ProblemCode::tryFrom( (string) $run->nullable( 'code', static fn ( Fields $of ): string => $of->text( 'code' ) ) );
		$failed = $run->count( 'failed' );
		/* translators: 1, 2: numbers of objects. 3: a number of credits. */
		$sums = sprintf( __( 'Done %1$s. Failed %2$s (0 charged). Spent %3$s.', 'seo-rank-genius' ), number_format_i18n( $run->count( 'done' ) ), number_format_i18n( $failed ), number_format_i18n( $run->count( 'credits_spent' ) ) );
		if ( RunEnd::Completed === $end && 0 === $failed ) {
			$this->output->success( $sums );
			return ExitCode::DONE;
		}
		/* translators: %s: a number of objects. */
		$left = RunEnd::Completed === $end ? '' : sprintf( __( '%s left.', 'seo-rank-genius' ), number_format_i18n( $run->count( 'left' ) ) );
		Output::warn( trim( implode( ' ', array( $sums, $left, self::reason( $end, $code, $run ) ) ) ) );
		return RunEnd::Unavailable === $end ? ExitCode::TRY_LATER : ExitCode::NEEDS_ATTENTION;
	}

	/**
	 * The fields of a run, flat.
	 *
	 * @param Fields $run The run.
	 * @return array<string, mixed>
	 */
	public static function fields_of( Fields $run ): array {
		$text = static fn ( string $key ): ?string => $run->nullable( $key, static fn ( Fields $of ): string => $of->text( $key ) );
		return array(
			'id'            => $run->uuid( 'id' ),
			'feature'       => $run->text( 'feature' ),
			'state'         => $run->text( 'state' ),
			'end'           => $text( 'end' ),
			'code'          => $text( 'code' ),
			'limit'         => $text( 'limit' ),
			'retry_at'      => $text( 'retry_at' ),
			'started_by'    => $run->object( 'started_by' )->text( 'name', 500, 0 ),
			'started_at'    => $run->text( 'started_at' ),
			'ended_at'      => $text( 'ended_at' ),
			'total'         => $run->count( 'total' ),
			'done'          => $run->count( 'done' ),
			'failed'        => $run->count( 'failed' ),
			'skipped'       => $run->count( 'skipped' ),
			'left'          => $run->count( 'left' ),
			'in_flight'     => $run->count( 'in_flight' ),
			'credits_spent' => $run->count( 'credits_spent' ),
			'price_of_rest' => $run->count( 'price_of_rest' ),
			'spend_at_most' => $run->nullable( 'spend_at_most', static fn ( Fields $of ): int => $of->count( 'spend_at_most' ) ),
		);
	}

	/**
	 * Why a run has ended before all was done, and what to do next.
	 *
	 * @param RunEnd           $end  How it ended.
	 * @param ProblemCode|null $code Why.
	 * @param Fields           $run  The run.
	 */
	private static function reason( RunEnd $end, ?ProblemCode $code, Fields $run ): string {
		/* translators: %s: a command. */
		$resume = sprintf( __( 'The rest: %s', 'seo-rank-genius' ), "wp seo-rank-genius run resume {$run->uuid( 'id' )}" );
		return match ( $end ) {
			RunEnd::Completed => __( 'Account › Image SEO shows why, and tries again.', 'seo-rank-genius' ),
			RunEnd::Stopped => __( 'It was stopped.', 'seo-rank-genius' ) . ' ' . $resume,
			RunEnd::LimitReached => __( 'The limit is reached.', 'seo-rank-genius' ) . ' ' . $resume,
			RunEnd::Unavailable => __( 'The service could not be reached. The run goes on by itself in the background.', 'seo-rank-genius' ),
			default => ( null === $code ? '' : ProblemMessages::of( $code ) . ' ' ) . $resume,
		};
	}
}
