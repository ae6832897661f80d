<?php
/**
 * What one test of Site Health found, in the form that core prints.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\SiteHealth;

use SeoRankGenius\Admin\Screens;

/**
 * Core prints label and badge as text, and description and actions as HTML: those are escaped here.
 */
final class Verdict {

	public const GOOD        = 'good';
	public const RECOMMENDED = 'recommended';
	public const CRITICAL    = 'critical';

	/**
	 * A verdict.
	 *
	 * @param string $test        The test's name.
	 * @param string $status      One of the above.
	 * @param string $label       What was found, in one line.
	 * @param string $description What it means and what to do next.
	 * @param string $tab         The tab of Account where it is mended; empty where nothing is to be done there.
	 * @return array<string, mixed>
	 */
	public static function of( string $test, string $status, string $label, string $description, string $tab = '' ): array {
		$colors = array(
			self::GOOD        => 'blue',
			self::RECOMMENDED => 'orange',
			self::CRITICAL    => 'red',
		);
		return array(
			'test'        => $test,
			'status'      => $status,
			'label'       => $label,
			'badge'       => array(
				'label' => __( 'SEO Rank Genius', 'seo-rank-genius' ),
				'color' => $colors[ $status ] ?? 'blue',
			),
			'description' => '<p>' . esc_html( $description ) . '</p>',
			'actions'     => '' === $tab ? '' : sprintf(
				'<p><a href="%s">%s</a></p>',
				esc_url( admin_url( 'admin.php?page=' . Screens::ACCOUNT . '&tab=' . $tab ) ),
				esc_html__( 'Open SEO Rank Genius › Account', 'seo-rank-genius' )
			),
		);
	}
}
