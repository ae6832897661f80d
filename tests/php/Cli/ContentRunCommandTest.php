<?php
/**
 * `wp seo-rank-genius run start` for contents, by the real WP-CLI.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Cli;

use SeoRankGenius\Tests\Support\ContentTestCase;
use SeoRankGenius\Tests\Support\WpCli;

final class ContentRunCommandTest extends ContentTestCase {

	public function test_it_writes_what_is_missing_of_one_kind(): void {
		$this->post();
		$page = $this->post( array( 'post_type' => 'page' ) );
		$this->answer_actions( 'POST', array( 'completed: A page about meadows' ) );
		$wp = WpCli::run( array( 'seo-rank-genius', 'run', 'start', '--feature=meta_title', '--type=page', '--max-credits=1', '--field=end' ), $this->editor );
		self::assertSame( array( 0, "completed\n", '' ), array( $wp->code, $wp->out, $wp->err ) );
		wp_cache_flush();
		self::assertSame( 'A page about meadows', get_post_meta( $page, self::TITLE, true ) );
		self::assertSame( array( $page ), $this->sent_objects() );
	}

	public function test_without_a_state_it_takes_what_has_no_result_yet(): void {
		$this->post();
		$wp = WpCli::run( array( 'seo-rank-genius', 'run', 'start', '--feature=content_analysis' ), $this->editor );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'It would cost 4 credits (objects: 1)', $wp->err );
	}
}
