<?php
/**
 * Templates of titles and descriptions: shown with what they give, refused with what is wrong, saved as a whole.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\FrontPage;
use SeoRankGenius\Tests\Support\Json;

final class SeoSettingsTest extends CloudTestCase {

	private const ROUTE = self::ROUTES . '/seo-settings';

	protected function setUp(): void {
		parent::setUp();
		$this->act_as( 'administrator' );
		update_option( 'blogname', 'Meadow &amp; Sons' );
	}

	public function test_every_kind_is_shown_with_a_sample(): void {
		$this->post( array( 'post_title' => 'Hay <em>now</em>' ) );
		$response = $this->rest( 'GET', self::ROUTE );
		$this->assert_answer( 'seo-settings', $response );
		$settings = $this->data( $response );
		$kinds    = array_column( Json::list_at( $settings, 'kinds' ), null, 'type' );
		self::assertSame( array( '', 'post', 'page' ), array_keys( $kinds ) );
		$post = Json::at( $kinds, 'post' );
		self::assertSame( array( '%title% %sep% %page% %sep% %sitename%', 'Hay now', 'Hay now – Meadow & Sons' ), array( Json::at( $post, 'title' ), Json::at( $post, 'sample_of' ), Json::at( $post, 'sample.title' ) ) );
		self::assertSame( array( '', '–', 'self' ), array( $settings['separator'] ?? null, $settings['separator_shown'] ?? null, $settings['printed_by'] ?? null ) );
	}

	public function test_what_is_saved_is_what_pages_print_at_once(): void {
		$post     = $this->post( array( 'post_title' => 'Hay' ) );
		$response = $this->put( '%title% %sep% %sitename%!', "About\n %title%", '|' );
		$this->assert_answer( 'seo-settings', $response );
		self::assertSame( 'About %title%', Json::at( $this->data( $response ), 'kinds.1.description' ) );
		self::assertSame(
			array(
				'post' => array(
					'title'       => '%title% %sep% %sitename%!',
					'description' => 'About %title%',
				),
			),
			Json::at( get_option( Names::SEO_SETTINGS ), 'types' )
		);
		$page = new FrontPage( "/?p=$post" );
		self::assertSame( array( 'Hay | Meadow & Sons!', 'About Hay' ), array( $page->title(), $page->description() ) );
		$this->put( '', '%excerpt%', '' );
		self::assertSame( array(), Json::at( get_option( Names::SEO_SETTINGS ), 'types' ), 'The defaults are not stored.' );
		self::assertSame( 'Hay – Meadow & Sons', ( new FrontPage( "/?p=$post" ) )->title() );
	}

	/**
	 * @return iterable<string, array{string, list<string>}>
	 */
	public static function unknown(): iterable {
		yield 'of another plugin' => array( '%%title%% %%sep%%', array( '%%title%%', '%%sep%%' ) );
		yield 'in capitals' => array( '%Title%', array( '%Title%' ) );
		yield 'not there' => array( '%title% %focus_keyword% %price%', array( '%focus_keyword%', '%price%' ) );
	}

	/**
	 * @param list<string> $named What the error names.
	 */
	#[DataProvider( 'unknown' )]
	public function test_unknown_variables_are_refused_by_name_and_nothing_is_saved( string $template, array $named ): void {
		foreach ( array( $this->put( $template, '', '' ), $this->put( '', $template, '' ), $this->preview( $template ) ) as $response ) {
			self::assertSame( 400, $response->get_status() );
			$error = $this->data( $response );
			self::assertSame( array( 'unknown_variable', $named ), array( $error['code'] ?? null, Json::at( $error, 'data.variables' ) ) );
			self::assertStringContainsString( implode( ', ', $named ) . '.', Json::text_at( $error, 'message' ) );
			self::assertStringContainsString( '%sitename%', Json::text_at( $error, 'message' ) );
		}
		self::assertFalse( get_option( Names::SEO_SETTINGS ) );
	}

	public function test_other_bad_input_is_refused(): void {
		self::assertSame( 400, $this->put( str_repeat( 'x', 301 ), '', '' )->get_status() );
		self::assertSame( 400, $this->put( '', '', '123456789' )->get_status() );
		$response = $this->rest(
			'PUT',
			self::ROUTE,
			array(
				'separator' => '',
				'kinds'     => array(
					array(
						'type'        => 'nav_menu_item',
						'title'       => '',
						'description' => '',
					),
				),
			)
		);
		self::assertSame( 'kind_not_found', $this->data( $response )['code'] ?? null );
	}

	public function test_a_preview_saves_nothing(): void {
		$this->post(
			array(
				'post_title'   => 'Hay',
				'post_content' => 'Dry <b>grass</b>.',
			)
		);
		$response = $this->preview( '50% %title% %sep% %category% %sep% %sitename%' );
		$this->assert_answer( 'seo-preview', $response );
		self::assertSame(
			array(
				'title'       => '50% Hay * Meadow & Sons',
				'description' => 'Dry grass.',
			),
			$this->data( $response )
		);
		self::assertFalse( get_option( Names::SEO_SETTINGS ) );
	}

	private function put( string $title, string $description, string $separator ): \WP_REST_Response {
		$kind = array(
			'type'        => 'post',
			'title'       => $title,
			'description' => $description,
		);
		return $this->rest(
			'PUT',
			self::ROUTE,
			array(
				'separator' => $separator,
				'kinds'     => array( $kind ),
			)
		);
	}

	private function preview( string $title ): \WP_REST_Response {
		return $this->rest(
			'POST',
			self::ROUTE . '/preview',
			array(
				'type'        => 'post',
				'title'       => $title,
				'description' => '%excerpt%',
				'separator'   => '*',
			)
		);
	}
}
