<?php
/**
 * What a text could link to is found by what both are about, in any script, and is only what every visitor can read.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Links\LinkCandidates;
use SeoRankGenius\Links\Terms;

final class LinkCandidatesTest extends LinkTestCase {

	private const MEADOW = array( 'A meadow instead of a lawn', 'A lawn wants to be mown every week from April to October. A meadow of wild flowers is mown twice a year, feeds bees and butterflies, and needs no fertiliser.' );
	private const MOWER  = array( 'Choosing a scythe or a mower', 'Whoever mows a meadow twice a year needs no mower with a motor: a scythe cuts tall grass and wild flowers better than any lawn mower.' );
	private const BREAD  = array( 'Sourdough bread at home', 'A sourdough starter of rye flour and water ferments for five days. The bread is baked in an iron pot in a very hot oven.' );

	/**
	 * @return iterable<string, array{array{string, string}, array{string, string}, array{string, string}}> A text, one about the same, one about something else.
	 */
	public static function languages(): iterable {
		yield 'English' => array( self::MEADOW, self::MOWER, self::BREAD );
		yield 'German' => array(
			array( 'Blumenwiese statt Rasen', 'Ein Rasen will von April bis Oktober jede Woche gemäht werden. Eine Blumenwiese wird nur zweimal im Jahr gemäht und ernährt Bienen und Schmetterlinge.' ),
			array( 'Mit der Sense mähen', 'Wer eine Blumenwiese zweimal im Jahr mäht, braucht keinen Rasenmäher: Die Sense schneidet hohes Gras besser, und die Bienen fliegen davon.' ),
			array( 'Sauerteigbrot backen', 'Ein Sauerteig aus Roggenmehl und Wasser gärt fünf Tage lang. Das Brot wird in einem Topf aus Eisen im sehr heißen Ofen gebacken.' ),
		);
		yield 'French, with and without accents' => array(
			array( 'Une prairie fleurie', 'Une prairie fleurie est fauchée deux fois par an et nourrit les abeilles, tandis que la pelouse doit être tondue chaque semaine.' ),
			array( 'FAUCHER UNE PRAIRIE', 'POUR FAUCHER UNE PRAIRIE FLEURIE DEUX FOIS PAR AN, LA FAUX EST MEILLEURE QUE LA TONDEUSE, ET LES ABEILLES SONT TRANQUILLES.' ),
			array( 'Le pain au levain', 'Le levain de seigle fermente pendant cinq jours avec de l’eau. Le pain est cuit dans une cocotte en fonte au four très chaud.' ),
		);
		yield 'Russian' => array(
			array( 'Цветущий луг вместо газона', 'Газон нужно косить каждую неделю с апреля по октябрь. Цветущий луг косят два раза в год, он кормит пчёл и бабочек.' ),
			array( 'Как косить косой', 'Цветущий луг удобно косить косой два раза в год: высокая трава ложится ровно, а пчёлы и бабочки успевают улететь.' ),
			array( 'Хлеб на закваске', 'Закваска из ржаной муки и воды бродит пять дней. Хлеб пекут в чугунном горшке в очень горячей печи.' ),
		);
		yield 'Greek' => array(
			array( 'Λιβάδι αντί για γκαζόν', 'Το γκαζόν θέλει κούρεμα κάθε εβδομάδα. Το ανθισμένο λιβάδι κουρεύεται δύο φορές τον χρόνο και τρέφει μέλισσες και πεταλούδες.' ),
			array( 'Κούρεμα με δρεπάνι', 'Το ανθισμένο λιβάδι κόβεται με δρεπάνι δύο φορές τον χρόνο, ώστε οι μέλισσες να φεύγουν έγκαιρα από τα λουλούδια.' ),
			array( 'Ψωμί με προζύμι', 'Το προζύμι από σίκαλη και νερό ωριμάζει πέντε ημέρες. Το ψωμί ψήνεται σε σιδερένια κατσαρόλα μέσα σε πολύ ζεστό φούρνο.' ),
		);
		yield 'Arabic' => array(
			array( 'مرج مزهر بدلا من العشب', 'يحتاج العشب إلى القص كل أسبوع من أبريل إلى أكتوبر. أما المرج المزهر فيقص مرتين في السنة ويغذي النحل والفراشات.' ),
			array( 'القص بالمنجل', 'المرج المزهر يقص بالمنجل مرتين في السنة، فيبقى النحل آمنا وتعود الفراشات إلى الأزهار.' ),
			array( 'خبز العجين المخمر', 'تتخمر عجينة الجاودار والماء خمسة أيام. يخبز الخبز في قدر من الحديد داخل فرن ساخن جدا.' ),
		);
		yield 'Hebrew' => array(
			array( 'אחו פורח במקום מדשאה', 'מדשאה צריך לכסח בכל שבוע מאפריל ועד אוקטובר. אחו פורח מכסחים פעמיים בשנה, והוא מזין דבורים ופרפרים.' ),
			array( 'כיסוח בחרמש', 'אחו פורח מכסחים בחרמש פעמיים בשנה, וכך דבורים ופרפרים מספיקים לעזוב את הפרחים.' ),
			array( 'לחם מחמצת', 'מחמצת משיפון וממים תוססת חמישה ימים. הלחם נאפה בסיר ברזל בתנור חם מאוד.' ),
		);
		yield 'Hindi' => array(
			array( 'लॉन के बदले फूलों का मैदान', 'लॉन को अप्रैल से अक्टूबर तक हर हफ्ते काटना पड़ता है। फूलों का मैदान साल में दो बार काटा जाता है और मधुमक्खियों का पेट भरता है।' ),
			array( 'दरांती से कटाई', 'फूलों का मैदान साल में दो बार दरांती से काटा जाता है, ताकि मधुमक्खियों को उड़ने का समय मिले।' ),
			array( 'खमीरी रोटी', 'राई के आटे और पानी का खमीर पाँच दिन में तैयार होता है। रोटी लोहे के बर्तन में गरम तंदूर में पकती है।' ),
		);
		yield 'Japanese' => array(
			array( '芝生の代わりに花の草原を', '芝生は四月から十月まで毎週刈らなければなりません。花の草原は年に二回だけ刈り、蜜蜂や蝶を養います。' ),
			array( '大鎌で草原を刈る', '花の草原を年に二回刈るなら、大鎌がいちばんです。蜜蜂や蝶は刈る前に逃げられます。' ),
			array( '自宅で焼く天然酵母パン', 'ライ麦粉と水の酵母は五日間発酵させます。パンは鉄の鍋に入れて、とても熱いオーブンで焼きます。' ),
		);
		yield 'Chinese' => array(
			array( '用野花草地代替草坪', '草坪从四月到十月每周都要修剪。野花草地一年只修剪两次，为蜜蜂和蝴蝶提供食物。' ),
			array( '用长镰刀割草', '野花草地一年修剪两次，用长镰刀比割草机更好，蜜蜂和蝴蝶来得及飞走。' ),
			array( '在家做酸面包', '黑麦粉和水的酵种发酵五天。面包放在铁锅里，在很热的烤箱中烘烤。' ),
		);
		yield 'Korean' => array(
			array( '잔디밭 대신 들꽃 초원', '잔디밭은 사월부터 시월까지 매주 깎아야 합니다. 들꽃 초원은 일 년에 두 번만 깎고 꿀벌과 나비를 먹여 살립니다.' ),
			array( '큰 낫으로 베기', '들꽃 초원을 일 년에 두 번 베려면 큰 낫이 좋습니다. 꿀벌이 날아갈 시간이 있고 나비도 다치지 않습니다.' ),
			array( '집에서 굽는 사워도 빵', '호밀 가루와 물로 만든 발효종은 닷새 동안 발효합니다. 빵은 아주 뜨거운 오븐의 무쇠 냄비에서 굽습니다.' ),
		);
		yield 'Thai' => array(
			array( 'ทุ่งดอกไม้แทนสนามหญ้า', 'สนามหญ้าต้องตัดทุกสัปดาห์ตั้งแต่เมษายนถึงตุลาคม ทุ่งดอกไม้ตัดเพียงปีละสองครั้งและเลี้ยงผึ้งกับผีเสื้อ' ),
			array( 'ตัดหญ้าด้วยเคียว', 'ทุ่งดอกไม้ตัดด้วยเคียวปีละสองครั้ง ผึ้งกับผีเสื้อจึงมีเวลาบินหนี' ),
			array( 'ขนมปังเปรี้ยวทำเอง', 'หัวเชื้อจากแป้งไรย์และน้ำหมักไว้ห้าวัน ขนมปังอบในหม้อเหล็กในเตาที่ร้อนมาก' ),
		);
	}

	/**
	 * @param array{string, string} $text  Title and content.
	 * @param array{string, string} $same  The same.
	 * @param array{string, string} $other The same.
	 */
	#[DataProvider( 'languages' )]
	public function test_finds_what_is_about_the_same( array $text, array $same, array $other ): void {
		$id = $this->page( ...$text );
		foreach ( self::languages() as $language => list( , $foreign ) ) {
			if ( $foreign !== $same ) {
				$this->page( ...$foreign );
			}
		}
		$related   = $this->page( ...$same );
		$elsewhere = $this->page( ...$other );
		$found     = self::candidates( $id );
		self::assertSame( $related, $found[0] ?? null );
		self::assertSame( array(), array_diff( $found, array( $related, $elsewhere ) ), 'None in another language.' );
	}

	public function test_never_itself_nor_what_not_everybody_can_read(): void {
		$id = $this->page( ...self::MEADOW );
		foreach ( array( 'draft', 'pending', 'private', 'future' ) as $status ) {
			$hidden = $this->page( self::MOWER[0], self::MOWER[1], $status );
			if ( 'future' === $status ) {
				$this->change( $hidden, array( 'post_status' => 'future', 'post_date' => '2036-01-01 10:00:00', 'post_date_gmt' => '2036-01-01 10:00:00', 'edit_date' => true ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
				self::assertSame( 'future', get_post_status( $hidden ) );
			}
		}
		$this->change( $this->page( ...self::MOWER ), array( 'post_password' => 'secret' ) );
		$this->post( array( 'post_type' => 'wp_block', 'post_title' => self::MOWER[0], 'post_content' => self::MOWER[1] ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		wp_trash_post( $this->page( ...self::MOWER ) );
		self::assertSame( array(), self::candidates( $id ) );
		$public = $this->page( ...self::MOWER );
		self::assertSame( array( $public ), self::candidates( $id ) );
		add_filter( 'seo_rank_genius_link_target', '__return_false' );
		self::assertSame( array(), self::candidates( $id ), 'Asked again, whatever the index says.' );
	}

	#[RunInSeparateProcess]
	public function test_never_what_search_engines_may_not_list(): void {
		define( 'WPSEO_VERSION', '28.5' );
		$id    = $this->page( ...self::MEADOW );
		$mower = $this->page( ...self::MOWER );
		self::assertContains( $mower, self::candidates( $id ) );
		update_post_meta( $mower, '_yoast_wpseo_meta-robots-noindex', '1' );
		self::assertNotContains( $mower, self::candidates( $id ) );
		self::assertFalse( self::graph()->counts( array( $mower ) )[ $mower ]['is_orphan'] ?? null );
		delete_post_meta( $mower, '_yoast_wpseo_meta-robots-noindex' );
		self::assertContains( $mower, self::candidates( $id ) );
	}

	public function test_not_what_the_text_links_to_already(): void {
		$mower  = $this->page( ...self::MOWER );
		$id     = $this->page( self::MEADOW[0], self::MEADOW[1] );
		$linked = self::MEADOW[1] . self::link( $mower );
		self::assertSame( array( $mower ), self::candidates( $id ) );
		self::assertSame( array(), self::candidates( $id, $linked ), 'Not saved yet.' );
		$this->change( $id, array( 'post_content' => $linked ) );
		self::assertSame( array(), self::candidates( $id ) );
		self::assertSame( array(), self::candidates( $id, self::MEADOW[1] ), 'Saved, though what is asked about is the text alone.' );
	}

	public function test_follows_each_change(): void {
		$id    = $this->page( ...self::MEADOW );
		$bread = $this->page( ...self::BREAD );
		self::assertSame( array(), self::candidates( $id ) );
		$this->change( $bread, array( 'post_title' => self::MOWER[0], 'post_content' => self::MOWER[1] ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( array( $bread ), self::candidates( $id ) );
		$this->change( $bread, array( 'post_status' => 'draft' ) );
		self::assertSame( array(), self::candidates( $id ) );
		$this->change( $bread, array( 'post_status' => 'publish' ) );
		self::assertSame( array( $bread ), self::candidates( $id ) );
		wp_delete_post( $bread, true );
		self::assertSame( array(), self::candidates( $id ) );
	}

	public function test_the_rarer_what_both_share_the_better(): void {
		for ( $count = 0; $count < 12; $count++ ) {
			$this->page( "Garden note $count", "The garden in week $count: the garden is watered, the garden is raked, and the tools of the garden are oiled." );
		}
		$id   = $this->page( 'Garden wildlife', 'The garden is home to hedgehogs. Hedgehogs sleep under leaves in the garden.' );
		$rare = $this->page( 'Leaves', 'Rake no leaves in autumn: hedgehogs spend the winter under leaves. A garden without leaves has no hedgehogs.' );
		self::assertSame( $rare, self::candidates( $id )[0] ?? null );
		self::assertSame( self::candidates( $id ), self::candidates( $id ) );
		self::assertSame( array_slice( self::candidates( $id ), 0, 3 ), self::candidates( $id, null, 3 ) );
	}

	public function test_small_words_do_not_count_once_the_site_has_shown_which_they_are(): void {
		for ( $count = 0; $count < 30; $count++ ) {
			$this->page( "Zettel $count", "blik drav $count" . str_repeat( ' blik drav', 20 ) . " wort{$count}a wort{$count}b" );
		}
		self::fill()->start();
		self::fill()->work( 30 );
		$terms = self::index()->described( self::found( $this->page( 'Zettel', 'blik blik drav drav hecke' ) ) )['terms'];
		self::assertSame( array( 'hecke' ), array_keys( $terms ) );
	}

	public function test_excerpts_are_the_sentences_that_match_and_short_enough(): void {
		$filler = str_repeat( 'Nothing here is about that matter at all, and so it goes on for long. ', 40 );
		$id     = $this->page( ...self::MEADOW );
		$this->page( str_repeat( 'Scythe <b>&amp;</b> meadow ', 30 ), "<p>$filler</p><script>alert('mown meadow')</script><p>" . self::MOWER[1] . "</p><p>$filler</p>" );
		$found = ( new LinkCandidates( self::index() ) )->of( self::found( $id ), self::MEADOW[1], 5 );
		self::assertCount( 1, $found );
		self::assertStringContainsString( self::MOWER[1], $found[0]['excerpt'] );
		self::assertLessThanOrEqual( 600, mb_strlen( $found[0]['excerpt'] ) );
		self::assertStringStartsWith( 'Scythe & meadow', $found[0]['title'] );
		self::assertLessThanOrEqual( 300, mb_strlen( $found[0]['title'] ) );
	}

	public function test_hostile_and_huge_contents_are_indexed_within_bounds(): void {
		$words = '';
		for ( $count = 0; $count < 100_000; $count++ ) {
			$words .= 'w' . base_convert( (string) ( $count % 20_000 ), 10, 26 ) . ' ';
		}
		$huge = $this->page( 'All words', $words . "'; DROP TABLE x; -- \\ %s %d \" 😀 <div [vc_row foo=\"<b>\" <!-- wp:x {" );
		$rows = self::queries()->numbers( 'SELECT COUNT(*) FROM ' . self::index()->terms->rows->table() . ' WHERE content_id = %d', array( $huge ) );
		self::assertSame( array( Terms::MOST ), $rows );
		self::assertSame( array(), self::candidates( $this->page( '…', '' ) ) );
	}

	public function test_a_plugin_for_languages_has_the_last_word(): void {
		$id    = $this->page( ...self::MEADOW );
		$other = $this->page( ...self::MOWER );
		add_filter( 'seo_rank_genius_content_language', static fn ( string $language, \WP_Post $post ): string => $post->ID === $other ? 'en-GB' : 'en_US', 10, 2 );
		self::index()->refresh( array( $id, $other ) );
		self::assertSame( array(), self::candidates( $id ) );
		remove_all_filters( 'seo_rank_genius_content_language' );
		add_filter( 'wpml_post_language_details', static fn (): array => array( 'language_code' => 'en' ) );
		self::index()->refresh( array( $id, $other ) );
		self::assertSame( array( $other ), self::candidates( $id ) );
	}
}
