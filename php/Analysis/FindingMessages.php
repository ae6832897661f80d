<?php
/**
 * Says in the reader's language what was found and what to do about it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

use LogicException;

/**
 * Two sentences for every kind of finding.
 */
final class FindingMessages {

	/**
	 * What was found.
	 *
	 * @param Finding $finding The finding.
	 */
	public static function message( Finding $finding ): string {
		return vsprintf( self::of( $finding->id )[0], $finding->args );
	}

	/**
	 * What to do about it.
	 *
	 * @param Finding $finding The finding.
	 */
	public static function action( Finding $finding ): string {
		return self::of( $finding->id )[1];
	}

	/**
	 * The format of the message, and the action.
	 *
	 * @param string $id A finding's.
	 * @return array{string, string}
	 */
	private static function of( string $id ): array {
		return self::snippet( $id ) ?? self::text( $id ) ?? self::structure( $id ) ?? throw new LogicException( "No message says what $id is." );
	}

	/**
	 * Of titles, descriptions, addresses and the focus keyword.
	 *
	 * @param string $id A finding's.
	 * @return array{string, string}|null
	 */
	private static function snippet( string $id ): ?array {
		return match ( $id ) {
			'title_missing' => array(
				__( 'The page has no title.', 'seo-rank-genius' ),
				__( 'Give it one: themes print it as the main heading, and search engines show it.', 'seo-rank-genius' ),
			),
			'meta_title_missing' => array(
				__( 'There is no meta title; the title stands for it.', 'seo-rank-genius' ),
				__( 'Write one for search results, or generate it.', 'seo-rank-genius' ),
			),
			'meta_title_short' => array(
				/* translators: %1$d: how many it has, %2$d: how many are short */
				__( 'The title in search results has %1$d characters; there is room for more than %2$d.', 'seo-rank-genius' ),
				__( 'Say more of what the page is about.', 'seo-rank-genius' ),
			),
			'meta_title_long' => array(
				/* translators: %1$d: how many it has, %2$d: how many are shown */
				__( 'The title in search results has %1$d characters; after about %2$d it is cut.', 'seo-rank-genius' ),
				__( 'Shorten it, with what matters most at its start.', 'seo-rank-genius' ),
			),
			'meta_description_missing' => array(
				__( 'There is no meta description: search engines pick a piece of the text.', 'seo-rank-genius' ),
				__( 'Write one or two sentences on what the reader gets, or generate them.', 'seo-rank-genius' ),
			),
			'meta_description_short' => array(
				/* translators: %1$d: how many it has, %2$d: how many are short */
				__( 'The meta description has %1$d characters; there is room for more than %2$d.', 'seo-rank-genius' ),
				__( 'Say what the reader gets, and why here.', 'seo-rank-genius' ),
			),
			'meta_description_long' => array(
				/* translators: %1$d: how many it has, %2$d: how many are shown */
				__( 'The meta description has %1$d characters; after about %2$d it is cut.', 'seo-rank-genius' ),
				__( 'Shorten it, with what matters most at its start.', 'seo-rank-genius' ),
			),
			'slug_long' => array(
				/* translators: %1$d: how many it has, %2$d: how many are fine */
				__( 'The last part of the address has %1$d characters; more than %2$d are hard to read and to pass on.', 'seo-rank-genius' ),
				__( 'Before it is published, shorten it to the words that matter. Afterwards leave it, or redirect the old address.', 'seo-rank-genius' ),
			),
			'keyword_title' => array(
				/* translators: %s: the keyword */
				__( 'The title does not have the focus keyword “%s”.', 'seo-rank-genius' ),
				__( 'Use it there, at the start if it reads well.', 'seo-rank-genius' ),
			),
			'keyword_description' => array(
				/* translators: %s: the keyword */
				__( 'The meta description does not have the focus keyword “%s”.', 'seo-rank-genius' ),
				__( 'Use it once, in a sentence that makes sense.', 'seo-rank-genius' ),
			),
			'keyword_start' => array(
				/* translators: %s: the keyword */
				__( 'The first paragraph does not have the focus keyword “%s”.', 'seo-rank-genius' ),
				__( 'Say at the start what the page is about, in the reader’s words.', 'seo-rank-genius' ),
			),
			'keyword_headings' => array(
				/* translators: %s: the keyword */
				__( 'No heading has the focus keyword “%s”.', 'seo-rank-genius' ),
				__( 'Use it, or words for the same, in one of them.', 'seo-rank-genius' ),
			),
			'keyword_often' => array(
				/* translators: %1$s: the keyword, %2$d: how many times */
				__( 'The focus keyword “%1$s” is there %2$d times; that reads as written for search engines.', 'seo-rank-genius' ),
				__( 'Replace some of them by other words, or leave them out.', 'seo-rank-genius' ),
			),
			default => null,
		};
	}

	/**
	 * Of text, paragraphs and sentences.
	 *
	 * @param string $id A finding's.
	 * @return array{string, string}|null
	 */
	private static function text( string $id ): ?array {
		return match ( $id ) {
			'text_empty' => array(
				__( 'There is no text that a visitor could read.', 'seo-rank-genius' ),
				__( 'Write some: without text the page is found by its title alone. Text that a page builder keeps elsewhere is not seen here.', 'seo-rank-genius' ),
			),
			'text_short' => array(
				/* translators: %1$d: how many it has, %2$d: how many are enough */
				__( 'The page has %1$d words; with fewer than %2$d there is little to be found by.', 'seo-rank-genius' ),
				__( 'Answer more of what the reader came to know.', 'seo-rank-genius' ),
			),
			'text_short_letters' => array(
				/* translators: %1$d: how many it has, %2$d: how many are enough */
				__( 'The page has %1$d characters; with fewer than %2$d there is little to be found by.', 'seo-rank-genius' ),
				__( 'Answer more of what the reader came to know.', 'seo-rank-genius' ),
			),
			'paragraph_long' => array(
				/* translators: %1$d: how many it has, %2$d: how many are fine */
				__( 'A paragraph has %1$d words; more than %2$d are tiring, above all on a phone.', 'seo-rank-genius' ),
				__( 'Part it where the thought changes.', 'seo-rank-genius' ),
			),
			'paragraph_long_letters' => array(
				/* translators: %1$d: how many it has, %2$d: how many are fine */
				__( 'A paragraph has %1$d characters; more than %2$d are tiring, above all on a phone.', 'seo-rank-genius' ),
				__( 'Part it where the thought changes.', 'seo-rank-genius' ),
			),
			'sentences_long' => array(
				/* translators: %1$d: a percentage, %2$d: how many words or characters are fine, %3$d: a percentage */
				__( '%1$d%% of the sentences have more than %2$d words; up to %3$d%% are fine.', 'seo-rank-genius' ),
				__( 'Make two of the longest ones, listed here.', 'seo-rank-genius' ),
			),
			'sentences_long_letters' => array(
				/* translators: %1$d: a percentage, %2$d: how many words or characters are fine, %3$d: a percentage */
				__( '%1$d%% of the sentences have more than %2$d characters; up to %3$d%% are fine.', 'seo-rank-genius' ),
				__( 'Make two of the longest ones, listed here.', 'seo-rank-genius' ),
			),
			'sentence_long' => array(
				/* translators: %d: how many it has */
				__( 'A sentence has %d words.', 'seo-rank-genius' ),
				__( 'Make two of it, or leave out what is said elsewhere.', 'seo-rank-genius' ),
			),
			'sentence_long_letters' => array(
				/* translators: %d: how many it has */
				__( 'A sentence has %d characters.', 'seo-rank-genius' ),
				__( 'Make two of it, or leave out what is said elsewhere.', 'seo-rank-genius' ),
			),
			'readability_hard' => array(
				/* translators: %1$s: name of a formula, such as "Flesch", %2$s: its figure for this text, %3$s: its figure for an easy text */
				__( 'The text is hard to read: %1$s is %2$s; a text for everybody has about %3$s.', 'seo-rank-genius' ),
				__( 'Use shorter sentences and plainer words, unless your readers are at home in the subject.', 'seo-rank-genius' ),
			),
			default => null,
		};
	}

	/**
	 * Of headings, links and pictures.
	 *
	 * @param string $id A finding's.
	 * @return array{string, string}|null
	 */
	private static function structure( string $id ): ?array {
		return match ( $id ) {
			'section_long' => array(
				/* translators: %1$d: how many there are, %2$d: how many are fine */
				__( '%1$d words stand without a heading between them; more than %2$d are hard to skim.', 'seo-rank-genius' ),
				__( 'Add a heading where a new point begins.', 'seo-rank-genius' ),
			),
			'section_long_letters' => array(
				/* translators: %1$d: how many there are, %2$d: how many are fine */
				__( '%1$d characters stand without a heading between them; more than %2$d are hard to skim.', 'seo-rank-genius' ),
				__( 'Add a heading where a new point begins.', 'seo-rank-genius' ),
			),
			'heading_jump' => array(
				/* translators: %1$d: a level from 2 to 6, %2$d: a lower one */
				__( 'A heading of level %1$d follows one of level %2$d.', 'seo-rank-genius' ),
				__( 'Use the level below, so that the outline can be followed by screen readers too.', 'seo-rank-genius' ),
			),
			'heading_first_level' => array(
				__( 'A heading in the text has level 1, which the title has already.', 'seo-rank-genius' ),
				__( 'Make it a heading of level 2.', 'seo-rank-genius' ),
			),
			'heading_empty' => array(
				/* translators: %d: a level from 1 to 6 */
				__( 'A heading of level %d is empty.', 'seo-rank-genius' ),
				__( 'Fill it or remove it.', 'seo-rank-genius' ),
			),
			'heading_duplicate' => array(
				__( 'Two headings say the same.', 'seo-rank-genius' ),
				__( 'Say in each what is in its section.', 'seo-rank-genius' ),
			),
			'image_alt_missing' => array(
				/* translators: %s: name of a file */
				__( 'An image has no alt text: %s', 'seo-rank-genius' ),
				__( 'Describe what it shows, unless it is decoration only. Image SEO can write it.', 'seo-rank-genius' ),
			),
			'links_internal_none' => array(
				__( 'No link leads to another page of this site.', 'seo-rank-genius' ),
				__( 'Link to where readers would go on; link suggestions find such pages.', 'seo-rank-genius' ),
			),
			'links_external_none' => array(
				__( 'No link leads to another site.', 'seo-rank-genius' ),
				__( 'Link to a source or to something that helps the reader further.', 'seo-rank-genius' ),
			),
			'link_empty' => array(
				/* translators: %s: an address */
				__( 'A link has no text: %s', 'seo-rank-genius' ),
				__( 'Give it words that say where it leads, or remove it.', 'seo-rank-genius' ),
			),
			'link_nowhere' => array(
				__( 'A link leads nowhere.', 'seo-rank-genius' ),
				__( 'Give it an address, or remove it.', 'seo-rank-genius' ),
			),
			'link_vague' => array(
				__( 'The words of a link do not say where it leads.', 'seo-rank-genius' ),
				__( 'Link the words that name what is there.', 'seo-rank-genius' ),
			),
			default => null,
		};
	}
}
