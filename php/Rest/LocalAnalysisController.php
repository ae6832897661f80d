<?php
/**
 * REST: the free analysis of a page as it stands in an editor.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Analysis\Analysis;
use SeoRankGenius\Analysis\FindingMessages;
use SeoRankGenius\Analysis\LocalAnalysis;
use SeoRankGenius\Analysis\Page;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Rest\Schema\LocalAnalysisSchema;
use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/contents/<id>/local-analysis`. Nothing is saved and nothing is sent anywhere.
 */
final class LocalAnalysisController {

	/** Of a text, in code points: longer than 100,000 words in full markup. */
	private const MAX_CONTENT = 5_000_000;

	private const MAX_LINE = 2000;

	/**
	 * A controller.
	 *
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct( private readonly Capabilities $capabilities ) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/contents/(?P<id>[\d]+)/local-analysis',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => fn ( WP_REST_Request $request ): bool|WP_Error => Answers::permit( $this->capabilities->can_edit_content( ( new Arguments( $request ) )->number( 'id' ) ) ),
					'callback'            => $this->analyse( ... ),
					'args'                => self::args(),
				),
				'schema' => LocalAnalysisSchema::item( ... ),
			)
		);
	}

	/**
	 * Analyses what was sent.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function analyse( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		$post      = get_post( $arguments->number( 'id' ) );
		if ( ! $post instanceof WP_Post ) {
			return new WP_Error( 'rest_post_invalid_id', __( 'This content is gone. Reload the page.', 'seo-rank-genius' ), array( 'status' => 404 ) );
		}
		$live               = clone $post;
		$live->post_content = $arguments->text( 'content' );
		return new WP_REST_Response(
			self::show(
				mb_strlen( VisibleText::of_post( $live ), 'UTF-8' ),
				LocalAnalysis::of(
					new Page(
						trim( $arguments->text( 'title' ) ),
						$arguments->text( 'content' ),
						trim( $arguments->text( 'meta_title' ) ),
						trim( $arguments->text( 'meta_description' ) ),
						Page::language_of( $post ),
						$arguments->text( 'focus_keyword' ),
						$post->post_name,
						home_url()
					)
				)
			)
		);
	}

	/**
	 * An analysis as the schema has it.
	 *
	 * @param int      $code_points Of the text that visitors read.
	 * @param Analysis $analysis    The analysis.
	 * @return array<string, mixed>
	 */
	private static function show( int $code_points, Analysis $analysis ): array {
		$findings = array();
		foreach ( $analysis->findings as $finding ) {
			$findings[] = array(
				'id'       => $finding->id,
				'severity' => $finding->severity,
				'message'  => FindingMessages::message( $finding ),
				'action'   => FindingMessages::action( $finding ),
				'quote'    => $finding->quote,
				'block'    => $finding->block,
			);
		}
		return array(
			'score'       => $analysis->score,
			'length'      => $analysis->length,
			'unit'        => $analysis->is_in_words ? 'words' : 'letters',
			'code_points' => $code_points,
			'readability' => $analysis->readability?->to_array(),
			'findings'    => $findings,
		);
	}

	/**
	 * The arguments.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function args(): array {
		$text = static fn ( int $most, string $description ): array => array(
			'type'        => 'string',
			'maxLength'   => $most,
			'required'    => true,
			'description' => $description,
		);
		return array(
			'id'               => array(
				'type'    => 'integer',
				'minimum' => 1,
			),
			'title'            => $text( self::MAX_LINE, __( 'The title, as it stands in the editor.', 'seo-rank-genius' ) ),
			'content'          => $text( self::MAX_CONTENT, __( 'The content with its markup, as it stands in the editor.', 'seo-rank-genius' ) ),
			'meta_title'       => $text( self::MAX_LINE, __( 'The meta title; empty for none.', 'seo-rank-genius' ) ),
			'meta_description' => $text( self::MAX_LINE, __( 'The meta description; empty for none.', 'seo-rank-genius' ) ),
			'focus_keyword'    => $text( self::MAX_LINE, __( 'What the page wants to be found by; empty for nothing.', 'seo-rank-genius' ) ),
		);
	}
}
