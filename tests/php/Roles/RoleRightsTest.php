<?php
/**
 * Who may see the balance and spend it: by default, as the owner sets it, and as other plugins change it.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Roles;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Roles\RoleRights;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class RoleRightsTest extends RunTestCase {

	public function test_the_roles_that_can_be_set_are_those_that_write_and_do_not_manage(): void {
		add_role( 'shop_manager', 'Shop manager', array( 'edit_posts' => true ) );
		add_role( 'boss', 'Boss', array( 'manage_options' => true ) );
		add_role( 'reader', 'Reader', array( 'read' => true ) );
		$this->act_as( 'administrator' );
		$response = $this->rest( 'GET', self::ROUTES . '/site-settings' );
		$this->assert_answer( 'site-settings', $response );
		$roles = Json::list_at( $this->data( $response ), 'roles' );
		self::assertSame( array( 'editor', 'author', 'contributor', 'shop_manager' ), array_column( $roles, 'role' ) );
		self::assertSame( array( 'Editor', 'Author', 'Contributor', 'Shop manager' ), array_column( $roles, 'name' ) );
		self::assertSame( array( true ), array_values( array_unique( array( ...array_column( $roles, 'view' ), ...array_column( $roles, 'spend' ) ), SORT_REGULAR ) ) );
	}

	public function test_spending_is_denied_everywhere(): void {
		list( $image ) = $this->images( 1, $this->editor );
		self::assertSame( 200, $this->start()->get_status() );
		$this->set( 'editor', true, false );
		wp_set_current_user( $this->editor );
		self::assertSame( array( true, false ), array( Json::at( $this->account(), 'can.view' ), Json::at( $this->account(), 'can.spend' ) ) );
		$action = array(
			'action_id' => '44444444-4444-4444-8444-444444444444',
			'max_cost'  => 1,
		);
		self::assertSame( 403, $this->rest( 'POST', self::ROUTES . "/images/$image/alt-text", $action )->get_status() );
		foreach ( array( 'step', 'resume', 'retry' ) as $what ) {
			$arguments = array(
				'id'          => '55555555-5555-4555-8555-555555555555',
				'max_credits' => 1,
			);
			self::assertSame( 403, $this->rest( 'POST', self::ROUTES . '/runs/' . self::RUN . "/$what", $arguments )->get_status(), $what );
		}
		self::assertSame( 403, $this->start( array( 'id' => '66666666-6666-4666-8666-666666666666' ) )->get_status() );
		// By hand, always.
		self::assertSame( 200, $this->rest( 'PATCH', self::ROUTES . "/images/$image", array( 'alt_text' => 'By hand' ) )->get_status() );
		self::assertSame( array(), $this->sent() );
	}

	public function test_a_run_does_not_go_on_in_the_background_for_who_may_no_longer_spend(): void {
		$this->images( 2, $this->editor );
		self::assertSame( 200, $this->start()->get_status() );
		$this->set( 'editor', true, false );
		wp_set_current_user( 0 );
		do_action( Names::RUNS_TICK );
		self::assertSame( array(), $this->sent() );
		$this->act_as( 'administrator' );
		self::assertSame( array( 'ended', 'refused', 'forbidden' ), array( $this->run_now()['state'] ?? null, $this->run_now()['end'] ?? null, $this->run_now()['code'] ?? null ) );
	}

	public function test_who_may_not_see_the_balance_may_not_spend_it(): void {
		self::assertSame( array( false, false ), $this->set( 'author', false, true ) );
		$this->act_as( 'author' );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTES . '/account' )->get_status() );
		self::assertFalse( ( new Capabilities() )->can_spend() );
		self::assertFalse( current_user_can( ( new Capabilities() )->for_account_page() ) );
		self::assertFalse( current_user_can( ( new Capabilities() )->for_images_page() ) );
	}

	public function test_the_default_leaves_no_trace(): void {
		$before = get_option( self::wpdb()->get_blog_prefix() . 'user_roles' );
		self::assertSame( array( true, false ), $this->set( 'editor', true, false ) );
		self::assertNotSame( $before, get_option( self::wpdb()->get_blog_prefix() . 'user_roles' ) );
		self::assertSame( array( true, true ), $this->set( 'editor', true, true ) );
		self::assertSame( $before, get_option( self::wpdb()->get_blog_prefix() . 'user_roles' ) );

		$this->set( 'author', false, false );
		RoleRights::forget();
		self::assertSame( $before, get_option( self::wpdb()->get_blog_prefix() . 'user_roles' ) );
	}

	public function test_a_role_that_was_denied_everything_can_be_given_it_back(): void {
		$this->set( 'contributor', false, false );
		self::assertSame( array( true, true ), $this->set( 'contributor', true, true ) );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>, string}>
	 */
	public static function bad_input(): iterable {
		$right = array(
			'role'  => 'editor',
			'view'  => true,
			'spend' => false,
		);
		yield 'a role that there is not' => array( array( 'roles' => array( $right, array( 'role' => 'pirate' ) + $right ) ), 'role_not_found' );
		yield 'administrators' => array( array( 'roles' => array( $right, array( 'role' => 'administrator' ) + $right ) ), 'role_not_found' );
		yield 'subscribers' => array( array( 'roles' => array( $right, array( 'role' => 'subscriber' ) + $right ) ), 'role_not_found' );
		yield 'markup' => array( array( 'roles' => array( $right, array( 'role' => '<script>' ) + $right ) ), 'role_not_found' );
		yield 'another capability' => array( array( 'roles' => array( $right + array( 'manage_options' => true ) ) ), 'rest_invalid_param' );
		yield 'no flag' => array( array( 'roles' => array( array( 'spend' => 'sometimes' ) + $right ) ), 'rest_invalid_param' );
		yield 'text' => array( array( 'roles' => 'editor' ), 'rest_invalid_param' );
		yield 'a very long role' => array( array( 'roles' => array( array( 'role' => str_repeat( 'x', 201 ) ) + $right ) ), 'rest_invalid_param' );
		yield 'data that is kept perhaps' => array( array( 'keep_data' => 'perhaps' ), 'rest_invalid_param' );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_changes_nothing( array $arguments, string $code ): void {
		$before = get_option( self::wpdb()->get_blog_prefix() . 'user_roles' );
		$this->act_as( 'administrator' );
		$response = $this->rest( 'PATCH', self::ROUTES . '/site-settings', $arguments );
		self::assertSame( array( 400, $code ), array( $response->get_status(), $this->data( $response )['code'] ?? null ) );
		self::assertSame( $before, get_option( self::wpdb()->get_blog_prefix() . 'user_roles' ) );
		self::assertFalse( get_option( Names::KEEP_DATA ) );
	}

	public function test_keeping_data_is_remembered_and_taken_back(): void {
		$this->act_as( 'administrator' );
		$response = $this->rest( 'PATCH', self::ROUTES . '/site-settings', array( 'keep_data' => true ) );
		$this->assert_answer( 'site-settings', $response );
		self::assertSame( array( true, '1' ), array( $this->data( $response )['keep_data'] ?? null, get_option( Names::KEEP_DATA ) ) );
		self::assertArrayNotHasKey( Names::KEEP_DATA, wp_load_alloptions( true ) );
		$this->rest( 'PATCH', self::ROUTES . '/site-settings', array( 'keep_data' => false ) );
		self::assertFalse( get_option( Names::KEEP_DATA ) );
	}

	public function test_a_user_may_be_given_or_denied_what_their_role_has_not(): void {
		$editor = get_user_by( 'id', $this->act_as( 'editor' ) );
		self::assertNotFalse( $editor );
		$editor->add_cap( Capabilities::BUY );
		$editor->add_cap( Capabilities::SPEND, false );
		wp_set_current_user( 0 );
		wp_set_current_user( $editor->ID );
		$can = Json::list_at( $this->account(), 'can' );
		self::assertSame( array( true, false, true, false ), array_values( $can ) );
		self::assertSame( 404, $this->cloud_less_checkout() );
	}

	public function test_a_filter_says_what_brings_a_capability(): void {
		add_filter( 'seo_rank_genius_default_capabilities', static fn ( array $brought_by, string $capability ): array => Capabilities::MANAGE_LICENSE === $capability ? array( 'edit_others_posts' ) : $brought_by, 10, 2 );
		$this->act_as( 'editor' );
		self::assertSame( array( true, true, false, true ), array_values( Json::list_at( $this->account(), 'can' ) ) );
		self::assertSame( 200, $this->rest( 'GET', self::ROUTES . '/site-settings' )->get_status() );
		add_filter( 'seo_rank_genius_default_capabilities', static fn (): string => 'everybody', 20 );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTES . '/account' )->get_status(), 'What is no list brings nothing.' );
	}

	/**
	 * Sets a role's rights as the owner does.
	 *
	 * @return array{mixed, mixed} What it may then: see, spend.
	 */
	private function set( string $role, bool $view, bool $spend ): array {
		$this->act_as( 'administrator' );
		$right    = array(
			'role'  => $role,
			'view'  => $view,
			'spend' => $spend,
		);
		$response = $this->rest( 'PATCH', self::ROUTES . '/site-settings', array( 'roles' => array( $right ) ) );
		$this->assert_answer( 'site-settings', $response );
		$shown = array_column( Json::list_at( $this->data( $response ), 'roles' ), null, 'role' )[ $role ] ?? null;
		self::assertIsArray( $shown );
		return array( $shown['view'] ?? null, $shown['spend'] ?? null );
	}

	/**
	 * Whether buying is let through, by the answer of a cloud that knows no such checkout.
	 */
	private function cloud_less_checkout(): mixed {
		$this->cloud->answer( 'GET', '/v1/checkouts/44444444-4444-4444-8444-444444444444', 404, self::problem( 'not_found', 404 ) );
		$response = $this->rest( 'GET', self::ROUTES . '/checkouts/44444444-4444-4444-8444-444444444444' );
		self::assertSame( 424, $response->get_status() );
		return 'not_found' === Json::at( $this->data( $response ), 'data.problem.code' ) ? 404 : null;
	}
}
