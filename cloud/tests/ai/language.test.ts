// Whether a text can be in the language asked for, for the scripts of the world and the locales of WordPress.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countWordsOf, isPlausiblyIn } from '../../src/ai/language.ts';

const SENTENCES = {
	en: 'Green tea wants water well below boiling, so let the kettle stand for a few minutes before you pour it over the leaves.',
	de: 'Grüner Tee verlangt Wasser, das deutlich unter dem Siedepunkt liegt. Lassen Sie den Kessel also einige Minuten stehen, bevor Sie aufgießen.',
	fr: 'Le thé vert demande une eau bien en dessous de l’ébullition : laissez donc reposer la bouilloire quelques minutes avant de verser.',
	tr: 'Yeşil çay kaynama noktasının çok altında su ister; bu yüzden dökmeden önce su ısıtıcısını birkaç dakika bekletin.',
	pl: 'Zielona herbata wymaga wody o temperaturze znacznie niższej od wrzenia, dlatego przed zalaniem odstaw czajnik na kilka minut.',
	ar: 'يحتاج الشاي الأخضر إلى ماء أقل بكثير من درجة الغليان، لذلك دع الغلاية قليلاً قبل أن تصب الماء.',
	he: 'תה ירוק דורש מים הרבה מתחת לרתיחה, לכן תנו לקומקום לעמוד כמה דקות לפני המזיגה.',
	ja: '緑茶には沸騰よりずっと低い温度のお湯が合います。注ぐ前に数分待ちましょう。',
	zh: '绿茶需要远低于沸点的水，所以倒水之前先让水壶静置几分钟。',
	ko: '녹차는 끓는점보다 훨씬 낮은 온도의 물이 좋으니 붓기 전에 몇 분 동안 식히세요.',
	ru: 'Зелёному чаю нужна вода заметно холоднее кипятка, поэтому дайте чайнику постоять несколько минут.',
	hi: 'हरी चाय के लिए उबाल से काफी कम तापमान का पानी चाहिए, इसलिए केतली को कुछ मिनट रखा रहने दें।',
	th: 'ชาเขียวต้องการน้ำที่อุณหภูมิต่ำกว่าจุดเดือดมาก จึงควรพักกาน้ำไว้สักครู่',
	el: 'Το πράσινο τσάι θέλει νερό αρκετά κάτω από το σημείο βρασμού, γι’ αυτό αφήστε τον βραστήρα λίγα λεπτά.',
};
type Name = keyof typeof SENTENCES;
const names = Object.keys(SENTENCES) as Name[];
const LATIN: Name[] = ['en', 'de', 'fr', 'tr', 'pl'];

describe('the language of an answer', () => {
	for (const name of names) {
		it(`takes ${name} for ${name}, and no other script for it`, () => {
			assert.ok(isPlausiblyIn(name, SENTENCES[name]));
			for (const other of names.filter((candidate) => !(LATIN.includes(name) && LATIN.includes(candidate)) && candidate !== name)) {
				assert.equal(isPlausiblyIn(name, SENTENCES[other]), false, `${other} for ${name}`);
			}
		});
	}

	it('tells English from other languages in Latin script, where there is enough of it', () => {
		for (const name of LATIN.filter((candidate) => candidate !== 'en')) {
			assert.ok(!isPlausiblyIn(name, SENTENCES.en), name);
			assert.ok(!isPlausiblyIn('en', SENTENCES[name], SENTENCES[name].repeat(3)), `the page's ${name} where English was asked for`);
			assert.ok(isPlausiblyIn(name, 'Green tea'), 'a few words can be a name');
		}
	});

	it('lets names in Latin letters stand in titles', () => {
		assert.ok(isPlausiblyIn('ja', 'iPhone 17 Pro Max レビュー'));
		assert.ok(isPlausiblyIn('ar', 'مراجعة WordPress 7.1'));
		assert.ok(!isPlausiblyIn('ar', 'Review of WordPress'));
	});

	it('knows the locales of WordPress, and has no opinion on what it does not know', () => {
		assert.ok(isPlausiblyIn('de_DE_formal', SENTENCES.de));
		assert.ok(!isPlausiblyIn('pt_PT_ao90', SENTENCES.ru));
		assert.ok(!isPlausiblyIn('ary', SENTENCES.en));
		assert.ok(!isPlausiblyIn('ckb', SENTENCES.en));
		assert.ok(!isPlausiblyIn('zh_TW', SENTENCES.en));
		assert.ok(isPlausiblyIn('sr_RS', 'Zeleni čaj traži vodu znatno ispod ključanja'));
		assert.ok(isPlausiblyIn('sr_RS', 'Зелени чај тражи воду знатно испод кључања'));
		assert.ok(isPlausiblyIn('qaa', SENTENCES.ru));
		assert.ok(isPlausiblyIn('en', '12'));
	});

	it('counts words, also where no spaces part them', () => {
		assert.equal(countWordsOf('One, two – three!', 'en'), 3);
		assert.ok(countWordsOf(SENTENCES.ja, 'ja') > 12);
		assert.ok(countWordsOf(SENTENCES.th, 'th') > 10);
		assert.equal(countWordsOf('uno dos', 'de_DE_formal'), 2);
	});
});
