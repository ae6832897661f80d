<?php
/**
 * Two requests that change the known account at the same time: both changes are in it afterwards.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Sync;

use RuntimeException;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\Balance;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Features\PendingActions;
use SeoRankGenius\Storage\OptionRow;
use SeoRankGenius\Sync\AccountRecord;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Tests\Support\CloudTestCase;

final class AccountRecordTest extends CloudTestCase {

	private const NOW = 1763633000;

	public function test_a_change_that_is_overtaken_is_made_again(): void {
		$this->record()->change( static fn (): KnownAccount => self::connected( 'first' ) );
		$times = 0;
		$this->record()->change(
			function ( KnownAccount $before ) use ( &$times ): KnownAccount {
				if ( 1 === ++$times ) {
					$this->record()->change( self::with( 'site.version', 'site.domain' ) );
				}
				return self::with( 'license.version', 'license.shared' )( $before );
			}
		);
		$balance = $this->record()->read()->balance;
		self::assertSame( 2, $times );
		self::assertSame( array( 7, 7 ), array( $balance?->site['domain'], $balance?->license['shared'] ) );
	}

	public function test_two_first_changes_do_not_overwrite_each_other(): void {
		$seen = array();
		$this->record()->change(
			function ( KnownAccount $before ) use ( &$seen ): KnownAccount {
				$seen[] = $before->connection->value;
				if ( 1 === count( $seen ) ) {
					$this->record()->change( static fn (): KnownAccount => self::connected( 'other' ) );
				}
				return 'never' === $before->connection->value ? self::connected( 'ours' ) : $before;
			}
		);
		self::assertSame( array( 'never', 'connected' ), $seen );
		self::assertSame( 'other', $this->record()->read()->connection_id );
	}

	public function test_a_change_to_the_same_writes_nothing(): void {
		$this->record()->change( static fn (): KnownAccount => self::connected( 'first' ) );
		$same = $this->record()->change( static fn (): KnownAccount => self::connected( 'first' ) );
		self::assertSame( 'first', $same->connection_id );
	}

	public function test_a_record_that_never_stands_still_is_said(): void {
		$this->record()->change( static fn (): KnownAccount => self::connected( 'first' ) );
		$number = 0;
		$this->expectException( RuntimeException::class );
		$this->record()->change(
			function () use ( &$number ): KnownAccount {
				$text = (string) $this->row()->read();
				self::assertTrue( $this->row()->replace( $text, $text . ' ' ) );
				return self::connected( 'ours-' . ( ++$number ) );
			}
		);
	}

	public function test_an_image_is_claimed_for_one_action_only(): void {
		$pending = new PendingActions( self::wpdb() );
		$first   = '55555555-5555-4555-8555-555555555555';
		$second  = '88888888-8888-4888-8888-888888888888';
		self::assertTrue( $pending->claim( '7', $first, 1, 'A "reef" 1' )['is_new'] );
		$joined = array(
			'id'       => $first,
			'max_cost' => 1,
			'instead'  => 'A "reef" 1',
			'is_new'   => false,
		);
		self::assertSame( $joined, $pending->claim( '7', $second, 15, 'A "reef" 1' ) );
		$pending->settle( '7', $second );
		self::assertSame( $joined, $pending->claim( '7', $second, 15, 'A "reef" 1' ), 'Another action does not settle it.' );
		self::assertTrue( $pending->claim( '8', $second, 1, 'A "reef" 1' )['is_new'], 'Another image is another claim.' );
		$pending->settle( '7', $first );
		self::assertTrue( $pending->claim( '7', $second, 1, 'A "reef" 1' )['is_new'] );
	}

	public function test_a_row_is_replaced_and_deleted_only_while_it_is_what_was_read(): void {
		$row = new OptionRow( self::wpdb(), 'seo_rank_genius_test' );
		self::assertTrue( $row->create( 'one' ) );
		self::assertFalse( $row->create( 'two' ) );
		self::assertFalse( $row->replace( 'two', 'three' ) );
		self::assertFalse( $row->delete( 'two' ) );
		self::assertSame( 'one', $row->read() );
		self::assertTrue( $row->replace( 'one', 'two' ) );
		self::assertTrue( $row->delete( 'two' ) );
		self::assertNull( $row->read() );
	}

	private function record(): AccountRecord {
		return new AccountRecord( $this->row() );
	}

	private static function connected( string $id ): KnownAccount {
		return KnownAccount::connected( $id, 'sealed', 'sealed home', NewConnection::from( Fields::of( self::answer_of( 'connection' ) ) )->state, self::NOW );
	}

	/**
	 * A change that takes over a balance with a newer half of 7 credits.
	 *
	 * @return callable(KnownAccount):KnownAccount
	 */
	private static function with( string $version, string $credits ): callable {
		$balance = Balance::from(
			Fields::of(
				self::balance(
					array(
						$version => 5,
						$credits => 7,
					)
				)
			)
		);
		return static fn ( KnownAccount $before ): KnownAccount => $before->with_balance( $balance, self::NOW );
	}
}
