<?php
/**
 * The dumped schemas are those of the code, and the problem codes those of the cloud.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Rest\ProblemMessages;
use SeoRankGenius\Rest\Schema\Documents;
use SeoRankGenius\Tests\TestCase;

final class SchemasTest extends TestCase {

	private const REPOSITORY = __DIR__ . '/../../..';

	public function test_the_dumped_schemas_are_current(): void {
		$dumped = array();
		foreach ( glob( self::REPOSITORY . '/schema/rest/*.json' ) ?: array() as $file ) {
			$dumped[ basename( $file, '.json' ) ] = (string) file_get_contents( $file );
		}
		$current = array_map( Documents::json( ... ), Documents::all() );
		ksort( $current );
		ksort( $dumped );
		self::assertSame( $current, $dumped, 'Run: php tools/dump-schemas.php' );
	}

	public function test_the_problem_codes_are_the_clouds_with_its_statuses(): void {
		$source = (string) file_get_contents( self::REPOSITORY . '/cloud/src/problems.ts' );
		self::assertSame( 1, preg_match( '/PROBLEM_STATUS = \{(.*?)\}/s', $source, $table ) );
		preg_match_all( '/(\w+): (\d{3}),/', $table[1], $rows, PREG_SET_ORDER );
		$cloud = array();
		foreach ( $rows as $row ) {
			$cloud[ $row[1] ] = (int) $row[2];
		}
		$ours = array();
		foreach ( ProblemCode::cases() as $code ) {
			$ours[ $code->value ] = $code->status();
		}
		self::assertSame( $cloud, $ours );
	}

	public function test_every_code_has_a_message_of_its_own(): void {
		$messages = array_map( ProblemMessages::of( ... ), ProblemCode::cases() );
		self::assertSame( $messages, array_unique( $messages ) );
	}
}
