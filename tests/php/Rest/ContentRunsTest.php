<?php
/**
 * Runs of features on contents: the machinery of Image SEO, with contents as its objects.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\ContentTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ContentRunsTest extends ContentTestCase {

	/**
	 * @param array<string, mixed> $selection What is chosen.
	 * @return array<array-key, mixed> The quote.
	 */
	private function quote( string $feature, array $selection, bool $overwrite = false, ?int $first = null ): array {
		$response = $this->rest( 'POST', self::ROUTES . '/runs/quote', array( 'feature' => $feature, 'selection' => $selection, 'overwrite' => $overwrite, 'first' => $first ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_answer( 'run-quote', $response );
		return $this->data( $response );
	}

	/**
	 * @return array<string, mixed>
	 */
	private static function filtered( string $state, string $type = '', string $search = '' ): array {
		return array(
			'filter' => array(
				'state'  => $state,
				'search' => $search,
				'type'   => $type,
			),
			'except' => array(),
		);
	}

	public function test_a_run_writes_the_meta_titles_that_are_missing_and_undoing_takes_them_away(): void {
		$written = $this->post();
		update_post_meta( $written, self::TITLE, 'By hand' );
		$empty = $this->post( array( 'post_content' => '' ) );
		$first = $this->post();
		$page  = $this->post( array( 'post_type' => 'page' ) );
		$quote = $this->quote( 'meta_title', self::filtered( 'all' ) );
		self::assertSame( array( 2, 2, 0 ), array( $quote['items'], $quote['credits'], $quote['overwrites'] ) );
		self::assertSame( array( 'has_text' => 1, 'decorative' => 0, 'not_editable' => 0, 'no_text' => 1 ), $quote['skipped'] ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 1, $this->quote( 'meta_title', self::filtered( 'missing', 'page' ) )['items'] );
		self::assertSame( 200, $this->start( array( 'feature' => 'meta_title', 'selection' => self::filtered( 'all' ), 'max_credits' => 2 ) )->get_status() ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_actions( 'POST', array( 'completed: A page about meadows', 'completed: A post about meadows' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'completed', 2, 2 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ) ) );
		self::assertSame( 'A page about meadows', Json::at( $answer, 'items.0.text' ) );
		self::assertSame( array( $page, $first ), $this->sent_objects() );
		$texts = fn (): array => array_map( static fn ( int $id ): mixed => get_post_meta( $id, self::TITLE, true ), array( $written, $empty, $first, $page ) );
		self::assertSame( array( 'By hand', '', 'A post about meadows', 'A page about meadows' ), $texts() );
		self::assertSame( 'generated', Json::at( $this->content( $page ), 'meta_title.state' ) );
		$this->with_run( 'undo' );
		self::assertSame( array( 'By hand', '', '', '' ), $texts() );
		self::assertSame( 'missing', Json::at( $this->content( $page ), 'meta_title.state' ) );
	}

	public function test_a_run_is_told_what_each_page_wants_to_be_found_by(): void {
		$none    = $this->post();
		$meadows = $this->post();
		update_post_meta( $meadows, Names::META_KEYWORD, '<b>wild meadow</b>, lawn' );
		$this->start( array( 'feature' => 'meta_title', 'selection' => self::filtered( 'all' ), 'max_credits' => 2 ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		$this->with_run( 'step' );
		self::assertSame( array( $meadows, $none ), $this->sent_objects() );
		$sent   = $this->cloud->requests();
		$inputs = array_column( Json::list_at( $sent[ count( $sent ) - 1 ]['json'], 'actions' ), 'input' );
		self::assertSame( array( 'wild meadow' ), array_column( $inputs, 'focus_keyword' ) );
		self::assertCount( 2, $inputs );
	}

	public function test_a_run_of_links_waits_until_all_pages_are_read(): void {
		$about = str_repeat( 'Mowing a meadow with a scythe, how the scythe is sharpened, how the meadow dries. ', 3 );
		$pages = array( $this->post( array( 'post_content' => $about ) ), $this->post( array( 'post_content' => $about ) ) );
		$this->start( array( 'feature' => 'link_suggestions', 'selection' => array( 'ids' => $pages ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$read   = $this->let_pages_be_unread();
		$answer = $this->with_run( 'step' );
		self::assertSame( array( null, 0, 0, 2 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.failed' ), Json::at( $answer, 'run.skipped' ), Json::at( $answer, 'run.total' ) ) );
		self::assertSame( array(), $this->sent() );
		$read();
		$this->answer_actions( 'POST', array( 'failed: provider_failed', 'failed: provider_failed' ) );
		$this->with_run( 'step' );
		self::assertEqualsCanonicalizing( $pages, $this->sent_objects() );
	}

	public function test_prices_that_vary_are_summed_and_kept_to(): void {
		$short = $this->post( array( 'post_content' => 'A lawn wants to be mown.' ) );
		$long  = $this->post( array( 'post_content' => str_repeat( 'A lawn wants to be mown. ', 300 ) ) );
		$quote = $this->quote( 'content_analysis', array( 'ids' => array( $short, $long ) ) );
		self::assertSame( array( 2, 4 + 6, null ), array( $quote['items'], $quote['credits'], $quote['first_credits'] ) );
		foreach ( array(
			1 => 6,
			2 => 10,
			5 => 10,
		) as $first => $credits ) {
			self::assertSame( $credits, $this->quote( 'content_analysis', array( 'ids' => array( $short, $long ) ), false, $first )['first_credits'] );
		}
		self::assertSame( 200, $this->start( array( 'feature' => 'content_analysis', 'selection' => self::filtered( 'none' ), 'max_credits' => 6, 'first' => 1, 'id' => wp_generate_uuid4() ) )->get_status() ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 409, $this->start( array( 'feature' => 'content_analysis', 'selection' => self::filtered( 'none' ), 'max_credits' => 9 ) )->get_status() ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 200, $this->start( array( 'feature' => 'content_analysis', 'selection' => self::filtered( 'none' ), 'max_credits' => 10 ) )->get_status() ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$finding = array( 'findings' => array( array( 'severity' => 'high', 'kind' => 'intent', 'quote' => 'A lawn wants to be mown.', 'message' => 'It does not say why.', 'action' => 'Say why.' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_actions( 'POST', array( 'completed', 'completed' ), array( 'actions.0.result' => $finding, 'actions.1.result' => $finding, 'actions.0.cost' => 6, 'actions.0.from_shared' => 6, 'actions.1.cost' => 4, 'actions.1.from_shared' => 4 ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 2, 10 ), array( Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ) ) );
		self::assertSame( array( 6, 4 ), array( Json::at( $this->asked_for( 0 ), 'max_cost' ), Json::at( $this->asked_for( 1 ), 'max_cost' ) ) );
		self::assertSame( array( 'analysed', 1 ), array( Json::at( $this->content( $short ), 'analysis.state' ), Json::at( $this->content( $short ), 'analysis.findings' ) ) );
		self::assertSame( 0, $this->quote( 'content_analysis', self::filtered( 'all' ) )['items'] );
		wp_update_post( array( 'ID' => $short, 'post_content' => 'Another text.' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 'outdated', Json::at( $this->content( $short ), 'analysis.state' ) );
		self::assertSame( 1, $this->quote( 'content_analysis', self::filtered( 'outdated' ) )['items'], 'Nothing is lost with it.' );
	}

	public function test_why_a_content_came_to_nothing_is_said_in_words_about_texts(): void {
		$post = $this->post();
		$this->start( array( 'feature' => 'meta_title', 'selection' => array( 'ids' => array( $post ) ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_actions( 'POST', array( 'failed: input_unusable' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'failed', 'input_unusable' ), array( Json::at( $answer, 'items.0.state' ), Json::at( $answer, 'items.0.code' ) ) );
		self::assertStringContainsString( 'this text', Json::text_at( $answer, 'items.0.reason' ) );
		self::assertSame( 'input_unusable', Json::at( $this->content( $post ), 'meta_title.failure' ) );
	}

	public function test_whoever_may_not_change_a_content_runs_nothing_on_it(): void {
		$others = $this->post();
		$this->post( array( 'post_type' => 'page' ) );
		$author = $this->act_as( 'author' );
		$own    = $this->post( array( 'post_author' => $author ) );
		$quote  = $this->quote( 'meta_title', self::filtered( 'all' ) );
		self::assertSame( array( 1, 2 ), array( $quote['items'], Json::at( $quote, 'skipped.not_editable' ) ) );
		self::assertSame( 200, $this->start( array( 'feature' => 'meta_title', 'selection' => self::filtered( 'all' ) ) )->get_status() ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_actions( 'POST', array( 'completed: Mine' ) );
		$this->with_run( 'step' );
		self::assertSame( array( $own ), $this->sent_objects() );
		self::assertSame( 409, $this->start( array( 'id' => self::OTHER, 'feature' => 'meta_title', 'selection' => array( 'ids' => array( $others ) ) ) )->get_status() ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
	}

	public function test_a_contributor_runs_on_their_own_drafts_until_they_are_published(): void {
		$contributor = $this->act_as( 'contributor' );
		$draft       = $this->post( array( 'post_status' => 'draft', 'post_author' => $contributor ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$public      = $this->post( array( 'post_author' => $contributor ) );
		$quote       = $this->quote( 'meta_title', array( 'ids' => array( $draft, $public ) ) );
		self::assertSame( array( 1, 1 ), array( $quote['items'], Json::at( $quote, 'skipped.not_editable' ) ) );
	}

	public function test_only_known_filters_choose(): void {
		foreach ( array( array( 'meta_title', 'decorative', '' ), array( 'schema', 'duplicate', '' ), array( 'meta_title', 'all', 'attachment' ) ) as list( $feature, $state, $type ) ) {
			$response = $this->rest( 'POST', self::ROUTES . '/runs/quote', array( 'feature' => $feature, 'selection' => self::filtered( $state, $type ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			self::assertSame( 400, $response->get_status() );
		}
		$response = $this->rest( 'POST', self::ROUTES . '/runs/quote', array( 'feature' => 'draft', 'selection' => self::filtered( 'all' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 400, $response->get_status(), 'Drafts are for the editor alone.' );
	}
}
