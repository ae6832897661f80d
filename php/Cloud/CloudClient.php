<?php
/**
 * The /v1 contract as named operations with typed answers and typed failures.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

use SeoRankGenius\Cloud\Value\ActionsAnswer;
use SeoRankGenius\Cloud\Value\CheckoutAnswer;
use SeoRankGenius\Cloud\Value\LicenseSiteAnswer;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Cloud\Value\OpenCheckouts;
use SeoRankGenius\Cloud\Value\PurchasesPage;
use SeoRankGenius\Cloud\Value\SiteState;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Cloud\Value\SitesAnswer;
use SeoRankGenius\Cloud\Value\TrialStarted;
use SeoRankGenius\Cloud\Value\UsagePage;
use SeoRankGenius\Cloud\Value\UsageSummary;
use SensitiveParameter;

/**
 * Every operation makes exactly one request and throws a CloudFailure unless its answer is in the contract.
 */
final class CloudClient {

	private const TIMEOUT_S = 10;

	/** The cloud answers within 20 s. */
	private const ACTIONS_TIMEOUT_S = 25;

	/**
	 * A client.
	 *
	 * @param Http   $http Sends the requests.
	 * @param string $home This site's home: scheme, host, port unless default, path.
	 */
	public function __construct( private readonly Http $http, private readonly string $home ) {}

	/**
	 * Asks for a trial; a code is mailed.
	 *
	 * @param string $email     Whose trial.
	 * @param string $site_name For the mail and the account's list of sites.
	 * @throws CloudFailure When it cannot be had.
	 */
	public function start_trial( string $email, string $site_name ): TrialStarted {
		$body = array(
			'email'     => $email,
			'home'      => $this->home,
			'site_name' => $site_name,
		);
		return $this->ask( 'POST', '/v1/trials', $body, null, TrialStarted::from( ... ) );
	}

	/**
	 * Confirms a trial with the mailed code.
	 *
	 * @param string $trial_id  The trial.
	 * @param string $code      Six digits.
	 * @param string $site_name For the account's list of sites.
	 * @throws CloudFailure When the code is wrong, expired or used.
	 */
	public function confirm_trial( string $trial_id, #[SensitiveParameter] string $code, string $site_name ): NewConnection {
		$body = array(
			'code'      => $code,
			'home'      => $this->home,
			'site_name' => $site_name,
		);
		return $this->ask( 'POST', '/v1/trials/' . rawurlencode( $trial_id ) . '/confirm', $body, null, NewConnection::from( ... ) );
	}

	/**
	 * Exchanges a license key for a connection.
	 *
	 * @param string $license_key As it was typed.
	 * @param string $site_name   For the account's list of sites.
	 * @throws CloudFailure When the key is wrong or its seats are taken.
	 */
	public function connect_with_key( #[SensitiveParameter] string $license_key, string $site_name ): NewConnection {
		$body = array(
			'license_key' => $license_key,
			'home'        => $this->home,
			'site_name'   => $site_name,
		);
		return $this->ask( 'POST', '/v1/connections/key', $body, null, NewConnection::from( ... ) );
	}

	/**
	 * Exchanges the one-time code of the plans page for a connection.
	 *
	 * @param string $connect_code The code.
	 * @param string $verifier     The PKCE verifier of this user's link.
	 * @param string $site_name    For the account's list of sites.
	 * @throws CloudFailure When the code is expired, used or not for this site.
	 */
	public function connect_with_code( #[SensitiveParameter] string $connect_code, #[SensitiveParameter] string $verifier, string $site_name ): NewConnection {
		$body = array(
			'connect_code' => $connect_code,
			'verifier'     => $verifier,
			'home'         => $this->home,
			'site_name'    => $site_name,
		);
		return $this->ask( 'POST', '/v1/connections/code', $body, null, NewConnection::from( ... ) );
	}

	/**
	 * Reads the site's state.
	 *
	 * @param SiteToken $token Proves the site.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function site( SiteToken $token ): SiteState {
		return $this->ask( 'GET', '/v1/site', null, $token, SiteState::from( ... ) );
	}

	/**
	 * Revokes the token; the site's credits stay.
	 *
	 * @param SiteToken $token Proves the site.
	 * @throws CloudFailure When it was not revoked.
	 */
	public function disconnect( SiteToken $token ): void {
		$raw = $this->http->send( 'DELETE', '/v1/site', null, $token, $this->home, self::TIMEOUT_S );
		if ( 204 !== $raw->status || ! $raw->is_empty() ) {
			throw self::failure( $raw );
		}
	}

	/**
	 * Takes the connection along to where this site is now: the token is replaced.
	 *
	 * @param SiteToken $token     Of the connection made at the earlier home.
	 * @param string    $site_name For the account's list of sites.
	 * @throws CloudFailure When it was not moved; `forbidden` when another site of the license has this home.
	 */
	public function move_site( SiteToken $token, string $site_name ): NewConnection {
		$body = array(
			'home'      => $this->home,
			'site_name' => $site_name,
		);
		return $this->ask( 'POST', '/v1/site/move', $body, $token, NewConnection::from( ... ) );
	}

	/**
	 * Starts a checkout. The same id again answers the same checkout.
	 *
	 * @param SiteToken $token Proves the site.
	 * @param string    $id    UUID.
	 * @param string    $sku   The pack.
	 * @throws CloudFailure When it cannot be started.
	 */
	public function start_checkout( SiteToken $token, string $id, string $sku ): CheckoutAnswer {
		$body = array(
			'id'  => $id,
			'sku' => $sku,
		);
		return $this->ask( 'POST', '/v1/checkouts', $body, $token, self::checkout_answer( $id ) );
	}

	/**
	 * Reads a checkout.
	 *
	 * @param SiteToken $token Proves the site.
	 * @param string    $id    UUID.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function checkout( SiteToken $token, string $id ): CheckoutAnswer {
		return $this->ask( 'GET', '/v1/checkouts/' . rawurlencode( $id ), null, $token, self::checkout_answer( $id ) );
	}

	/**
	 * Reads the checkouts that this site has started and that are not settled.
	 *
	 * @param SiteToken $token Proves the site.
	 * @throws CloudFailure When they cannot be read.
	 */
	public function open_checkouts( SiteToken $token ): OpenCheckouts {
		return $this->ask( 'GET', '/v1/checkouts?state=open', null, $token, OpenCheckouts::from( ... ) );
	}

	/**
	 * Runs actions. The same ids again answer what became of them and cost nothing more.
	 *
	 * @param SiteToken                  $token   Proves the site.
	 * @param list<array<string, mixed>> $actions ActionRequests, 1 to 25.
	 * @throws CloudFailure When no outcome is known.
	 */
	public function run_actions( SiteToken $token, array $actions ): ActionsAnswer {
		return $this->ask( 'POST', '/v1/actions', array( 'actions' => $actions ), $token, ActionsAnswer::from( ... ), self::ACTIONS_TIMEOUT_S );
	}

	/**
	 * Asks what became of actions. Ids that the cloud does not know are absent from the answer.
	 *
	 * @param SiteToken    $token Proves the site.
	 * @param list<string> $ids   UUIDs, 1 to 25.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function actions( SiteToken $token, array $ids ): ActionsAnswer {
		return $this->ask( 'GET', '/v1/actions?ids=' . rawurlencode( implode( ',', $ids ) ), null, $token, ActionsAnswer::from( ... ) );
	}

	/**
	 * Reads a page of the site's actions.
	 *
	 * @param SiteToken             $token Proves the site.
	 * @param array<string, string> $query Filters, `cursor`, `per_page`.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function usage( SiteToken $token, array $query ): UsagePage {
		return $this->ask( 'GET', self::address( '/v1/usage', $query ), null, $token, UsagePage::from( ... ) );
	}

	/**
	 * Reads what the site's actions cost by day and feature.
	 *
	 * @param SiteToken             $token Proves the site.
	 * @param array<string, string> $query `from` and `to`, each where it is not the default.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function usage_summary( SiteToken $token, array $query ): UsageSummary {
		return $this->ask( 'GET', self::address( '/v1/usage/summary', $query ), null, $token, UsageSummary::from( ... ) );
	}

	/**
	 * Reads a page of what was bought for this site and for its license's Shared pool.
	 *
	 * @param SiteToken $token  Proves the site.
	 * @param string    $cursor Where the page before ended; '' for the first.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function purchases( SiteToken $token, string $cursor ): PurchasesPage {
		return $this->ask( 'GET', self::address( '/v1/purchases', '' === $cursor ? array() : array( 'cursor' => $cursor ) ), null, $token, PurchasesPage::from( ... ) );
	}

	/**
	 * Reads the sites of the license, on a manager site.
	 *
	 * @param SiteToken $token Proves the site.
	 * @throws CloudFailure When they cannot be read; `forbidden` on any other site.
	 */
	public function sites( SiteToken $token ): SitesAnswer {
		return $this->ask( 'GET', '/v1/sites', null, $token, SitesAnswer::from( ... ) );
	}

	/**
	 * Sets the most that a site of the license may take from Shared in a UTC month, on a manager site.
	 *
	 * @param SiteToken $token Proves the manager.
	 * @param string    $id    The site.
	 * @param int|null  $cap   Credits; null for no cap.
	 * @throws CloudFailure When it was not set.
	 */
	public function set_cap( SiteToken $token, string $id, ?int $cap ): LicenseSiteAnswer {
		return $this->ask( 'PUT', '/v1/sites/' . rawurlencode( $id ) . '/cap', array( 'cap' => $cap ), $token, LicenseSiteAnswer::from( ... ) );
	}

	/**
	 * Hides Shared figures and buying on a site of the license, or shows them, on a manager site.
	 *
	 * @param SiteToken $token       Proves the manager.
	 * @param string    $id          The site.
	 * @param bool      $hide_shared Whether they are hidden.
	 * @throws CloudFailure When it was not set.
	 */
	public function set_hide_shared( SiteToken $token, string $id, bool $hide_shared ): LicenseSiteAnswer {
		return $this->ask( 'PUT', '/v1/sites/' . rawurlencode( $id ) . '/hide-shared', array( 'hide_shared' => $hide_shared ), $token, LicenseSiteAnswer::from( ... ) );
	}

	/**
	 * Makes a request and reads its answer.
	 *
	 * @template T
	 * @param string                    $method    HTTP method.
	 * @param string                    $path      Path and query.
	 * @param array<string, mixed>|null $body      Sent as JSON.
	 * @param SiteToken|null            $token     Proves the site.
	 * @param callable(Fields):T        $read      Reads a good answer.
	 * @param int                       $timeout_s Seconds to wait.
	 * @return T
	 * @throws MalformedAnswer When a good status comes with an answer that is not in the contract.
	 * @throws CloudFailure    When it failed otherwise.
	 */
	private function ask( string $method, string $path, ?array $body, ?SiteToken $token, callable $read, int $timeout_s = self::TIMEOUT_S ): mixed {
		$raw = $this->http->send( $method, $path, $body, $token, $this->home, $timeout_s );
		if ( ! in_array( $raw->status, array( 200, 202 ), true ) ) {
			throw self::failure( $raw );
		}
		try {
			return $read( $raw->fields() );
		} catch ( OutOfShape ) {
			throw new MalformedAnswer( new Problem( ProblemCode::Unavailable, $raw->request_id() ) );
		}
	}

	/**
	 * A path with its query.
	 *
	 * @param string                $path  The path.
	 * @param array<string, string> $query By name.
	 */
	private static function address( string $path, array $query ): string {
		return array() === $query ? $path : $path . '?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 );
	}

	/**
	 * Reads a checkout's answer, which must be about the checkout that was asked for.
	 *
	 * @param string $id UUID.
	 * @return callable(Fields):CheckoutAnswer
	 */
	private static function checkout_answer( string $id ): callable {
		return static function ( Fields $fields ) use ( $id ): CheckoutAnswer {
			$answer = CheckoutAnswer::from( $fields );
			if ( strtolower( $id ) !== $answer->checkout->id ) {
				throw new OutOfShape( 'Another checkout' );
			}
			return $answer;
		};
	}

	/**
	 * The failure that an answer which is no success stands for.
	 *
	 * Only a problem document whose code fits its status is a refusal: a proxy's or a captive portal's 401 must not
	 * cost the site its connection.
	 *
	 * @param RawAnswer $raw The answer.
	 */
	private static function failure( RawAnswer $raw ): CloudFailure {
		$problem = $raw->problem();
		if ( null === $problem ) {
			$code    = 429 === $raw->status ? ProblemCode::RateLimited : ProblemCode::Unavailable;
			$problem = new Problem( $code, $raw->request_id(), $raw->retry_after_s() );
			return 429 === $raw->status || $raw->status >= 500 ? new Outage( $problem ) : new MalformedAnswer( $problem );
		}
		return match ( $problem->code ) {
			ProblemCode::RateLimited, ProblemCode::ProviderFailed, ProblemCode::Unavailable => new Outage( $problem ),
			default => new Refusal( $problem ),
		};
	}
}
