<?php
/**
 * REST: what the owner sets for this site: what roles may, and whether data stays when the plugin is deleted.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Rest\Schema\SiteSettingsSchema;
use SeoRankGenius\Roles\RoleRights;
use SeoRankGenius\Storage\Names;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/site-settings`: for those who manage the license. Nothing here is known to the cloud.
 */
final class SiteSettingsController {

	private const MOST_ROLES = 100;

	/**
	 * A controller.
	 *
	 * @param RoleRights   $rights       What roles may.
	 * @param Capabilities $capabilities Who may change it.
	 */
	public function __construct( private readonly RoleRights $rights, private readonly Capabilities $capabilities ) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		$permission = fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_manage_license() );
		register_rest_route(
			Answers::ROUTES,
			'/site-settings',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => $this->show( ... ),
				),
				array(
					'methods'             => 'PATCH',
					'permission_callback' => $permission,
					'callback'            => $this->change( ... ),
					'args'                => self::arguments(),
				),
				'schema' => SiteSettingsSchema::item( ... ),
			)
		);
	}

	/**
	 * What is set.
	 */
	private function show(): WP_REST_Response {
		return new WP_REST_Response(
			array(
				'roles'     => $this->rights->all(),
				'keep_data' => '1' === get_option( Names::KEEP_DATA ),
			)
		);
	}

	/**
	 * Changes what the request names, or nothing.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function change( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$roles = $request->get_param( 'roles' );
		$roles = is_array( $roles ) ? array_filter( $roles, 'is_array' ) : array();
		foreach ( $roles as $right ) {
			if ( null === $this->rights->of( self::name( $right ) ) ) {
				return new WP_Error(
					'role_not_found',
					/* translators: %s: the name of a role. */
					sprintf( __( 'There is no role “%s” whose rights can be set here. Reload the page.', 'seo-rank-genius' ), self::name( $right ) ),
					array( 'status' => 400 )
				);
			}
		}
		foreach ( $roles as $right ) {
			$this->rights->set( self::name( $right ), true === $right['view'], true === $right['spend'] );
		}
		if ( null !== $request->get_param( 'keep_data' ) ) {
			$this->keep_data( ( new Arguments( $request ) )->flag( 'keep_data' ) );
		}
		return $this->show();
	}

	/**
	 * Remembers whether data is kept.
	 *
	 * @param bool $keep Whether it is.
	 */
	private function keep_data( bool $keep ): void {
		if ( $keep ) {
			update_option( Names::KEEP_DATA, '1', false );
		} else {
			delete_option( Names::KEEP_DATA );
		}
	}

	/**
	 * The role that a right is about.
	 *
	 * @param array<array-key, mixed> $right As the schema says.
	 */
	private static function name( array $right ): string {
		return is_string( $right['role'] ?? null ) ? $right['role'] : '';
	}

	/**
	 * What can be changed.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function arguments(): array {
		return array(
			'roles'     => array(
				'type'        => 'array',
				'maxItems'    => self::MOST_ROLES,
				'items'       => array(
					'type'                 => 'object',
					'required'             => array( 'role', 'view', 'spend' ),
					'additionalProperties' => false,
					'properties'           => array(
						'role'  => array(
							'type'      => 'string',
							'minLength' => 1,
							'maxLength' => 200,
						),
						'view'  => array( 'type' => 'boolean' ),
						'spend' => array( 'type' => 'boolean' ),
					),
				),
				'description' => __( 'Roles with what they may from now on. Who may not see the balance may not spend it.', 'seo-rank-genius' ),
			),
			'keep_data' => array(
				'type'        => 'boolean',
				'description' => __( 'Whether settings and runs stay when the plugin is deleted.', 'seo-rank-genius' ),
			),
		);
	}
}
