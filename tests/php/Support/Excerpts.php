<?php
/**
 * A feature that exists only in tests: excerpts of posts, dear ones and cheap ones. Runs know nothing of images.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Runs\Candidates;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunFeature;
use SeoRankGenius\Runs\Selection;
use SeoRankGenius\Runs\SelectionQuote;
use SeoRankGenius\Runs\Unsendable;
use SeoRankGenius\Storage\Queries;

final class Excerpts implements RunFeature {

	/** How large each request is, in bytes. */
	public int $bytes = 0;

	/** So often it is not ready to send anything. */
	public int $unready = 0;

	/** @var array<int, string> What failed, by post. */
	public array $failed = array();

	public function __construct( private readonly Queries $queries ) {}

	public function name(): string {
		return 'rewrite';
	}

	public function may_list(): bool {
		return current_user_can( 'edit_posts' );
	}

	public function may_edit( int $object_id ): bool {
		return current_user_can( 'edit_post', $object_id );
	}

	public function quote( Selection $selection, bool $overwrite ): SelectionQuote {
		$candidates = $this->candidates( $selection, $overwrite );
		$prices     = $this->queries->numbers( "SELECT {$candidates->price} FROM {$candidates->source}" );
		return new SelectionQuote( count( $prices ), (int) array_sum( $prices ), 0, 0, 0, 0 );
	}

	public function candidates( Selection $selection, bool $overwrite ): Candidates {
		$ids = $selection->ids ?? array();
		return new Candidates(
			'post.ID',
			"CASE WHEN post.post_title = 'dear' THEN 3 ELSE 1 END",
			$this->queries->bound( "{$this->queries->posts()} AS post WHERE post.ID IN (" . Queries::places( $ids ) . ')', $ids ),
			'post.ID'
		);
	}

	public function prime( array $object_ids ): void {
		_prime_post_caches( $object_ids );
	}

	public function text( int $object_id ): ?string {
		return get_post( $object_id )?->post_excerpt;
	}

	public function request( int $object_id, string $action_id, int $max_cost, Run $run ): array {
		if ( $this->unready-- > 0 ) {
			throw Unsendable::not_yet( 'unready' );
		}
		return array(
			'id'       => $action_id,
			'subject'  => array(
				'type' => 'post',
				'id'   => (string) $object_id,
			),
			'max_cost' => $max_cost,
			'input'    => str_repeat( 'x', $this->bytes ),
		);
	}

	public function made( int $object_id, ActionAnswer $answer ): ?string {
		return $answer->result?->fields()->text( 'text', 1000 );
	}

	public function line( string $made ): string {
		return $made;
	}

	public function save( int $object_id, string $made, string $former ): bool {
		return $this->replace( $object_id, $former, $made );
	}

	public function restore( int $object_id, string $made, string $former ): bool {
		return $this->replace( $object_id, $made, $former );
	}

	public function note_failure( int $object_id, string $code ): void {
		$this->failed[ $object_id ] = $code;
	}

	public function describe( array $object_ids ): array {
		return array();
	}

	public function reason( string $code ): ?string {
		return null;
	}

	private function replace( int $post_id, string $from, string $to ): bool {
		return $this->text( $post_id ) === $from && 0 !== wp_update_post(
			array(
				'ID'           => $post_id,
				'post_excerpt' => wp_slash( $to ),
			)
		);
	}
}
