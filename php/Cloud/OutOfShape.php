<?php
/**
 * Thrown while reading data that is not in the expected shape.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

use UnexpectedValueException;

/**
 * The message names the field and never its value.
 */
final class OutOfShape extends UnexpectedValueException {}
