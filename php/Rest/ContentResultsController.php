<?php
/**
 * REST: the results that a feature has made of a content, and putting one of them back.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Features\Content\Asked;
use SeoRankGenius\Features\Content\ContentFeature;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\ContentInput;
use SeoRankGenius\Features\Content\ContentOutcome;
use SeoRankGenius\Features\Content\ListedFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Rest\Schema\ContentSchema;
use SeoRankGenius\Results\Result;
use SeoRankGenius\Results\Results;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;
use WP_User;

/**
 * `/contents/<id>/results` and `/contents/<id>/results/<result>/restore`.
 */
final class ContentResultsController {

	private const PER_PAGE = 10;

	/**
	 * A controller.
	 *
	 * @param ContentAccess     $access   Who may.
	 * @param ContentFeatures   $features Read what is kept.
	 * @param Results           $results  Keep what was made.
	 * @param ContentOutcome    $outcome  Keeps it with the content again.
	 * @param ContentResultView $view     Shows it.
	 * @param ContentView       $contents Shows the content.
	 */
	public function __construct(
		private readonly ContentAccess $access,
		private readonly ContentFeatures $features,
		private readonly Results $results,
		private readonly ContentOutcome $outcome,
		private readonly ContentResultView $view,
		private readonly ContentView $contents,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			ContentAccess::ROUTE . '/results',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $this->access->may_edit( ... ),
					'callback'            => $this->list( ... ),
					'args'                => array(
						'feature' => array(
							'type'        => 'string',
							'enum'        => $this->features->names(),
							'required'    => true,
							'description' => __( 'By which feature.', 'seo-rank-genius' ),
						),
						'cursor'  => array(
							'type'        => 'string',
							'pattern'     => '^[0-9]{0,18}$',
							'default'     => '',
							'description' => __( 'What next_cursor of the page before says.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => ContentSchema::results( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			ContentAccess::ROUTE . '/results/(?P<result>[\d]{1,18})/restore',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $this->access->may_edit( ... ),
					'callback'            => $this->restore( ... ),
				),
				'schema' => ContentSchema::item( ... ),
			)
		);
	}

	/**
	 * A page of results, newest first.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function list( WP_REST_Request $request ): WP_REST_Response {
		$arguments = new Arguments( $request );
		$content   = $this->access->content( $request );
		$cursor    = $arguments->text( 'cursor' );
		$feature   = $this->features->find( $arguments->text( 'feature' ) );
		$results   = null === $feature ? array() : $this->results->of( $content->ID, $feature->name(), '' === $cursor ? null : (int) $cursor, self::PER_PAGE + 1 );
		$page      = array_slice( $results, 0, self::PER_PAGE );
		$last      = end( $page );
		$of        = ContentInput::saved( $content );
		$kept      = $feature instanceof ListedFeature ? $feature->stored()->read( $content->ID ) : '';
		return new WP_REST_Response(
			array(
				'results'     => array_map( fn ( Result $result ): array => $this->show( $result, $feature, $of, $kept ), $page ),
				'next_cursor' => false !== $last && count( $results ) > self::PER_PAGE ? (string) $last->id : null,
			)
		);
	}

	/**
	 * Makes a former result what is kept with the content.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function restore( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$content = $this->access->content( $request );
		$id      = $request->get_url_params()['result'] ?? null;
		$result  = $this->results->find( $content->ID, is_string( $id ) ? (int) $id : 0 );
		$feature = null === $result ? null : $this->features->find( $result->feature );
		if ( null === $result || null === $feature ) {
			return new WP_Error( 'result_not_found', __( 'This result is not kept any more. Reload the history.', 'seo-rank-genius' ), array( 'status' => 404 ) );
		}
		$made = self::made( $result, $feature, ContentInput::saved( $content ) );
		if ( '' === $made || ! $feature instanceof ListedFeature ) {
			return new WP_Error( 'not_restorable', __( 'This result cannot be put back by itself. Copy it into the editor.', 'seo-rank-genius' ), array( 'status' => 409 ) );
		}
		$choices = $feature instanceof MetaFeature && null !== $result->made ? MetaFeature::choices( $feature->usable( $result->made, new Asked() ) ) : array( $made );
		$this->outcome->remember( $feature, $content->ID, $choices );
		if ( ! $this->outcome->save( $feature, $content->ID, $made, $feature->stored()->read( $content->ID ) ) ) {
			return new WP_Error( 'text_changed', __( 'Somebody else has changed this meanwhile. Reload it and try again.', 'seo-rank-genius' ), array( 'status' => 409 ) );
		}
		$this->results->restored( $result );
		return new WP_REST_Response( $this->contents->show( array( $content ) )[0] );
	}

	/**
	 * A result as it is shown.
	 *
	 * @param Result              $result  The result.
	 * @param ContentFeature|null $feature Its feature.
	 * @param ContentInput        $of      The content as it is now.
	 * @param string              $kept    What is kept with the content.
	 * @return array<string, mixed>
	 */
	private function show( Result $result, ?ContentFeature $feature, ContentInput $of, string $kept ): array {
		$person = get_userdata( $result->user_id );
		$made   = null === $feature ? '' : self::made( $result, $feature, $of );
		$time   = static fn ( int $moment ): string => gmdate( 'Y-m-d\TH:i:s\Z', $moment );
		return array(
			'id'                      => $result->id,
			'feature'                 => $result->feature,
			'result'                  => null === $feature || null === $result->made ? null : $this->view->show( $feature, $result->made, null ),
			'is_current'              => '' !== $made && $made === $kept,
			'can_restore'             => '' !== $made && $made !== $kept && $feature instanceof ListedFeature,
			'cost'                    => $result->cost,
			'model'                   => $result->model,
			'prompt_version'          => $result->prompt_version,
			'personalization_version' => $result->personalization_version,
			'person'                  => $person instanceof WP_User ? $person->display_name : null,
			'run_id'                  => $result->run_id,
			'created_at'              => $time( $result->created_at ),
			'restored_at'             => null === $result->restored_at ? null : $time( $result->restored_at ),
		);
	}

	/**
	 * What would be kept of a result: what of it still stands in the text; empty when nothing does.
	 *
	 * @param Result         $result  The result.
	 * @param ContentFeature $feature Its feature.
	 * @param ContentInput   $of      The content as it is now.
	 */
	private static function made( Result $result, ContentFeature $feature, ContentInput $of ): string {
		if ( null === $result->made || ! $result->made->is_of( $feature->name() ) ) {
			return '';
		}
		$asked  = new Asked( $of->title() . "\n" . $of->text(), array(), md5( $of->text() ) );
		$usable = $feature->usable( $result->made, $asked );
		return array() === $usable ? '' : $feature->made( $usable, $asked );
	}
}
