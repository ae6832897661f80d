<?php
/**
 * The base of tests of runs: a connected site, an editor, images without alt text, and the cloud's answers.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use WP_REST_Response;

abstract class RunTestCase extends CloudTestCase {

	protected const RUN   = '11111111-1111-4111-8111-111111111111';
	protected const OTHER = '22222222-2222-4222-8222-222222222222';
	protected const ALT   = '_wp_attachment_image_alt';

	protected int $editor = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		$this->editor = $this->act_as( 'editor' );
	}

	/**
	 * Adds images without alt text.
	 *
	 * @param int $count  How many.
	 * @param int $author Whose they are; 0: nobody's.
	 * @return list<int> Attachments, in the order in which a run takes them: newest first.
	 */
	protected function images( int $count, int $author = 0 ): array {
		$ids = array();
		for ( $image = 0; $image < $count; $image++ ) {
			$ids[] = $this->image( null, array( 'post_author' => $author ) );
		}
		return array_reverse( $ids );
	}

	/**
	 * Starts a run of everything without alt text.
	 *
	 * @param array<string, mixed> $arguments What differs.
	 */
	protected function start( array $arguments = array() ): WP_REST_Response {
		return $this->rest(
			'POST',
			self::ROUTES . '/runs',
			$arguments + array(
				'id'            => self::RUN,
				'feature'       => 'image_alt',
				'selection'     => self::missing(),
				'overwrite'     => false,
				'max_credits'   => 1000,
				'spend_at_most' => null,
				'first'         => null,
			)
		);
	}

	/**
	 * @return array<string, mixed> The selection of everything without alt text.
	 */
	protected static function missing(): array {
		return array(
			'filter' => array(
				'state'  => 'missing',
				'search' => '',
			),
			'except' => array(),
		);
	}

	/**
	 * Does something with the run.
	 *
	 * @param string               $what      Such as "step".
	 * @param array<string, mixed> $arguments Its arguments.
	 * @return array<array-key, mixed> The answer, which has been checked against its schema.
	 */
	protected function with_run( string $what, array $arguments = array(), string $id = self::RUN ): array {
		$response = $this->rest( 'POST', self::ROUTES . "/runs/$id/$what", $arguments );
		$this->assert_answer( 'run-answer', $response );
		return $this->data( $response );
	}

	/**
	 * @return array<array-key, mixed> The run, as a browser sees it.
	 */
	protected function run_now( string $id = self::RUN ): array {
		$response = $this->rest( 'GET', self::ROUTES . "/runs/$id" );
		$this->assert_answer( 'run-answer', $response );
		return Json::list_at( $this->data( $response ), 'run' );
	}

	/**
	 * Scripts the cloud's answer about the actions of a request, in their order.
	 *
	 * @param string       $method   "POST" for running them, "GET" for asking about them.
	 * @param list<string> $outcomes "completed", "completed: a text", "failed: a code", "refused: a code", "in_progress", "unknown" for leaving one out.
	 * @param array<string, mixed> $changes Of the answer, by path.
	 */
	protected function answer_actions( string $method, array $outcomes, array $changes = array() ): void {
		$actions = array();
		foreach ( $outcomes as $place => $outcome ) {
			list( $word, $more ) = explode( ': ', $outcome, 2 ) + array( '', null );
			if ( 'unknown' === $word ) {
				continue;
			}
			$charged   = in_array( $word, array( 'completed', 'in_progress' ), true ) ? 1 : 0;
			$actions[] = array(
				'id'          => "{{action $place}}",
				'outcome'     => $word,
				'cost'        => $charged,
				'from_domain' => 0,
				'from_shared' => $charged,
				'code'        => 0 === $charged ? $more : null,
				'result'      => 'completed' === $word ? $this->result_of( $more ?? "Text $place" ) : null,
				'meta'        => null,
			);
		}
		$answer = Json::with( self::answer_of( 'actions-answer' ), 'actions', $actions );
		foreach ( $changes as $path => $value ) {
			$answer = Json::with( $answer, $path, $value );
		}
		$this->cloud->answer( $method, '/v1/actions', 200, $answer );
	}

	/**
	 * @return array<string, mixed> A result of the feature that the test is about.
	 */
	protected function result_of( string $text ): array {
		return array( 'alt_text' => $text );
	}

	/**
	 * @return list<list<string>> The ids of the actions of each request that reached the cloud.
	 */
	protected function sent(): array {
		$sent = array();
		foreach ( $this->cloud->requests() as $request ) {
			if ( 'POST' === $request['method'] && '/v1/actions' === $request['path'] ) {
				$sent[] = array_map( static fn ( mixed $action ): string => Json::text_at( $action, 'id' ), array_values( Json::list_at( $request['json'], 'actions' ) ) );
			}
		}
		return $sent;
	}

	/**
	 * @return list<int> The objects of the requests that reached the cloud, in order.
	 */
	protected function sent_objects(): array {
		$sent = array();
		foreach ( $this->cloud->requests() as $request ) {
			if ( 'POST' === $request['method'] && '/v1/actions' === $request['path'] ) {
				foreach ( Json::list_at( $request['json'], 'actions' ) as $action ) {
					$sent[] = (int) Json::text_at( $action, 'subject.id' );
				}
			}
		}
		return $sent;
	}

	/**
	 * @return list<list<string>> The ids of each question about actions.
	 */
	protected function asked_about(): array {
		$asked = array();
		foreach ( $this->cloud->requests() as $request ) {
			if ( 'GET' === $request['method'] && '/v1/actions' === $request['path'] ) {
				$asked[] = explode( ',', Json::text_at( $request['query'], 'ids' ) );
			}
		}
		return $asked;
	}

	/**
	 * @param list<int> $images Attachments.
	 * @return list<string> Their alt texts.
	 */
	protected static function texts( array $images ): array {
		wp_cache_flush();
		return array_map( static fn ( int $id ): string => self::text_of( $id ), $images );
	}

	private static function text_of( int $image ): string {
		$text = get_post_meta( $image, self::ALT, true );
		self::assertIsString( $text );
		return $text;
	}

	/**
	 * @return list<string> The states of the run's items, in their order.
	 */
	protected function states(): array {
		return array_map( static fn ( array $item ): string => Json::text_at( $item, 'state' ), $this->items() );
	}

	/**
	 * @return list<array<array-key, mixed>> The run's items as stored, in their order.
	 */
	protected function items(): array {
		$queries = new Queries( self::wpdb() );
		return $queries->rows( "SELECT item.* FROM {$queries->table( Tables::RUN_ITEMS )} AS item JOIN {$queries->table( Tables::RUNS )} AS run ON run.number = item.run_number WHERE run.id = %s ORDER BY item.number", array( self::RUN ) );
	}

	/**
	 * Changes what is stored of the run, as if it had come about otherwise: a process that died, time that passed.
	 *
	 * @param array<string, mixed> $fields By column.
	 */
	protected function rewrite_run( array $fields ): void {
		self::assertSame( 1, self::wpdb()->update( self::wpdb()->prefix . Tables::RUNS, $fields, array( 'id' => self::RUN ) ) );
	}

	/**
	 * @return list<string> The plugin's hooks that WP-Cron would call.
	 */
	protected static function scheduled(): array {
		return array_values( array_filter( Names::CRON_HOOKS, static fn ( string $hook ): bool => false !== wp_next_scheduled( $hook ) ) );
	}

	/**
	 * Lets something happen just before the next request to the cloud leaves.
	 *
	 * @param callable():void $happens What.
	 */
	protected static function meanwhile( callable $happens ): void {
		$before = static function ( mixed $answer ) use ( $happens, &$before ): mixed {
			remove_filter( 'pre_http_request', $before );
			$happens();
			return $answer;
		};
		add_filter( 'pre_http_request', $before );
	}
}
