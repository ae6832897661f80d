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
use SeoRankGenius\Features\ImageAltText\AltText;
use SeoRankGenius\Features\ImageAltText\DecorativeMark;
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
	 * @param ImageListing    $listing      Lists them.
	 * @param AltText         $alt_text     Saves what a person wrote.
	 * @param DecorativeMark  $decorative   Saves that there is to be no text.
	 * @param GenerateAltText $generate     Has it written.
	 * @param ImageView       $view         Shows images.
	 * @param Answers         $answers      Shows the account.
	 * @param Capabilities    $capabilities Who may.
	 */
	public function __construct(
		private readonly ImageLibrary $library,
		private readonly ImageListing $listing,
		private readonly AltText $alt_text,
		private readonly DecorativeMark $decorative,
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
					'callback'            => fn ( WP_REST_Request $request ): WP_REST_Response|WP_Error => $this->listing->answer( new Arguments( $request ) ),
					'args'                => ImageListing::args(),
				),
				'schema' => ImageSchema::page( ... ),
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
					'args'                => self::edit_args(),
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
	 * Saves what a person wrote, or that there is to be no text.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function edit( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments     = new Arguments( $request );
		$image         = $this->image( $request );
		$is_decorative = $request->has_param( 'is_decorative' ) ? $arguments->flag( 'is_decorative' ) : null;
		$alt_text      = $request->has_param( 'alt_text' ) ? AltText::clean( $arguments->text( 'alt_text' ) ) : null;
		if ( null === $alt_text && null === $is_decorative ) {
			return self::refused( __( 'Say what to change: alt_text, is_decorative, or both.', 'seo-rank-genius' ) );
		}
		if ( true === $is_decorative && null !== $alt_text && '' !== $alt_text ) {
			return self::refused( __( 'A decorative image has no alt text. Send one of the two.', 'seo-rank-genius' ) );
		}
		$new = true === $is_decorative ? '' : $alt_text;
		if ( $request->has_param( 'if_alt_text' ) && ! $this->save_if( $image->ID, $new, $arguments->text( 'if_alt_text' ) ) ) {
			return new WP_Error(
				'alt_text_changed',
				__( 'Somebody else has changed this alt text meanwhile. Look at it, then decide which one stays.', 'seo-rank-genius' ),
				array(
					'status' => 409,
					'image'  => $this->view->show( array( $image ) )[0],
				)
			);
		}
		if ( null !== $new && ! $request->has_param( 'if_alt_text' ) ) {
			$this->alt_text->save( $image->ID, $new );
		}
		if ( null !== $is_decorative || ( null !== $new && '' !== $new ) ) {
			$this->decorative->set( $image->ID, true === $is_decorative );
		}
		return new WP_REST_Response( $this->view->show( array( $image ) )[0] );
	}

	/**
	 * Saves a text if the image still has the one that was shown. False when it has another.
	 *
	 * @param int         $image_id The attachment.
	 * @param string|null $new      The text; null: none is to be saved.
	 * @param string      $shown    The text that was shown.
	 */
	private function save_if( int $image_id, ?string $new, string $shown ): bool {
		return null === $new ? trim( $shown ) === $this->alt_text->of( $image_id ) : $this->alt_text->save_instead_of( $image_id, $new, $shown );
	}

	/**
	 * What is wrong with the arguments together.
	 *
	 * @param string $message What to do.
	 */
	private static function refused( string $message ): WP_Error {
		return new WP_Error( 'rest_invalid_param', $message, array( 'status' => 400 ) );
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
				ImageUnusable::message( $unusable->reason ),
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
		$generated = $this->generate->run( $image, $action_id, $max_cost );
		return new WP_REST_Response(
			array(
				'action'  => ActionView::show( $generated->answer ),
				'applied' => $generated->is_applied,
				'text'    => $generated->text,
				'image'   => $this->view->show( array( $image ) )[0],
				'account' => $this->answers->account_data(),
			)
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
	 * Arguments of an edit.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function edit_args(): array {
		return array(
			'alt_text'      => array(
				'type'        => 'string',
				'maxLength'   => AltText::MAX_CODE_POINTS,
				'description' => __( 'The alt text; empty to remove it.', 'seo-rank-genius' ),
			),
			'is_decorative' => array(
				'type'        => 'boolean',
				'description' => __( 'Whether the image is to have no alt text.', 'seo-rank-genius' ),
			),
			'if_alt_text'   => array(
				'type'        => 'string',
				'description' => __( 'The text that was shown: nothing is changed if it is another by now.', 'seo-rank-genius' ),
			),
		);
	}
}
