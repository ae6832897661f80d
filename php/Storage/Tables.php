<?php
/**
 * The plugin's own tables, as they are now: names without WordPress's prefix, and definitions in the form that dbDelta() reads.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

/**
 * One field or index on a line, two blanks after PRIMARY KEY: dbDelta() brings a table of an earlier version to this form
 * by adding what is missing, so a field is added by writing it here. Times are Unix times; ids of runs and actions are
 * UUIDs in lower case.
 */
final class Tables {

	public const RUNS             = 'seo_rank_genius_runs';
	public const RUN_ITEMS        = 'seo_rank_genius_run_items';
	public const IMAGES           = 'seo_rank_genius_images';
	public const IMAGE_USES       = 'seo_rank_genius_image_uses';
	public const CONTENTS         = 'seo_rank_genius_contents';
	public const CONTENT_FEATURES = 'seo_rank_genius_content_features';
	public const RESULTS          = 'seo_rank_genius_results';

	public const LINK_PAGES     = 'seo_rank_genius_link_pages';
	public const LINK_TERMS     = 'seo_rank_genius_link_terms';
	public const LINK_ADDRESSES = 'seo_rank_genius_link_addresses';
	public const LINKS          = 'seo_rank_genius_links';

	/**
	 * Every table, by name.
	 *
	 * @return array<string, string> What stands between the brackets of CREATE TABLE.
	 */
	public static function definitions(): array {
		return array(
			self::RUNS             => self::runs(),
			self::RUN_ITEMS        => self::run_items(),
			self::IMAGES           => self::images(),
			self::IMAGE_USES       => self::image_uses(),
			self::CONTENTS         => self::contents(),
			self::CONTENT_FEATURES => self::content_features(),
			self::RESULTS          => self::results(),
			self::LINK_PAGES       => self::link_pages(),
			self::LINK_TERMS       => self::link_keys( 'term' ),
			self::LINK_ADDRESSES   => self::link_keys( 'address' ),
			self::LINKS            => self::link_keys( 'address' ),
		);
	}

	/**
	 * A run. `id` finds it and makes starting it twice one run; `by_feature` lists a feature's runs, newest first; `by_state` is
	 * how the background finds runs with work left. The counts are what its items said at the last step.
	 */
	private static function runs(): string {
		return "
			number bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			id char(36) NOT NULL,
			feature varchar(40) NOT NULL,
			started_by bigint(20) unsigned NOT NULL,
			acts_as bigint(20) unsigned NOT NULL,
			overwrite tinyint(1) NOT NULL DEFAULT 0,
			retry_of char(36) DEFAULT NULL,
			retried_as char(36) DEFAULT NULL,
			max_credits bigint(20) NOT NULL,
			spend_at_most bigint(20) DEFAULT NULL,
			state varchar(10) NOT NULL,
			ending varchar(20) DEFAULT NULL,
			code varchar(40) DEFAULT NULL,
			ending_limit varchar(10) DEFAULT NULL,
			retry_at bigint(20) NOT NULL DEFAULT 0,
			outages int(11) NOT NULL DEFAULT 0,
			started_at bigint(20) NOT NULL,
			ended_at bigint(20) DEFAULT NULL,
			undone_at bigint(20) DEFAULT NULL,
			lease_token char(32) NOT NULL DEFAULT '',
			lease_until bigint(20) NOT NULL DEFAULT 0,
			last_seq bigint(20) NOT NULL DEFAULT 0,
			worked_ms bigint(20) NOT NULL DEFAULT 0,
			worked_items bigint(20) NOT NULL DEFAULT 0,
			waiting int(11) NOT NULL DEFAULT 0,
			sent int(11) NOT NULL DEFAULT 0,
			done int(11) NOT NULL DEFAULT 0,
			failed int(11) NOT NULL DEFAULT 0,
			skipped int(11) NOT NULL DEFAULT 0,
			restored int(11) NOT NULL DEFAULT 0,
			kept int(11) NOT NULL DEFAULT 0,
			undoable int(11) NOT NULL DEFAULT 0,
			credits_spent bigint(20) NOT NULL DEFAULT 0,
			sent_price bigint(20) NOT NULL DEFAULT 0,
			price_of_rest bigint(20) NOT NULL DEFAULT 0,
			failed_price bigint(20) NOT NULL DEFAULT 0,
			PRIMARY KEY  (number),
			UNIQUE KEY id (id),
			KEY by_feature (feature,number),
			KEY by_state (state,ending,retry_at)
		";
	}

	/**
	 * One object of a run. `run_object` keeps one object from being in a run twice; `run_next` finds the next ones in their order
	 * and counts a run's items without reading them; `run_ended` finds what ended since a page last looked.
	 */
	private static function run_items(): string {
		return '
			number bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			run_number bigint(20) unsigned NOT NULL,
			object_id bigint(20) unsigned NOT NULL,
			price int(11) NOT NULL,
			state varchar(10) NOT NULL,
			action_id char(36) DEFAULT NULL,
			attempts int(11) NOT NULL DEFAULT 0,
			former longtext DEFAULT NULL,
			made longtext DEFAULT NULL,
			cost int(11) NOT NULL DEFAULT 0,
			code varchar(40) DEFAULT NULL,
			is_applied tinyint(1) NOT NULL DEFAULT 0,
			undone tinyint(1) NOT NULL DEFAULT 0,
			seq bigint(20) NOT NULL DEFAULT 0,
			PRIMARY KEY  (number),
			UNIQUE KEY run_object (run_number,object_id),
			KEY run_next (run_number,state,number,price,cost,is_applied,undone),
			KEY run_ended (run_number,seq)
		';
	}

	/**
	 * An image of the media library. `counts` counts every filter without reading a row; each order of the list has an
	 * index of its own, with and without a filter; `queued` finds the uploads that wait for a text.
	 */
	private static function images(): string {
		return "
			image_id bigint(20) unsigned NOT NULL,
			state varchar(10) NOT NULL,
			has_failed tinyint(1) NOT NULL DEFAULT 0,
			failure varchar(40) NOT NULL DEFAULT '',
			text_length smallint(5) unsigned NOT NULL DEFAULT 0,
			text_hash char(32) NOT NULL DEFAULT '',
			generated_hash char(32) NOT NULL DEFAULT '',
			asked_with bigint(20) unsigned NOT NULL DEFAULT 0,
			made_with bigint(20) unsigned NOT NULL DEFAULT 0,
			queued_for bigint(20) unsigned NOT NULL DEFAULT 0,
			author_id bigint(20) unsigned NOT NULL DEFAULT 0,
			uploaded_at bigint(20) NOT NULL DEFAULT 0,
			mime varchar(100) NOT NULL DEFAULT '',
			file_name varchar(191) NOT NULL DEFAULT '',
			search_text text NOT NULL,
			PRIMARY KEY  (image_id),
			KEY counts (state,has_failed),
			KEY by_date (uploaded_at,image_id),
			KEY state_date (state,uploaded_at,image_id),
			KEY by_name (file_name,image_id),
			KEY state_name (state,file_name,image_id),
			KEY by_length (text_length,image_id),
			KEY state_length (state,text_length,image_id),
			KEY failed (has_failed,uploaded_at,image_id),
			KEY queued (queued_for,image_id)
		";
	}

	/**
	 * Which pages show which images. `best` finds the page to name for an image: published before drafts, featured before
	 * content.
	 */
	private static function image_uses(): string {
		return '
			page_id bigint(20) unsigned NOT NULL,
			image_id bigint(20) unsigned NOT NULL,
			place tinyint(1) unsigned NOT NULL,
			PRIMARY KEY  (page_id,image_id),
			KEY best (image_id,place,page_id)
		';
	}

	/**
	 * What is searched of a post, page or content of another public kind that is edited here: read row by row of a filter.
	 */
	private static function contents(): string {
		return '
			content_id bigint(20) unsigned NOT NULL,
			search_text text NOT NULL,
			PRIMARY KEY  (content_id)
		';
	}

	/**
	 * One feature of a content. What is filtered by stands in each index behind what it orders by, so that a page of any
	 * filter in any order, a count and a quote are read from one index alone. `same_text` finds duplicates. `asked_hash` is
	 * the hash of the text that was sent last, `asked_targets` the pages that were offered to link to.
	 */
	private static function content_features(): string {
		return "
			feature varchar(20) NOT NULL,
			content_id bigint(20) unsigned NOT NULL,
			type varchar(20) NOT NULL DEFAULT '',
			status varchar(20) NOT NULL DEFAULT '',
			author_id bigint(20) unsigned NOT NULL DEFAULT 0,
			modified_at bigint(20) NOT NULL DEFAULT 0,
			title varchar(80) NOT NULL DEFAULT '',
			state varchar(10) NOT NULL,
			measure int(11) NOT NULL DEFAULT 0,
			price int(11) NOT NULL DEFAULT 0,
			text_hash char(32) NOT NULL DEFAULT '',
			is_duplicate tinyint(1) NOT NULL DEFAULT 0,
			has_failed tinyint(1) NOT NULL DEFAULT 0,
			failure varchar(40) NOT NULL DEFAULT '',
			generated_hash varchar(98) NOT NULL DEFAULT '',
			asked_with bigint(20) unsigned NOT NULL DEFAULT 0,
			made_with bigint(20) unsigned NOT NULL DEFAULT 0,
			asked_hash char(32) NOT NULL DEFAULT '',
			asked_targets text DEFAULT NULL,
			PRIMARY KEY  (feature,content_id),
			KEY content (content_id),
			KEY by_date (feature,modified_at,content_id,state,type,is_duplicate,has_failed),
			KEY by_title (feature,title,content_id,state,type,is_duplicate,has_failed),
			KEY by_measure (feature,measure,content_id,state,type,is_duplicate,has_failed),
			KEY counts (feature,state,type,is_duplicate,has_failed,status,author_id,price),
			KEY same_text (feature,text_hash)
		";
	}

	/**
	 * What the model has made. `action` keeps a result from being kept twice; `history` lists those of an object, newest
	 * first; `by_user` finds those of a person.
	 */
	private static function results(): string {
		return "
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			object_id bigint(20) unsigned NOT NULL,
			feature varchar(20) NOT NULL,
			action_id char(36) NOT NULL,
			run_id char(36) DEFAULT NULL,
			user_id bigint(20) unsigned NOT NULL DEFAULT 0,
			result longtext NOT NULL,
			model varchar(200) NOT NULL DEFAULT '',
			prompt_version varchar(60) NOT NULL DEFAULT '',
			personalization_version bigint(20) DEFAULT NULL,
			cost int(11) NOT NULL DEFAULT 0,
			created_at bigint(20) NOT NULL DEFAULT 0,
			restored_at bigint(20) DEFAULT NULL,
			PRIMARY KEY  (id),
			UNIQUE KEY action (action_id),
			KEY history (object_id,feature,id),
			KEY by_user (user_id)
		";
	}

	/**
	 * A content, for links. `links_in` and `links_out` find the pages to which nobody links and those that link to nobody.
	 */
	private static function link_pages(): string {
		return "
			content_id bigint(20) unsigned NOT NULL,
			language varchar(20) NOT NULL DEFAULT '',
			is_public tinyint(1) NOT NULL DEFAULT 0,
			links_in int(11) NOT NULL DEFAULT 0,
			links_out int(11) NOT NULL DEFAULT 0,
			PRIMARY KEY  (content_id),
			KEY links_in (is_public,links_in,content_id),
			KEY links_out (is_public,links_out,content_id)
		";
	}

	/**
	 * Keys of contents: the terms that they are about, with how much each says; the addresses that they have; those that
	 * they link to. The primary key finds a content's, the other one contents by a key, without reading a row.
	 *
	 * @param string $key The name of the key.
	 */
	private static function link_keys( string $key ): string {
		return "
			content_id bigint(20) unsigned NOT NULL,
			$key bigint(20) unsigned NOT NULL,
			weight smallint(5) unsigned NOT NULL DEFAULT 1,
			PRIMARY KEY  (content_id,$key),
			KEY by_$key ($key,content_id,weight)
		";
	}
}
