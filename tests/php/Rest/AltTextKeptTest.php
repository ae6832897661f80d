<?php
/**
 * REST: what a person has done to an image meanwhile stays, and what came of a generation is remembered.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Features\ImageAltText\ImageIndex;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Tests\Support\AltTextTestCase;
use SeoRankGenius\Tests\Support\Json;

final class AltTextKeptTest extends AltTextTestCase {

	public function test_a_text_that_was_made_is_applied_and_known_as_the_models(): void {
		$this->answer_actions( 'POST', array( 'completed' ) );
		$response = $this->generate();
		$this->assert_answer( 'image-action', $response );
		$data = $this->data( $response );
		self::assertSame( array( true, 'A coral reef in shallow water' ), array( $data['applied'] ?? null, $data['text'] ?? null ) );
		self::assertSame( 'generated', Json::at( $data, 'image.state' ) );
	}

	public function test_the_same_before_the_index_is_filled(): void {
		$queries = new Queries( self::wpdb() );
		$queries->run( 'DELETE FROM ' . $queries->table( Tables::IMAGES ) );
		$this->answer_actions( 'POST', array( 'completed' ) );
		self::assertSame( 'generated', Json::at( $this->data( $this->generate() ), 'image.state' ) );
	}

	/**
	 * @return iterable<string, array{string, string}>
	 */
	public static function meanwhile(): iterable {
		yield 'a text where there was none' => array( '', 'By hand, meanwhile' );
		yield 'another text' => array( 'By hand, before', 'By hand, meanwhile' );
		yield 'the text was removed' => array( 'By hand, before', '' );
	}

	#[DataProvider( 'meanwhile' )]
	public function test_a_text_that_somebody_changed_while_the_model_wrote_stays( string $before, string $after ): void {
		update_post_meta( $this->image, self::ALT, $before );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->while_the_model_writes( fn (): mixed => update_post_meta( $this->image, self::ALT, $after ) );
		$response = $this->generate();
		$this->assert_answer( 'image-action', $response );
		$data = $this->data( $response );
		self::assertSame( array( false, 'A coral reef in shallow water', $after ), array( $data['applied'] ?? null, $data['text'] ?? null, Json::at( $data, 'image.alt_text' ) ) );
		self::assertSame( $after, get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array(), $this->pending() );
	}

	public function test_the_same_when_the_answer_is_fetched_later(): void {
		update_post_meta( $this->image, self::ALT, "By hand:\n it's \\ \"before\"" );
		$this->cloud->stop();
		$this->generate();
		update_post_meta( $this->image, self::ALT, 'By hand, meanwhile' );
		$this->cloud->start();
		$this->answer_actions( 'GET', array( 'completed' ) );
		$data = $this->data( $this->generate( self::SECOND ) );
		self::assertFalse( $data['applied'] ?? null );
		self::assertSame( 'By hand, meanwhile', get_post_meta( $this->image, self::ALT, true ) );
	}

	public function test_a_late_answer_replaces_the_text_that_it_was_made_for(): void {
		update_post_meta( $this->image, self::ALT, wp_slash( "By hand: it's \\ \"before\"" ) );
		$this->cloud->stop();
		$this->generate();
		$this->cloud->start();
		$this->answer_actions( 'GET', array( 'completed' ) );
		self::assertTrue( $this->data( $this->generate( self::SECOND ) )['applied'] ?? null );
		self::assertSame( 'A coral reef in shallow water', get_post_meta( $this->image, self::ALT, true ) );
	}

	public function test_a_decorative_image_is_not_sent(): void {
		update_post_meta( $this->image, Names::DECORATIVE, '1' );
		$response = $this->generate();
		self::assertSame( 422, $response->get_status() );
		self::assertSame( 'decorative', Json::at( $this->data( $response ), 'data.reason' ) );
		self::assertSame( array(), $this->actions_sent() );
		self::assertSame( '', $this->indexed()['failure'], 'That is no failure.' );
	}

	public function test_an_image_that_was_marked_while_the_model_wrote_stays_empty(): void {
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->while_the_model_writes( fn (): mixed => update_post_meta( $this->image, Names::DECORATIVE, '1' ) );
		$data = $this->data( $this->generate() );
		self::assertSame( array( false, 'decorative', '' ), array( $data['applied'] ?? null, Json::at( $data, 'image.state' ), get_post_meta( $this->image, self::ALT, true ) ) );
	}

	public function test_an_image_that_was_deleted_while_the_model_wrote_gets_no_meta(): void {
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->while_the_model_writes( fn (): mixed => wp_delete_attachment( $this->image, true ) );
		$this->generate();
		self::assertSame( array(), get_post_meta( $this->image ) );
	}

	/**
	 * @return iterable<string, array{string, string, string|null}>
	 */
	public static function failures(): iterable {
		yield 'the model failed' => array( 'failed', 'provider_failed', 'provider_failed' );
		yield 'too late' => array( 'expired', 'provider_failed', 'provider_failed' );
		yield 'nothing that it can use' => array( 'refused', 'input_unusable', 'input_unusable' );
		yield 'no credits: not the image\'s fault' => array( 'refused', 'insufficient_credits', null );
		yield 'at the cap: not the image\'s fault' => array( 'refused', 'site_cap_reached', null );
	}

	#[DataProvider( 'failures' )]
	public function test_a_failure_is_shown_until_there_is_a_text( string $outcome, string $code, ?string $shown ): void {
		$this->answer_actions( 'POST', array( $outcome, $code ) );
		self::assertSame( $shown, Json::at( $this->data( $this->generate() ), 'image.failure' ) );
		$failed = $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'failed' ) ) );
		self::assertSame( null === $shown ? 0 : 1, $failed['total'] ?? null );
		$this->answer_actions( 'POST', array( 'completed' ), self::SECOND );
		$data = $this->data( $this->generate( self::SECOND ) );
		self::assertNull( Json::at( $data, 'image.failure' ) );
	}

	public function test_a_picture_that_cannot_be_sent_is_a_failure_with_its_reason(): void {
		$file = (string) get_attached_file( $this->image );
		array_map( 'unlink', glob( dirname( $file ) . '/*' ) ?: array() );
		self::assertSame( 422, $this->generate()->get_status() );
		self::assertSame( 'missing', $this->indexed()['failure'] );
	}

	public function test_the_personalization_is_sent_and_its_version_remembered(): void {
		$this->personalize( 0, array( 'brand_name' => "Reef & Sons \u{1F420}", 'language' => 'pt_BR' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->personalize( 1, array( 'brand_name' => "Reef & Sons \u{1F420}", 'language' => 'pt_BR', 'brand_about' => "Dives.\nSince 1970." ), array( 'tone' => 'Calm' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->act_as( 'editor' );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->generate();
		$requests = $this->cloud->requests();
		$sent     = end( $requests );
		self::assertIsArray( $sent );
		self::assertSame(
			array(
				'version'     => 2,
				'brand_name'  => "Reef & Sons \u{1F420}",
				'brand_about' => "Dives.\nSince 1970.",
				'strategy'    => array( 'tone' => 'Calm' ),
			),
			Json::at( $sent['json'], 'actions.0.input.personalization' )
		);
		self::assertSame( 'pt_BR', Json::at( $sent['json'], 'actions.0.input.language' ) );
		self::assertSame( 2, $this->indexed()['made_with'] );
	}

	public function test_an_empty_strategy_is_an_object(): void {
		$this->personalize( 0, array( 'brand_name' => 'Reef' ) );
		$this->act_as( 'editor' );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->generate();
		$requests = $this->cloud->requests();
		$sent     = end( $requests );
		self::assertStringContainsString( '"strategy":{}', is_array( $sent ) ? $sent['body'] : '' );
	}

	/**
	 * @param array<string, mixed>  $fields
	 * @param array<string, string> $strategy
	 */
	private function personalize( int $version, array $fields, array $strategy = array() ): void {
		$this->act_as( 'administrator' );
		$empty = array(
			'brand_name'  => '',
			'brand_about' => '',
			'language'    => null,
		);
		$this->assert_answer(
			'personalization',
			$this->rest(
				'PUT',
				self::ROUTES . '/personalization',
				array(
					'version'  => $version,
					'strategy' => $strategy + array_fill_keys( array( 'audience', 'tone', 'keywords', 'avoid', 'example' ), '' ),
				) + $fields + $empty
			)
		);
	}

	/**
	 * @param callable():mixed $change What somebody else does.
	 */
	private function while_the_model_writes( callable $change ): void {
		add_action( 'http_api_debug', static fn () => $change() );
	}

	/**
	 * @return array{state: string, failure: string, generated_hash: string, made_with: int}
	 */
	private function indexed(): array {
		return ( new ImageIndex( new Queries( self::wpdb() ) ) )->rows( array( $this->image ) )[ $this->image ];
	}
}
