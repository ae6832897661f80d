<?php
/**
 * The names of everything that the plugin keeps in WordPress, so that uninstalling finds all of it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

/**
 * Options, meta, and hooks of WP-Cron.
 */
final class Names {

	/** Option: what is known of the account, with the sealed token. */
	public const ACCOUNT = 'seo_rank_genius_account';

	/** Options, one for each image whose action is not settled: this and the attachment's id. */
	public const PENDING_ACTION_PREFIX = 'seo_rank_genius_pending_action_';

	/** Option: what the tables were last made from. Tables names the tables. */
	public const TABLES = 'seo_rank_genius_tables';

	/** Hook of WP-Cron: runs go on. */
	public const RUNS_TICK = 'seo_rank_genius_runs_tick';

	/** Post meta of an attachment: "1" where a person has said that the image is to have no alt text. */
	public const DECORATIVE = '_seo_rank_genius_decorative';

	/** Option: how far the index of images is filled. */
	public const IMAGE_INDEX = 'seo_rank_genius_image_index';

	/** Hook of WP-Cron: the index of images is filled. */
	public const FILL_IMAGE_INDEX = 'seo_rank_genius_fill_image_index';

	/** Option: what the owner tells the model about the brand. */
	public const PERSONALIZATION = 'seo_rank_genius_personalization';

	/** Option: whether new uploads get a text, and what that may cost. */
	public const IMAGE_SETTINGS = 'seo_rank_genius_image_settings';

	/** Hook of WP-Cron: texts for new uploads are asked for. */
	public const WRITE_UPLOADS = 'seo_rank_genius_write_uploads';

	/** Option: "1" where the owner keeps what is stored here when the plugin is deleted. */
	public const KEEP_DATA = 'seo_rank_genius_keep_data';

	/** Capabilities of WordPress's roles, there only where a role differs from the default. See Capabilities. */
	public const CAPABILITIES = array( 'seo_rank_genius_view', 'seo_rank_genius_spend', 'seo_rank_genius_buy', 'seo_rank_genius_manage_license' );

	/** All hooks of WP-Cron. */
	public const CRON_HOOKS = array( self::RUNS_TICK, self::FILL_IMAGE_INDEX, self::WRITE_UPLOADS );

	/** All options with a name of their own, but for TABLES, which goes with the tables. */
	public const OPTIONS = array( self::ACCOUNT, self::IMAGE_INDEX, self::PERSONALIZATION, self::IMAGE_SETTINGS, self::KEEP_DATA );

	/** User option: a plans link that waits for its return. */
	public const PLANS_LINK = 'seo_rank_genius_plans_link';
}
