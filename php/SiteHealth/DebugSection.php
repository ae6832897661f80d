<?php
/**
 * The plugin's section in Tools › Site Health › Info, which people copy into support mails.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\SiteHealth;

use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\License\Home;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Sync\Sync;

/**
 * Names every field, so that neither the token nor the account's address is among them. Asks nobody.
 */
final class DebugSection {

	/**
	 * A section.
	 *
	 * @param Sync     $sync    What is known.
	 * @param Home     $home    This site.
	 * @param CloudUrl $cloud   Where data goes.
	 * @param string   $version The plugin's.
	 */
	public function __construct( private readonly Sync $sync, private readonly Home $home, private readonly CloudUrl $cloud, private readonly string $version ) {}

	/**
	 * Adds the section to core's.
	 *
	 * @param array<array-key, mixed> $sections Core's.
	 * @return array<array-key, mixed>
	 */
	public function add( array $sections ): array {
		$sections['seo-rank-genius'] = array(
			'label'  => __( 'SEO Rank Genius', 'seo-rank-genius' ),
			'fields' => array_map(
				static fn ( array $field ): array => array(
					'label' => $field[0],
					'value' => $field[1],
				),
				$this->fields()
			),
		);
		return $sections;
	}

	/**
	 * Label and value of each field.
	 *
	 * @return array<string, array{string, string}>
	 */
	private function fields(): array {
		$known   = $this->sync->known();
		$balance = $known->balance;
		$problem = $known->problem;
		$none    = __( 'None', 'seo-rank-genius' );
		$events  = array_filter( array_map( 'wp_next_scheduled', Names::CRON_HOOKS ), static fn ( int|false $next ): bool => false !== $next );
		return array(
			'version'    => array( __( 'Version', 'seo-rank-genius' ), $this->version ),
			'connection' => array( __( 'Connection', 'seo-rank-genius' ), $this->sync->connection( $known )->value ),
			'site'       => array( __( 'Site', 'seo-rank-genius' ), $this->home->domain() ),
			'site_id'    => array( __( 'Site id', 'seo-rank-genius' ), $known->site->id ?? $none ),
			'cloud'      => array( __( 'Service', 'seo-rank-genius' ), $this->cloud->host() ),
			'plan'       => array( __( 'Plan', 'seo-rank-genius' ), null === $known->license ? $none : $known->license->plan_name . ' (' . ( $balance->license['status'] ?? $known->license->status ) . ')' ),
			'shared'     => array( __( 'Shared Credits', 'seo-rank-genius' ), null === $balance ? $none : (string) $balance->license['shared'] ),
			'domain'     => array( __( 'Domain Credits', 'seo-rank-genius' ), null === $balance ? $none : (string) $balance->site['domain'] ),
			'as_of'      => array( __( 'Balance as of', 'seo-rank-genius' ), $balance->as_of ?? $none ),
			'problem'    => array( __( 'Last problem', 'seo-rank-genius' ), null === $problem ? $none : trim( $problem->code->value . ' ' . $problem->shown( time() )->request_id ) ),
			'next_event' => array( __( 'Next background event', 'seo-rank-genius' ), array() === $events ? $none : gmdate( 'c', min( $events ) ) ),
		);
	}
}
