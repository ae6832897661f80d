<?php
/**
 * Plugin Name:       SEO Rank Genius
 * Description:       AI writes alt text and more for your site. Paid for in credits: you see the price before you click, and a failure costs nothing.
 * Version:           1.0.0
 * Requires at least: 6.8
 * Requires PHP:      8.1
 * Author:            SEO Rank Genius
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       seo-rank-genius
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

defined( 'ABSPATH' ) || exit;

define( 'SEO_RANK_GENIUS_VERSION', '1.0.0' );

require __DIR__ . '/php/autoload.php';

SeoRankGenius\Plugin::start( __FILE__ );
