<?php
/**
 * One of the three kinds of failure of a call to the cloud.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

/**
 * The cloud answered with something that is not in the contract. Nothing of it was taken over; whether a command was carried out is not known.
 */
final class MalformedAnswer extends CloudFailure {}
