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

	/** Options, one for each action that is not settled: this and the object's id; for other features than alt text, with the feature. */
	public const PENDING_ACTION_PREFIX = 'seo_rank_genius_pending_action_';

	/** Option: what the tables were last made from. Tables names the tables. */
	public const TABLES = 'seo_rank_genius_tables';

	/** Hook of WP-Cron: runs go on. */
	public const RUNS_TICK = 'seo_rank_genius_runs_tick';

	/** Post meta of an attachment: "1" where a person has said that the image is to have no alt text. */
	public const DECORATIVE = '_seo_rank_genius_decorative';

	/** Option: how far the index of contents is filled. */
	public const CONTENT_INDEX = 'seo_rank_genius_content_index';

	/** Hook of WP-Cron: the index of contents is filled. */
	public const FILL_CONTENT_INDEX = 'seo_rank_genius_fill_content_index';

	/** Option: how far the index of images is filled. */
	public const IMAGE_INDEX = 'seo_rank_genius_image_index';

	/** Hook of WP-Cron: the index of images is filled. */
	public const FILL_IMAGE_INDEX = 'seo_rank_genius_fill_image_index';

	/** Option: how far the index of links is filled. */
	public const LINK_INDEX = 'seo_rank_genius_link_index';

	/** Option: which words are common on the site, by language. */
	public const LINK_WORDS = 'seo_rank_genius_link_words';

	/** Hook of WP-Cron: the index of links is filled. */
	public const FILL_LINK_INDEX = 'seo_rank_genius_fill_link_index';

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

	/** Post meta: the title that search engines are given. */
	public const META_TITLE = '_seo_rank_genius_title';

	/** Post meta: the description that search engines are given. */
	public const META_DESCRIPTION = '_seo_rank_genius_description';

	/** Post meta: what a page wants to be found by. */
	public const META_KEYWORD = '_seo_rank_genius_keyword';

	/** Post meta: what the page says of itself for structured data, as JSON. */
	public const META_SCHEMA = '_seo_rank_genius_schema';

	/** Post meta: link suggestions that are open, as JSON. */
	public const META_LINKS = '_seo_rank_genius_links';

	/** Post meta: findings of the content analysis, as JSON. */
	public const META_ANALYSIS = '_seo_rank_genius_analysis';

	/** Post meta: what the public page's head prints, assembled, as JSON. */
	public const META_HEAD = '_seo_rank_genius_head';

	/** All post meta. */
	public const POST_META = array( self::DECORATIVE, self::META_TITLE, self::META_DESCRIPTION, self::META_KEYWORD, self::META_SCHEMA, self::META_LINKS, self::META_ANALYSIS, self::META_HEAD );

	/** Option: the templates of titles and descriptions. */
	public const SEO_SETTINGS = 'seo_rank_genius_seo_settings';

	/** Option: what the head of a home page prints that is no page of its own, assembled. */
	public const HOME_HEAD = 'seo_rank_genius_home_head';

	/** Option: how far what public pages print is assembled. */
	public const HEADS = 'seo_rank_genius_heads';

	/** Hook of WP-Cron: what public pages print is assembled. */
	public const FILL_HEADS = 'seo_rank_genius_fill_heads';

	/** All hooks of WP-Cron. */
	public const CRON_HOOKS = array( self::RUNS_TICK, self::FILL_IMAGE_INDEX, self::FILL_CONTENT_INDEX, self::FILL_LINK_INDEX, self::WRITE_UPLOADS, self::FILL_HEADS );

	/** All options with a name of their own, but for TABLES, which goes with the tables. */
	public const OPTIONS = array( self::ACCOUNT, self::IMAGE_INDEX, self::CONTENT_INDEX, self::LINK_INDEX, self::LINK_WORDS, self::PERSONALIZATION, self::IMAGE_SETTINGS, self::KEEP_DATA, self::SEO_SETTINGS, self::HOME_HEAD, self::HEADS );

	/** User option: a plans link that waits for its return. */
	public const PLANS_LINK = 'seo_rank_genius_plans_link';
}
