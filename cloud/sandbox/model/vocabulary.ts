/* The words with which a picture is described, in five languages. */

import type { Language } from './language.ts';
import type { Colour, Light, Picture, Scene, Shape, Tone } from './picture.ts';

interface Vocabulary {
	shape: Record<Shape, string>;
	colour: Record<Colour, string>;
	tone: Record<Tone, string>;
	light: Record<Light, string>;
	scene: Record<Scene, string>;
	/** A picture of one colour. */
	plain(shape: string, colour: string): string;
	/** The colours of one picture, and its tone, as one phrase. */
	palette(tone: string, colours: string[]): string;
	comma: string;
}

/** "a", "a and b", "a, b and c". */
const list = (words: string[], and: string): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1) ?? ''}`;

const spaced = (...words: string[]): string => words.filter(Boolean).join(' ');

const en: Vocabulary = {
	shape: {
		panorama: 'Panoramic photograph',
		landscape: 'Wide landscape photograph',
		square: 'Square photograph',
		portrait: 'Upright photograph',
		column: 'Tall, narrow photograph',
	},
	colour: {
		black: 'black',
		white: 'white',
		grey: 'grey',
		brown: 'brown',
		beige: 'beige',
		red: 'red',
		orange: 'orange',
		yellow: 'yellow',
		green: 'green',
		teal: 'teal',
		blue: 'blue',
		purple: 'purple',
		pink: 'pink',
	},
	tone: { warm: 'warm', cool: 'cool', mixed: '', neutral: 'muted' },
	light: {
		top: 'bright at the top and dark at the bottom',
		bottom: 'dark at the top and bright at the bottom',
		left: 'bright on the left and dark on the right',
		right: 'dark on the left and bright on the right',
		centre: 'bright in the middle and darker around it',
		edges: 'dark in the middle and brighter around it',
		bright: 'bright all over',
		dark: 'dark all over',
		even: 'evenly lit',
	},
	scene: {
		sky_over_green: 'like sky above green land',
		sky_over_earth: 'like sky above bare ground',
		sky_over_water: 'like sky above water',
		sky: 'with an open, sky-like upper part',
		fine_detail: 'full of fine detail',
		soft: 'with soft, smooth surfaces',
		none: '',
	},
	plain: (shape, colour) => `${shape} of nothing but plain ${colour}`,
	palette: (tone, colours) => `in ${spaced(tone, list(colours, 'and'))} tones`,
	comma: ', ',
};

const de: Vocabulary = {
	shape: {
		panorama: 'Panoramafoto',
		landscape: 'Foto im Querformat',
		square: 'Quadratisches Foto',
		portrait: 'Foto im Hochformat',
		column: 'Schmales, hohes Foto',
	},
	colour: {
		black: 'Schwarz',
		white: 'Weiß',
		grey: 'Grau',
		brown: 'Braun',
		beige: 'Beige',
		red: 'Rot',
		orange: 'Orange',
		yellow: 'Gelb',
		green: 'Grün',
		teal: 'Türkis',
		blue: 'Blau',
		purple: 'Violett',
		pink: 'Rosa',
	},
	tone: { warm: 'warmen', cool: 'kühlen', mixed: '', neutral: 'gedeckten' },
	light: {
		top: 'oben hell und unten dunkel',
		bottom: 'oben dunkel und unten hell',
		left: 'links hell und rechts dunkel',
		right: 'links dunkel und rechts hell',
		centre: 'in der Mitte hell und ringsum dunkler',
		edges: 'in der Mitte dunkel und ringsum heller',
		bright: 'überall hell',
		dark: 'überall dunkel',
		even: 'gleichmäßig beleuchtet',
	},
	scene: {
		sky_over_green: 'wie Himmel über grünem Land',
		sky_over_earth: 'wie Himmel über kahlem Boden',
		sky_over_water: 'wie Himmel über Wasser',
		sky: 'oben offen wie ein Himmel',
		fine_detail: 'voller feiner Einzelheiten',
		soft: 'mit weichen, glatten Flächen',
		none: '',
	},
	plain: (shape, colour) => `${shape}, einfarbig in ${colour}`,
	palette: (tone, colours) =>
		spaced(
			'in',
			tone,
			`${list(
				colours.map((colour, index) => (index < colours.length - 1 ? `${colour}-` : colour)),
				'und',
			)}tönen`,
		),
	comma: ', ',
};

const fr: Vocabulary = {
	shape: {
		panorama: 'Photographie panoramique',
		landscape: 'Photographie horizontale',
		square: 'Photographie carrée',
		portrait: 'Photographie verticale',
		column: 'Photographie haute et étroite',
	},
	colour: {
		black: 'de noir',
		white: 'de blanc',
		grey: 'de gris',
		brown: 'de brun',
		beige: 'de beige',
		red: 'de rouge',
		orange: 'd’orange',
		yellow: 'de jaune',
		green: 'de vert',
		teal: 'de turquoise',
		blue: 'de bleu',
		purple: 'de violet',
		pink: 'de rose',
	},
	tone: { warm: 'chauds', cool: 'froids', mixed: '', neutral: 'sobres' },
	light: {
		top: 'claire en haut et sombre en bas',
		bottom: 'sombre en haut et claire en bas',
		left: 'claire à gauche et sombre à droite',
		right: 'sombre à gauche et claire à droite',
		centre: 'claire au centre et plus sombre autour',
		edges: 'sombre au centre et plus claire autour',
		bright: 'claire partout',
		dark: 'sombre partout',
		even: 'éclairée uniformément',
	},
	scene: {
		sky_over_green: 'comme un ciel au-dessus d’une terre verte',
		sky_over_earth: 'comme un ciel au-dessus d’un sol nu',
		sky_over_water: 'comme un ciel au-dessus de l’eau',
		sky: 'ouverte en haut comme un ciel',
		fine_detail: 'pleine de détails fins',
		soft: 'aux surfaces douces et lisses',
		none: '',
	},
	plain: (shape, colour) => `${shape}, composée uniquement ${colour}`,
	palette: (tone, colours) => spaced('dans des tons', tone, list(colours, 'et')),
	comma: ', ',
};

const es: Vocabulary = {
	shape: {
		panorama: 'Fotografía panorámica',
		landscape: 'Fotografía horizontal',
		square: 'Fotografía cuadrada',
		portrait: 'Fotografía vertical',
		column: 'Fotografía alta y estrecha',
	},
	colour: {
		black: 'negro',
		white: 'blanco',
		grey: 'gris',
		brown: 'marrón',
		beige: 'beige',
		red: 'rojo',
		orange: 'naranja',
		yellow: 'amarillo',
		green: 'verde',
		teal: 'turquesa',
		blue: 'azul',
		purple: 'violeta',
		pink: 'rosa',
	},
	tone: { warm: 'cálidos', cool: 'fríos', mixed: '', neutral: 'apagados' },
	light: {
		top: 'clara arriba y oscura abajo',
		bottom: 'oscura arriba y clara abajo',
		left: 'clara a la izquierda y oscura a la derecha',
		right: 'oscura a la izquierda y clara a la derecha',
		centre: 'clara en el centro y más oscura alrededor',
		edges: 'oscura en el centro y más clara alrededor',
		bright: 'clara en su totalidad',
		dark: 'oscura en su totalidad',
		even: 'con luz uniforme',
	},
	scene: {
		sky_over_green: 'como un cielo sobre tierra verde',
		sky_over_earth: 'como un cielo sobre suelo desnudo',
		sky_over_water: 'como un cielo sobre el agua',
		sky: 'abierta arriba como un cielo',
		fine_detail: 'llena de detalles finos',
		soft: 'con superficies suaves y lisas',
		none: '',
	},
	plain: (shape, colour) => `${shape} de un solo color: ${colour}`,
	palette: (tone, colours) => spaced('en tonos', tone, 'de', list(colours, 'y')),
	comma: ', ',
};

const ar: Vocabulary = {
	shape: {
		panorama: 'صورة بانورامية',
		landscape: 'صورة أفقية',
		square: 'صورة مربعة',
		portrait: 'صورة عمودية',
		column: 'صورة طويلة وضيقة',
	},
	colour: {
		black: 'الأسود',
		white: 'الأبيض',
		grey: 'الرمادي',
		brown: 'البني',
		beige: 'البيج',
		red: 'الأحمر',
		orange: 'البرتقالي',
		yellow: 'الأصفر',
		green: 'الأخضر',
		teal: 'الفيروزي',
		blue: 'الأزرق',
		purple: 'البنفسجي',
		pink: 'الوردي',
	},
	tone: { warm: 'دافئة', cool: 'باردة', mixed: '', neutral: 'هادئة' },
	light: {
		top: 'مضيئة في الأعلى وداكنة في الأسفل',
		bottom: 'داكنة في الأعلى ومضيئة في الأسفل',
		left: 'مضيئة في اليسار وداكنة في اليمين',
		right: 'داكنة في اليسار ومضيئة في اليمين',
		centre: 'مضيئة في الوسط وأغمق حوله',
		edges: 'داكنة في الوسط وأفتح حوله',
		bright: 'مضيئة بالكامل',
		dark: 'داكنة بالكامل',
		even: 'متساوية الإضاءة',
	},
	scene: {
		sky_over_green: 'كأنها سماء فوق أرض خضراء',
		sky_over_earth: 'كأنها سماء فوق أرض جرداء',
		sky_over_water: 'كأنها سماء فوق الماء',
		sky: 'مفتوحة في الأعلى كالسماء',
		fine_detail: 'مليئة بالتفاصيل الدقيقة',
		soft: 'بأسطح ناعمة',
		none: '',
	},
	plain: (shape, colour) => `${shape} بلون واحد هو ${colour}`,
	palette: (tone, colours) => `${spaced('بدرجات', tone, 'من')} ${colours.join(' و')}`,
	comma: '، ',
};

const vocabularies: Record<Language, Vocabulary> = { en, de, fr, es, ar };

/** Screen readers pause after about so many characters. */
const MAX_LENGTH = 125;

/** One sentence about a picture, without a full stop, fit to be an alt text. */
export function describe(picture: Picture, language: Language): string {
	const words = vocabularies[language];
	const shape = words.shape[picture.shape];
	const colours = picture.colours.map((colour) => words.colour[colour]);
	if (picture.isPlain) {
		return words.plain(shape, colours[0] ?? '');
	}
	const opening = spaced(shape, words.palette(words.tone[picture.tone], colours));
	const clauses = [opening, words.light[picture.light], words.scene[picture.scene]].filter(Boolean);
	const whole = clauses.join(words.comma);
	return whole.length <= MAX_LENGTH ? whole : clauses.slice(0, 2).join(words.comma);
}
