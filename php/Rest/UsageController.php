<?php
/**
 * REST: what this site has spent.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use DateTimeImmutable;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\UsageLine;
use SeoRankGenius\Cloud\Value\UsagePage;
use SeoRankGenius\Rest\Schema\UsageSchema;
use SeoRankGenius\Usage\LineNames;
use SeoRankGenius\Usage\Usage;
use SeoRankGenius\Usage\UsageFilter;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/usage` and `/usage/summary`: for those who manage the license, since it names people and all objects.
 */
final class UsageController {

	private const PER_PAGE = 50;

	/**
	 * A controller.
	 *
	 * @param Usage        $usage        Reads it.
	 * @param LineNames    $names        Says what its ids stand for.
	 * @param Answers      $answers      Carries failures of the cloud.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly Usage $usage,
		private readonly LineNames $names,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$permission = fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_manage_license() );
		register_rest_route(
			Answers::ROUTES,
			'/usage',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => $this->list( ... ),
					'args'                => self::filter_arguments() + self::page_arguments(),
				),
				'schema' => UsageSchema::page( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/usage/summary',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => $this->summarise( ... ),
					'args'                => self::days(),
				),
				'schema' => UsageSchema::summary( ... ),
			)
		);
	}

	/**
	 * The arguments that say which actions are meant. The download takes the same.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function filter_arguments(): array {
		return array(
			'feature' => array(
				'type'        => 'string',
				'enum'        => array( '', ...UsageLine::FEATURES ),
				'default'     => '',
				'description' => __( 'Only actions of this feature.', 'seo-rank-genius' ),
			),
			'outcome' => array(
				'type'        => 'string',
				'enum'        => array( '', ...UsageFilter::OUTCOMES ),
				'default'     => '',
				'description' => __( 'Only actions that ended so.', 'seo-rank-genius' ),
			),
			'person'  => array(
				'type'        => 'integer',
				'minimum'     => 0,
				'default'     => 0,
				'description' => __( 'Only actions that this user started.', 'seo-rank-genius' ),
			),
		) + self::days();
	}

	/**
	 * A filter of checked arguments.
	 *
	 * @param Arguments $arguments The arguments.
	 */
	public static function filter( Arguments $arguments ): UsageFilter {
		return new UsageFilter( $arguments->text( 'feature' ), $arguments->text( 'outcome' ), $arguments->number( 'person' ), $arguments->text( 'from' ), $arguments->text( 'to' ) );
	}

	/**
	 * A page of actions.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function list( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		return $this->answers->to(
			function () use ( $request ): WP_REST_Response {
				$arguments = new Arguments( $request );
				return new WP_REST_Response( $this->page( $this->usage->page( self::filter( $arguments ), $arguments->text( 'cursor' ), $arguments->number( 'per_page' ) ) ) );
			}
		);
	}

	/**
	 * What actions cost.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function summarise( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		return $this->answers->to(
			function () use ( $request ): WP_REST_Response {
				$arguments = new Arguments( $request );
				$summary   = $this->usage->summary( new UsageFilter( from: $arguments->text( 'from' ), to: $arguments->text( 'to' ) ) );
				return new WP_REST_Response( $summary->to_array() + array( 'csv_url' => UsageDownload::url() ) );
			}
		);
	}

	/**
	 * A page with the names of what it is about.
	 *
	 * @param UsagePage $page The page.
	 * @return array<string, mixed>
	 */
	private function page( UsagePage $page ): array {
		$this->names->prime( $page->lines );
		return array(
			'lines'       => array_map( $this->line( ... ), $page->lines ),
			'next_cursor' => $page->next_cursor,
		);
	}

	/**
	 * One line.
	 *
	 * @param UsageLine $line The line.
	 * @return array<string, mixed>
	 */
	private function line( UsageLine $line ): array {
		return array(
			'id'          => $line->id,
			'at'          => $line->at,
			'feature'     => $line->feature,
			'subject'     => array(
				'type'     => $line->subject_type,
				'id'       => $line->subject_id,
				'title'    => $this->names->title( $line ),
				'edit_url' => $this->names->edit_url( $line ),
			),
			'person'      => array(
				'id'   => $line->actor,
				'name' => $this->names->person( $line ),
			),
			'run_id'      => $line->run_id,
			'outcome'     => $line->outcome,
			'code'        => $line->code,
			'cost'        => $line->cost,
			'from_domain' => $line->from_domain,
			'from_shared' => $line->from_shared,
		);
	}

	/**
	 * The arguments that name a piece of the list.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function page_arguments(): array {
		return array(
			'cursor'   => array(
				'type'        => 'string',
				'pattern'     => '^[A-Za-z0-9_-]{0,200}$',
				'default'     => '',
				'description' => __( 'Where the page before ended.', 'seo-rank-genius' ),
			),
			'per_page' => array(
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => UsagePage::MOST,
				'default'     => self::PER_PAGE,
				'description' => __( 'How many lines.', 'seo-rank-genius' ),
			),
		);
	}

	/**
	 * The arguments that bound the time.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function days(): array {
		$day = array(
			'type'              => 'string',
			'default'           => '',
			'validate_callback' => self::validate_day( ... ),
		);
		return array(
			'from' => $day + array( 'description' => __( 'The first day, such as 2026-11-20.', 'seo-rank-genius' ) ),
			'to'   => $day + array( 'description' => __( 'The last day.', 'seo-rank-genius' ) ),
		);
	}

	/**
	 * Whether a text names a day that there is, or nothing.
	 *
	 * @param mixed                                 $value   What was sent.
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 * @param string                                $name    The argument.
	 */
	private static function validate_day( mixed $value, WP_REST_Request $request, string $name ): bool|WP_Error {
		$is_day = is_string( $value ) && 1 === preg_match( '/^20\d{2}-\d{2}-\d{2}$/', $value ) && ( DateTimeImmutable::createFromFormat( '!Y-m-d', $value ) ?: null )?->format( 'Y-m-d' ) === $value;
		return '' === $value || $is_day ? true : new WP_Error(
			'rest_invalid_param',
			/* translators: %s: the name of an argument. */
			sprintf( __( '%s is not a day. Write it as year, month and day: 2026-11-20.', 'seo-rank-genius' ), $name )
		);
	}
}
