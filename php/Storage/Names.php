<?php
/**
 * The names of everything that the plugin keeps in WordPress, so that uninstalling finds all of it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

/**
 * Options, and user meta.
 */
final class Names {

	/** Option: what is known of the account, with the sealed token. */
	public const ACCOUNT = 'seo_rank_genius_account';

	/** Options, one for each image whose action is not settled: this and the attachment's id. */
	public const PENDING_ACTION_PREFIX = 'seo_rank_genius_pending_action_';

	/** User option: a plans link that waits for its return. */
	public const PLANS_LINK = 'seo_rank_genius_plans_link';
}
