<?php
/**
 * REST: the sites of the license, on a manager site.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\LicenseSite;
use SeoRankGenius\License\LicenseSites;
use SeoRankGenius\Rest\Schema\SiteSchema;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/sites`, `/sites/<id>/cap` and `/sites/<id>/hide-shared`: for those who manage the license. Whether this site is a
 * manager, the cloud decides at each call.
 */
final class SitesController {

	/**
	 * A controller.
	 *
	 * @param LicenseSites $sites        Reads and sets.
	 * @param Answers      $answers      Carries failures of the cloud.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly LicenseSites $sites,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/sites',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $this->permit( ... ),
					'callback'            => $this->list( ... ),
				),
				'schema' => SiteSchema::all( ... ),
			)
		);
		$this->register_setting(
			'cap',
			array(
				'cap' => array(
					'type'        => array( 'integer', 'null' ),
					'minimum'     => 0,
					'maximum'     => LicenseSites::MOST,
					'description' => __( 'The most Shared Credits that the site may take in a month; null for no cap, 0 for none.', 'seo-rank-genius' ),
				),
			),
			fn ( string $id, Arguments $arguments ): LicenseSite => $this->sites->set_cap( $id, $arguments->number_or_null( 'cap' ) )
		);
		$this->register_setting(
			'hide-shared',
			array(
				'hide_shared' => array(
					'type'        => 'boolean',
					'required'    => true,
					'description' => __( 'Whether Shared figures and buying are hidden on the site.', 'seo-rank-genius' ),
				),
			),
			fn ( string $id, Arguments $arguments ): LicenseSite => $this->sites->set_hide_shared( $id, $arguments->flag( 'hide_shared' ) )
		);
	}

	/**
	 * Registers the route of one setting of a site.
	 *
	 * @param string                                 $name      The setting.
	 * @param array<string, array<string, mixed>>    $arguments Its arguments.
	 * @param callable(string,Arguments):LicenseSite $set       Sets it.
	 */
	private function register_setting( string $name, array $arguments, callable $set ): void {
		register_rest_route(
			Answers::ROUTES,
			'/sites/(?P<id>[^/]+)/' . $name,
			array(
				'args'   => array(
					'id' => array(
						'type'        => 'string',
						'format'      => 'uuid',
						'required'    => true,
						'description' => __( 'The site, by its id in the cloud.', 'seo-rank-genius' ),
					),
				),
				array(
					'methods'             => 'PUT',
					'permission_callback' => $this->permit( ... ),
					'callback'            => fn ( WP_REST_Request $request ): WP_REST_Response|WP_Error => $this->carry_out( $request, array_keys( $arguments ), $set ),
					'args'                => $arguments,
				),
				'schema' => SiteSchema::item( ... ),
			)
		);
	}

	/**
	 * Sets something of a site. An argument that is missing is not one that is null: WordPress's own `required` takes them for the same.
	 *
	 * @param WP_REST_Request<array<string, mixed>>  $request The request.
	 * @param list<string>                           $names   What it must name.
	 * @param callable(string,Arguments):LicenseSite $set     Sets it.
	 */
	private function carry_out( WP_REST_Request $request, array $names, callable $set ): WP_REST_Response|WP_Error {
		foreach ( $names as $name ) {
			if ( ! $request->has_param( $name ) ) {
				/* translators: %s: the name of an argument. */
				return new WP_Error( 'rest_missing_callback_param', sprintf( __( '%s is missing.', 'seo-rank-genius' ), $name ), array( 'status' => 400 ) );
			}
		}
		return $this->answers->to(
			static function () use ( $request, $set ): WP_REST_Response {
				$arguments = new Arguments( $request );
				return new WP_REST_Response( $set( strtolower( $arguments->text( 'id' ) ), $arguments )->to_array() );
			}
		);
	}

	/**
	 * Whether the current user may.
	 */
	private function permit(): bool|WP_Error {
		return Answers::permit( $this->capabilities->can_manage_license() );
	}

	/**
	 * All sites.
	 */
	private function list(): WP_REST_Response|WP_Error {
		return $this->answers->to(
			fn (): WP_REST_Response => new WP_REST_Response(
				array( 'sites' => array_map( static fn ( LicenseSite $site ): array => $site->to_array(), $this->sites->all() ) )
			)
		);
	}
}
