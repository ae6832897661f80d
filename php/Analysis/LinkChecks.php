<?php
/**
 * Checks a page's links and pictures.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * By what stands in the content: nothing is fetched, so broken links are not found here.
 */
final class LinkChecks {

	/** Shorter pages need no links. */
	private const TEXT_WORDS = 150;

	/** Words that say nothing of where a link leads, in several languages; compared whole, in small letters. */
	private const VAGUE = array(
		'click here',
		'click this',
		'here',
		'learn more',
		'link',
		'more',
		'read more',
		'this link',
		'hier',
		'hier klicken',
		'klicken sie hier',
		'klick hier',
		'mehr',
		'mehr erfahren',
		'weiterlesen',
		'cliquez ici',
		'en savoir plus',
		'ici',
		'lire la suite',
		'aquí',
		'clic aquí',
		'haga clic aquí',
		'haz clic aquí',
		'leer más',
		'más información',
		'pincha aquí',
		'clicca qui',
		'leggi di più',
		'qui',
		'scopri di più',
		'aqui',
		'clique aqui',
		'leia mais',
		'saiba mais',
		'klik hier',
		'lees meer',
		'lees verder',
		'klicka här',
		'läs mer',
		'klik her',
		'læs mere',
		'klikk her',
		'les mer',
		'kliknij tutaj',
		'czytaj więcej',
		'tutaj',
		'klikněte zde',
		'zde',
		'здесь',
		'нажмите здесь',
		'подробнее',
		'тут',
		'buraya tıklayın',
		'devamını oku',
		'اضغط هنا',
		'انقر هنا',
		'هنا',
		'اینجا',
		'לחצו כאן',
		'כאן',
		'こちら',
		'ここ',
		'ここをクリック',
		'点击这里',
		'這裡',
		'这里',
		'点击此处',
		'여기',
		'여기를 클릭',
	);

	/**
	 * The checks.
	 *
	 * @param Page    $page    The page.
	 * @param Outline $outline Its content.
	 * @param bool    $is_long Whether it has text enough to link from.
	 * @return list<Check>
	 */
	public static function of( Page $page, Outline $outline, bool $is_long ): array {
		$links  = $outline->links();
		$checks = array();
		if ( $is_long ) {
			$checks = self::directions( $links, $page->home );
		}
		if ( array() !== $links ) {
			$checks[] = self::empty_ones( $links );
			$checks[] = self::vague_ones( $links );
		}
		$images = $outline->images();
		if ( array() !== $images ) {
			$checks[] = self::alts( $images );
		}
		return $checks;
	}

	/**
	 * From which length on a page is long.
	 *
	 * @param Writing $writing How it is written.
	 */
	public static function long_from( Writing $writing ): int {
		return $writing->length_for( self::TEXT_WORDS );
	}

	/**
	 * Whether links lead to other pages of the site, and out of it.
	 *
	 * @param list<array{href: string, text: string, block: int}> $links The links.
	 * @param string                                              $home  The site's address.
	 * @return list<Check>
	 */
	private static function directions( array $links, string $home ): array {
		$internal = 0;
		$external = 0;
		$own      = self::host( $home );
		foreach ( $links as $link ) {
			$host = self::host( $link['href'] );
			if ( '' !== $host ) {
				$host === $own ? ++$internal : ++$external;
			} elseif ( 1 !== preg_match( '/^(?:#|$|[a-z][a-z0-9+.-]*:)/i', $link['href'] ) ) {
				++$internal;
			}
		}
		return array(
			new Check( 'links_internal', $internal > 0 ? 1.0 : 0.0, $internal > 0 ? array() : array( new Finding( 'links_internal_none', Finding::MEDIUM ) ) ),
			new Check( 'links_external', $external > 0 ? 1.0 : 0.0, $external > 0 ? array() : array( new Finding( 'links_external_none', Finding::LOW ) ) ),
		);
	}

	/**
	 * The host of an address of the web, without "www."; empty for any other address.
	 *
	 * @param string $href The address.
	 */
	private static function host( string $href ): string {
		return 1 === preg_match( '#^(?:https?:)?//(?:[^/?\#@]*@)?(?:www\.)?([^/?\#:]+)#i', $href, $found ) ? strtolower( $found[1] ) : '';
	}

	/**
	 * Links without words, or that lead nowhere.
	 *
	 * @param non-empty-list<array{href: string, text: string, block: int}> $links The links.
	 */
	private static function empty_ones( array $links ): Check {
		$findings = array();
		foreach ( $links as $link ) {
			if ( '' === $link['text'] ) {
				$findings[] = new Finding( 'link_empty', Finding::MEDIUM, array( mb_substr( $link['href'], 0, 200, 'UTF-8' ) ), null, $link['block'] );
			} elseif ( '' === $link['href'] || '#' === $link['href'] ) {
				$findings[] = new Finding( 'link_nowhere', Finding::MEDIUM, array(), $link['text'], $link['block'] );
			}
		}
		return new Check( 'links_empty', 1 - 2 * count( $findings ) / count( $links ), $findings );
	}

	/**
	 * Links whose words say nothing of where they lead.
	 *
	 * @param non-empty-list<array{href: string, text: string, block: int}> $links The links.
	 */
	private static function vague_ones( array $links ): Check {
		$findings = array();
		foreach ( $links as $link ) {
			if ( in_array( (string) preg_replace( '/^[^\p{L}]++|[^\p{L}\p{M}]++$/u', '', mb_strtolower( $link['text'], 'UTF-8' ) ), self::VAGUE, true ) ) {
				$findings[] = new Finding( 'link_vague', Finding::LOW, array(), $link['text'], $link['block'] );
			}
		}
		return new Check( 'links_vague', 1 - 2 * count( $findings ) / count( $links ), $findings );
	}

	/**
	 * Pictures without alt text.
	 *
	 * @param non-empty-list<array{alt: string, name: string, block: int}> $images The pictures.
	 */
	private static function alts( array $images ): Check {
		$findings = array();
		foreach ( $images as $image ) {
			if ( '' === $image['alt'] ) {
				$findings[] = new Finding( 'image_alt_missing', Finding::MEDIUM, array( mb_substr( $image['name'], 0, 200, 'UTF-8' ) ), null, $image['block'] );
			}
		}
		return new Check( 'image_alts', 1 - count( $findings ) / count( $images ), $findings );
	}
}
