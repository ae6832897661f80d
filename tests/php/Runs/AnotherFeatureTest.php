<?php
/**
 * Runs know nothing of images: another feature, whose objects have different prices, is plugged in as it is.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Runs;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Http;
use SeoRankGenius\Results\Results;
use SeoRankGenius\Runs\BatchPreparation;
use SeoRankGenius\Runs\CloudActions;
use SeoRankGenius\Runs\Features;
use SeoRankGenius\Runs\ItemTable;
use SeoRankGenius\Runs\NewRun;
use SeoRankGenius\Runs\QuoteRun;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunEnd;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Runs\Selection;
use SeoRankGenius\Runs\StartRun;
use SeoRankGenius\Runs\StepRun;
use SeoRankGenius\Runs\UndoRun;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Tests\Support\Excerpts;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class AnotherFeatureTest extends RunTestCase {

	/** @var list<int> */
	private array $posts = array();

	private Excerpts $feature;

	private RunTable $runs;

	private StepRun $step;

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( 'dear', 'cheap', 'dear', 'cheap' ) as $title ) {
			$this->posts[] = $this->post( array( 'post_title' => $title ) );
		}
		$queries       = new Queries( self::wpdb() );
		$this->feature = new Excerpts( $queries );
		$this->runs    = new RunTable( $queries );
		$actions       = new CloudActions( $this->sync(), new CloudClient( new Http( CloudUrl::configured() ), self::HOME ) );
		$this->step    = new StepRun( $this->runs, new ItemTable( $queries ), new BatchPreparation(), $actions, new Features( $this->feature ), new Results( $queries ), new Capabilities() );
	}

	public function test_prices_are_those_of_each_object(): void {
		$run = $this->begin( 8, null );
		self::assertSame( array( 4, 8 ), array( $run->counts->total(), $run->counts->price_of_rest ) );
		$this->answer_actions(
			'POST',
			array( 'completed: A', 'completed: B', 'failed: provider_failed', 'completed: D' ),
			array(
				'actions.0.cost'        => 3,
				'actions.0.from_domain' => 2,
			)
		);
		$run = $this->stepped( $run );
		self::assertSame( array( RunEnd::Completed, 3, 1, 5, 3 ), array( $run->end, $run->counts->done, $run->counts->failed, $run->counts->credits_spent, $run->counts->failed_price ) );
		self::assertSame( array( 'A', 'B', '', 'D' ), array_map( $this->feature->text( ... ), $this->posts ) );
		self::assertSame( array( $this->posts[2] => 'provider_failed' ), $this->feature->failed );
		self::assertSame( array( 3, 1, 3, 1 ), array_map( static fn ( mixed $action ): int => Json::int_at( $action, 'max_cost' ), array_values( Json::list_at( $this->cloud->requests()[1]['json'] ?? null, 'actions' ) ) ) );
		( new UndoRun( $this->runs, new ItemTable( new Queries( self::wpdb() ) ) ) )->undo( $run, $this->feature );
		self::assertSame( array( '', '', '', '' ), array_map( $this->feature->text( ... ), $this->posts ) );
	}

	public function test_a_ceiling_stops_before_the_first_that_it_does_not_cover(): void {
		$run = $this->begin( 8, 6 );
		$this->answer_actions(
			'POST',
			array( 'completed: A', 'completed: B' ),
			array(
				'actions.0.cost'        => 3,
				'actions.0.from_domain' => 2,
			)
		);
		$run = $this->stepped( $run );
		self::assertSame( array( 4, 4 ), array( $run->counts->credits_spent, $run->counts->price_of_rest ) );
		self::assertSame( array( $this->posts[0], $this->posts[1] ), $this->sent_objects(), 'In their order: the cheap one behind the dear one waits with it.' );
		$run = $this->stepped( $run );
		self::assertSame( array( RunEnd::LimitReached, 'ceiling' ), array( $run->end, $run->limit ) );
	}

	public function test_the_quote_says_how_many_of_the_first_the_credits_pay_for(): void {
		foreach ( array(
			8 => 4,
			7 => 3,
			6 => 2,
			3 => 1,
			2 => 0,
			0 => 0,
		) as $credits => $covered ) {
			$this->connect( Json::with( self::answer_of( 'site-state' ), 'balance', self::balance( array( 'license.shared' => $credits ) ) ) );
			$quote = ( new QuoteRun( new Queries( self::wpdb() ), $this->sync() ) )->quote( $this->feature, Selection::of_ids( $this->posts ), false );
			self::assertSame( array( 4, 8, $credits, $covered ), array( $quote['items'], $quote['credits'], $quote['spendable'], $quote['covers'] ) );
		}
	}

	public function test_what_cannot_be_sent_yet_waits_however_often(): void {
		$run                    = $this->begin( 8, null );
		$this->feature->unready = 5;
		for ( $step = 0; $step < 5; $step++ ) {
			$run = $this->stepped( $run );
			self::assertSame( array( null, 4, 0 ), array( $run->end, $run->counts->waiting, $run->counts->failed ) );
		}
		self::assertSame( array(), $this->sent() );
		$this->answer_actions( 'POST', array( 'failed: provider_failed', 'failed: provider_failed', 'failed: provider_failed', 'failed: provider_failed' ) );
		$this->stepped( $run );
		self::assertSame( $this->posts, $this->sent_objects() );
	}

	public function test_a_request_is_no_larger_than_the_cloud_takes(): void {
		$run                  = $this->begin( 8, null );
		$this->feature->bytes = 5 * 1024 * 1024;
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		$this->stepped( $run );
		self::assertSame( RunEnd::Completed, $this->stepped( $run )->end );
		self::assertSame( array( 2, 2 ), array_map( 'count', $this->sent() ) );
	}

	public function test_what_is_too_large_by_itself_fails_alone(): void {
		$run                  = $this->begin( 8, null );
		$this->feature->bytes = 12 * 1024 * 1024;
		$run                  = $this->stepped( $run );
		self::assertSame( array( RunEnd::Completed, 4, 0 ), array( $run->end, $run->counts->failed, $run->counts->credits_spent ) );
		self::assertSame( array_fill_keys( $this->posts, 'payload_too_large' ), $this->feature->failed );
		self::assertSame( array(), $this->sent() );
	}

	public function test_a_result_of_another_feature_is_not_believed(): void {
		$run = $this->begin( 8, null );
		$this->answer_actions( 'POST', array( 'completed: A', 'completed: B', 'completed: C', 'completed: D' ), array( 'actions.3.result' => array( 'alt_text' => 'A reef' ) ) );
		$this->answer_actions( 'GET', array( 'unknown', 'unknown', 'unknown', 'unknown' ) );
		$run = $this->stepped( $run );
		self::assertSame( array( RunEnd::Unavailable, 0, 0 ), array( $run->end, $run->counts->done, $run->counts->credits_spent ) );
		self::assertSame( array( '', '', '', '' ), array_map( $this->feature->text( ... ), $this->posts ) );
	}

	protected function result_of( string $text ): array {
		return array( 'text' => $text );
	}

	private function begin( int $max_credits, ?int $spend_at_most ): Run {
		$queries = new Queries( self::wpdb() );
		return ( new StartRun( $queries, $this->runs, new ItemTable( $queries ) ) )->of_selection(
			new NewRun( self::RUN, $this->feature->name(), $this->editor, false, $max_credits, $spend_at_most ),
			$this->feature,
			Selection::of_ids( $this->posts ),
			null
		);
	}

	private function stepped( Run $run ): Run {
		self::assertTrue( $this->step->step( $run ) );
		$run = $this->runs->find( $run->id );
		self::assertNotNull( $run );
		return $run;
	}
}
