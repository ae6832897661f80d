<?php
/**
 * The base of tests of contents: a connected site without the posts that WordPress brings, and an editor.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use SeoRankGenius\Storage\Names;
use WP_REST_Response;

abstract class ContentTestCase extends RunTestCase {

	protected const TITLE       = '_seo_rank_genius_title';
	protected const DESCRIPTION = '_seo_rank_genius_description';

	protected function setUp(): void {
		parent::setUp();
		foreach ( get_posts(
			array(
				'post_type'   => array( 'post', 'page' ),
				'post_status' => 'any',
				'numberposts' => -1,
			)
		) as $post ) {
			wp_delete_post( $post->ID, true );
		}
	}

	/**
	 * @param array<string, mixed> $arguments Of the list.
	 * @return array<array-key, mixed> The answer, which has been checked against its schema.
	 */
	protected function contents( array $arguments = array() ): array {
		$response = $this->rest( 'GET', self::ROUTES . '/contents', $arguments );
		$this->assert_answer( 'contents-page', $response );
		return $this->data( $response );
	}

	/**
	 * @param array<array-key, mixed> $page A page of the list.
	 * @return list<int> The contents on it.
	 */
	protected static function ids_of( array $page ): array {
		return array_map( static fn ( mixed $content ): int => Json::int_at( $content, 'id' ), array_values( Json::list_at( $page, 'contents' ) ) );
	}

	/**
	 * @return array<array-key, mixed> One content as the list has it.
	 */
	protected function content( int $id ): array {
		return Json::list_at( $this->contents( array( 'ids' => array( $id ) ) ), 'contents.0' );
	}

	/**
	 * Has the index of links never be done, as on a site with more pages than are read while somebody waits.
	 *
	 * @return callable():void Lets it be done.
	 */
	protected function let_pages_be_unread(): callable {
		$unread = static fn (): array => array(
			'version'     => SEO_RANK_GENIUS_VERSION,
			'started'     => '',
			'phase'       => 'contents',
			'below'       => PHP_INT_MAX,
			'is_complete' => false,
		);
		add_filter( 'pre_option_' . Names::LINK_INDEX, $unread );
		return static function () use ( $unread ): void {
			remove_filter( 'pre_option_' . Names::LINK_INDEX, $unread );
		};
	}

	/**
	 * @param array<string, mixed> $arguments What differs.
	 */
	protected function act( int $content, string $feature, array $arguments = array() ): WP_REST_Response {
		return $this->rest(
			'POST',
			self::ROUTES . "/contents/$content/actions",
			$arguments + array(
				'feature'   => $feature,
				'action_id' => self::RUN,
				'max_cost'  => 15,
				'save'      => true,
			)
		);
	}

	/**
	 * Scripts the answer to one action.
	 *
	 * @param array<string, mixed> $result What was made.
	 */
	protected function answer_result( array $result, int $cost = 1, string $method = 'POST', string $id = self::RUN ): void {
		$answer = array(
			'id'          => $id,
			'outcome'     => 'completed',
			'cost'        => $cost,
			'from_domain' => 0,
			'from_shared' => $cost,
			'code'        => null,
			'result'      => $result,
			'meta'        => array(
				'model'                   => 'sandbox',
				'prompt_version'          => 'meta_title.1',
				'personalization_version' => null,
			),
		);
		$this->cloud->answer( $method, '/v1/actions', 200, Json::with( self::answer_of( 'actions-answer' ), 'actions', array( $answer ) ) );
	}

	/**
	 * @return array<array-key, mixed> What the last request to the cloud has asked for.
	 */
	protected function asked_for( int $place = 0 ): array {
		$requests = array_values( array_filter( $this->cloud->requests(), static fn ( array $request ): bool => 'POST' === $request['method'] && '/v1/actions' === $request['path'] ) );
		return Json::list_at( $requests[ count( $requests ) - 1 ]['json'] ?? null, "actions.$place" );
	}

	protected function result_of( string $text ): array {
		return array( 'alternatives' => array( $text ) );
	}
}
