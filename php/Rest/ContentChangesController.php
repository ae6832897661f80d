<?php
/**
 * REST: what a person does with schema and link suggestions.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Features\Content\Asked;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\Json;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Features\Content\SchemaFeature;
use SeoRankGenius\Links\InsertLink;
use SeoRankGenius\Links\LinkNotInserted;
use SeoRankGenius\Rest\Schema\ContentSchema;
use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/contents/<id>/schema`, `/contents/<id>/links` and `/contents/<id>/links/<target>`. All answer with the content's detail.
 */
final class ContentChangesController {

	/**
	 * A controller.
	 *
	 * @param ContentAccess   $access   Who may.
	 * @param ContentFeatures $features Keep what is left.
	 * @param InsertLink      $insert   Puts links into texts.
	 * @param ContentDetail   $detail   Shows the content.
	 */
	public function __construct(
		private readonly ContentAccess $access,
		private readonly ContentFeatures $features,
		private readonly InsertLink $insert,
		private readonly ContentDetail $detail,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$this->register(
			'/schema',
			'PUT',
			$this->change_schema( ... ),
			array(
				'schema' => array(
					'type'        => array( 'object', 'null' ),
					'description' => __( 'What the page says of itself; null for nothing.', 'seo-rank-genius' ),
				),
			)
		);
		$this->register(
			'/links',
			'PUT',
			$this->keep_links( ... ),
			array(
				'post_ids' => array(
					'type'        => 'array',
					'items'       => array(
						'type'    => 'integer',
						'minimum' => 1,
					),
					'maxItems'    => 100,
					'required'    => true,
					'description' => __( 'Where the suggestions lead that stay open; the others are gone.', 'seo-rank-genius' ),
				),
			)
		);
		$this->register(
			'/links/(?P<target>[\d]{1,18})',
			WP_REST_Server::CREATABLE,
			$this->insert_link( ... ),
			array(
				'if_modified_at' => array(
					'type'        => 'string',
					'format'      => 'date-time',
					'description' => __( 'When the text that was shown was changed last: nothing is changed if it was changed since.', 'seo-rank-genius' ),
				),
			)
		);
	}

	/**
	 * Registers a route.
	 *
	 * @param string                                           $route    What follows the content.
	 * @param string                                           $method   By which it is changed.
	 * @param callable(WP_REST_Request<array<string, mixed>>):(WP_REST_Response|WP_Error) $callback Changes it.
	 * @param array<string, array<string, mixed>>              $args     Its arguments.
	 */
	private function register( string $route, string $method, callable $callback, array $args ): void {
		register_rest_route(
			Answers::ROUTES,
			ContentAccess::ROUTE . $route,
			array(
				array(
					'methods'             => $method,
					'permission_callback' => $this->access->may_edit( ... ),
					'callback'            => $callback,
					'args'                => $args,
				),
				'schema' => ContentSchema::detail( ... ),
			)
		);
	}

	/**
	 * Keeps a schema that a person has changed, or none.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function change_schema( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		if ( ! $request->has_param( 'schema' ) ) {
			// WordPress takes a null that is required for a missing one.
			return new WP_Error( 'rest_missing_callback_param', __( 'Say what to keep: schema, which may be null.', 'seo-rank-genius' ), array( 'status' => 400 ) );
		}
		$content = $this->access->content( $request );
		$feature = $this->features->find_listed( SchemaFeature::NAME );
		$schema  = $request->get_param( 'schema' );
		$kept    = '';
		if ( null !== $feature && null !== $schema ) {
			try {
				$result = ActionResult::from( Fields::of( $schema ) );
				$usable = $result->is_of( SchemaFeature::NAME ) ? $feature->usable( $result, new Asked() ) : array();
			} catch ( OutOfShape ) {
				$usable = array();
			}
			if ( array() === $usable ) {
				return new WP_Error( 'rest_invalid_param', __( 'This is no schema that can be printed: something that its type needs is missing or too long. Change it and save again.', 'seo-rank-genius' ), array( 'status' => 400 ) );
			}
			$kept = $feature->made( $usable, new Asked() );
		}
		return $this->keep( $content, SchemaFeature::NAME, $kept );
	}

	/**
	 * Keeps some of the suggestions.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function keep_links( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$stay = ( new Arguments( $request ) )->numbers( 'post_ids' );
		return $this->without( $this->access->content( $request ), static fn ( int $post_id ): bool => ! in_array( $post_id, $stay, true ) );
	}

	/**
	 * Puts a suggested link into the saved text.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function insert_link( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$content    = $this->access->content( $request );
		$target     = $request->get_url_params()['target'] ?? null;
		$target     = is_string( $target ) ? (int) $target : 0;
		$suggestion = null;
		foreach ( $this->open( $content ) as $open ) {
			$suggestion = $open['post_id'] === $target ? $open : $suggestion;
		}
		if ( null === $suggestion ) {
			return new WP_Error( 'suggestion_gone', __( 'This suggestion is not open any more. Reload the list.', 'seo-rank-genius' ), array( 'status' => 409 ) );
		}
		$shown = $request->has_param( 'if_modified_at' ) ? gmdate( 'Y-m-d H:i:s', (int) rest_parse_date( ( new Arguments( $request ) )->text( 'if_modified_at' ) ) ) : null;
		try {
			$this->insert->into( $content, $suggestion['anchor'], $target, $shown );
		} catch ( LinkNotInserted $refused ) {
			return new WP_Error(
				'link_not_inserted',
				LinkNotInserted::message( $refused->reason ),
				array(
					'status' => 409,
					'reason' => $refused->reason,
				)
			);
		}
		return $this->without( $this->access->content( $request ), static fn ( int $post_id ): bool => $post_id === $target );
	}

	/**
	 * Takes suggestions away.
	 *
	 * @param WP_Post            $content The content.
	 * @param callable(int):bool $is_done Whether the one that leads to a post is.
	 */
	private function without( WP_Post $content, callable $is_done ): WP_REST_Response|WP_Error {
		$open = array_values( array_filter( $this->open( $content ), static fn ( array $suggestion ): bool => ! $is_done( $suggestion['post_id'] ) ) );
		return $this->keep( $content, LinksFeature::NAME, array() === $open ? '' : Json::encode( $open ) );
	}

	/**
	 * The suggestions that are open.
	 *
	 * @param WP_Post $content The content.
	 * @return list<array{post_id: int, anchor: string, reason: string}>
	 */
	private function open( WP_Post $content ): array {
		return LinksFeature::kept( $this->features->find_listed( LinksFeature::NAME )?->stored()->read( $content->ID ) ?? '' );
	}

	/**
	 * Keeps something with a content, and shows it.
	 *
	 * @param WP_Post $content The content.
	 * @param string  $name    The feature.
	 * @param string  $kept    What is to be kept.
	 */
	private function keep( WP_Post $content, string $name, string $kept ): WP_REST_Response|WP_Error {
		$stored = $this->features->find_listed( $name )?->stored();
		if ( null !== $stored && ! $stored->replace( $content->ID, $stored->read( $content->ID ), $kept ) ) {
			return new WP_Error( 'text_changed', __( 'Somebody else has changed this meanwhile. Reload it and try again.', 'seo-rank-genius' ), array( 'status' => 409 ) );
		}
		return new WP_REST_Response( $this->detail->show( $content ) );
	}
}
