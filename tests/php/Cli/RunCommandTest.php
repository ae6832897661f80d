<?php
/**
 * `wp seo-rank-genius run start | resume | stop | list`, by the real WP-CLI.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Cli;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;
use SeoRankGenius\Tests\Support\WpCli;

final class RunCommandTest extends RunTestCase {

	public function test_nothing_is_spent_beyond_what_was_allowed(): void {
		$this->images( 3 );
		foreach ( array( array(), array( '--max-credits=2' ), array( '--max-credits=0', '--yes' ) ) as $options ) {
			$wp = $this->wp( array( 'start', ...$options ) );
			self::assertSame( array( 1, '' ), array( $wp->code, $wp->out ) );
			self::assertStringContainsString( 'It would cost 3 credits (objects: 3), so nothing was started. Add --max-credits=3, or --yes.', $wp->err );
		}
		self::assertSame( array(), $this->runs() );
		self::assertSame( array(), $this->sent() );
	}

	public function test_it_works_until_all_is_done(): void {
		$images = $this->images( 3 );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two', 'completed: Three' ) );
		$wp = $this->wp( array( 'start', '--max-credits=3', '--format=json' ) );
		self::assertSame( array( 0, '' ), array( $wp->code, $wp->err ) );
		$run = $wp->json();
		self::assertSame( array( 'ended', 'completed', 3, 3 ), array( $run['state'], $run['end'], $run['done'], $run['credits_spent'] ) );
		self::assertSame( array( 'One', 'Two', 'Three' ), self::texts( $images ) );
		$wp = $this->wp( array( 'start', '--yes' ) );
		self::assertSame( array( 0, "Success: There is nothing to do.\n" ), array( $wp->code, $wp->out ) );
	}

	public function test_with_yes_it_ends_when_the_allowed_credits_are_spent_and_resumes_the_rest(): void {
		$this->images( 3 );
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		$wp = $this->wp( array( 'start', '--max-credits=2', '--yes' ) );
		self::assertSame( 3, $wp->code );
		self::assertStringContainsString( 'Done 2. Failed 0 (0 charged). Spent 2. 1 left. The limit is reached.', $wp->err );
		$id = Json::text_at( $this->runs(), '0.id' );
		self::assertStringContainsString( "wp seo-rank-genius run resume $id", $wp->err );
		$wp = $this->wp( array( 'resume', $id ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'It would cost 1 credit (objects: 1)', $wp->err );
		$this->answer_actions( 'POST', array( 'failed: provider_failed' ) );
		$wp = $this->wp( array( 'resume', $id, '--max-credits=1' ) );
		self::assertSame( 3, $wp->code );
		self::assertStringContainsString( 'Done 2. Failed 1 (0 charged). Spent 2.', $wp->err );
		self::assertSame( array( 2, 1 ), array_map( 'count', $this->sent() ), 'Nothing was bought twice.' );
	}

	public function test_a_rate_limit_is_waited_for(): void {
		$images = $this->images( 1 );
		$this->cloud->answer( 'POST', '/v1/actions', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '1' ) );
		$this->answer_actions( 'POST', array( 'completed: Late' ) );
		$wp = $this->wp( array( 'start', '--max-credits=1', '--field=end' ) );
		self::assertSame( array( 0, "completed\n" ), array( $wp->code, $wp->out ) );
		self::assertStringContainsString( 'The service asks to wait until', $wp->err );
		self::assertSame( array( 'Late' ), self::texts( $images ) );
	}

	public function test_an_outage_and_an_empty_balance_are_told_apart(): void {
		$this->images( 1 );
		$this->answer_actions( 'POST', array( 'refused: insufficient_credits' ) );
		$wp = $this->wp( array( 'start', '--max-credits=1' ) );
		self::assertSame( 3, $wp->code );
		self::assertStringContainsString( '1 left. There are not enough credits for this.', $wp->err );
		$this->cloud->stop();
		$wp = $this->wp( array( 'resume', Json::text_at( $this->runs(), '0.id' ), '--yes' ) );
		self::assertSame( 2, $wp->code );
		self::assertStringContainsString( 'goes on by itself in the background', $wp->err );
		$this->cloud->start();
	}

	public function test_a_run_in_the_background_can_be_stopped(): void {
		$this->images( 2 );
		$wp = $this->wp( array( 'start', '--yes', '--background', '--field=id' ) );
		self::assertSame( 0, $wp->code, $wp->err );
		self::assertNotFalse( wp_next_scheduled( Names::RUNS_TICK ) );
		self::assertSame( array(), $this->sent() );
		$id = trim( $wp->out );
		self::assertSame( array( array( 'running', null ) ), $this->runs_by( 'state', 'end' ) );
		$wp = $this->wp( array( 'stop', $id, '--field=end' ) );
		self::assertSame( array( 0, "stopped\n" ), array( $wp->code, $wp->out ) );
		self::assertSame( array( array( 'ended', 'stopped' ) ), $this->runs_by( 'state', 'end' ) );
	}

	public function test_it_takes_what_was_chosen(): void {
		$images = $this->images( 3 );
		$this->answer_actions( 'POST', array( 'completed' ) );
		self::assertSame( 0, $this->wp( array( 'start', "--ids={$images[1]}", '--max-credits=1' ) )->code );
		self::assertSame( array( $images[1] ), $this->sent_objects() );
		foreach ( array( array( 'start', '--ids=1;2' ), array( 'start', '--state=nonsense' ), array( 'start', '--feature=nonsense' ), array( 'stop', 'nonsense' ), array( 'stop', self::OTHER ) ) as $wrong ) {
			$wp = $this->wp( $wrong );
			self::assertSame( array( 1, '' ), array( $wp->code, $wp->out ), implode( ' ', $wrong ) );
			self::assertStringStartsWith( 'Error: ', $wp->err );
		}
	}

	public function test_who_may_not_spend_may_not_here_either(): void {
		$this->images( 1 );
		$wp = WpCli::run( array( 'seo-rank-genius', 'run', 'start', '--yes' ), $this->user( 'subscriber' ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'not allowed', $wp->err );
	}

	/**
	 * @param list<string> $arguments What follows `wp seo-rank-genius run`.
	 */
	private function wp( array $arguments ): WpCli {
		return WpCli::run( array( 'seo-rank-genius', 'run', ...$arguments ), $this->editor );
	}

	/**
	 * @return array<array-key, mixed> The runs, as `run list` shows them.
	 */
	private function runs(): array {
		$wp = $this->wp( array( 'list', '--format=json' ) );
		self::assertSame( 0, $wp->code, $wp->err );
		return $wp->json();
	}

	/**
	 * @return list<list<mixed>> Two fields of each.
	 */
	private function runs_by( string $one, string $other ): array {
		return array_map( static fn ( mixed $run ): array => array( Json::at( $run, $one ), Json::at( $run, $other ) ), array_values( $this->runs() ) );
	}
}
