<?php
/**
 * Keeps of a result of the model only what its page says today.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo\Schema;

use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Seo\PlainLine;
use SeoRankGenius\Seo\PostValues;
use WP_Post;

/**
 * The cloud has checked it against the text that it was sent; the page may have been edited since, and a person may have
 * written into the result what no visitor can read. What must stand there word for word, is looked for again; the kinds of
 * white space and upper case do not matter. Shapes are checked too: meta can be written by anybody.
 *
 * @phpstan-type Facts array{type: string, headline: string, description: string, about: list<string>, faq: list<array{question: string, answer: string}>, breadcrumb_name: string, organization: array<string, string>, opening_hours: list<string>}
 */
final class Said {

	private const ORGANIZATION = array( 'telephone', 'email', 'street_address', 'locality', 'region', 'postal_code', 'country' );

	private const LINE_CODE_POINTS   = 500;
	private const ANSWER_CODE_POINTS = 5000;

	/**
	 * What was left out, by its name in the result, such as "organization.telephone" or "faq.2".
	 *
	 * @var list<string>
	 */
	private array $left_out = array();

	private readonly string $page;

	/**
	 * A page.
	 *
	 * @param WP_Post $post The post.
	 */
	private function __construct( WP_Post $post ) {
		$this->page = self::comparable( VisibleText::title( $post ) . "\n" . VisibleText::of_post( $post ) );
	}

	/**
	 * What the page says of a result; null where the result is none.
	 *
	 * @param WP_Post                 $post   The post.
	 * @param array<array-key, mixed> $result SchemaResult of /v1.
	 * @return array|null
	 * @phpstan-return array{facts: Facts, left_out: list<string>}|null
	 */
	public static function of( WP_Post $post, array $result ): ?array {
		$type = $result['type'] ?? null;
		if ( ! is_string( $type ) || ! in_array( $type, SchemaTypes::ALL, true ) ) {
			return null;
		}
		$said         = new self( $post );
		$organization = is_array( $result['organization'] ?? null ) ? $result['organization'] : array();
		$facts        = array(
			'type'            => $type,
			'headline'        => self::line( $result['headline'] ?? null ),
			'description'     => self::line( $result['description'] ?? null ),
			'about'           => $said->lines( $result['about'] ?? null, 'about' ),
			'faq'             => 'FAQPage' === $type ? $said->questions( $result['faq'] ?? null ) : array(),
			'breadcrumb_name' => $said->if_said( self::line( $result['breadcrumb_name'] ?? null ), 'breadcrumb_name' ),
			'organization'    => $said->organization( $organization ),
			'opening_hours'   => $said->lines( $organization['opening_hours'] ?? null, 'organization.opening_hours' ),
		);
		return array(
			'facts'    => $facts,
			'left_out' => $said->left_out,
		);
	}

	/**
	 * Who the page presents. Its name may be the brand's, which the page need not say.
	 *
	 * @param array<array-key, mixed> $given As the result has it.
	 * @return array<string, string> By name; only what there is.
	 */
	private function organization( array $given ): array {
		$found = array( 'name' => self::line( $given['name'] ?? null ) );
		foreach ( self::ORGANIZATION as $name ) {
			$found[ $name ] = $this->if_said( self::line( $given[ $name ] ?? null ), "organization.$name" );
		}
		return array_filter( $found, static fn ( string $text ): bool => '' !== $text );
	}

	/**
	 * Questions with their answers, both as the page has them.
	 *
	 * @param mixed $given As the result has it.
	 * @return list<array{question: string, answer: string}>
	 */
	private function questions( mixed $given ): array {
		$found = array();
		foreach ( is_array( $given ) ? array_values( $given ) : array() as $number => $pair ) {
			$question = self::line( is_array( $pair ) ? $pair['question'] ?? null : null );
			$answer   = self::line( is_array( $pair ) ? $pair['answer'] ?? null : null, self::ANSWER_CODE_POINTS );
			if ( '' !== $question && '' !== $answer && $this->says( $question ) && $this->says( $answer ) ) {
				$found[] = array(
					'question' => $question,
					'answer'   => $answer,
				);
			} else {
				$this->left_out[] = "faq.$number";
			}
		}
		return $found;
	}

	/**
	 * Those of some lines that the page says.
	 *
	 * @param mixed  $given As the result has it.
	 * @param string $name  What it is called there.
	 * @return list<string>
	 */
	private function lines( mixed $given, string $name ): array {
		$found = array();
		foreach ( is_array( $given ) ? array_values( $given ) : array() as $number => $line ) {
			$found[] = $this->if_said( self::line( $line ), "$name.$number" );
		}
		return array_values( array_unique( array_filter( $found, static fn ( string $line ): bool => '' !== $line ) ) );
	}

	/**
	 * A line, if the page says it; otherwise empty.
	 *
	 * @param string $line The line.
	 * @param string $name What it is called in the result.
	 */
	private function if_said( string $line, string $name ): string {
		if ( '' === $line || $this->says( $line ) ) {
			return $line;
		}
		$this->left_out[] = $name;
		return '';
	}

	/**
	 * Whether the page, or the site's name, says something.
	 *
	 * @param string $line In one line.
	 */
	private function says( string $line ): bool {
		$sought = self::comparable( $line );
		return str_contains( $this->page, $sought ) || str_contains( self::comparable( PostValues::site_name() ), $sought );
	}

	/**
	 * A text without what does not matter.
	 *
	 * @param string $text Valid UTF-8.
	 */
	private static function comparable( string $text ): string {
		return mb_strtolower( trim( (string) preg_replace( '/\s+/u', ' ', $text ) ), 'UTF-8' );
	}

	/**
	 * A line of a result; empty for anything else.
	 *
	 * @param mixed $given What stands there.
	 * @param int   $most  The most code points.
	 */
	private static function line( mixed $given, int $most = self::LINE_CODE_POINTS ): string {
		return is_string( $given ) ? PlainLine::of( $given, $most ) : '';
	}
}
