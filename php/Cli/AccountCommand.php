<?php
/**
 * WP-CLI: status, balance, connect, disconnect, repair.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Value\Balance;
use SeoRankGenius\License\ConfiguredKey;
use SeoRankGenius\License\Connection;
use SeoRankGenius\License\Finding;
use SeoRankGenius\Rest\ProblemMessages;

/**
 * Looks after the site's connection and its credits.
 *
 * ## EXAMPLES
 *
 *     $ wp seo-rank-genius status --user=admin
 *     $ wp seo-rank-genius balance --refresh --field=spendable --user=admin
 *     $ wp seo-rank-genius run start --state=missing --max-credits=100 --user=admin
 */
final class AccountCommand {

	/**
	 * Says how this site stands with the service, and which plan it has. Asks nobody.
	 *
	 * ## OPTIONS
	 *
	 * [--field=<field>]
	 * : Only the value of this field.
	 *
	 * [--fields=<fields>]
	 * : Only these fields, with commas between them.
	 *
	 * [--format=<format>]
	 * : How it is written.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * ## EXIT CODES
	 *
	 * 0: connected, and the last call to the service went well.
	 * 1: not done: a wrong option, or a user who may not.
	 * 3: not connected, or the last call failed; `connection` and `problem` say why.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp seo-rank-genius status --field=connection --user=admin
	 *     connected
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function status( array $args, array $assoc_args ): void {
		$account = Routes::call( 'GET', '/account' );
		( new Output( new Options( $assoc_args ) ) )->item( self::status_of( $account ) );
		$is_well = Connection::Connected->value === $account['connection'] && null === $account['problem'];
		Output::end( $is_well ? ExitCode::DONE : ExitCode::NEEDS_ATTENTION );
	}

	/**
	 * Shows the credits: what is known, with the time of it.
	 *
	 * A figure that is not known is empty (null in JSON), never 0.
	 *
	 * ## OPTIONS
	 *
	 * [--refresh]
	 * : Ask the service first.
	 *
	 * [--field=<field>]
	 * : Only the value of this field.
	 *
	 * [--fields=<fields>]
	 * : Only these fields, with commas between them.
	 *
	 * [--format=<format>]
	 * : How it is written.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * ## EXIT CODES
	 *
	 * 0: shown; with --refresh, as it is now.
	 * 1: not done: not connected, a wrong option, or a user who may not.
	 * 2: the service could not be asked; the last known balance is shown.
	 * 3: the service refuses this site; the last known balance is shown.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp seo-rank-genius balance --refresh --field=spendable --user=admin
	 *     4820
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function balance( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		$refresh = $options->flag( 'refresh' );
		$account = $refresh ? Routes::call( 'POST', '/account/sync' ) : Routes::call( 'GET', '/account' );
		if ( null === $account['balance'] ) {
			Output::fail( __( 'The balance is not known: this site is not connected. Connect it with: wp seo-rank-genius connect', 'seo-rank-genius' ) );
		}
		( new Output( $options ) )->item( self::balance_of( Fields::of( $account )->object( 'balance' ), $account['balance'] ) );
		if ( ! $refresh ) {
			Output::end( ExitCode::DONE );
		}
		if ( Connection::Connected->value !== $account['connection'] ) {
			Output::warn( __( 'This is the last known balance: the service refuses this site. wp seo-rank-genius repair says what to do.', 'seo-rank-genius' ) );
			Output::end( ExitCode::NEEDS_ATTENTION );
		}
		if ( null !== $account['problem'] ) {
			Output::warn( __( 'This is the last known balance: the service could not be asked.', 'seo-rank-genius' ) . ' ' . self::problem( Fields::of( $account['problem'] ) ) );
			Output::end( ExitCode::TRY_LATER );
		}
		Output::end( ExitCode::DONE );
	}

	/**
	 * Connects this site with a license key.
	 *
	 * Its address, its name and the key are sent to the service. The key is not kept. Without --key it is that of
	 * SEO_RANK_GENIUS_LICENSE_KEY in wp-config.php.
	 *
	 * ## OPTIONS
	 *
	 * [--key=<key>]
	 * : The license key, or "-" to read it from standard input, where no list of processes and no history shows it.
	 *
	 * [--yes]
	 * : Connect anew a site that is connected.
	 *
	 * [--field=<field>]
	 * : Only the value of this field of the status.
	 *
	 * [--fields=<fields>]
	 * : Only these fields, with commas between them.
	 *
	 * [--format=<format>]
	 * : How the status is written.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * ## EXIT CODES
	 *
	 * 0: connected.
	 * 1: not connected: no key, a wrong key, no seat left on the license, connected already, or a user who may not.
	 * 2: the service could not be reached; nothing was changed.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp seo-rank-genius connect --key=- --user=admin < license-key.txt
	 *     $ wp site list --field=url | xargs -I % wp seo-rank-genius connect --url=% --user=admin
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function connect( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		$key     = $options->text( 'key' );
		if ( '-' === $key ) {
			$key = trim( (string) stream_get_contents( STDIN, 1000 ) );
		}
		if ( null === $key && null === ConfiguredKey::read() ) {
			Output::fail( __( 'Which license key? Give it with --key=<key>, with --key=- on standard input, or as SEO_RANK_GENIUS_LICENSE_KEY in wp-config.php.', 'seo-rank-genius' ) );
		}
		$before = Routes::call( 'GET', '/account' );
		if ( Connection::Connected->value === $before['connection'] && ! $options->flag( 'yes' ) ) {
			Output::fail( __( 'This site is connected already. Add --yes to connect it anew; with the key of another license, credits of this one stay behind.', 'seo-rank-genius' ) );
		}
		$account = null === $key ? Routes::call( 'POST', '/license/configured-key' ) : Routes::call( 'POST', '/license/key', array( 'license_key' => $key ) );
		$output  = new Output( $options );
		$output->item( self::status_of( $account ) );
		$output->success( __( 'Connected.', 'seo-rank-genius' ) );
	}

	/**
	 * Takes this site off its license. Its credits are kept for when it is connected again.
	 *
	 * ## OPTIONS
	 *
	 * [--here-only]
	 * : Forget the connection here without telling the service, when it cannot be reached. The seat stays taken.
	 *
	 * [--yes]
	 * : Really.
	 *
	 * ## EXIT CODES
	 *
	 * 0: not connected any more.
	 * 1: not done: without --yes, or a user who may not.
	 * 2: the service could not be reached; the site is still connected.
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function disconnect( array $args, array $assoc_args ): void {
		$options = new Options( $assoc_args );
		if ( ! $options->flag( 'yes' ) ) {
			Output::fail( __( 'This site could not spend credits any more, until it is connected again; they are kept. Add --yes to disconnect it.', 'seo-rank-genius' ) );
		}
		Routes::call( 'DELETE', '/license', array( 'here_only' => $options->flag( 'here-only' ) ) );
		( new Output( $options ) )->success( __( 'Disconnected. The credits are kept.', 'seo-rank-genius' ) );
	}

	/**
	 * Checks connection, token, home, clock, balance, open checkouts, WP-Cron and tables, and mends what it can.
	 *
	 * Nothing is bought and nothing is spent.
	 *
	 * ## OPTIONS
	 *
	 * [--fields=<fields>]
	 * : Which of check, state, message, next_step.
	 *
	 * [--format=<format>]
	 * : How it is written.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * ## EXIT CODES
	 *
	 * 0: all is well, or was mended.
	 * 1: not done: a wrong option, or a user who may not.
	 * 3: something needs attention; `next_step` says what to do.
	 *
	 * @param list<string>          $args       None.
	 * @param array<string, mixed>  $assoc_args Options.
	 */
	public function repair( array $args, array $assoc_args ): void {
		$text     = static fn ( Fields $of, string $key ): ?string => $of->nullable( $key, static fn ( Fields $found ): string => $found->text( $key, 1000 ) );
		$findings = Fields::of( Routes::call( 'POST', '/repair' ) )->list_of(
			'checks',
			static fn ( Fields $of ): array => array(
				'check'     => $of->word( 'check', Finding::CHECKS ),
				'state'     => $of->word( 'state', Finding::STATES ),
				'message'   => $of->text( 'message', 1000 ),
				'next_step' => $text( $of, 'next_step' ),
			)
		);
		$fields   = array( 'check', 'state', 'message', 'next_step' );
		( new Output( new Options( $assoc_args ) ) )->items( $findings, $fields, $fields );
		Output::end( in_array( Finding::PROBLEM, array_column( $findings, 'state' ), true ) ? ExitCode::NEEDS_ATTENTION : ExitCode::DONE );
	}

	/**
	 * The fields of `status`.
	 *
	 * @param array<array-key, mixed> $account As the route shows it.
	 * @return array<string, mixed>
	 */
	private static function status_of( array $account ): array {
		$license = is_array( $account['license'] ) ? $account['license'] : array();
		$problem = is_array( $account['problem'] ) ? $account['problem'] : array();
		$status  = array();
		foreach ( array( 'connection', 'domain', 'moved_from', 'blog_id', 'site_id', 'account_email' ) as $field ) {
			$status[ $field ] = $account[ $field ] ?? null;
		}
		foreach ( array( 'plan', 'plan_name', 'status', 'past_due', 'trial_ends_at', 'renews_at', 'ends_at', 'sites_used', 'sites_limit' ) as $field ) {
			$status[ $field ] = $license[ $field ] ?? null;
		}
		return $status + array(
			'problem'    => $problem['code'] ?? null,
			'cloud_host' => $account['cloud_host'] ?? null,
		);
	}

	/**
	 * The fields of `balance`. Where the owner hides the Shared pool from this site, what it is part of is not known.
	 *
	 * @param Fields $fields The balance, as the route shows it.
	 * @param mixed  $values The same.
	 * @return array<string, mixed>
	 */
	private static function balance_of( Fields $fields, mixed $values ): array {
		$license = $fields->object( 'license' );
		$site    = $fields->object( 'site' );
		$shared  = $license->nullable( 'shared', static fn ( Fields $of ): int => $of->count( 'shared' ) );
		$balance = null === $shared ? null : Balance::from( Fields::of( $values ) );
		return array(
			'total'         => $balance?->total(),
			'shared'        => $shared,
			'domain'        => $site->count( 'domain' ),
			'spendable'     => $balance?->spendable(),
			'held'          => $site->count( 'held' ),
			'cap'           => $site->nullable( 'cap', static fn ( Fields $of ): int => $of->count( 'cap' ) ),
			'cap_used'      => $site->count( 'cap_used' ),
			'cap_resets_at' => $site->text( 'cap_resets_at' ),
			'status'        => $license->text( 'status' ),
			'as_of'         => $fields->text( 'as_of' ),
		);
	}

	/**
	 * Why the last call failed.
	 *
	 * @param Fields $problem The problem.
	 */
	private static function problem( Fields $problem ): string {
		return ProblemMessages::of( ProblemCode::from( $problem->word( 'code', ProblemCode::values() ) ) );
	}
}
