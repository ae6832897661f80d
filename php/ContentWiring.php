<?php
/**
 * The part of the composition root that is about contents.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use SeoRankGenius\Content\ContentHooks;
use SeoRankGenius\Content\ContentIndex;
use SeoRankGenius\Content\ContentIndexFill;
use SeoRankGenius\Content\ContentList;
use SeoRankGenius\Content\ContentRights;
use SeoRankGenius\Content\Contents;
use SeoRankGenius\Features\Content\AnalysisFeature;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\ContentOutcome;
use SeoRankGenius\Features\Content\ContentRequest;
use SeoRankGenius\Features\Content\ContentRun;
use SeoRankGenius\Features\Content\DraftFeature;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Features\Content\RewriteFeature;
use SeoRankGenius\Features\Content\RunContent;
use SeoRankGenius\Features\Content\SchemaFeature;
use SeoRankGenius\Features\OneAction;
use SeoRankGenius\Features\PendingActions;
use SeoRankGenius\Links\CommonWords;
use SeoRankGenius\Links\InsertLink;
use SeoRankGenius\Links\LinkCandidates;
use SeoRankGenius\Links\LinkGraph;
use SeoRankGenius\Links\LinkIndex;
use SeoRankGenius\Links\LinkIndexFill;
use SeoRankGenius\Links\TermIndex;
use SeoRankGenius\Personalization\SavedPersonalization;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\ContentAccess;
use SeoRankGenius\Rest\ContentActionController;
use SeoRankGenius\Rest\ContentChangesController;
use SeoRankGenius\Rest\ContentDetail;
use SeoRankGenius\Rest\ContentListing;
use SeoRankGenius\Rest\ContentResultsController;
use SeoRankGenius\Rest\ContentResultView;
use SeoRankGenius\Rest\ContentsController;
use SeoRankGenius\Rest\ContentView;
use SeoRankGenius\Results\Results;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Seo\Snippet;
use SeoRankGenius\Storage\MetaText;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use wpdb;

/**
 * Made for the site of one request.
 */
final class ContentWiring {

	/** What somebody waits for who has asked for links: enough for some hundred pages. */
	private const SECONDS_TO_READ_PAGES = 5.0;

	private readonly ContentFeatures $features;
	private readonly ContentIndex $index;
	private readonly ContentRights $rights;
	private readonly ContentRequest $requests;
	private readonly ContentOutcome $outcome;
	private readonly ContentView $view;
	public readonly ContentDetail $detail;
	private readonly LinkGraph $graph;
	public readonly ContentListing $listing;

	/**
	 * Wires it.
	 *
	 * @param wpdb                 $wpdb            The database.
	 * @param Capabilities         $capabilities    Who may.
	 * @param SavedPersonalization $personalization What the owner says about the brand.
	 */
	public function __construct( wpdb $wpdb, private readonly Capabilities $capabilities, SavedPersonalization $personalization ) {
		$queries        = new Queries( $wpdb );
		$this->graph    = new LinkGraph( $queries );
		$this->features = self::features( $wpdb );
		$this->index    = new ContentIndex( $queries, $this->features );
		$this->rights   = new ContentRights( $queries );
		$this->requests = new ContentRequest( $personalization, $this->index );
		$this->outcome  = new ContentOutcome( $this->index );
		$this->view     = new ContentView( $this->index, $this->features, $this->graph, $capabilities );
		$this->detail   = new ContentDetail( $this->view, $this->features, $this->graph, new Snippet( new MetaStorages( $wpdb ) ), $capabilities );
		$this->listing  = new ContentListing( new ContentList( $queries, $this->rights ), new Contents( $queries ), $this->index, ( new ContentIndexFill( $queries, $this->index ) )->fill, self::link_index_fill( $wpdb ), $this->features, $this->view );
	}

	/**
	 * What runs can do with contents.
	 *
	 * @param Queries $queries Asks the database.
	 * @return list<ContentRun>
	 */
	public function runs( Queries $queries ): array {
		$runs = array();
		foreach ( $this->features->listed() as $feature ) {
			$runs[] = new ContentRun( $feature, $queries, $this->index, $this->rights, $this->requests, $this->outcome, $this->capabilities );
		}
		return $runs;
	}

	/**
	 * Registers the REST routes.
	 *
	 * @param OneAction $action  Runs one action.
	 * @param Results   $results Keep what was made.
	 * @param Answers   $answers Shows the account.
	 */
	public function register_routes( OneAction $action, Results $results, Answers $answers ): void {
		$access = new ContentAccess( $this->capabilities );
		$run    = new RunContent( $action, $this->requests, $this->outcome, $this->capabilities );
		( new ContentsController( $access, $this->listing, $this->features, $this->view, $this->detail ) )->register_routes();
		$shown = new ContentResultView( $this->requests, $this->detail );
		( new ContentActionController( $access, $this->features, $run, $this->view, $shown, $answers ) )->register_routes();
		( new ContentResultsController( $access, $this->features, $results, $this->outcome, $shown, $this->view ) )->register_routes();
		( new ContentChangesController( $access, $this->features, new InsertLink( $this->graph ), $this->detail ) )->register_routes();
	}

	/**
	 * What fills the index of contents, without the rest.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public static function index_fill( wpdb $wpdb ): ContentIndexFill {
		$queries = new Queries( $wpdb );
		return new ContentIndexFill( $queries, new ContentIndex( $queries, self::features( $wpdb ) ) );
	}

	/**
	 * What fills the index of links, without the rest.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public static function link_index_fill( wpdb $wpdb ): LinkIndexFill {
		$queries = new Queries( $wpdb );
		return new LinkIndexFill( $queries, new LinkIndex( $queries, new TermIndex( $queries ), new LinkGraph( $queries ), new CommonWords() ) );
	}

	/**
	 * What keeps the index of contents, without the rest.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public static function hooks( wpdb $wpdb ): ContentHooks {
		$filled = self::index_fill( $wpdb );
		return new ContentHooks( $filled->index, $filled->fill, self::features( $wpdb ), new PendingActions( $wpdb ), new Results( new Queries( $wpdb ) ) );
	}

	/**
	 * The features.
	 *
	 * @param wpdb $wpdb The database.
	 */
	private static function features( wpdb $wpdb ): ContentFeatures {
		$storages = new MetaStorages( $wpdb );
		$queries  = new Queries( $wpdb );
		$pages    = self::link_index_fill( $wpdb );
		return new ContentFeatures(
			MetaFeature::title( $storages->title( ... ) ),
			MetaFeature::description( $storages->description( ... ) ),
			new SchemaFeature( new MetaText( $wpdb, Names::META_SCHEMA ) ),
			new LinksFeature( new MetaText( $wpdb, Names::META_LINKS ), ( new LinkCandidates( $pages->index ) )->of( ... ), static fn (): bool => $pages->fill->is_complete_within( self::SECONDS_TO_READ_PAGES ) ),
			new AnalysisFeature( new MetaText( $wpdb, Names::META_ANALYSIS ) ),
			new DraftFeature(),
			new RewriteFeature()
		);
	}
}
