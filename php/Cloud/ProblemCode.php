<?php
/**
 * The error codes of the /v1 contract, the same in the cloud, PHP and TypeScript.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

/**
 * A failure's stable code. What a person reads is made from it here, never from the service's prose.
 */
enum ProblemCode: string {

	case InvalidRequest      = 'invalid_request';
	case Unauthenticated     = 'unauthenticated';
	case InsufficientCredits = 'insufficient_credits';
	case Forbidden           = 'forbidden';
	case LicenseLapsed       = 'license_lapsed';
	case PlanHasNoCredits    = 'plan_has_no_credits';
	case SiteCapReached      = 'site_cap_reached';
	case OfferUsed           = 'offer_used';
	case TrialUsed           = 'trial_used';
	case SiteLimitReached    = 'site_limit_reached';
	case NotFound            = 'not_found';
	case SiteMoved           = 'site_moved';
	case AlreadySettled      = 'already_settled';
	case QuoteExceeded       = 'quote_exceeded';
	case CodeExpired         = 'code_expired';
	case ResultExpired       = 'result_expired';
	case PayloadTooLarge     = 'payload_too_large';
	case KeyReused           = 'key_reused';
	case InputUnusable       = 'input_unusable';
	case RateLimited         = 'rate_limited';
	case ProviderFailed      = 'provider_failed';
	case Unavailable         = 'unavailable';

	/**
	 * Every code, as it is written on the wire.
	 *
	 * @return list<string>
	 */
	public static function values(): array {
		return array_map( static fn ( self $code ): string => $code->value, self::cases() );
	}

	/**
	 * The HTTP status that the contract gives this code.
	 */
	public function status(): int {
		return match ( $this ) {
			self::InvalidRequest => 400,
			self::Unauthenticated => 401,
			self::InsufficientCredits => 402,
			self::Forbidden, self::LicenseLapsed, self::PlanHasNoCredits, self::SiteCapReached,
			self::OfferUsed, self::TrialUsed, self::SiteLimitReached => 403,
			self::NotFound => 404,
			self::SiteMoved, self::AlreadySettled, self::QuoteExceeded => 409,
			self::CodeExpired, self::ResultExpired => 410,
			self::PayloadTooLarge => 413,
			self::KeyReused, self::InputUnusable => 422,
			self::RateLimited => 429,
			self::ProviderFailed => 502,
			self::Unavailable => 503,
		};
	}
}
