<?php
/**
 * Makes structured data (JSON-LD) of what the model has read in a page and of what WordPress knows of it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo\Schema;

use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Seo\PostValues;
use WP_Post;

/**
 * Each object has its context and type, and only properties that schema.org gives that type
 * (tests/schema-org checks what is printed). Values are plain text, numbers and addresses; they are encoded where they are
 * printed.
 *
 * @phpstan-import-type Facts from Said
 */
final class JsonLd {

	private const CONTEXT = 'https://schema.org';

	/** What a postal address calls the fields of a result. */
	private const ADDRESS = array(
		'streetAddress'   => 'street_address',
		'addressLocality' => 'locality',
		'addressRegion'   => 'region',
		'postalCode'      => 'postal_code',
		'addressCountry'  => 'country',
	);

	/**
	 * The objects of a page; none where the result has none, or nothing of what it says stands in the page any more.
	 *
	 * @param WP_Post                 $post   The post.
	 * @param array<array-key, mixed> $result SchemaResult of /v1, of whatever shape.
	 * @return list<array<string, mixed>>
	 */
	public static function of( WP_Post $post, array $result ): array {
		return self::preview( $post, $result )['json_ld'];
	}

	/**
	 * The objects of a page, and what of the result is left out since the page does not say it.
	 *
	 * @param WP_Post                 $post   The post.
	 * @param array<array-key, mixed> $result SchemaResult of /v1, of whatever shape.
	 * @return array{json_ld: list<array<string, mixed>>, left_out: list<string>}
	 */
	public static function preview( WP_Post $post, array $result ): array {
		$said = null === SchemaTypes::refusal( $post ) ? Said::of( $post, $result ) : null;
		if ( null === $said ) {
			return array(
				'json_ld'  => array(),
				'left_out' => array(),
			);
		}
		$facts   = $said['facts'];
		$objects = array( self::main( $post, $facts ), self::breadcrumbs( $post, $facts ) );
		return array(
			'json_ld'  => array_values( array_filter( $objects, static fn ( ?array $each ): bool => null !== $each ) ),
			'left_out' => $said['left_out'],
		);
	}

	/**
	 * The object of the result's type; null for breadcrumbs, which every page gets, and where there is nothing to say.
	 *
	 * @param WP_Post $post  The post.
	 * @param array   $facts What the page says.
	 * @phpstan-param Facts $facts
	 * @return array<string, mixed>|null
	 */
	private static function main( WP_Post $post, array $facts ): ?array {
		return match ( $facts['type'] ) {
			'Article', 'BlogPosting'        => self::article( $post, $facts ),
			'FAQPage'                       => array() === $facts['faq'] ? null : self::questions( $post, $facts ),
			'Organization', 'LocalBusiness' => isset( $facts['organization']['name'] ) ? self::organization( $post, $facts ) : null,
			'Product'                       => '' === $facts['breadcrumb_name'] ? null : self::product( $post, $facts ),
			default                         => null,
		};
	}

	/**
	 * An article.
	 *
	 * @param WP_Post $post  The post.
	 * @param array   $facts What the page says.
	 * @phpstan-param Facts $facts
	 * @return array<string, mixed>
	 */
	private static function article( WP_Post $post, array $facts ): array {
		$page = new PageFacts( $post );
		return self::object(
			$facts['type'],
			array(
				'headline'         => '' === $facts['headline'] ? VisibleText::title( $post ) : $facts['headline'],
				'description'      => $facts['description'],
				'about'            => self::topics( $facts['about'] ),
				'url'              => $page->url(),
				'mainEntityOfPage' => array(
					'@type' => 'WebPage',
					'@id'   => $page->url(),
				),
				...$page->dates(),
				'author'           => $page->author(),
				'publisher'        => PageFacts::publisher(),
				'image'            => $page->image(),
				'inLanguage'       => PageFacts::language(),
			)
		);
	}

	/**
	 * A page of questions with their answers.
	 *
	 * @param WP_Post $post  The post.
	 * @param array   $facts What the page says.
	 * @phpstan-param Facts $facts
	 * @return array<string, mixed>
	 */
	private static function questions( WP_Post $post, array $facts ): array {
		$page = new PageFacts( $post );
		return self::object(
			'FAQPage',
			array(
				'name'        => VisibleText::title( $post ),
				'description' => $facts['description'],
				'about'       => self::topics( $facts['about'] ),
				'url'         => $page->url(),
				...$page->dates(),
				'inLanguage'  => PageFacts::language(),
				'mainEntity'  => array_map(
					static fn ( array $pair ): array => array(
						'@type'          => 'Question',
						'name'           => $pair['question'],
						'acceptedAnswer' => array(
							'@type' => 'Answer',
							'text'  => $pair['answer'],
						),
					),
					$facts['faq']
				),
			)
		);
	}

	/**
	 * Who the page presents. The site's logo is theirs only where they are whose site it is.
	 *
	 * @param WP_Post $post  The post.
	 * @param array   $facts What the page says.
	 * @phpstan-param Facts $facts
	 * @return array<string, mixed>
	 */
	private static function organization( WP_Post $post, array $facts ): array {
		$page    = new PageFacts( $post );
		$given   = $facts['organization'];
		$address = PageFacts::without_nothing( array_map( static fn ( string $field ): string => $given[ $field ] ?? '', self::ADDRESS ) );
		$is_ours = 0 === strcasecmp( $given['name'], PostValues::site_name() );
		return self::object(
			$facts['type'],
			array(
				'name'         => $given['name'],
				'description'  => $facts['description'],
				'url'          => $page->url(),
				'image'        => $page->image(),
				'logo'         => $is_ours ? PageFacts::logo() : null,
				'telephone'    => $given['telephone'] ?? null,
				'email'        => $given['email'] ?? null,
				'address'      => array() === $address ? null : array( '@type' => 'PostalAddress' ) + $address,
				'openingHours' => 'LocalBusiness' === $facts['type'] ? OpeningHours::of( $facts['opening_hours'] ) : null,
			)
		);
	}

	/**
	 * A product. WordPress alone knows no price of it, so there is none.
	 *
	 * @param WP_Post $post  The post.
	 * @param array   $facts What the page says.
	 * @phpstan-param Facts $facts
	 * @return array<string, mixed>
	 */
	private static function product( WP_Post $post, array $facts ): array {
		$page = new PageFacts( $post );
		return self::object(
			'Product',
			array(
				'name'        => $facts['breadcrumb_name'],
				'description' => $facts['description'],
				'url'         => $page->url(),
				'image'       => $page->image(),
			)
		);
	}

	/**
	 * The trail to the page; null where it has no steps to follow.
	 *
	 * @param WP_Post $post  The post.
	 * @param array   $facts What the page says.
	 * @phpstan-param Facts $facts
	 * @return array<string, mixed>|null
	 */
	private static function breadcrumbs( WP_Post $post, array $facts ): ?array {
		$steps = Trail::to( $post, $facts['breadcrumb_name'] );
		if ( count( $steps ) < 2 ) {
			return null;
		}
		$items = array();
		foreach ( $steps as $number => $step ) {
			$items[] = array(
				'@type'    => 'ListItem',
				'position' => $number + 1,
				'name'     => $step['name'],
				'item'     => $step['url'],
			);
		}
		return self::object( 'BreadcrumbList', array( 'itemListElement' => $items ) );
	}

	/**
	 * Topics.
	 *
	 * @param list<string> $names Of each.
	 * @return list<array{'@type': string, name: string}>
	 */
	private static function topics( array $names ): array {
		return array_map(
			static fn ( string $name ): array => array(
				'@type' => 'Thing',
				'name'  => $name,
			),
			$names
		);
	}

	/**
	 * An object with its context.
	 *
	 * @param string               $type       Of schema.org.
	 * @param array<string, mixed> $properties Those that are nothing are left out.
	 * @return array<string, mixed>
	 */
	private static function object( string $type, array $properties ): array {
		return array(
			'@context' => self::CONTEXT,
			'@type'    => $type,
		) + PageFacts::without_nothing( $properties );
	}
}
