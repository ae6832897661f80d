<?php
/**
 * One of the three kinds of failure of a call to the cloud.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

/**
 * The cloud did not answer, or answered that it cannot now: asking again later may help. Whether a command was carried out is not known.
 */
final class Outage extends CloudFailure {}
