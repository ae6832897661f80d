<?php
/**
 * REST: connecting this site and disconnecting it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\License\Connecting;
use SeoRankGenius\License\Disconnecting;
use SeoRankGenius\License\PlansLink;
use SeoRankGenius\License\Relocation;
use SeoRankGenius\Rest\Schema\AccountSchema;
use SeoRankGenius\Rest\Schema\LicenseSchema;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/license` and what is under it: for those who manage the site.
 */
final class LicenseController {

	/**
	 * A controller.
	 *
	 * @param Connecting    $connecting    Connects.
	 * @param Disconnecting $disconnecting Disconnects.
	 * @param Relocation    $relocation    Moves the connection, or drops a copy's.
	 * @param PlansLink     $plans_link    Leads to the plans page.
	 * @param Answers       $answers       Shows the account.
	 * @param Capabilities  $capabilities  Who may.
	 */
	public function __construct(
		private readonly Connecting $connecting,
		private readonly Disconnecting $disconnecting,
		private readonly Relocation $relocation,
		private readonly PlansLink $plans_link,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$account = AccountSchema::item( ... );
		$this->command(
			'/license/trial',
			WP_REST_Server::CREATABLE,
			$this->start_trial( ... ),
			LicenseSchema::trial( ... ),
			array(
				'email' => array(
					'type'        => 'string',
					'format'      => 'email',
					'maxLength'   => 254,
					'required'    => true,
					'description' => __( 'Where the code is mailed to.', 'seo-rank-genius' ),
				),
			)
		);
		$this->command(
			'/license/trial/confirm',
			WP_REST_Server::CREATABLE,
			$this->confirm_trial( ... ),
			$account,
			array(
				'trial_id' => array(
					'type'        => 'string',
					'format'      => 'uuid',
					'required'    => true,
					'description' => __( 'The trial that was started.', 'seo-rank-genius' ),
				),
				'code'     => array(
					'type'        => 'string',
					'pattern'     => '^[0-9]{6}$',
					'required'    => true,
					'description' => __( 'The six digits from the mail.', 'seo-rank-genius' ),
				),
			)
		);
		$this->command(
			'/license/key',
			WP_REST_Server::CREATABLE,
			$this->connect_with_key( ... ),
			$account,
			array(
				'license_key' => array(
					'type'        => 'string',
					'minLength'   => 1,
					'maxLength'   => 200,
					'required'    => true,
					'description' => __( 'The license key.', 'seo-rank-genius' ),
				),
			)
		);
		$this->command( '/license/configured-key', WP_REST_Server::CREATABLE, fn (): WP_REST_Response|WP_Error => $this->connect_with_configured_key(), $account, array() );
		$this->command( '/license/move', WP_REST_Server::CREATABLE, fn (): WP_REST_Response|WP_Error => $this->relocate( $this->relocation->move_here( ... ) ), $account, array() );
		$this->command( '/license/copy', WP_REST_Server::CREATABLE, fn (): WP_REST_Response|WP_Error => $this->relocate( $this->relocation->is_copy( ... ) ), $account, array() );
		$this->command( '/license/plans-link', WP_REST_Server::CREATABLE, fn (): WP_REST_Response => $this->plans_link(), LicenseSchema::plans_link( ... ), array() );
		$this->command(
			'/license',
			WP_REST_Server::DELETABLE,
			$this->disconnect( ... ),
			$account,
			array(
				'here_only' => array(
					'type'        => 'boolean',
					'default'     => false,
					'description' => __( 'Forget the connection here without telling the service, when it cannot be reached.', 'seo-rank-genius' ),
				),
			)
		);
	}

	/**
	 * Asks for a trial.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function start_trial( WP_REST_Request $request ): WP_REST_Response {
		$trial = $this->connecting->start_trial( ( new Arguments( $request ) )->text( 'email' ) );
		return new WP_REST_Response(
			array(
				'trial_id'   => $trial->trial_id,
				'expires_at' => $trial->expires_at,
			)
		);
	}

	/**
	 * Confirms a trial.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function confirm_trial( WP_REST_Request $request ): WP_REST_Response {
		$arguments = new Arguments( $request );
		$this->connecting->confirm_trial( $arguments->text( 'trial_id' ), $arguments->text( 'code' ) );
		return $this->answers->account();
	}

	/**
	 * Connects with a key.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function connect_with_key( WP_REST_Request $request ): WP_REST_Response {
		$this->connecting->with_key( trim( ( new Arguments( $request ) )->text( 'license_key' ) ) );
		return $this->answers->account();
	}

	/**
	 * Connects with the key of wp-config.php, which no browser sees.
	 */
	private function connect_with_configured_key(): WP_REST_Response|WP_Error {
		return $this->connecting->with_configured_key() ? $this->answers->account() : new WP_Error(
			'no_configured_key',
			__( 'wp-config.php no longer has a license key. Reload the page, and enter the key by hand.', 'seo-rank-genius' ),
			array( 'status' => 409 )
		);
	}

	/**
	 * Carries out the owner's choice for a site that is not where it was connected.
	 *
	 * @param callable():void $choice The choice.
	 */
	private function relocate( callable $choice ): WP_REST_Response|WP_Error {
		if ( ! $this->relocation->is_due() ) {
			return new WP_Error( 'site_has_not_moved', __( 'This site is where it was connected, so nothing was changed. Reload the page.', 'seo-rank-genius' ), array( 'status' => 409 ) );
		}
		$choice();
		return $this->answers->account();
	}

	/**
	 * Makes a link to the plans page.
	 */
	private function plans_link(): WP_REST_Response {
		return new WP_REST_Response( array( 'url' => $this->plans_link->create( get_current_user_id(), admin_url( 'admin.php?page=seo-rank-genius' ) ) ) );
	}

	/**
	 * Disconnects.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function disconnect( WP_REST_Request $request ): WP_REST_Response {
		$this->disconnecting->disconnect( ( new Arguments( $request ) )->flag( 'here_only' ) );
		return $this->answers->account();
	}

	/**
	 * Registers one command.
	 *
	 * @param non-falsy-string                                                          $route    Its route.
	 * @param string                                                                    $method   Its HTTP method.
	 * @param callable(WP_REST_Request<array<string, mixed>>):(WP_REST_Response|WP_Error) $callback Carries it out.
	 * @param callable():array<string, mixed>                                           $schema   Shape of its answer.
	 * @param array<string, array<string, mixed>>                                       $args     Its arguments.
	 */
	private function command( string $route, string $method, callable $callback, callable $schema, array $args ): void {
		register_rest_route(
			Answers::ROUTES,
			$route,
			array(
				array(
					'methods'             => $method,
					'permission_callback' => fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_manage_license() ),
					'callback'            => fn ( WP_REST_Request $request ): WP_REST_Response|WP_Error => $this->answers->to( static fn (): WP_REST_Response|WP_Error => $callback( $request ) ),
					'args'                => $args,
				),
				'schema' => $schema,
			)
		);
	}
}
