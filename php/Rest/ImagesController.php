<?php
/**
 * REST: images and their alt text, by hand and by the model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use LogicException;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Features\ImageAltText\AltText;
use SeoRankGenius\Features\ImageAltText\GenerateAltText;
use SeoRankGenius\Features\ImageAltText\ImageLibrary;
use SeoRankGenius\Features\ImageAltText\ImageUnusable;
use SeoRankGenius\Rest\Schema\ImageSchema;
use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/images`, `/images/<id>` and `/images/<id>/alt-text`.
 */
final class ImagesController {

	private const MAX_PRICE = 15;

	/**
	 * A controller.
	 *
	 * @param ImageLibrary    $library      Finds images.
	 * @param AltText         $alt_text     Saves what a person wrote.
	 * @param GenerateAltText $generate     Has it written.
	 * @param ImageView       $view         Shows images.
	 * @param Answers         $answers      Shows the account.
	 * @param Capabilities    $capabilities Who may.
	 */
	public function __construct(
		private readonly ImageLibrary $library,
		private readonly AltText $alt_text,
		private readonly GenerateAltText $generate,
		private readonly ImageView $view,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/images',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_list_images() ),
					'callback'            => $this->list( ... ),
					'args'                => self::list_args(),
				),
				'schema' => ImageSchema::item( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/images/(?P<id>[\d]+)',
			array(
				array(
					'methods'             => 'PATCH',
					'permission_callback' => $this->may_edit( ... ),
					'callback'            => $this->edit( ... ),
					'args'                => array(
						'alt_text' => array(
							'type'        => 'string',
							'maxLength'   => AltText::MAX_CODE_POINTS,
							'required'    => true,
							'description' => __( 'The alt text; empty to remove it.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => ImageSchema::item( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/images/(?P<id>[\d]+)/alt-text',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => fn ( WP_REST_Request $request ): bool|WP_Error => $this->capabilities->can_spend() ? $this->may_edit( $request ) : Answers::permit( false ),
					'callback'            => $this->generate( ... ),
					'args'                => array(
						'action_id' => array(
							'type'        => 'string',
							'format'      => 'uuid',
							'required'    => true,
							'description' => __( 'Minted by the browser; the same again costs nothing more.', 'seo-rank-genius' ),
						),
						'max_cost'  => array(
							'type'        => 'integer',
							'minimum'     => 1,
							'maximum'     => self::MAX_PRICE,
							'required'    => true,
							'description' => __( 'The price that was shown, in credits.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => ImageSchema::action( ... ),
			)
		);
	}

	/**
	 * A page of images, with what WordPress's own lists say in their headers.
	 *
	 * @param string $state    "missing", "present" or "all".
	 * @param string $search   Words; empty for all.
	 * @param int    $page     From 1.
	 * @param int    $per_page How many on a page.
	 */
	public function page( string $state, string $search, int $page, int $per_page ): WP_REST_Response {
		$found    = $this->library->page( $state, $search, $page, $per_page );
		$response = new WP_REST_Response( $this->view->show( $found['images'] ) );
		$response->header( 'X-WP-Total', (string) $found['total'] );
		$response->header( 'X-WP-TotalPages', (string) (int) ceil( $found['total'] / $per_page ) );
		return $response;
	}

	/**
	 * Lists images.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function list( WP_REST_Request $request ): WP_REST_Response {
		$arguments = new Arguments( $request );
		return $this->page( $arguments->text( 'state' ), $arguments->text( 'search' ), $arguments->number( 'page' ), $arguments->number( 'per_page' ) );
	}

	/**
	 * Saves what a person wrote.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function edit( WP_REST_Request $request ): WP_REST_Response {
		$image = $this->image( $request );
		$this->alt_text->save( $image->ID, ( new Arguments( $request ) )->text( 'alt_text' ) );
		return new WP_REST_Response( $this->view->show( array( $image ) )[0] );
	}

	/**
	 * Has the alt text written.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function generate( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		try {
			return $this->answers->to( fn (): WP_REST_Response => $this->generated( $this->image( $request ), $arguments->text( 'action_id' ), $arguments->number( 'max_cost' ) ) );
		} catch ( ImageUnusable $unusable ) {
			return new WP_Error(
				'image_unusable',
				self::unusable_message( $unusable->reason ),
				array(
					'status' => 422,
					'reason' => $unusable->reason,
				)
			);
		}
	}

	/**
	 * Runs the action, and shows what became of image and account.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param string  $action_id UUID.
	 * @param int     $max_cost  The quote, in credits.
	 */
	private function generated( WP_Post $image, string $action_id, int $max_cost ): WP_REST_Response {
		$answer = $this->generate->run( $image, get_current_user_id(), $action_id, $max_cost );
		return new WP_REST_Response(
			array(
				'action'  => self::action( $answer ),
				'image'   => $this->view->show( array( $image ) )[0],
				'account' => $this->answers->account_data(),
			)
		);
	}

	/**
	 * An action as it is shown. While it runs, nothing is charged yet.
	 *
	 * @param ActionAnswer $answer What the cloud says.
	 * @return array<string, mixed>
	 */
	private static function action( ActionAnswer $answer ): array {
		$is_charged = 'in_progress' !== $answer->outcome;
		return array(
			'id'          => $answer->id,
			'outcome'     => $answer->outcome,
			'cost'        => $is_charged ? $answer->cost : 0,
			'from_domain' => $is_charged ? $answer->from_domain : 0,
			'from_shared' => $is_charged ? $answer->from_shared : 0,
			'code'        => $answer->code?->value,
		);
	}

	/**
	 * Whether the user may change the image that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function may_edit( WP_REST_Request $request ): bool|WP_Error {
		if ( ! $this->capabilities->can_list_images() ) {
			return Answers::permit( false );
		}
		$image_id = self::image_id( $request );
		if ( null === $this->library->find( $image_id ) ) {
			return new WP_Error( 'rest_post_invalid_id', __( 'There is no image with this id. It may have been deleted.', 'seo-rank-genius' ), array( 'status' => 404 ) );
		}
		return Answers::permit( $this->capabilities->can_edit_image( $image_id ) );
	}

	/**
	 * The id in a request's route: digits.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private static function image_id( WP_REST_Request $request ): int {
		return (int) ( new Arguments( $request ) )->text( 'id' );
	}

	/**
	 * The image that a request names.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request A request that may_edit() has let through.
	 */
	private function image( WP_REST_Request $request ): WP_Post {
		return $this->library->find( self::image_id( $request ) ) ?? throw new LogicException( 'The permission check has found this image.' );
	}

	/**
	 * Why a picture cannot be sent, and what to do.
	 *
	 * @param string $reason One of the reasons of ImageUnusable.
	 */
	private static function unusable_message( string $reason ): string {
		return match ( $reason ) {
			ImageUnusable::MISSING => __( 'The file of this image is not on the server. Upload it again; nothing was charged.', 'seo-rank-genius' ),
			ImageUnusable::EMPTY => __( 'The file of this image is empty. Upload it again; nothing was charged.', 'seo-rank-genius' ),
			ImageUnusable::TOO_LARGE => __( 'This image is too large to be sent. Upload a smaller one; nothing was charged.', 'seo-rank-genius' ),
			ImageUnusable::UNSUPPORTED_TYPE => __( 'This kind of image cannot be read by the model. Upload it as JPEG, PNG, WebP or GIF; nothing was charged.', 'seo-rank-genius' ),
			default => __( 'This file is no image. Upload it again; nothing was charged.', 'seo-rank-genius' ),
		};
	}

	/**
	 * Arguments of the list.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function list_args(): array {
		return array(
			'state'    => array(
				'type'        => 'string',
				'enum'        => array( 'missing', 'present', 'all' ),
				'default'     => 'missing',
				'description' => __( 'Whether they have alt text.', 'seo-rank-genius' ),
			),
			'search'   => array(
				'type'        => 'string',
				'maxLength'   => 200,
				'default'     => '',
				'description' => __( 'Words of title, caption, description or file name.', 'seo-rank-genius' ),
			),
			'page'     => array(
				'type'        => 'integer',
				'minimum'     => 1,
				'default'     => 1,
				'description' => __( 'Which page.', 'seo-rank-genius' ),
			),
			'per_page' => array(
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => 100,
				'default'     => 40,
				'description' => __( 'How many on a page.', 'seo-rank-genius' ),
			),
		);
	}
}
