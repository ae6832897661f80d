<?php
/**
 * REST: having a feature work on one content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use LogicException;
use SeoRankGenius\Features\Content\ContentFeature;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\ContentInput;
use SeoRankGenius\Features\Content\ContentUnusable;
use SeoRankGenius\Features\Content\RunContent;
use SeoRankGenius\Rest\Schema\ContentActionArguments;
use SeoRankGenius\Rest\Schema\ContentSchema;
use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/contents/<id>/actions`.
 */
final class ContentActionController {

	/**
	 * A controller.
	 *
	 * @param ContentAccess     $access   Who may.
	 * @param ContentFeatures   $features What can be done.
	 * @param RunContent        $run      Has it done.
	 * @param ContentView       $view     Shows the content.
	 * @param ContentResultView $results  Shows the result.
	 * @param Answers           $answers  Shows the account.
	 */
	public function __construct(
		private readonly ContentAccess $access,
		private readonly ContentFeatures $features,
		private readonly RunContent $run,
		private readonly ContentView $view,
		private readonly ContentResultView $results,
		private readonly Answers $answers,
	) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			ContentAccess::ROUTE . '/actions',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $this->access->may_spend( ... ),
					'callback'            => $this->run( ... ),
					'args'                => ContentActionArguments::all( $this->features->names() ),
				),
				'schema' => ContentSchema::action( ... ),
			)
		);
	}

	/**
	 * Runs the action.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function run( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		$content   = $this->access->content( $request );
		$feature   = $this->features->find( $arguments->text( 'feature' ) ) ?? throw new LogicException( 'The schema names the features.' );
		$input     = $request->get_param( 'input' );
		$of        = ContentInput::live( $content, is_array( $input ) ? $input : array() );
		try {
			return $this->answers->to( fn (): WP_REST_Response => $this->done( $content, $feature, $of, $arguments ) );
		} catch ( ContentUnusable $unusable ) {
			return new WP_Error(
				'content_unusable',
				(string) ContentUnusable::message( $unusable->reason ),
				array(
					'status' => 422,
					'reason' => $unusable->reason,
				)
			);
		}
	}

	/**
	 * Runs the action, and shows what became of content and account.
	 *
	 * @param WP_Post        $content   The content.
	 * @param ContentFeature $feature   What is to be done.
	 * @param ContentInput   $of        With what.
	 * @param Arguments      $arguments Of the request.
	 */
	private function done( WP_Post $content, ContentFeature $feature, ContentInput $of, Arguments $arguments ): WP_REST_Response {
		$done   = $this->run->run( $feature, $of, $arguments->flag( 'save' ), $arguments->text( 'action_id' ), $arguments->number( 'max_cost' ) );
		$result = null === $done->text ? null : $done->answer->result;
		return new WP_REST_Response(
			array(
				'action'  => ActionView::show( $done->answer ),
				'result'  => null === $result ? null : $this->results->show( $feature, $result, $of ),
				'applied' => $done->is_applied,
				'content' => $this->view->show( array( $content ) )[0],
				'account' => $this->answers->account_data(),
			)
		);
	}
}
