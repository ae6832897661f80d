<?php
/**
 * All in One SEO as far as others may know it: its constant, aioseo(), its table, and the model over it.
 */

// phpcs:disable WordPress.NamingConventions, PSR1, Generic.Files.OneObjectStructurePerFile, Squiz.Commenting -- Their names.

declare( strict_types=1 );

namespace AIOSEO\Plugin\Common\Models {

	use RuntimeException;
	use SeoRankGenius\Storage\Queries;
	use wpdb;

	/**
	 * Of app/Common/Models/Post.php: found or new by getPost(), changed by set(), kept by save().
	 */
	final class Post {

		public int $id              = 0;
		public int $post_id         = 0;
		public ?string $title       = null;
		public ?string $description = null;
		public ?string $keyphrases  = null;
		public bool $robots_default = true;
		public bool $robots_noindex = false;

		public static function getPost( int $id ): self {
			$wpdb = self::wpdb();
			$row  = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}aioseo_posts WHERE post_id = %d", $id ), ARRAY_A );
			$post = new self();
			if ( is_array( $row ) ) {
				$post->id             = Queries::number( $row, 'id' );
				$post->title          = isset( $row['title'] ) ? Queries::text( $row, 'title' ) : null;
				$post->description    = isset( $row['description'] ) ? Queries::text( $row, 'description' ) : null;
				$post->keyphrases     = isset( $row['keyphrases'] ) ? Queries::text( $row, 'keyphrases' ) : null;
				$post->robots_default = 1 === Queries::number( $row, 'robots_default' );
				$post->robots_noindex = 1 === Queries::number( $row, 'robots_noindex' );
			}
			$post->post_id = $id;
			return $post;
		}

		/**
		 * @param array<string, mixed> $fields By name.
		 */
		public function set( array $fields ): void {
			foreach ( $fields as $name => $value ) {
				$this->{$name} = $value; // @phpstan-ignore property.dynamicName
			}
		}

		public function save(): void {
			$wpdb   = self::wpdb();
			$fields = array_map( static fn ( mixed $value ): mixed => is_bool( $value ) ? (int) $value : $value, get_object_vars( $this ) );
			unset( $fields['id'] );
			$is_saved = 0 === $this->id ? $wpdb->insert( "{$wpdb->prefix}aioseo_posts", $fields ) : $wpdb->update( "{$wpdb->prefix}aioseo_posts", $fields, array( 'id' => $this->id ) );
			if ( false === $is_saved ) {
				throw new RuntimeException( 'The row was not saved.' );
			}
		}

		private static function wpdb(): wpdb {
			/** @var wpdb $wpdb */
			global $wpdb;
			return $wpdb;
		}
	}
}

namespace {

	/** @var wpdb $wpdb */
	global $wpdb;

	define( 'AIOSEO_VERSION', '4.9.1' );

	$wpdb->query(
		"CREATE TABLE {$wpdb->prefix}aioseo_posts (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			post_id bigint(20) unsigned NOT NULL,
			title text DEFAULT NULL,
			description text DEFAULT NULL,
			keyphrases longtext DEFAULT NULL,
			robots_default tinyint(1) NOT NULL DEFAULT 1,
			robots_noindex tinyint(1) NOT NULL DEFAULT 0,
			PRIMARY KEY (id)
		) {$wpdb->get_charset_collate()}"
	);

	final class AioseoHelpers {

		/** @var list<string> Post types. */
		public array $noindexed = array();

		public function isPostTypeNoindexed( string $type ): bool {
			return in_array( $type, $this->noindexed, true );
		}
	}

	final class Aioseo {

		private static ?self $instance = null;

		private function __construct( public readonly AioseoHelpers $helpers ) {}

		public static function instance(): self {
			return self::$instance ??= new self( new AioseoHelpers() );
		}
	}

	function aioseo(): Aioseo {
		return Aioseo::instance();
	}
}
