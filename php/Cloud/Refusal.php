<?php
/**
 * One of the three kinds of failure of a call to the cloud.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

/**
 * The cloud understood and said no: asking again changes nothing.
 */
final class Refusal extends CloudFailure {}
