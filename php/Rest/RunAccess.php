<?php
/**
 * Finds the run and the feature that a request names, for those who may.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use LogicException;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Runs\Features;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunFeature;
use SeoRankGenius\Runs\RunTable;
use WP_Error;
use WP_REST_Request;

/**
 * Whether each object may be changed is asked when it is its turn.
 */
final class RunAccess {

	/**
	 * Access.
	 *
	 * @param RunTable     $runs         Finds runs.
	 * @param Features     $features     Know the objects.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly RunTable $runs,
		private readonly Features $features,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Names of the features that there are.
	 *
	 * @return list<string>
	 */
	public function features(): array {
		return $this->features->names();
	}

	/**
	 * Whether the user may see the runs of the feature that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_list( WP_REST_Request $request ): bool|WP_Error {
		return Answers::permit( $this->feature( $request )->may_list() );
	}

	/**
	 * Whether the user may start runs of it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_start( WP_REST_Request $request ): bool|WP_Error {
		return Answers::permit( $this->capabilities->can_spend() && $this->feature( $request )->may_list() );
	}

	/**
	 * Whether the user may see the run that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_see( WP_REST_Request $request ): bool|WP_Error {
		if ( ! $this->capabilities->can_view() ) {
			return Answers::permit( false );
		}
		$run     = $this->named( $request );
		$feature = null === $run ? null : $this->features->find( $run->feature );
		if ( null === $feature ) {
			return new WP_Error( 'run_not_found', __( 'There is no such run.', 'seo-rank-genius' ), array( 'status' => 404 ) );
		}
		return Answers::permit( $feature->may_list() );
	}

	/**
	 * Whether the user may have it go on.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_work( WP_REST_Request $request ): bool|WP_Error {
		return $this->capabilities->can_spend() ? $this->may_see( $request ) : Answers::permit( false );
	}

	/**
	 * Whether the user may stop and undo it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_control( WP_REST_Request $request ): bool|WP_Error {
		$may_see = $this->may_see( $request );
		return true === $may_see ? Answers::permit( $this->controls( $this->run( $request ) ) ) : $may_see;
	}

	/**
	 * Whether the user is who started a run, or manages the site.
	 *
	 * @param Run $run The run.
	 */
	public function controls( Run $run ): bool {
		return get_current_user_id() === $run->started_by || $this->capabilities->can_change_settings();
	}

	/**
	 * The run that a request names, as it is now.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request A request that may_see() has let through.
	 */
	public function run( WP_REST_Request $request ): Run {
		return $this->named( $request ) ?? throw new LogicException( 'The permission check has found this run.' );
	}

	/**
	 * The feature of a run.
	 *
	 * @param Run $run A run that may_see() has let through.
	 */
	public function feature_of( Run $run ): RunFeature {
		return $this->features->find( $run->feature ) ?? throw new LogicException( 'The permission check has found this feature.' );
	}

	/**
	 * The feature that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request A request whose `feature` is one of those that there are.
	 */
	public function feature( WP_REST_Request $request ): RunFeature {
		return $this->features->find( ( new Arguments( $request ) )->text( 'feature' ) ) ?? throw new LogicException( 'The schema names the features.' );
	}

	/**
	 * The run of a request's path: its body may name another one, to be.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function named( WP_REST_Request $request ): ?Run {
		$id = $request->get_url_params()['id'] ?? null;
		return is_string( $id ) ? $this->runs->find( $id ) : null;
	}
}
