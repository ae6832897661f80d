<?php
/**
 * How commands answer: with the new state, or with why the cloud did not carry them out.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Cloud\CloudFailure;
use WP_Error;
use WP_REST_Response;

/**
 * A failure of the cloud is 424: never a 401, which reads as a logout, nor a 5xx, whose page proxies replace.
 */
final class Answers {

	public const ROUTES = 'seo-rank-genius/v1';

	/**
	 * Answers.
	 *
	 * @param AccountView $account Shows the account.
	 */
	public function __construct( private readonly AccountView $account ) {}

	/**
	 * The account.
	 */
	public function account(): WP_REST_Response {
		return new WP_REST_Response( $this->account->show() );
	}

	/**
	 * The account, for putting it in an answer.
	 *
	 * @return array<string, mixed>
	 */
	public function account_data(): array {
		return $this->account->show();
	}

	/**
	 * Carries out a command.
	 *
	 * @param callable():(WP_REST_Response|WP_Error) $command The command.
	 */
	public function to( callable $command ): WP_REST_Response|WP_Error {
		try {
			return $command();
		} catch ( CloudFailure $failure ) {
			return new WP_Error(
				'cloud_problem',
				ProblemMessages::of( $failure->problem->code ),
				array(
					'status'  => 424,
					'problem' => $failure->problem->to_array(),
					'account' => $this->account->show(),
				)
			);
		}
	}

	/**
	 * What a user without the capability gets: WordPress's own refusal.
	 *
	 * @param bool $is_allowed Whether they have it.
	 */
	public static function permit( bool $is_allowed ): bool|WP_Error {
		return $is_allowed ? true : new WP_Error(
			'rest_forbidden',
			__( 'Sorry, you are not allowed to do that.', 'seo-rank-genius' ),
			array( 'status' => rest_authorization_required_code() )
		);
	}
}
