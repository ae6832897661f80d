<?php
/**
 * Removes everything that the plugin keeps in WordPress. Alt texts are the site's own and stay.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use SeoRankGenius\Storage\Uninstall;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/php/autoload.php';

Uninstall::every_site();
