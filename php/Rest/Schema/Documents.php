<?php
/**
 * The list of all REST documents, by the file that each is dumped to.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * What schema/rest holds.
 */
final class Documents {

	/**
	 * Every document, by file name without its ending.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function all(): array {
		return array(
			'account'          => AccountSchema::item(),
			'checkout'         => CheckoutSchema::item(),
			'watched-checkout' => CheckoutSchema::watched(),
			'image'            => ImageSchema::item(),
			'image-action'     => ImageSchema::action(),
			'images-page'      => ImageSchema::page(),
			'image-settings'   => ImageSettingsSchema::item(),
			'local-analysis'   => LocalAnalysisSchema::item(),
			'content'          => ContentSchema::item(),
			'content-action'   => ContentSchema::action(),
			'content-detail'   => ContentSchema::detail(),
			'contents-page'    => ContentSchema::page(),
			'results-page'     => ContentSchema::results(),
			'personalization'  => PersonalizationSchema::item(),
			'run'              => RunSchema::item(),
			'run-item'         => RunSchema::run_item(),
			'run-answer'       => RunSchema::answer(),
			'run-quote'        => RunSchema::quote(),
			'runs-page'        => RunSchema::page(),
			'run-items-page'   => RunSchema::items_page(),
			'trial'            => LicenseSchema::trial(),
			'plans-link'       => LicenseSchema::plans_link(),
			'usage-page'       => UsageSchema::page(),
			'usage-summary'    => UsageSchema::summary(),
			'purchases-page'   => PurchaseSchema::page(),
			'license-site'     => SiteSchema::item(),
			'license-sites'    => SiteSchema::all(),
			'repair'           => RepairSchema::item(),
			'seo-settings'     => SeoSettingsSchema::item(),
			'seo-preview'      => SeoSettingsSchema::preview(),
			'site-settings'    => SiteSettingsSchema::item(),
			'problem'          => ProblemSchema::item(),
		);
	}

	/**
	 * A document as it is written to its file.
	 *
	 * @param array<string, mixed> $document A document.
	 */
	public static function json( array $document ): string {
		return json_encode( $document, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR ) . "\n"; // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- Runs without WordPress.
	}
}
