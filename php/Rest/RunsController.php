<?php
/**
 * REST: listing, quoting and starting runs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use InvalidArgumentException;
use LogicException;
use SeoRankGenius\Rest\Schema\RunArguments;
use SeoRankGenius\Rest\Schema\RunSchema;
use SeoRankGenius\Runs\Background;
use SeoRankGenius\Runs\NewRun;
use SeoRankGenius\Runs\NotStarted;
use SeoRankGenius\Runs\QuoteRun;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Runs\Selection;
use SeoRankGenius\Runs\StartRun;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/runs` and `/runs/quote`.
 */
final class RunsController {

	private const PER_PAGE = 20;

	/**
	 * A controller.
	 *
	 * @param RunTable   $runs       Finds runs.
	 * @param QuoteRun   $quote      Quotes.
	 * @param StartRun   $start      Starts.
	 * @param Background $background Goes on when the page is closed.
	 * @param RunAccess  $access     Who may.
	 * @param RunView    $view       Shows runs.
	 * @param RunAnswers $answers    Shows what was started.
	 */
	public function __construct(
		private readonly RunTable $runs,
		private readonly QuoteRun $quote,
		private readonly StartRun $start,
		private readonly Background $background,
		private readonly RunAccess $access,
		private readonly RunView $view,
		private readonly RunAnswers $answers,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$features = $this->access->features();
		register_rest_route(
			Answers::ROUTES,
			'/runs',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $this->access->may_list( ... ),
					'callback'            => $this->list( ... ),
					'args'                => RunArguments::page( $features ),
				),
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $this->access->may_start( ... ),
					'callback'            => $this->start( ... ),
					'args'                => RunArguments::start( $features ),
				),
				'schema' => RunSchema::page( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/runs/quote',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $this->access->may_start( ... ),
					'callback'            => $this->quote( ... ),
					'args'                => RunArguments::order( $features ),
				),
				'schema' => RunSchema::quote( ... ),
			)
		);
	}

	/**
	 * A page of a feature's runs, newest first.
	 *
	 * @param string $feature Its name.
	 * @param string $cursor  What next_cursor of the page before says; empty for the first.
	 */
	public function page( string $feature, string $cursor = '' ): WP_REST_Response {
		$runs = $this->runs->page( $feature, '' === $cursor ? null : (int) $cursor, self::PER_PAGE + 1 );
		$page = array_slice( $runs, 0, self::PER_PAGE );
		$last = end( $page );
		return new WP_REST_Response(
			array(
				'runs'        => array_map( $this->view->run( ... ), $page ),
				'next_cursor' => false !== $last && count( $runs ) > self::PER_PAGE ? (string) $last->number : null,
			)
		);
	}

	/**
	 * Lists runs.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function list( WP_REST_Request $request ): WP_REST_Response {
		$arguments = new Arguments( $request );
		return $this->page( $arguments->text( 'feature' ), $arguments->text( 'cursor' ) );
	}

	/**
	 * Quotes a run.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function quote( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		try {
			$arguments = new Arguments( $request );
			return new WP_REST_Response( $this->quote->quote( $this->access->feature( $request ), self::selection( $request ), $arguments->flag( 'overwrite' ), $arguments->number_or_null( 'first' ) ) );
		} catch ( InvalidArgumentException ) {
			return self::unknown_filter();
		}
	}

	/**
	 * Starts a run. It is worked on when the page takes its first step, or by the background.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function start( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		$feature   = $this->access->feature( $request );
		$asked     = new NewRun(
			strtolower( $arguments->text( 'id' ) ),
			$feature->name(),
			get_current_user_id(),
			$arguments->flag( 'overwrite' ),
			$arguments->number( 'max_credits' ),
			$arguments->number_or_null( 'spend_at_most' )
		);
		try {
			$run = $this->start->of_selection( $asked, $feature, self::selection( $request ), $arguments->number_or_null( 'first' ) );
		} catch ( InvalidArgumentException ) {
			return self::unknown_filter();
		} catch ( NotStarted $not_started ) {
			return $this->answers->not_started( $not_started );
		}
		$this->background->watch();
		return $this->answers->of( $run, 0 );
	}

	/**
	 * What was chosen.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request A request whose selection fits the schema.
	 */
	private static function selection( WP_REST_Request $request ): Selection {
		$selection = $request->get_param( 'selection' );
		$selection = is_array( $selection ) ? $selection : throw new LogicException( 'The schema says object.' );
		if ( isset( $selection['ids'] ) ) {
			return Selection::of_ids( self::numbers( $selection['ids'] ) );
		}
		$filter = is_array( $selection['filter'] ?? null ) ? $selection['filter'] : array();
		$text   = static fn ( string $name ): string => is_string( $filter[ $name ] ?? null ) ? $filter[ $name ] : throw new LogicException( "The schema of $name says text." );
		return Selection::of_filter( $text( 'state' ), $text( 'search' ), self::numbers( $selection['except'] ?? null ), isset( $filter['type'] ) ? $text( 'type' ) : '' );
	}

	/**
	 * Whole numbers.
	 *
	 * @param mixed $values What fits the schema.
	 * @return list<int>
	 */
	private static function numbers( mixed $values ): array {
		return array_values( array_filter( is_array( $values ) ? $values : throw new LogicException( 'The schema says integers.' ), 'is_int' ) );
	}

	/**
	 * What a filter that the feature does not have is answered with.
	 */
	private static function unknown_filter(): WP_Error {
		return new WP_Error( 'rest_invalid_param', __( 'The list has no such filter. Reload the page and choose again.', 'seo-rank-genius' ), array( 'status' => 400 ) );
	}
}
