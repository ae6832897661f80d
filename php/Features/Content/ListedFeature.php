<?php
/**
 * A feature whose results are kept with each content, so that contents can be listed and run by it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Storage\StoredText;

/**
 * What is kept is a text: the words themselves, or JSON.
 */
interface ListedFeature extends ContentFeature {

	/**
	 * Where it is kept.
	 */
	public function stored(): StoredText;

	/**
	 * Every state that a content can have.
	 *
	 * @return list<string>
	 */
	public static function states(): array;

	/**
	 * The states in which nothing is lost when a result is kept.
	 *
	 * @return list<string>
	 */
	public static function empty_states(): array;

	/**
	 * The state of a content.
	 *
	 * @param string $kept          What is kept for it; empty for nothing.
	 * @param bool   $is_generated  Whether that is what the model wrote.
	 * @param string $hash_of_text  Of what a visitor reads of it now.
	 */
	public function state( string $kept, bool $is_generated, string $hash_of_text ): ContentState;

	/**
	 * What two contents should not both have: the words themselves; empty where that does not matter.
	 *
	 * @param string $kept What is kept.
	 */
	public function sameness( string $kept ): string;

	/**
	 * The price of one action, in credits; 0 where there is no text to work from.
	 *
	 * @param int $code_points How long what a visitor reads of it is.
	 */
	public function price( int $code_points ): int;

	/**
	 * What is kept, as a line that people read.
	 *
	 * @param string $kept What is kept.
	 */
	public function line( string $kept ): string;
}
