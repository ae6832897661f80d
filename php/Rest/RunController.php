<?php
/**
 * REST: following, stepping, stopping, resuming, retrying and undoing one run.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Rest\Schema\RunArguments;
use SeoRankGenius\Rest\Schema\RunSchema;
use SeoRankGenius\Runs\Background;
use SeoRankGenius\Runs\ItemState;
use SeoRankGenius\Runs\ItemTable;
use SeoRankGenius\Runs\NewRun;
use SeoRankGenius\Runs\NotStarted;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Runs\StartRun;
use SeoRankGenius\Runs\StepRun;
use SeoRankGenius\Runs\UndoRun;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/runs/<id>` and what is below it.
 */
final class RunController {

	private const PATH = '/runs/(?P<id>[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27})';

	private const ITEMS_PER_PAGE = 100;

	/**
	 * A controller.
	 *
	 * @param RunTable   $runs       Stops and resumes.
	 * @param ItemTable  $items      Finds items.
	 * @param StartRun   $start      Retries.
	 * @param StepRun    $step       Works.
	 * @param UndoRun    $undo       Undoes.
	 * @param Background $background Goes on when the page is closed.
	 * @param RunAccess  $access     Who may.
	 * @param RunView    $view       Shows items.
	 * @param RunAnswers $answers    Shows the run.
	 */
	public function __construct(
		private readonly RunTable $runs,
		private readonly ItemTable $items,
		private readonly StartRun $start,
		private readonly StepRun $step,
		private readonly UndoRun $undo,
		private readonly Background $background,
		private readonly RunAccess $access,
		private readonly RunView $view,
		private readonly RunAnswers $answers,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$this->register( '', WP_REST_Server::READABLE, $this->access->may_see( ... ), $this->show( ... ), RunArguments::after() );
		$this->register( '/items', WP_REST_Server::READABLE, $this->access->may_see( ... ), $this->list_items( ... ), RunArguments::items(), RunSchema::items_page( ... ) );
		$this->register( '/step', WP_REST_Server::CREATABLE, $this->access->may_work( ... ), $this->step( ... ), RunArguments::after() );
		$this->register( '/stop', WP_REST_Server::CREATABLE, $this->access->may_control( ... ), $this->stop( ... ) );
		$this->register( '/resume', WP_REST_Server::CREATABLE, $this->access->may_work( ... ), $this->resume( ... ), RunArguments::max_credits() );
		$this->register( '/retry', WP_REST_Server::CREATABLE, $this->access->may_work( ... ), $this->retry( ... ), RunArguments::new_run() );
		$this->register( '/undo', WP_REST_Server::CREATABLE, $this->access->may_control( ... ), $this->undo( ... ) );
	}

	/**
	 * Shows a run, with what has ended since.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function show( WP_REST_Request $request ): WP_REST_Response {
		return $this->answers->of( $this->access->run( $request ), ( new Arguments( $request ) )->number( 'after' ) );
	}

	/**
	 * Lists items, in the order of the run.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function list_items( WP_REST_Request $request ): WP_REST_Response {
		$arguments = new Arguments( $request );
		$run       = $this->access->run( $request );
		$items     = $this->items->page( $run, ItemState::tryFrom( $arguments->text( 'state' ) ), (int) $arguments->text( 'cursor' ), self::ITEMS_PER_PAGE + 1 );
		$page      = array_slice( $items, 0, self::ITEMS_PER_PAGE );
		$last      = end( $page );
		return new WP_REST_Response(
			array(
				'items'       => $this->view->items( $this->access->feature_of( $run ), $page ),
				'next_cursor' => false !== $last && count( $items ) > self::ITEMS_PER_PAGE ? (string) $last->number : null,
			)
		);
	}

	/**
	 * Does one batch, unless somebody else is at it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function step( WP_REST_Request $request ): WP_REST_Response {
		// A page that is closed meanwhile does not cut the batch short.
		ignore_user_abort( true );
		$this->step->step( $this->access->run( $request ) );
		$run = $this->access->run( $request );
		if ( ! $run->has_ended || $run->goes_on_by_itself() ) {
			$this->background->watch();
		}
		return $this->answers->of( $run, ( new Arguments( $request ) )->number( 'after' ) );
	}

	/**
	 * Stops a run: nothing more is sent. What is in flight is asked about at once, unless somebody is at it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function stop( WP_REST_Request $request ): WP_REST_Response {
		ignore_user_abort( true );
		$run = $this->access->run( $request );
		$this->runs->stop( $run );
		$this->step->step( $run );
		return $this->answers->of( $this->access->run( $request ), $run->last_seq );
	}

	/**
	 * Lets a run go on with the rest, with the rights of this user.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function resume( WP_REST_Request $request ): WP_REST_Response {
		$run = $this->access->run( $request );
		$this->runs->resume( $run, get_current_user_id(), ( new Arguments( $request ) )->number( 'max_credits' ) );
		$this->background->watch();
		return $this->answers->of( $this->access->run( $request ), $run->last_seq );
	}

	/**
	 * Starts a new run of what failed in this one.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function retry( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		$of        = $this->access->run( $request );
		try {
			$run = $this->start->of_failed( new NewRun( strtolower( $arguments->text( 'id' ) ), $of->feature, get_current_user_id(), $of->overwrite, $arguments->number( 'max_credits' ), null, $of->id ), $of );
		} catch ( NotStarted $not_started ) {
			return $this->answers->not_started( $not_started );
		}
		$this->background->watch();
		return $this->answers->of( $run, 0 );
	}

	/**
	 * Undoes a piece of a run.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function undo( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		ignore_user_abort( true );
		$run = $this->access->run( $request );
		if ( ! $run->has_ended ) {
			return new WP_Error( 'run_is_running', __( 'This run is still at work. Stop it first, then undo it.', 'seo-rank-genius' ), array( 'status' => 409 ) );
		}
		$more = $this->undo->undo( $run, $this->access->feature_of( $run ) );
		return $this->answers->of( $this->access->run( $request ), $run->last_seq, $more );
	}

	/**
	 * Registers one route.
	 *
	 * @param string                              $below      What follows the run in its path.
	 * @param string                              $methods    HTTP methods.
	 * @param callable                            $permission Who may.
	 * @param callable                            $callback   What it does.
	 * @param array<string, array<string, mixed>> $arguments  Its arguments.
	 * @param callable|null                       $schema     The shape of its answer; null: RunAnswer.
	 */
	private function register( string $below, string $methods, callable $permission, callable $callback, array $arguments = array(), ?callable $schema = null ): void {
		register_rest_route(
			Answers::ROUTES,
			self::PATH . $below,
			array(
				array(
					'methods'             => $methods,
					'permission_callback' => $permission,
					'callback'            => $callback,
					'args'                => $arguments,
				),
				'schema' => $schema ?? RunSchema::answer( ... ),
			)
		);
	}
}
