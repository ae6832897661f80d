<?php
/**
 * The composition root: wires the plugin together, with ContentWiring and IndexWiring for their parts.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use SeoRankGenius\Admin\Assets;
use SeoRankGenius\Admin\BuildNotice;
use SeoRankGenius\Admin\BuiltFiles;
use SeoRankGenius\Admin\ClassicMetaBox;
use SeoRankGenius\Admin\ConnectReturn;
use SeoRankGenius\Admin\EditorAssets;
use SeoRankGenius\Admin\FirstPaint;
use SeoRankGenius\Admin\HelpTabs;
use SeoRankGenius\Admin\Screens;
use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Http;
use SeoRankGenius\Credits\Checkouts;
use SeoRankGenius\Credits\ShippedCatalog;
use SeoRankGenius\Features\ImageAltText\AltText;
use SeoRankGenius\Features\ImageAltText\AltTextOutcome;
use SeoRankGenius\Features\ImageAltText\AltTextRequest;
use SeoRankGenius\Features\ImageAltText\DecorativeMark;
use SeoRankGenius\Features\ImageAltText\GenerateAltText;
use SeoRankGenius\Features\ImageAltText\ImageAltRun;
use SeoRankGenius\Features\ImageAltText\ImageIndex;
use SeoRankGenius\Features\ImageAltText\ImageIndexFill;
use SeoRankGenius\Features\ImageAltText\ImageLibrary;
use SeoRankGenius\Features\ImageAltText\ImageList;
use SeoRankGenius\Features\ImageAltText\ImageUses;
use SeoRankGenius\Features\ImageAltText\PageTitles;
use SeoRankGenius\Features\ImageAltText\PictureConversion;
use SeoRankGenius\Features\ImageAltText\PictureSource;
use SeoRankGenius\Features\ImageAltText\UploadBudget;
use SeoRankGenius\Features\ImageAltText\Uploads;
use SeoRankGenius\Features\OneAction;
use SeoRankGenius\Features\PendingActions;
use SeoRankGenius\License\Connecting;
use SeoRankGenius\License\ConnectionChecks;
use SeoRankGenius\License\Disconnecting;
use SeoRankGenius\License\Home;
use SeoRankGenius\License\LicenseSites;
use SeoRankGenius\License\InstallationChecks;
use SeoRankGenius\License\PlansLink;
use SeoRankGenius\License\Relocation;
use SeoRankGenius\License\Repair;
use SeoRankGenius\Personalization\SavedPersonalization;
use SeoRankGenius\Privacy\PersonalData;
use SeoRankGenius\Rest\AccountController;
use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\CheckoutsController;
use SeoRankGenius\Rest\ImageListing;
use SeoRankGenius\Rest\ImageSettingsController;
use SeoRankGenius\Rest\ImagesController;
use SeoRankGenius\Rest\ImageView;
use SeoRankGenius\Rest\LicenseController;
use SeoRankGenius\Rest\RepairController;
use SeoRankGenius\Rest\RunAccess;
use SeoRankGenius\Rest\RunAnswers;
use SeoRankGenius\Rest\RunController;
use SeoRankGenius\Rest\RunsController;
use SeoRankGenius\Rest\RunView;
use SeoRankGenius\Rest\SeoField;
use SeoRankGenius\Runs\Background;
use SeoRankGenius\Runs\BatchPreparation;
use SeoRankGenius\Runs\CloudActions;
use SeoRankGenius\Runs\Features;
use SeoRankGenius\Runs\ItemTable;
use SeoRankGenius\Runs\QuoteRun;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Runs\StartRun;
use SeoRankGenius\Runs\StepRun;
use SeoRankGenius\Runs\UndoRun;
use SeoRankGenius\Rest\LocalAnalysisController;
use SeoRankGenius\Rest\PersonalizationController;
use SeoRankGenius\Rest\PurchasesController;
use SeoRankGenius\Rest\SeoSettingsController;
use SeoRankGenius\Rest\SeoSettingsView;
use SeoRankGenius\Rest\SiteSettingsController;
use SeoRankGenius\Rest\SitesController;
use SeoRankGenius\Rest\UsageController;
use SeoRankGenius\Rest\UsageDownload;
use SeoRankGenius\Results\Results;
use SeoRankGenius\Roles\RoleRights;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Seo\PostTexts;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Seo\Snippet;
use SeoRankGenius\SiteHealth\DebugSection;
use SeoRankGenius\SiteHealth\Tests;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\OptionRow;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Sealing;
use SeoRankGenius\Sync\AccountRecord;
use SeoRankGenius\Sync\Sync;
use SeoRankGenius\Usage\LineNames;
use SeoRankGenius\Usage\Usage;
use SeoRankGenius\Usage\UsageExport;
use wpdb;

/**
 * Made for the site of one request, when a hook of Plugin needs it.
 */
final class Wiring {

	private readonly Capabilities $capabilities;
	private readonly Home $home;
	private readonly CloudUrl $cloud;
	private readonly CloudClient $client;
	private readonly Sync $sync;
	private readonly Answers $answers;
	private readonly AccountView $account;
	private readonly ImageListing $listing;
	private readonly ImagesController $images;
	private readonly OneAction $one_action;
	private readonly Results $results;
	private readonly ContentWiring $contents;
	private readonly PersonalizationController $personalization;
	private readonly RunsController $runs;
	private readonly RunController $run;
	private readonly RunTable $run_table;
	public readonly Background $background;
	public readonly Uploads $uploads;
	private readonly ImageSettingsController $settings;
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
		$this->sync         = new Sync( new AccountRecord( new OptionRow( $wpdb, Names::ACCOUNT ) ), $this->client, new Sealing(), $this->home );
		$this->plans_link   = new PlansLink( $this->cloud, $this->home );
		$queries            = new Queries( $wpdb );
		$this->run_table    = new RunTable( $queries );
		$this->connecting   = new Connecting( $this->client, $this->sync, $this->home, $this->plans_link, $this->run_table );

		$this->results    = new Results( $queries );
		$actions          = new CloudActions( $this->sync, $this->client );
		$this->one_action = new OneAction( $actions, new PendingActions( $wpdb ), $this->results );

		$personalization = new SavedPersonalization( new OptionRow( $wpdb, Names::PERSONALIZATION ) );
		$index           = new ImageIndex( $queries );
		$uses            = new ImageUses( $queries );
		$fill            = ( new ImageIndexFill( $queries, $index, $uses ) )->fill;
		$list            = new ImageList( $queries );
		$library         = new ImageLibrary( $queries, $list, $fill );
		$page_titles     = new PageTitles( $uses );
		$alt_text        = new AltText( $wpdb );
		$decorative      = new DecorativeMark();
		$outcome         = new AltTextOutcome( $alt_text, $decorative, $index );
		$requests        = new AltTextRequest( new PictureSource( new PictureConversion() ), $page_titles, $personalization, $decorative, $index );
		$image_view      = new ImageView( $alt_text, $decorative, $index, $page_titles, $this->capabilities );
		$generate        = new GenerateAltText( $this->one_action, $requests, $alt_text, $outcome, $this->capabilities );

		$this->account = new AccountView( $this->sync, $this->home, $this->cloud, new ShippedCatalog(), $library, new PublishedPages( $queries ), $personalization, $this->capabilities );
		$this->answers = new Answers( $this->account );
		$this->listing = new ImageListing( $list, $library, $index, $fill, $image_view );
		$this->images  = new ImagesController( $library, $this->listing, $alt_text, $decorative, $generate, $image_view, $this->answers, $this->capabilities );

		$this->personalization = new PersonalizationController( $personalization, $this->capabilities );

		$runs           = $this->run_table;
		$items          = new ItemTable( $queries );
		$image_alt      = new ImageAltRun( $queries, $index, $library, $alt_text, $requests, $outcome, $this->capabilities );
		$this->contents = new ContentWiring( $wpdb, $this->capabilities, $personalization );
		$features       = new Features( $image_alt, ...$this->contents->runs( $queries ) );
		$start          = new StartRun( $queries, $runs, $items );
		$step           = new StepRun( $runs, $items, new BatchPreparation(), $actions, $features, $this->results, $this->capabilities );
		$access         = new RunAccess( $runs, $features, $this->capabilities );
		$run_view       = new RunView( $access );
		$run_answers    = new RunAnswers( $items, $access, $run_view, $this->answers );

		$this->background = new Background( $runs, $step );
		$budget           = new UploadBudget( new OptionRow( $wpdb, Names::IMAGE_SETTINGS ), $runs );
		$this->uploads    = new Uploads( $budget, $index, $image_alt, $start, $this->background, $this->sync, $this->capabilities );
		$this->settings   = new ImageSettingsController( $budget, $this->capabilities );
		$this->runs       = new RunsController( $runs, new QuoteRun( $queries, $this->sync ), $start, $this->background, $access, $run_view, $run_answers );
		$this->run        = new RunController( $runs, $items, $start, $step, new UndoRun( $runs, $items ), $this->background, $access, $run_view, $run_answers );
	}

	/**
	 * Registers the REST routes.
	 */
	public function register_routes(): void {
		( new AccountController( $this->sync, $this->answers, $this->capabilities ) )->register_routes();
		( new LicenseController( $this->connecting, new Disconnecting( $this->client, $this->sync ), new Relocation( $this->client, $this->sync, $this->home ), $this->plans_link, $this->answers, $this->capabilities ) )->register_routes();
		( new CheckoutsController( new Checkouts( $this->client, $this->sync ), $this->answers, $this->capabilities ) )->register_routes();
		$usage = new Usage( $this->client, $this->sync );
		( new UsageController( $usage, new LineNames(), $this->answers, $this->capabilities ) )->register_routes();
		( new PurchasesController( $usage, $this->answers, $this->capabilities ) )->register_routes();
		( new SitesController( new LicenseSites( $this->client, $this->sync ), $this->answers, $this->capabilities ) )->register_routes();
		( new RepairController( $this->repair(), $this->answers, $this->capabilities ) )->register_routes();
		( new SeoSettingsController( new SeoSettingsView(), IndexWiring::head_fill(), $this->capabilities ) )->register_routes();
		( new SiteSettingsController( new RoleRights(), $this->capabilities ) )->register_routes();
		( new LocalAnalysisController( $this->capabilities ) )->register_routes();
		( new SeoField( self::post_texts(), self::snippet(), $this->capabilities ) )->register();
		$this->images->register_routes();
		$this->contents->register_routes( $this->one_action, $this->results, $this->answers );
		$this->personalization->register_routes();
		$this->settings->register_routes();
		$this->runs->register_routes();
		$this->run->register_routes();
		$this->site_health()->register_routes();
	}

	/**
	 * What checks and mends.
	 */
	private function repair(): Repair {
		$fill         = IndexWiring::image_index_fill()->fill;
		$contents     = IndexWiring::content_index_fill()->fill;
		$links        = IndexWiring::link_index_fill()->fill;
		$installation = new InstallationChecks(
			IndexWiring::migrations(),
			static function () use ( $fill, $contents, $links ): void {
				$fill->start();
				$contents->start();
				$links->start();
			},
			array(
				Names::RUNS_TICK          => function (): void {
					if ( null !== $this->run_table->next_at() ) {
						$this->background->watch();
					}
				},
				Names::FILL_IMAGE_INDEX   => $fill->go_on( ... ),
				Names::FILL_CONTENT_INDEX => $contents->go_on( ... ),
				Names::FILL_HEADS         => IndexWiring::head_fill()->fill->go_on( ... ),
				Names::FILL_LINK_INDEX    => $links->go_on( ... ),
				Names::WRITE_UPLOADS      => $this->uploads->go_on( ... ),
			)
		);
		return new Repair( $installation, new ConnectionChecks( $this->sync, $this->client, $this->home, $this->cloud ) );
	}

	/**
	 * The tests in Tools › Site Health.
	 */
	public function site_health(): Tests {
		return new Tests( $this->sync );
	}

	/**
	 * The section in Tools › Site Health › Info.
	 */
	public function debug_section(): DebugSection {
		return new DebugSection( $this->sync, $this->home, $this->cloud, SEO_RANK_GENIUS_VERSION );
	}

	/**
	 * Sends the usage as a file.
	 */
	public function send_usage(): void {
		( new UsageDownload( new UsageExport( new Usage( $this->client, $this->sync ), new LineNames() ), $this->capabilities ) )->send();
	}

	/**
	 * Adds the screens to wp-admin.
	 */
	public function add_screens(): void {
		$assets = new Assets( new BuiltFiles( $this->plugin_file ), $this->account, $this->listing, $this->contents->listing, $this->runs, new SeoSettingsView() );
		( new Screens( $assets, new HelpTabs(), new ConnectReturn( $this->connecting, $this->capabilities ), $this->capabilities, new FirstPaint( $this->sync, new ShippedCatalog(), $this->capabilities ) ) )->add_menu();
		add_action( 'admin_notices', ( new BuildNotice( $assets ) )->print_notice( ... ) );
	}

	/**
	 * Adds the sidebar to the block editor.
	 */
	public function add_to_block_editor(): void {
		( new EditorAssets( new BuiltFiles( $this->plugin_file ), $this->account, $this->contents->detail, $this->capabilities ) )->enqueue();
	}

	/**
	 * The meta box of the classic editor.
	 */
	public function classic_meta_box(): ClassicMetaBox {
		return new ClassicMetaBox( new BuiltFiles( $this->plugin_file ), self::post_texts(), self::snippet(), $this->account, $this->capabilities );
	}

	/**
	 * What a person types about a post for search engines.
	 */
	private static function post_texts(): PostTexts {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new PostTexts( $wpdb, new MetaStorages( $wpdb ) );
	}

	/**
	 * What search engines are given of a post.
	 */
	private static function snippet(): Snippet {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new Snippet( new MetaStorages( $wpdb ) );
	}

	/**
	 * The plugin's objects, for the site of this request.
	 *
	 * @param string $plugin_file Path of plugin.php.
	 */
	public static function of( string $plugin_file ): self {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		IndexWiring::image_index_hooks();
		IndexWiring::content_hooks();
		IndexWiring::head_fill()->start_once();
		IndexWiring::link_hooks();
		return new self( $wpdb, $plugin_file );
	}

	/**
	 * What is kept about people, without the rest.
	 */
	public static function personal_data(): PersonalData {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new PersonalData( new Queries( $wpdb ) );
	}

	/**
	 * The pending actions, without the rest.
	 */
	public static function pending_actions(): PendingActions {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new PendingActions( $wpdb );
	}
}
