<?php
/**
 * The composition root: the only place that wires the plugin together.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use SeoRankGenius\Admin\Assets;
use SeoRankGenius\Admin\BuildNotice;
use SeoRankGenius\Admin\ConnectReturn;
use SeoRankGenius\Admin\HelpTabs;
use SeoRankGenius\Admin\Screens;
use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Http;
use SeoRankGenius\Credits\Checkouts;
use SeoRankGenius\Credits\ShippedCatalog;
use SeoRankGenius\Features\ImageAltText\AltText;
use SeoRankGenius\Features\ImageAltText\GenerateAltText;
use SeoRankGenius\Features\ImageAltText\ImageLibrary;
use SeoRankGenius\Features\ImageAltText\PageTitles;
use SeoRankGenius\Features\ImageAltText\PendingActions;
use SeoRankGenius\Features\ImageAltText\PictureSource;
use SeoRankGenius\License\Connecting;
use SeoRankGenius\License\Disconnecting;
use SeoRankGenius\License\Home;
use SeoRankGenius\License\PlansLink;
use SeoRankGenius\Rest\AccountController;
use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\CheckoutsController;
use SeoRankGenius\Rest\ImagesController;
use SeoRankGenius\Rest\ImageView;
use SeoRankGenius\Rest\LicenseController;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\OptionRow;
use SeoRankGenius\Storage\Sealing;
use SeoRankGenius\Sync\AccountRecord;
use SeoRankGenius\Sync\Sync;
use wpdb;

/**
 * Hooks into WordPress; objects are made when a hook needs them, so that a front-end request makes none.
 */
final class Plugin {

	private readonly Capabilities $capabilities;
	private readonly Home $home;
	private readonly CloudUrl $cloud;
	private readonly CloudClient $client;
	private readonly Sync $sync;
	private readonly Answers $answers;
	private readonly AccountView $account;
	private readonly ImagesController $images;
	private readonly Connecting $connecting;
	private readonly PlansLink $plans_link;

	/**
	 * Wires what more than one hook needs.
	 *
	 * @param wpdb   $wpdb        The database.
	 * @param string $plugin_file Path of plugin.php.
	 */
	private function __construct( wpdb $wpdb, private readonly string $plugin_file ) {
		$this->capabilities = new Capabilities();
		$this->home         = new Home();
		$this->cloud        = CloudUrl::configured();
		$this->client       = new CloudClient( new Http( $this->cloud ), $this->home->url() );
		$this->sync         = new Sync( new AccountRecord( new OptionRow( $wpdb, Names::ACCOUNT ) ), $this->client, new Sealing() );
		$this->plans_link   = new PlansLink( $this->cloud, $this->home );
		$this->connecting   = new Connecting( $this->client, $this->sync, $this->home, $this->plans_link );

		$library       = new ImageLibrary( $wpdb );
		$page_titles   = new PageTitles( $wpdb );
		$alt_text      = new AltText();
		$generate      = new GenerateAltText( $this->sync, $this->client, new PendingActions( $wpdb ), new PictureSource(), $page_titles, $alt_text, $this->capabilities );
		$this->account = new AccountView( $this->sync, $this->home, $this->cloud, new ShippedCatalog(), $library, $this->capabilities );
		$this->answers = new Answers( $this->account );
		$this->images  = new ImagesController( $library, $alt_text, $generate, new ImageView( $alt_text, $page_titles, $this->capabilities ), $this->answers, $this->capabilities );
	}

	/**
	 * Hooks the plugin into WordPress.
	 *
	 * @param string $plugin_file Path of plugin.php.
	 */
	public static function start( string $plugin_file ): void {
		add_action( 'rest_api_init', static fn () => self::wired( $plugin_file )->register_routes() );
		add_action( 'delete_attachment', static fn ( int $id ) => self::pending_actions()->forget( $id ) );
		if ( is_admin() ) {
			add_action( 'admin_menu', static fn () => self::wired( $plugin_file )->add_screens() );
		}
	}

	/**
	 * Registers the REST routes.
	 */
	private function register_routes(): void {
		( new AccountController( $this->sync, $this->answers, $this->capabilities ) )->register_routes();
		( new LicenseController( $this->connecting, new Disconnecting( $this->client, $this->sync ), $this->plans_link, $this->answers, $this->capabilities ) )->register_routes();
		( new CheckoutsController( new Checkouts( $this->client, $this->sync ), $this->answers, $this->capabilities ) )->register_routes();
		$this->images->register_routes();
	}

	/**
	 * Adds the screens to wp-admin.
	 */
	private function add_screens(): void {
		$assets = new Assets( $this->plugin_file, $this->account, $this->images );
		( new Screens( $assets, new HelpTabs(), new ConnectReturn( $this->connecting, $this->capabilities ), $this->capabilities ) )->add_menu();
		add_action( 'admin_notices', ( new BuildNotice( $assets ) )->print_notice( ... ) );
	}

	/**
	 * The plugin's objects, for the site of this request.
	 *
	 * @param string $plugin_file Path of plugin.php.
	 */
	private static function wired( string $plugin_file ): self {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new self( $wpdb, $plugin_file );
	}

	/**
	 * The pending actions, without the rest.
	 */
	private static function pending_actions(): PendingActions {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new PendingActions( $wpdb );
	}
}
