<?php
/**
 * Alt text for many images: what runs need to know of them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use InvalidArgumentException;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Runs\Candidates;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunFeature;
use SeoRankGenius\Runs\Selection;
use SeoRankGenius\Runs\SelectionQuote;
use SeoRankGenius\Runs\Unsendable;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Chooses by the index; what it says is looked at again, in WordPress itself, before each image is sent.
 */
final class ImageAltRun implements RunFeature {

	public const NAME = 'image_alt';

	/** Why an image with a text is passed over. */
	private const HAS_TEXT = 'has_text';

	/**
	 * Runs of images.
	 *
	 * @param Queries        $queries      Asks the database.
	 * @param ImageIndex     $index        Knows every image.
	 * @param ImageLibrary   $library      Finds images.
	 * @param AltText        $alt_text     Reads and restores texts.
	 * @param AltTextRequest $requests     Makes what is sent.
	 * @param AltTextOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Who may.
	 */
	public function __construct(
		private readonly Queries $queries,
		private readonly ImageIndex $index,
		private readonly ImageLibrary $library,
		private readonly AltText $alt_text,
		private readonly AltTextRequest $requests,
		private readonly AltTextOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * See RunFeature.
	 */
	public function name(): string {
		return self::NAME;
	}

	/**
	 * See RunFeature.
	 */
	public function may_list(): bool {
		return $this->capabilities->can_list_images();
	}

	/**
	 * See RunFeature.
	 *
	 * @param int $object_id The attachment.
	 */
	public function may_edit( int $object_id ): bool {
		return $this->capabilities->can_edit_image( $object_id );
	}

	/**
	 * See RunFeature.
	 *
	 * @param Selection $selection What was chosen.
	 * @param bool      $overwrite Whether texts that exist are replaced.
	 * @throws InvalidArgumentException When there is no such filter.
	 */
	public function quote( Selection $selection, bool $overwrite ): SelectionQuote {
		list( $condition, $values ) = $this->chosen( $selection );
		$editable                   = $this->editable();
		$counts                     = array(
			'items'        => 0,
			'overwrites'   => 0,
			'has_text'     => 0,
			'decorative'   => 0,
			'not_editable' => 0,
		);
		$rows                       = $this->queries->rows( "SELECT image.state, COUNT(*) AS images, SUM(CASE WHEN $editable THEN 1 ELSE 0 END) AS editable FROM {$this->table()} AS image WHERE $condition GROUP BY image.state", $values );
		foreach ( $rows as $row ) {
			$images = Queries::number( $row, 'images' );
			$mine   = Queries::number( $row, 'editable' );
			$state  = ImageState::tryFrom( Queries::text( $row, 'state' ) );
			if ( ImageState::Decorative === $state ) {
				$counts['decorative'] += $images;
				continue;
			}
			$counts['not_editable'] += $images - $mine;
			if ( ImageState::Missing !== $state && ! $overwrite ) {
				$counts['has_text'] += $mine;
				continue;
			}
			$counts['items']      += $mine;
			$counts['overwrites'] += ImageState::Missing === $state ? 0 : $mine;
		}
		return new SelectionQuote( $counts['items'], $counts['items'] * Pricing::price( self::NAME ), $counts['overwrites'], $counts['has_text'], $counts['decorative'], $counts['not_editable'] );
	}

	/**
	 * See RunFeature.
	 *
	 * @param Selection $selection What was chosen.
	 * @param bool      $overwrite Whether texts that exist are replaced.
	 * @throws InvalidArgumentException When there is no such filter.
	 */
	public function candidates( Selection $selection, bool $overwrite ): Candidates {
		list( $condition, $values ) = $this->chosen( $selection );
		$states                     = $overwrite ? "image.state <> 'decorative'" : "image.state = 'missing'";
		$source                     = $this->queries->bound( "{$this->table()} AS image WHERE $condition AND $states AND {$this->editable()}", $values );
		return new Candidates( 'image.image_id', (string) Pricing::price( self::NAME ), $source, 'image.uploaded_at DESC, image.image_id DESC' );
	}

	/**
	 * See RunFeature.
	 *
	 * @param list<int> $object_ids Attachments.
	 */
	public function prime( array $object_ids ): void {
		_prime_post_caches( $object_ids, false, true );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int $object_id The attachment.
	 */
	public function text( int $object_id ): ?string {
		$image = $this->library->find( $object_id );
		return null === $image || 'trash' === $image->post_status ? null : $this->alt_text->of( $object_id );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The attachment.
	 * @param string $action_id UUID.
	 * @param int    $max_cost  Its price, in credits.
	 * @param Run    $run       The run.
	 * @return array<string, mixed>
	 * @throws Unsendable When it is not sent.
	 */
	public function request( int $object_id, string $action_id, int $max_cost, Run $run ): array {
		$image = $this->library->find( $object_id );
		if ( null === $image ) {
			throw Unsendable::failed( ImageUnusable::MISSING );
		}
		if ( ! $run->overwrite && '' !== $this->alt_text->of( $object_id ) ) {
			throw Unsendable::skipped( self::HAS_TEXT );
		}
		try {
			return $this->requests->of( $image, $run->acts_as, $action_id, $max_cost, $run->id );
		} catch ( ImageUnusable $unusable ) {
			if ( ImageUnusable::DECORATIVE === $unusable->reason ) {
				throw Unsendable::skipped( $unusable->reason );
			}
			throw Unsendable::failed( $unusable->reason );
		}
	}

	/**
	 * See RunFeature.
	 *
	 * @param int          $object_id The attachment.
	 * @param ActionAnswer $answer    A completed action.
	 */
	public function made( int $object_id, ActionAnswer $answer ): ?string {
		return AltText::made( $answer );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The attachment.
	 * @param string $made      Its new text.
	 * @param string $former    Its text when it was sent.
	 */
	public function save( int $object_id, string $made, string $former ): bool {
		return $this->outcome->save( $object_id, $made, $former );
	}

	/**
	 * See RunFeature.
	 *
	 * @param string $made A text.
	 */
	public function line( string $made ): string {
		return $made;
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The attachment.
	 * @param string $made      What the run has saved.
	 * @param string $former    What it has replaced.
	 */
	public function restore( int $object_id, string $made, string $former ): bool {
		return $this->alt_text->put_back( $object_id, $former, $made );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The attachment.
	 * @param string $code      Why.
	 */
	public function note_failure( int $object_id, string $code ): void {
		$this->outcome->fail( $object_id, $code );
	}

	/**
	 * See RunFeature.
	 *
	 * @param list<int> $object_ids Attachments.
	 * @return array<int, array{title: string, thumbnail_url: string|null, edit_url: string|null}>
	 */
	public function describe( array $object_ids ): array {
		$shown = array();
		foreach ( $this->library->all_of( $object_ids ) as $image ) {
			$thumbnail           = wp_get_attachment_image_url( $image->ID, 'medium' );
			$shown[ $image->ID ] = array(
				'title'         => trim( wp_strip_all_tags( html_entity_decode( $image->post_title, ENT_QUOTES, 'UTF-8' ), true ) ),
				'thumbnail_url' => false === $thumbnail ? null : $thumbnail,
				'edit_url'      => $this->may_edit( $image->ID ) ? admin_url( 'post.php?post=' . $image->ID . '&action=edit' ) : null,
			);
		}
		return $shown;
	}

	/**
	 * See RunFeature.
	 *
	 * @param string $code A reason.
	 */
	public function reason( string $code ): ?string {
		return match ( $code ) {
			self::HAS_TEXT => __( 'It has got an alt text meanwhile, which was kept.', 'seo-rank-genius' ),
			ImageUnusable::DECORATIVE => __( 'It is marked as decorative and stays without alt text.', 'seo-rank-genius' ),
			ImageUnusable::MISSING, ImageUnusable::EMPTY, ImageUnusable::NOT_AN_IMAGE, ImageUnusable::UNSUPPORTED_TYPE, ImageUnusable::TOO_LARGE, ImageUnusable::NOT_READABLE => ImageUnusable::message( $code ),
			default => null,
		};
	}

	/**
	 * The condition on the index that a selection stands for. Images that are named are in it from now on, even while it
	 * is being filled.
	 *
	 * @param Selection $selection What was chosen.
	 * @return array{0: string, 1: list<int|string>}
	 * @throws InvalidArgumentException When there is no such filter.
	 */
	private function chosen( Selection $selection ): array {
		if ( null !== $selection->ids ) {
			foreach ( array_chunk( $selection->ids, 100 ) as $ids ) {
				$unknown = array_values( array_diff( $ids, array_keys( $this->index->rows( $ids ) ) ) );
				if ( array() !== $unknown ) {
					$this->index->refresh( $unknown );
				}
			}
			return ( new ImageSelection( only: $selection->ids ) )->condition( $this->queries );
		}
		if ( ! in_array( $selection->state, ImageSelection::FILTERS, true ) ) {
			throw new InvalidArgumentException( 'Images cannot be filtered by this.' );
		}
		return ( new ImageSelection( $selection->state, $selection->search, null, $selection->except ) )->condition( $this->queries );
	}

	/**
	 * The condition on the index that the user may change an image, as far as it can be said without asking for each.
	 */
	private function editable(): string {
		return current_user_can( 'edit_others_posts' ) ? '1 = 1' : 'image.author_id = ' . get_current_user_id();
	}

	/**
	 * The index's full name.
	 */
	private function table(): string {
		return $this->queries->table( Tables::IMAGES );
	}
}
