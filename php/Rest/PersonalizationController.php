<?php
/**
 * REST: what the owner tells the model about the brand.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Personalization\Personalization;
use SeoRankGenius\Personalization\SavedPersonalization;
use SeoRankGenius\Rest\Schema\PersonalizationSchema;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/personalization`.
 */
final class PersonalizationController {

	/**
	 * A controller.
	 *
	 * @param SavedPersonalization $saved        Keeps it.
	 * @param Capabilities         $capabilities Who may.
	 */
	public function __construct( private readonly SavedPersonalization $saved, private readonly Capabilities $capabilities ) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/personalization',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_view() ),
					'callback'            => fn (): WP_REST_Response => new WP_REST_Response( $this->saved->now()->to_array() ),
				),
				array(
					'methods'             => 'PUT',
					'permission_callback' => fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_change_settings() ),
					'callback'            => $this->save( ... ),
					'args'                => self::args(),
				),
				'schema' => PersonalizationSchema::item( ... ),
			)
		);
	}

	/**
	 * Saves.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function save( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		if ( ! $request->has_param( 'language' ) ) {
			// WordPress takes null, the language of the site, for a missing argument.
			return new WP_Error( 'rest_missing_callback_param', __( 'Say the language too; null for the language of the site.', 'seo-rank-genius' ), array( 'status' => 400 ) );
		}
		$changed = Personalization::from( ( new Arguments( $request ) )->number( 'version' ), $request->get_params() );
		$saved   = $this->saved->save( $changed );
		return null !== $saved ? new WP_REST_Response( $saved->to_array() ) : new WP_Error(
			'personalization_changed',
			__( 'Somebody else has saved the personalization meanwhile. Look at what has changed, then save again.', 'seo-rank-genius' ),
			array(
				'status'          => 409,
				'personalization' => $this->saved->now()->to_array(),
			)
		);
	}

	/**
	 * What is saved: all of it, so that nothing is lost by being left out.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function args(): array {
		$text = static fn ( int $max ): array => array(
			'type'      => 'string',
			'maxLength' => $max,
			'required'  => true,
		);
		return array(
			'version'     => array(
				'type'        => 'integer',
				'minimum'     => 0,
				'required'    => true,
				'description' => __( 'The version that was changed.', 'seo-rank-genius' ),
			),
			'brand_name'  => $text( Personalization::MAX_NAME ),
			'brand_about' => $text( Personalization::MAX_ABOUT ),
			'strategy'    => array(
				'type'                 => 'object',
				'properties'           => array_fill_keys(
					Personalization::STRATEGY,
					array(
						'type'      => 'string',
						'maxLength' => Personalization::MAX_STRATEGY,
					)
				),
				'additionalProperties' => false,
				'required'             => true,
			),
			'language'    => array(
				'type'      => array( 'string', 'null' ),
				'pattern'   => Personalization::LANGUAGE_PATTERN,
				'maxLength' => Personalization::MAX_LANGUAGE,
			),
		);
	}
}
