<?php
/**
 * REST: the templates of titles and descriptions for which none were written.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Rest\Schema\SeoSettingsSchema;
use SeoRankGenius\Seo\HeadFill;
use SeoRankGenius\Seo\PlainLine;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Seo\SeoSettings;
use SeoRankGenius\Seo\Template;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/seo-settings`, and what templates would give, before they are saved. Pages follow in the background; those of a small
 * site by the time of the answer.
 */
final class SeoSettingsController {

	private const MOST_KINDS = 200;

	/**
	 * A controller.
	 *
	 * @param SeoSettingsView $view         Shows the templates.
	 * @param HeadFill        $fill         Assembles what pages print.
	 * @param Capabilities    $capabilities Who may.
	 */
	public function __construct( private readonly SeoSettingsView $view, private readonly HeadFill $fill, private readonly Capabilities $capabilities ) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$permission = fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_change_settings() );
		register_rest_route(
			Answers::ROUTES,
			'/seo-settings',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => fn (): WP_REST_Response => new WP_REST_Response( $this->view->show() ),
				),
				array(
					'methods'             => 'PUT',
					'permission_callback' => $permission,
					'callback'            => $this->save( ... ),
					'args'                => array(
						'separator' => self::separator(),
						'kinds'     => array(
							'type'        => 'array',
							'required'    => true,
							'maxItems'    => self::MOST_KINDS,
							'items'       => array(
								'type'                 => 'object',
								'required'             => array( 'type', 'title', 'description' ),
								'additionalProperties' => false,
								'properties'           => self::kind(),
							),
							'description' => __( 'Templates by kind of content. Kinds that are not named stay as they are.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => SeoSettingsSchema::item( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/seo-settings/preview',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $permission,
					'callback'            => $this->preview( ... ),
					'args'                => array( 'separator' => self::separator() ) + array_map( static fn ( array $field ): array => array( 'required' => true ) + $field, self::kind() ),
				),
				'schema' => SeoSettingsSchema::preview( ... ),
			)
		);
	}

	/**
	 * Saves all of it, or nothing.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function save( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$given = $request->get_param( 'kinds' );
		$kinds = array();
		foreach ( array_filter( is_array( $given ) ? $given : array(), 'is_array' ) as $kind ) {
			$type           = self::field( $kind, 'type' );
			$kinds[ $type ] = array(
				'title'       => PlainLine::of( self::field( $kind, 'title' ), Template::MAX_CODE_POINTS ),
				'description' => PlainLine::of( self::field( $kind, 'description' ), Template::MAX_CODE_POINTS ),
			);
			$refusal        = self::refusal( $type, $kinds[ $type ] );
			if ( null !== $refusal ) {
				return $refusal;
			}
		}
		$home = $kinds[ SeoSettings::HOME ] ?? SeoSettings::of( SeoSettings::HOME );
		unset( $kinds[ SeoSettings::HOME ] );
		SeoSettings::save( PlainLine::of( ( new Arguments( $request ) )->text( 'separator' ), SeoSettings::MAX_SEPARATOR ), $home, $kinds );
		$this->fill->fill->work( Fill::SECONDS_IN_A_REQUEST );
		return new WP_REST_Response( $this->view->show() );
	}

	/**
	 * Shows what templates would give on the newest page of a kind.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function preview( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		$type      = $arguments->text( 'type' );
		$templates = array(
			'title'       => $arguments->text( 'title' ),
			'description' => $arguments->text( 'description' ),
		);
		return self::refusal( $type, $templates ) ?? new WP_REST_Response( $this->view->sample( $type, $templates, $arguments->text( 'separator' ) ) );
	}

	/**
	 * Why templates cannot be used; null where they can.
	 *
	 * @param string $type      The post type; empty for the home page.
	 * @param array  $templates The templates.
	 * @phpstan-param array{title: string, description: string} $templates
	 */
	private static function refusal( string $type, array $templates ): ?WP_Error {
		if ( SeoSettings::HOME !== $type && ! in_array( $type, PublishedPages::types(), true ) ) {
			return new WP_Error(
				'kind_not_found',
				/* translators: %s: the name of a post type. */
				sprintf( __( 'There is no kind of content “%s” that has pages. Reload the page.', 'seo-rank-genius' ), $type ),
				array( 'status' => 400 )
			);
		}
		$unknown = Template::unknown_in( $templates['title'] . ' ' . $templates['description'] );
		return array() === $unknown ? null : new WP_Error(
			'unknown_variable',
			sprintf(
				/* translators: 1: variables as they were written, 2: all variables that can be used. */
				__( 'These variables do not exist: %1$s. Use one of %2$s, each with one percent sign before and behind it.', 'seo-rank-genius' ),
				implode( ', ', $unknown ),
				implode( ', ', array_map( static fn ( string $name ): string => "%$name%", Template::VARIABLES ) )
			),
			array(
				'status'    => 400,
				'type'      => $type,
				'variables' => $unknown,
			)
		);
	}

	/**
	 * A text of a kind.
	 *
	 * @param array<array-key, mixed> $kind As the schema says.
	 * @param string                  $name Of the field.
	 */
	private static function field( array $kind, string $name ): string {
		return is_string( $kind[ $name ] ?? null ) ? $kind[ $name ] : '';
	}

	/**
	 * The argument for the separator.
	 *
	 * @return array<string, mixed>
	 */
	private static function separator(): array {
		return array(
			'type'        => 'string',
			'required'    => true,
			'maxLength'   => SeoSettings::MAX_SEPARATOR,
			'description' => __( 'What stands between the parts of a title; empty for WordPress’s own.', 'seo-rank-genius' ),
		);
	}

	/**
	 * The fields of a kind.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function kind(): array {
		return array(
			'type'        => array(
				'type'        => 'string',
				'maxLength'   => 20,
				'description' => __( 'The post type; empty for the home page.', 'seo-rank-genius' ),
			),
			'title'       => array(
				'type'        => 'string',
				'maxLength'   => Template::MAX_CODE_POINTS,
				'description' => __( 'The template of titles; empty for the default one.', 'seo-rank-genius' ),
			),
			'description' => array(
				'type'        => 'string',
				'maxLength'   => Template::MAX_CODE_POINTS,
				'description' => __( 'The template of descriptions; empty for none.', 'seo-rank-genius' ),
			),
		);
	}
}
