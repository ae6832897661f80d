<?php
/**
 * What Settings › Privacy suggests for the site's privacy policy.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Privacy;

/**
 * The same facts as readme.txt.
 */
final class PolicyText {

	/**
	 * Hands the text to core.
	 */
	public function add(): void {
		wp_add_privacy_policy_content( __( 'SEO Rank Genius', 'seo-rank-genius' ), wp_kses_post( $this->html() ) );
	}

	/**
	 * The text.
	 */
	private function html(): string {
		$paragraphs = array(
			__( 'SEO Rank Genius sends nothing about visitors, and loads nothing of its own on the pages that they see.', 'seo-rank-genius' ),
			__( 'When someone who works on this site uses its AI features, the material of that page or picture is sent to the SEO Rank Genius service and from there to an AI model: the picture or text, its file name and title, the language and the notes about the brand. With it go the address of this site and the number, not the name, of the person’s WordPress account. Pictures and texts are not stored there; results are kept for 30 days, and a record of what was done and what it cost is kept with the account.', 'seo-rank-genius' ),
			__( 'Whoever buys credits does so on the pages of Polar (polar.sh), under its own privacy policy.', 'seo-rank-genius' ),
		);
		return '<p class="privacy-policy-tutorial">' . esc_html__( 'Suggested text. Name the service where your policy lists who receives data.', 'seo-rank-genius' ) . '</p><p>' . implode( '</p><p>', array_map( 'esc_html', $paragraphs ) ) . '</p>';
	}
}
