<?php
/**
 * The plugin's tests in Tools › Site Health.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\SiteHealth;

use SeoRankGenius\License\Connection;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\ProblemMessages;
use SeoRankGenius\Runs\Background;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Sync\Sync;
use WP_Error;
use WP_REST_Response;
use WP_REST_Server;

/**
 * All but one read what is known. That one calls the cloud, and core asks for it after the page is shown; for a site that
 * is not connected it calls nobody.
 */
final class Tests {

	/** With fewer credits than one page of images costs, the next run ends early. */
	private const LOW_CREDITS = 40;

	private const CLOUD_ROUTE = '/site-health/cloud';

	/**
	 * Tests.
	 *
	 * @param Sync $sync What is known.
	 */
	public function __construct( private readonly Sync $sync ) {}

	/**
	 * Adds the tests to core's.
	 *
	 * @param array<array-key, mixed> $tests Core's, by kind and name.
	 * @return array<array-key, mixed>
	 */
	public function add( array $tests ): array {
		$direct = is_array( $tests['direct'] ?? null ) ? $tests['direct'] : array();
		$async  = is_array( $tests['async'] ?? null ) ? $tests['async'] : array();
		foreach ( $this->direct() as $name => $test ) {
			$direct[ 'seo_rank_genius_' . $name ] = $test;
		}
		$async['seo_rank_genius_cloud'] = array(
			'label'             => __( 'SEO Rank Genius: the credits service', 'seo-rank-genius' ),
			'test'              => rest_url( Answers::ROUTES . self::CLOUD_ROUTE ),
			'has_rest'          => true,
			'async_direct_test' => $this->cloud( ... ),
		);
		return array_merge(
			$tests,
			array(
				'direct' => $direct,
				'async'  => $async,
			)
		);
	}

	/**
	 * Registers the route of the test that core asks for later.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			self::CLOUD_ROUTE,
			array(
				'methods'             => WP_REST_Server::READABLE,
				'permission_callback' => static fn (): bool|WP_Error => Answers::permit( current_user_can( 'view_site_health_checks' ) ),
				'callback'            => fn (): WP_REST_Response => new WP_REST_Response( $this->cloud() ),
			)
		);
	}

	/**
	 * The tests that core runs while it makes the page.
	 *
	 * @return array<string, array{label: string, test: callable(): array<string, mixed>}>
	 */
	private function direct(): array {
		return array(
			'connection' => array(
				'label' => __( 'SEO Rank Genius: connection', 'seo-rank-genius' ),
				'test'  => $this->connected( ... ),
			),
			'token'      => array(
				'label' => __( 'SEO Rank Genius: saved connection', 'seo-rank-genius' ),
				'test'  => $this->token( ... ),
			),
			'credits'    => array(
				'label' => __( 'SEO Rank Genius: credits', 'seo-rank-genius' ),
				'test'  => $this->credits( ... ),
			),
			'cron'       => array(
				'label' => __( 'SEO Rank Genius: background work', 'seo-rank-genius' ),
				'test'  => $this->cron( ... ),
			),
		);
	}

	/**
	 * Whether the site is connected.
	 *
	 * @return array<string, mixed>
	 */
	private function connected(): array {
		$connection = $this->sync->connection( $this->sync->known() );
		return match ( $connection ) {
			Connection::Connected, Connection::TokenUnreadable => Verdict::of( 'seo_rank_genius_connection', Verdict::GOOD, __( 'This site is connected to SEO Rank Genius', 'seo-rank-genius' ), __( 'AI features are paid for with the credits of the license that it is connected with.', 'seo-rank-genius' ) ),
			Connection::Never, Connection::Disconnected => Verdict::of( 'seo_rank_genius_connection', Verdict::GOOD, __( 'This site is not connected to SEO Rank Genius', 'seo-rank-genius' ), __( 'Nothing is sent anywhere. Connect it when you want to use AI features.', 'seo-rank-genius' ), 'license' ),
			Connection::TokenRefused => Verdict::of( 'seo_rank_genius_connection', Verdict::CRITICAL, __( 'SEO Rank Genius no longer accepts this site’s connection', 'seo-rank-genius' ), __( 'AI features do not work until it is connected again; until then nothing is spent from here.', 'seo-rank-genius' ), 'license' ),
			Connection::SiteMoved => Verdict::of( 'seo_rank_genius_connection', Verdict::CRITICAL, __( 'This site’s address has changed since it was connected to SEO Rank Genius', 'seo-rank-genius' ), __( 'AI features wait until you say whether the site has moved here or is a copy. Its credits are kept.', 'seo-rank-genius' ), 'license' ),
		};
	}

	/**
	 * Whether the saved token can be read.
	 *
	 * @return array<string, mixed>
	 */
	private function token(): array {
		return Connection::TokenUnreadable === $this->sync->connection( $this->sync->known() )
			? Verdict::of( 'seo_rank_genius_token', Verdict::CRITICAL, __( 'The saved connection to SEO Rank Genius cannot be read', 'seo-rank-genius' ), __( 'This site’s security keys (salts) have changed. Connect it again; its credits are kept.', 'seo-rank-genius' ), 'license' )
			: Verdict::of( 'seo_rank_genius_token', Verdict::GOOD, __( 'Nothing stands in the way of reading the saved connection to SEO Rank Genius', 'seo-rank-genius' ), __( 'It is encrypted with this site’s security keys (salts). If they change, connect the site again.', 'seo-rank-genius' ) );
	}

	/**
	 * Whether there are credits to spend.
	 *
	 * @return array<string, mixed>
	 */
	private function credits(): array {
		$known   = $this->sync->known();
		$balance = $known->balance;
		if ( null === $balance || ! in_array( $balance->license['status'], array( 'trialing', 'active' ), true ) ) {
			return Verdict::of( 'seo_rank_genius_credits', Verdict::GOOD, __( 'SEO Rank Genius: no plan with credits is in force', 'seo-rank-genius' ), __( 'Nothing can run out. Credits that were bought earlier are kept.', 'seo-rank-genius' ) );
		}
		/* translators: %s: a time. */
		$as_of     = sprintf( __( 'As of %s.', 'seo-rank-genius' ), (string) wp_date( 'Y-m-d H:i', (int) strtotime( $balance->as_of ) ) );
		$spendable = $balance->spendable();
		/* translators: %s: a number of credits. */
		$label = sprintf( _n( 'SEO Rank Genius: this site can spend %s credit', 'SEO Rank Genius: this site can spend %s credits', $spendable, 'seo-rank-genius' ), number_format_i18n( $spendable ) );
		return $spendable < self::LOW_CREDITS
			? Verdict::of( 'seo_rank_genius_credits', Verdict::RECOMMENDED, $label, $as_of . ' ' . __( 'Work that needs more stops when they are used up, and keeps what it has done. Buy credits to go on.', 'seo-rank-genius' ), 'credits' )
			: Verdict::of( 'seo_rank_genius_credits', Verdict::GOOD, $label, $as_of );
	}

	/**
	 * Whether WP-Cron runs the plugin's events.
	 *
	 * @return array<string, mixed>
	 */
	private function cron(): array {
		if ( ! Background::is_possible() ) {
			return Verdict::of( 'seo_rank_genius_cron', Verdict::RECOMMENDED, __( 'SEO Rank Genius does not work in the background on this site', 'seo-rank-genius' ), __( 'ALTERNATE_WP_CRON is on, which would run the work inside a visitor’s request. Long jobs go on while their page is open.', 'seo-rank-genius' ) );
		}
		foreach ( Names::CRON_HOOKS as $hook ) {
			if ( Background::is_late( $hook ) ) {
				return Verdict::of( 'seo_rank_genius_cron', Verdict::RECOMMENDED, __( 'Background work of SEO Rank Genius is late', 'seo-rank-genius' ), __( 'WordPress has not run its scheduled events. Check that WP-Cron, or the system’s own cron where DISABLE_WP_CRON is set, calls wp-cron.php. Long jobs go on while their page is open.', 'seo-rank-genius' ) );
			}
		}
		return Verdict::of( 'seo_rank_genius_cron', Verdict::GOOD, __( 'Background work of SEO Rank Genius is on time', 'seo-rank-genius' ), __( 'Long jobs go on when their page is closed.', 'seo-rank-genius' ) );
	}

	/**
	 * Whether the cloud can be reached. One call, for a connected site only.
	 *
	 * @return array<string, mixed>
	 */
	private function cloud(): array {
		if ( Connection::Connected !== $this->sync->connection( $this->sync->known() ) ) {
			return Verdict::of( 'seo_rank_genius_cloud', Verdict::GOOD, __( 'The SEO Rank Genius service was not asked', 'seo-rank-genius' ), __( 'Nothing is sent while this site’s connection does not stand.', 'seo-rank-genius' ) );
		}
		$problem = $this->sync->sync()->problem?->shown( time() );
		return null === $problem
			? Verdict::of( 'seo_rank_genius_cloud', Verdict::GOOD, __( 'The SEO Rank Genius service can be reached', 'seo-rank-genius' ), __( 'It answered just now.', 'seo-rank-genius' ) )
			: Verdict::of( 'seo_rank_genius_cloud', Verdict::RECOMMENDED, __( 'The SEO Rank Genius service could not be used just now', 'seo-rank-genius' ), ProblemMessages::of( $problem->code ), 'credits' );
	}
}
