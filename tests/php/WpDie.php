<?php
/**
 * Thrown in place of wp_die(), which would end the whole test run.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests;

use RuntimeException;

final class WpDie extends RuntimeException {}
