<?php
/**
 * Why a link was not put into a text.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use RuntimeException;

/**
 * Nothing has changed then.
 */
final class LinkNotInserted extends RuntimeException {

	/** The words do not stand where a link can be. */
	public const NOT_FOUND = 'not_found';

	/** The text links to that page already. */
	public const ALREADY_LINKED = 'already_linked';

	/** The page cannot be read by everybody, is kept out of search engines, or is the one with the text. */
	public const NO_TARGET = 'no_target';

	/** Somebody has changed the text since. */
	public const CHANGED = 'changed';

	/** Somebody else has the text open in an editor. */
	public const BEING_EDITED = 'being_edited';

	/** WordPress, or another plugin, has refused to save. */
	public const NOT_SAVED = 'not_saved';

	/**
	 * A refusal.
	 *
	 * @param string $reason One of the constants.
	 */
	public function __construct( public readonly string $reason ) {
		parent::__construct( "No link was put in: $reason." );
	}

	/**
	 * What to tell the user.
	 *
	 * @param string $reason One of the constants.
	 */
	public static function message( string $reason ): string {
		return match ( $reason ) {
			self::NOT_FOUND      => __( 'These words do not stand in the text any more, or only where no link can be: in a heading, another link, a button or code. Put the link in by hand, or ask for new suggestions.', 'seo-rank-genius' ),
			self::ALREADY_LINKED => __( 'The text links to this page already.', 'seo-rank-genius' ),
			self::NO_TARGET      => __( 'This page cannot be linked to any more: visitors or search engines cannot read it. Ask for new suggestions.', 'seo-rank-genius' ),
			self::CHANGED        => __( 'The text has been changed meanwhile. Look at it, then decide whether the link still fits.', 'seo-rank-genius' ),
			self::BEING_EDITED   => __( 'Somebody else is editing this text, and saving it would take the link out again. Try again once they are done.', 'seo-rank-genius' ),
			default              => __( 'WordPress could not save the text. Open it in the editor and put the link in by hand.', 'seo-rank-genius' ),
		};
	}
}
