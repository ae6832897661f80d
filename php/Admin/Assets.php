<?php
/**
 * Scripts, styles and data of one screen.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Features\ImageAltText\ImageAltRun;
use SeoRankGenius\Features\ImageAltText\ImageSelection;
use SeoRankGenius\Rest\AccountView;
use SeoRankGenius\Rest\Answers;
use SeoRankGenius\Rest\ContentListing;
use SeoRankGenius\Rest\ImageListing;
use SeoRankGenius\Rest\RunsController;
use SeoRankGenius\Rest\SeoSettingsView;

/**
 * The data is made here directly: going through the REST server would register every route of WordPress.
 */
final class Assets {

	/**
	 * Assets.
	 *
	 * @param BuiltFiles     $files    Enqueues what is built.
	 * @param AccountView    $account  Shows the account.
	 * @param ImageListing   $images   Lists images.
	 * @param ContentListing $contents Lists posts, pages and other contents.
	 * @param RunsController $runs     Lists runs.
	 * @param SeoSettingsView $templates Shows the templates.
	 */
	public function __construct(
		private readonly BuiltFiles $files,
		private readonly AccountView $account,
		private readonly ImageListing $images,
		private readonly ContentListing $contents,
		private readonly RunsController $runs,
		private readonly SeoSettingsView $templates,
	) {}

	/**
	 * Whether the screens have been built.
	 */
	public function are_built(): bool {
		return $this->files->are_there();
	}

	/**
	 * Enqueues what one screen needs; nothing where it is not built.
	 *
	 * @param 'account'|'usage'|'image-seo'|'content-seo'|'templates' $screen Its name.
	 */
	public function enqueue( string $screen ): void {
		if ( $this->files->enqueue( $screen ) ) {
			BuiltFiles::preload( $this->preloaded( $screen ) );
		}
	}

	/**
	 * Answers by the request that the screen makes first.
	 *
	 * @param string $screen Its name.
	 * @return array<string, mixed>
	 */
	public function preloaded( string $screen ): array {
		$answers = array(
			'/' . Answers::ROUTES . '/account' => $this->account->show(),
		);
		if ( 'image-seo' === $screen ) {
			$answers += $this->first_images() + $this->first_runs( ImageAltRun::NAME );
		}
		if ( 'content-seo' === $screen ) {
			$answers += $this->first_contents();
		}
		if ( 'templates' === $screen ) {
			$answers[ '/' . Answers::ROUTES . '/seo-settings' ] = $this->templates->show();
		}
		return $answers;
	}

	/**
	 * What Image SEO asks for first: the images that were chosen in the media library, else those without alt text. The
	 * middleware sorts arguments, and runs before `_locale` is added.
	 *
	 * @return array<string, mixed>
	 */
	private function first_images(): array {
		$chosen    = MediaLibrary::chosen();
		$selection = new ImageSelection( array() === $chosen ? 'missing' : 'all', '', array() === $chosen ? null : $chosen );
		$arguments = array(
			'state'    => $selection->filter,
			'order'    => 'newest',
			'per_page' => ImageListing::PER_PAGE,
		) + ( array() === $chosen ? array() : array( 'ids' => implode( ',', $chosen ) ) );
		return array(
			'/' . Answers::ROUTES . '/images?' . http_build_query( $arguments ) => $this->images->page( $selection, 'newest', null, ImageListing::PER_PAGE ),
		);
	}

	/**
	 * What Content SEO asks for first: the list of the feature that the address names, and its runs.
	 *
	 * @return array<string, mixed>
	 */
	private function first_contents(): array {
		$asked     = isset( $_GET['feature'] ) ? wp_unslash( $_GET['feature'] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Only compared with the names of features.
		$first     = $this->contents->first( is_string( $asked ) ? $asked : '' );
		$arguments = array(
			'feature'  => $first['feature'],
			'state'    => $first['state'],
			'order'    => 'newest',
			'per_page' => ContentListing::PER_PAGE,
		);
		return array( '/' . Answers::ROUTES . '/contents?' . http_build_query( $arguments ) => $first['page'] ) + $this->first_runs( $first['feature'] );
	}

	/**
	 * The newest runs of a feature.
	 *
	 * @param string $feature Its name.
	 * @return array<string, mixed>
	 */
	private function first_runs( string $feature ): array {
		return array( '/' . Answers::ROUTES . "/runs?feature=$feature" => $this->runs->page( $feature )->get_data() );
	}
}
