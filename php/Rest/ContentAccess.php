<?php
/**
 * Finds the content that a request names, for those who may.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use LogicException;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Content\Contents;
use WP_Error;
use WP_Post;
use WP_REST_Request;

/**
 * The route names it by digits.
 */
final class ContentAccess {

	public const ROUTE = '/contents/(?P<id>[\d]+)';

	/**
	 * Access.
	 *
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct( private readonly Capabilities $capabilities ) {}

	/**
	 * Whether the user may list contents.
	 */
	public function may_list(): bool|WP_Error {
		return Answers::permit( $this->capabilities->can_list_contents() );
	}

	/**
	 * Whether the user may change the content that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_edit( WP_REST_Request $request ): bool|WP_Error {
		if ( ! $this->capabilities->can_list_contents() ) {
			return Answers::permit( false );
		}
		$id = self::id( $request );
		if ( null === Contents::find( $id ) ) {
			return new WP_Error( 'rest_post_invalid_id', __( 'There is no content with this id. It may have been deleted.', 'seo-rank-genius' ), array( 'status' => 404 ) );
		}
		return Answers::permit( $this->capabilities->can_edit_content( $id ) );
	}

	/**
	 * Whether the user may spend credits on it.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	public function may_spend( WP_REST_Request $request ): bool|WP_Error {
		return $this->capabilities->can_spend() ? $this->may_edit( $request ) : Answers::permit( false );
	}

	/**
	 * The content that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request A request that may_edit() has let through.
	 */
	public function content( WP_REST_Request $request ): WP_Post {
		return Contents::find( self::id( $request ) ) ?? throw new LogicException( 'The permission check has found this content.' );
	}

	/**
	 * The id in a request's route.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private static function id( WP_REST_Request $request ): int {
		$id = $request->get_url_params()['id'] ?? null;
		return is_string( $id ) && strlen( $id ) < 19 ? (int) $id : 0;
	}
}
