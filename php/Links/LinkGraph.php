<?php
/**
 * Which contents link to which, how many, and to which none does.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use WP_Post;

/**
 * A link is kept by the key of its address, and so are the addresses of each content: joined, they say who links to whom,
 * whichever was there first and whatever is renamed later. The counts are kept with each content. Links in count where
 * visitors can read the page that they stand on; links out are all that lead to other pages of this site.
 */
final class LinkGraph {

	private readonly KeyRows $links;
	private readonly KeyRows $addresses;

	/**
	 * The graph.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {
		$this->links     = new KeyRows( $queries, Tables::LINKS, 'address' );
		$this->addresses = new KeyRows( $queries, Tables::LINK_ADDRESSES, 'address' );
	}

	/**
	 * Makes the graph say this of contents. Their rows of pages() are written before.
	 *
	 * @param array<int, list<int>> $links     Keys of addresses that each links to.
	 * @param array<int, list<int>> $addresses Keys of the addresses that each has.
	 * @param list<int>             $turned    Those that visitors can read since, or no longer: their links count differently.
	 */
	public function write( array $links, array $addresses, array $turned ): void {
		$gained  = $this->links->write( array_map( self::rows( ... ), $links ) );
		$renamed = $this->addresses->write( array_map( self::rows( ... ), $addresses ) );
		$counted = array_merge( ...array_values( $gained ), ...array_values( array_intersect_key( $links, array_flip( $turned ) ) ) );
		$linked  = $this->with_addresses( array_values( array_unique( $counted ) ) );
		$this->recount( array_values( array_unique( array( ...$linked, ...array_keys( $renamed ) ) ) ) );
	}

	/**
	 * Forgets contents.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 */
	public function remove( array $ids ): void {
		$linked = array_keys( array_replace( array(), ...array_values( $this->links->of( $ids ) ) ) );
		$this->links->remove( $ids );
		$this->addresses->remove( $ids );
		$this->queries->run( "DELETE FROM {$this->pages()} WHERE content_id IN (" . Queries::places( $ids ) . ')', $ids );
		$this->recount( $this->with_addresses( $linked ) );
	}

	/**
	 * How many pages link to contents, and to how many they link.
	 *
	 * @param list<int> $ids Contents.
	 * @return array<int, array{in: int, out: int, is_orphan: bool}> By content; those not indexed are absent.
	 */
	public function counts( array $ids ): array {
		$counts = array();
		if ( array() === $ids ) {
			return $counts;
		}
		foreach ( $this->queries->rows( "SELECT content_id, is_public, links_in, links_out FROM {$this->pages()} WHERE content_id IN (" . Queries::places( $ids ) . ')', $ids ) as $row ) {
			$id            = Queries::number( $row, 'content_id' );
			$in            = Queries::number( $row, 'links_in' );
			$counts[ $id ] = array(
				'in'        => $in,
				'out'       => Queries::number( $row, 'links_out' ),
				'is_orphan' => 0 === $in && 1 === Queries::number( $row, 'is_public' ) && self::front_page() !== $id,
			);
		}
		return $counts;
	}

	/**
	 * How many contents links may be suggested to.
	 */
	public function count_public(): int {
		return $this->queries->numbers( "SELECT COUNT(*) FROM {$this->pages()} WHERE is_public = 1" )[0] ?? 0;
	}

	/**
	 * How many published pages no other links to. The front page is not one: every visitor finds it.
	 */
	public function count_orphans(): int {
		return $this->queries->numbers( "SELECT COUNT(*) FROM {$this->pages()} WHERE {$this->orphans( 'content_id' )}" )[0] ?? 0;
	}

	/**
	 * The condition under which a content is an orphan, for a query that joins pages().
	 *
	 * @param string $id The field with the content's id.
	 */
	public function orphans( string $id ): string {
		return 'is_public = 1 AND links_in = 0 AND ' . $this->queries->bound( "$id <> %d", array( self::front_page() ) );
	}

	/**
	 * The full name of the table with a row for each content: content_id, language, is_public, links_in, links_out.
	 */
	public function pages(): string {
		return $this->queries->table( Tables::LINK_PAGES );
	}

	/**
	 * The contents that link to one and that visitors can read, the newest first.
	 *
	 * @param int $id   The content.
	 * @param int $most How many at most.
	 * @return list<int>
	 */
	public function linking_to( int $id, int $most ): array {
		return $this->queries->numbers(
			"SELECT DISTINCT link.content_id FROM {$this->addresses->table()} AS own
			JOIN {$this->links->table()} AS link ON link.address = own.address
			JOIN {$this->pages()} AS page ON page.content_id = link.content_id AND page.is_public = 1
			WHERE own.content_id = %d AND link.content_id <> own.content_id ORDER BY link.content_id DESC LIMIT %d",
			array( $id, $most )
		);
	}

	/**
	 * The contents that one links to, the newest first.
	 *
	 * @param int $id   The content.
	 * @param int $most How many at most.
	 * @return list<int>
	 */
	public function linked_from( int $id, int $most ): array {
		return $this->queries->numbers(
			"SELECT DISTINCT other.content_id FROM {$this->links->table()} AS link
			JOIN {$this->addresses->table()} AS other ON other.address = link.address
			WHERE link.content_id = %d AND other.content_id <> link.content_id ORDER BY other.content_id DESC LIMIT %d",
			array( $id, $most )
		);
	}

	/**
	 * The contents that have certain addresses.
	 *
	 * @param list<int> $keys Of addresses.
	 * @return list<int>
	 */
	public function with_addresses( array $keys ): array {
		$ids = array();
		foreach ( array_chunk( $keys, 500 ) as $chunk ) {
			array_push( $ids, ...$this->queries->numbers( "SELECT DISTINCT content_id FROM {$this->addresses->table()} WHERE address IN (" . Queries::places( $chunk ) . ')', $chunk ) );
		}
		return array_values( array_unique( $ids ) );
	}

	/**
	 * The keys of the addresses that contents have: their number, and once they are published their permalink and the ones
	 * from which WordPress leads on to it.
	 *
	 * @param non-empty-array<int, WP_Post> $posts By id.
	 * @param Address                       $site  Makes keys.
	 * @return array<int, list<int>> By content.
	 */
	public function addresses_of( array $posts, Address $site ): array {
		$former    = $this->former_slugs( array_keys( $posts ) );
		$addresses = array();
		foreach ( $posts as $id => $post ) {
			$keys = array( Address::key_of_id( $id ) );
			if ( 'publish' === $post->post_status ) {
				$permalink = (string) get_permalink( $post );
				$keys[]    = $site->key_of_own( $permalink );
				foreach ( $former[ $id ] ?? array() as $slug ) {
					$keys[] = $site->key_of_own( (string) preg_replace( '~(?<=/)' . preg_quote( $post->post_name, '~' ) . '(?=/?$)~', $slug, $permalink ) );
				}
			}
			$addresses[ $id ] = array_values( array_unique( array_filter( $keys, 'is_int' ) ) );
		}
		return $addresses;
	}

	/**
	 * The slugs that published contents had, and that no other has now.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 * @return array<int, list<string>> By content.
	 */
	private function former_slugs( array $ids ): array {
		$slugs = array();
		foreach ( $this->queries->rows(
			"SELECT meta.post_id, meta.meta_value FROM {$this->queries->postmeta()} AS meta
			WHERE meta.meta_key = '_wp_old_slug' AND meta.post_id IN (" . Queries::places( $ids ) . ")
			AND NOT EXISTS (SELECT 1 FROM {$this->queries->posts()} AS other WHERE other.post_name = meta.meta_value AND other.post_status = 'publish')",
			$ids
		) as $row ) {
			$slugs[ Queries::number( $row, 'post_id' ) ][] = Queries::text( $row, 'meta_value' );
		}
		return $slugs;
	}

	/**
	 * Counts again how many pages link to contents.
	 *
	 * @param list<int> $ids Contents.
	 */
	private function recount( array $ids ): void {
		foreach ( array_chunk( $ids, 200 ) as $chunk ) {
			$counts = array_fill_keys( $chunk, 0 );
			foreach ( $this->queries->rows(
				"SELECT own.content_id, COUNT(DISTINCT link.content_id) AS links_in FROM {$this->addresses->table()} AS own
				JOIN {$this->links->table()} AS link ON link.address = own.address AND link.content_id <> own.content_id
				JOIN {$this->pages()} AS page ON page.content_id = link.content_id AND page.is_public = 1
				WHERE own.content_id IN (" . Queries::places( $chunk ) . ') GROUP BY own.content_id',
				$chunk
			) as $row ) {
				$counts[ Queries::number( $row, 'content_id' ) ] = Queries::number( $row, 'links_in' );
			}
			$same = array();
			foreach ( $counts as $id => $count ) {
				$same[ $count ][] = $id;
			}
			foreach ( $same as $count => $of ) {
				$this->queries->run( "UPDATE {$this->pages()} SET links_in = %d WHERE links_in <> %d AND content_id IN (" . Queries::places( $of ) . ')', array( $count, $count, ...$of ) );
			}
		}
	}

	/**
	 * Keys as rows: each weighs the same.
	 *
	 * @param list<int> $keys Of addresses.
	 * @return array<int, int>
	 */
	private static function rows( array $keys ): array {
		return array_fill_keys( $keys, 1 );
	}

	/**
	 * The page that is the front page; 0 where it lists the latest posts.
	 */
	private static function front_page(): int {
		$id = 'page' === get_option( 'show_on_front' ) ? get_option( 'page_on_front' ) : 0;
		return is_numeric( $id ) ? (int) $id : 0;
	}
}
