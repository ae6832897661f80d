<?php
/**
 * Writes all lines that match a filter as CSV, page by page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Usage;

use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Value\UsageLine;
use SeoRankGenius\Cloud\Value\UsagePage;

/**
 * However many lines there are, only one page of them is in memory.
 */
final class UsageExport {

	/** So that spreadsheets read the file as UTF-8. */
	private const MARK = "\xEF\xBB\xBF";

	/** How long reading and writing one page may take, in seconds. */
	private const PAGE_S = 60;

	/**
	 * An export.
	 *
	 * @param Usage     $usage Reads the lines.
	 * @param LineNames $names Says what their ids stand for.
	 */
	public function __construct( private readonly Usage $usage, private readonly LineNames $names ) {}

	/**
	 * The file in pieces. The first is made only once the first page has been read. Where a later page cannot be read,
	 * the last line says so: a file that ends early must not look whole.
	 *
	 * @param UsageFilter $filter Which lines.
	 * @return iterable<string>
	 * @throws CloudFailure When the first page cannot be read.
	 */
	public function pieces( UsageFilter $filter ): iterable {
		$page = $this->usage->page( $filter, '', UsagePage::MOST );
		yield self::MARK . self::row( self::headings() );
		while ( true ) {
			self::allow_time();
			yield $this->rows( $page );
			if ( null === $page->next_cursor ) {
				return;
			}
			try {
				$page = $this->usage->page( $filter, $page->next_cursor, UsagePage::MOST );
			} catch ( CloudFailure ) {
				yield self::row( array( __( 'This file is not complete: the service stopped answering. Download it again.', 'seo-rank-genius' ) ) );
				return;
			}
			// What was read for the page before is not needed again.
			wp_cache_flush_runtime();
		}
	}

	/** Time for one more page, where the host limits it and lets it be changed. Where nothing limits it, nothing shall. */
	private static function allow_time(): void {
		if ( (int) ini_get( 'max_execution_time' ) > 0 && function_exists( 'set_time_limit' ) ) {
			set_time_limit( self::PAGE_S );
		}
	}

	/**
	 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made text.
	 *
	 * @param list<string|int> $cells The cells.
	 */
	public static function row( array $cells ): string {
		$escaped = array_map(
			static function ( string|int $cell ): string {
				$text = 1 === preg_match( '//u', (string) $cell ) ? (string) $cell : (string) preg_replace( '/[^\x20-\x7E]/', '?', (string) $cell );
				// ASCII and full width, after blanks too: some programs skip those.
				$text = 1 === preg_match( '/^\s*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]|^[\t\r]/u', $text ) ? "'" . $text : $text;
				return '"' . str_replace( '"', '""', $text ) . '"';
			},
			$cells
		);
		return implode( ',', $escaped ) . "\r\n";
	}

	/**
	 * A page as CSV.
	 *
	 * @param UsagePage $page The page.
	 */
	private function rows( UsagePage $page ): string {
		$this->names->prime( $page->lines );
		return implode( '', array_map( fn ( UsageLine $line ): string => self::row( $this->cells( $line ) ), $page->lines ) );
	}

	/**
	 * The columns.
	 *
	 * @return list<string>
	 */
	private static function headings(): array {
		return array(
			__( 'Time (UTC)', 'seo-rank-genius' ),
			__( 'Feature', 'seo-rank-genius' ),
			__( 'Object type', 'seo-rank-genius' ),
			__( 'Object ID', 'seo-rank-genius' ),
			__( 'Object', 'seo-rank-genius' ),
			__( 'Person ID', 'seo-rank-genius' ),
			__( 'Person', 'seo-rank-genius' ),
			__( 'Outcome', 'seo-rank-genius' ),
			__( 'Reason', 'seo-rank-genius' ),
			__( 'Credits', 'seo-rank-genius' ),
			__( 'From Domain', 'seo-rank-genius' ),
			__( 'From Shared', 'seo-rank-genius' ),
			__( 'Action ID', 'seo-rank-genius' ),
			__( 'Run ID', 'seo-rank-genius' ),
		);
	}

	/**
	 * One line's cells. Features, outcomes and reasons are the words of the service, so that a file reads the same in every language.
	 *
	 * @param UsageLine $line The line.
	 * @return list<string|int>
	 */
	private function cells( UsageLine $line ): array {
		return array(
			$line->at,
			$line->feature,
			$line->subject_type,
			$line->subject_id,
			$this->names->title( $line ) ?? '',
			$line->actor,
			$this->names->person( $line ) ?? '',
			$line->outcome,
			$line->code ?? '',
			$line->cost,
			$line->from_domain,
			$line->from_shared,
			$line->id,
			$line->run_id ?? '',
		);
	}
}
