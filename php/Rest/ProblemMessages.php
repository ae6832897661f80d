<?php
/**
 * Says in the reader's language what went wrong and what to do next.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Cloud\ProblemCode;

/**
 * One sentence or two for each code. The service's own prose never gets here.
 */
final class ProblemMessages {

	/**
	 * The message of a code.
	 *
	 * @param ProblemCode $code The code.
	 */
	public static function of( ProblemCode $code ): string {
		return match ( $code ) {
			ProblemCode::InvalidRequest => __( 'The service did not understand this request. Update the plugin and try again.', 'seo-rank-genius' ),
			ProblemCode::Unauthenticated => __( 'This site is not connected. Connect it in Account › License and try again.', 'seo-rank-genius' ),
			ProblemCode::InsufficientCredits => __( 'There are not enough credits for this. Buy credits and try again.', 'seo-rank-genius' ),
			ProblemCode::Forbidden => __( 'The service does not allow this. Check what you have entered and try again.', 'seo-rank-genius' ),
			ProblemCode::LicenseLapsed => __( 'The plan has ended. Your credits are kept; renew the plan to use them.', 'seo-rank-genius' ),
			ProblemCode::PlanHasNoCredits => __( 'The free plan has no AI credits. Start a paid plan to use this.', 'seo-rank-genius' ),
			ProblemCode::SiteCapReached => __( 'This site has reached its limit of Shared Credits for this month. Buy Domain Credits, or ask the account owner to raise the limit.', 'seo-rank-genius' ),
			ProblemCode::OfferUsed => __( 'The first-time offer has already been used. Choose another pack.', 'seo-rank-genius' ),
			ProblemCode::TrialUsed => __( 'This account or domain has already had its trial. Choose a plan, or connect with a license key.', 'seo-rank-genius' ),
			ProblemCode::SiteLimitReached => __( 'All sites of this license are taken. Disconnect another site, or upgrade the plan.', 'seo-rank-genius' ),
			ProblemCode::NotFound => __( 'The service does not know this. Check what you have entered and try again.', 'seo-rank-genius' ),
			ProblemCode::SiteMoved => __( 'This site was connected at another address. In Account › License, say whether it has moved here or is a copy.', 'seo-rank-genius' ),
			ProblemCode::AlreadySettled => __( 'This has already been settled. Reload the page to see the outcome.', 'seo-rank-genius' ),
			ProblemCode::QuoteExceeded => __( 'This would cost more than the price you were shown, so nothing was charged. Reload the page to see the new price.', 'seo-rank-genius' ),
			ProblemCode::CodeExpired => __( 'This code has expired or was already used. Ask for a new one.', 'seo-rank-genius' ),
			ProblemCode::ResultExpired => __( 'The result is older than 30 days and no longer kept. Generate it again.', 'seo-rank-genius' ),
			ProblemCode::PayloadTooLarge => __( 'This is too large to send. Use a smaller picture, or a shorter text.', 'seo-rank-genius' ),
			ProblemCode::KeyReused => __( 'This request was already used for something else. Reload the page and try again.', 'seo-rank-genius' ),
			ProblemCode::InputUnusable => __( 'This could not be read, so nothing was charged. Check that the picture opens, or that the text has words.', 'seo-rank-genius' ),
			ProblemCode::RateLimited => __( 'Too many requests in a short time. Wait a moment and try again.', 'seo-rank-genius' ),
			ProblemCode::ProviderFailed => __( 'A service behind this one failed or gave no usable answer, so nothing was charged. Try again in a few minutes.', 'seo-rank-genius' ),
			ProblemCode::Unavailable => __( 'The service could not be reached. What you have is safe; try again in a few minutes.', 'seo-rank-genius' ),
		};
	}
}
