<?php
/**
 * REST: contents, and their meta titles and descriptions by hand.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\ListedFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Features\Content\PlainText;
use SeoRankGenius\Rest\Schema\ContentSchema;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/contents` and `/contents/<id>`.
 */
final class ContentsController {

	/**
	 * A controller.
	 *
	 * @param ContentAccess   $access   Who may.
	 * @param ContentListing  $listing  Lists contents.
	 * @param ContentFeatures $features Save what a person wrote.
	 * @param ContentView     $view     Shows contents.
	 * @param ContentDetail   $detail   Shows all of one.
	 */
	public function __construct(
		private readonly ContentAccess $access,
		private readonly ContentListing $listing,
		private readonly ContentFeatures $features,
		private readonly ContentView $view,
		private readonly ContentDetail $detail,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/contents',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $this->access->may_list( ... ),
					'callback'            => fn ( WP_REST_Request $request ): WP_REST_Response|WP_Error => $this->listing->answer( new Arguments( $request ) ),
					'args'                => $this->listing->args(),
				),
				'schema' => ContentSchema::page( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			ContentAccess::ROUTE,
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $this->access->may_edit( ... ),
					'callback'            => fn ( WP_REST_Request $request ): WP_REST_Response => new WP_REST_Response( $this->detail->show( $this->access->content( $request ) ) ),
				),
				array(
					'methods'             => 'PATCH',
					'permission_callback' => $this->access->may_edit( ... ),
					'callback'            => $this->edit( ... ),
					'args'                => self::edit_args(),
				),
				'schema' => ContentSchema::item( ... ),
			)
		);
	}

	/**
	 * Saves what a person wrote. Of two texts of which one was changed meanwhile, none is saved.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function edit( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$content = $this->access->content( $request );
		$changes = array();
		foreach ( array( MetaFeature::TITLE, MetaFeature::DESCRIPTION ) as $name ) {
			$feature = $this->features->find_listed( $name );
			if ( null !== $feature && $request->has_param( $name ) ) {
				$changes[ $name ] = $feature;
			}
		}
		if ( array() === $changes ) {
			return new WP_Error( 'rest_invalid_param', __( 'Say what to change: meta_title, meta_description, or both.', 'seo-rank-genius' ), array( 'status' => 400 ) );
		}
		foreach ( $changes as $name => $feature ) {
			if ( $request->has_param( "if_$name" ) && self::shown( $request, $name ) !== $feature->stored()->read( $content->ID ) && self::wanted( $request, $name ) !== $feature->stored()->read( $content->ID ) ) {
				return $this->changed_meanwhile( $content->ID );
			}
		}
		foreach ( $changes as $name => $feature ) {
			if ( ! self::save( $request, $name, $feature, $content->ID ) ) {
				return $this->changed_meanwhile( $content->ID );
			}
		}
		return new WP_REST_Response( $this->view->show( array( $content ) )[0] );
	}

	/**
	 * Saves one text. False when another one has been saved since the one that was shown.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request    The request.
	 * @param string                                $name       Which text.
	 * @param ListedFeature                         $feature    Where it is kept.
	 * @param int                                   $content_id The content.
	 */
	private static function save( WP_REST_Request $request, string $name, ListedFeature $feature, int $content_id ): bool {
		$instead = $request->has_param( "if_$name" ) ? self::shown( $request, $name ) : $feature->stored()->read( $content_id );
		return $feature->stored()->replace( $content_id, $instead, self::wanted( $request, $name ) );
	}

	/**
	 * The text that is to be saved.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 * @param string                                $name    Which text.
	 */
	private static function wanted( WP_REST_Request $request, string $name ): string {
		return PlainText::line( ( new Arguments( $request ) )->text( $name ) );
	}

	/**
	 * The text that was shown to whoever has changed it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 * @param string                                $name    Which text.
	 */
	private static function shown( WP_REST_Request $request, string $name ): string {
		return ( new Arguments( $request ) )->text( "if_$name" );
	}

	/**
	 * What whoever comes second is told.
	 *
	 * @param int $content_id The content.
	 */
	private function changed_meanwhile( int $content_id ): WP_Error {
		$content = get_post( $content_id );
		return new WP_Error(
			'text_changed',
			__( 'Somebody else has changed this text meanwhile. Look at it, then decide which one stays.', 'seo-rank-genius' ),
			array(
				'status'  => 409,
				'content' => null === $content ? null : $this->view->show( array( $content ) )[0],
			)
		);
	}

	/**
	 * Arguments of an edit.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function edit_args(): array {
		$args = array();
		foreach ( array( MetaFeature::TITLE, MetaFeature::DESCRIPTION ) as $name ) {
			$args[ $name ]      = array(
				'type'        => 'string',
				'maxLength'   => MetaFeature::MOST_CODE_POINTS,
				'description' => __( 'The text; empty to remove it.', 'seo-rank-genius' ),
			);
			$args[ "if_$name" ] = array(
				'type'        => 'string',
				'maxLength'   => 10000,
				'description' => __( 'The text that was shown: nothing is changed if it is another by now.', 'seo-rank-genius' ),
			);
		}
		return $args;
	}
}
