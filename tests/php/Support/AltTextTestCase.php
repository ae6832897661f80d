<?php
/**
 * The base of tests that have alt text written: a connected site, an image, an editor, and the cloud's answers.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use SeoRankGenius\Storage\Names;
use WP_REST_Response;

abstract class AltTextTestCase extends CloudTestCase {

	protected const FIRST  = '55555555-5555-4555-8555-555555555555';
	protected const SECOND = '88888888-8888-4888-8888-888888888888';
	protected const ALT    = '_wp_attachment_image_alt';

	protected int $image = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		$page        = $this->post( array( 'post_title' => 'Reefs of the world' ) );
		$this->image = $this->photograph( array( 'post_parent' => $page ) );
		$this->act_as( 'editor' );
	}

	protected function generate( string $id = self::FIRST, int $max_cost = 1 ): WP_REST_Response {
		return $this->rest(
			'POST',
			self::ROUTES . "/images/{$this->image}/alt-text",
			array(
				'action_id' => $id,
				'max_cost'  => $max_cost,
			)
		);
	}

	/**
	 * Scripts the cloud's answer about an action.
	 *
	 * @param array{0: string, 1?: string|null, 2?: string}|null $outcome Outcome, code and text; null: the cloud does not know it.
	 */
	protected function answer_actions( string $method, ?array $outcome, string $id = self::FIRST ): void {
		$answer = Json::with( self::answer_of( 'actions-answer' ), 'actions', array() );
		if ( null !== $outcome ) {
			$charged = in_array( $outcome[0], array( 'completed', 'in_progress' ), true ) ? 1 : 0;
			$text    = 'completed' === $outcome[0] && 'result_expired' !== ( $outcome[1] ?? null ) ? array( 'alt_text' => $outcome[2] ?? 'A coral reef in shallow water' ) : null;
			$answer  = Json::with(
				$answer,
				'actions.0',
				array(
					'id'          => $id,
					'outcome'     => $outcome[0],
					'cost'        => $charged,
					'from_domain' => 0,
					'from_shared' => $charged,
					'code'        => $outcome[1] ?? null,
					'result'      => $text,
					'meta'        => null,
				)
			);
		}
		$this->cloud->answer( $method, '/v1/actions', 200, $answer );
	}

	/**
	 * @return list<string> Id and quote of the actions whose outcome is not known.
	 */
	protected function pending(): array {
		$wpdb = self::wpdb();
		return array_values( array_map( static fn ( mixed $stored ): string => implode( ' ', array_slice( explode( ' ', (string) $stored ), 0, 2 ) ), $wpdb->get_col( (string) $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( Names::PENDING_ACTION_PREFIX ) . '%' ) ) ) );
	}

	/**
	 * @return list<string> Ids of the actions that reached the cloud, in order.
	 */
	protected function actions_sent(): array {
		$sent = array();
		foreach ( $this->cloud->requests() as $request ) {
			if ( 'POST' === $request['method'] && '/v1/actions' === $request['path'] ) {
				$sent[] = Json::text_at( $request['json'], 'actions.0.id' );
			}
		}
		return $sent;
	}
}
