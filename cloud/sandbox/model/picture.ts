/* Looks at a picture's pixels: its shape, colours, light and texture, and what may be sky over land. */

import sharp from 'sharp';
import { ModelProblem } from './errors.ts';

export type Shape = 'panorama' | 'landscape' | 'square' | 'portrait' | 'column';
export type Colour =
	| 'black'
	| 'white'
	| 'grey'
	| 'brown'
	| 'beige'
	| 'red'
	| 'orange'
	| 'yellow'
	| 'green'
	| 'teal'
	| 'blue'
	| 'purple'
	| 'pink';
export type Tone = 'warm' | 'cool' | 'mixed' | 'neutral';
export type Light = 'top' | 'bottom' | 'left' | 'right' | 'centre' | 'edges' | 'bright' | 'dark' | 'even';
export type Scene = 'sky_over_green' | 'sky_over_earth' | 'sky_over_water' | 'sky' | 'fine_detail' | 'soft' | 'none';

export interface Picture {
	width: number;
	height: number;
	/** The same colour all over. */
	isPlain: boolean;
	shape: Shape;
	/** One to three, the most common first. */
	colours: Colour[];
	tone: Tone;
	light: Light;
	scene: Scene;
}

const SIDE = 48;
const FORMATS = ['jpeg', 'png', 'webp', 'gif'];

interface Pixel {
	colour: Colour;
	/** 0 (black) to 1 (white), as bright as the eye takes it. */
	luma: number;
	/** Red minus blue, -1 to 1. */
	warmth: number;
	saturation: number;
}

function hueName(hue: number, lightness: number): Colour {
	if (hue < 15 || hue >= 345) {
		return lightness > 0.7 ? 'pink' : 'red';
	}
	if (hue < 45) {
		return lightness < 0.45 ? 'brown' : lightness > 0.75 ? 'beige' : 'orange';
	}
	if (hue < 70) {
		if (hue > 50 && lightness < 0.45) {
			return 'green';
		}
		return lightness < 0.35 ? 'brown' : lightness > 0.8 ? 'beige' : 'yellow';
	}
	if (hue < 160) {
		return 'green';
	}
	if (hue < 195) {
		return 'teal';
	}
	if (hue < 260) {
		return 'blue';
	}
	return hue < 315 ? 'purple' : 'pink';
}

function readPixel(r: number, g: number, b: number): Pixel {
	const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
	const chroma = max - min;
	const lightness = (max + min) / 2;
	const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1));
	const base = max === r ? ((g - b) / chroma + 6) % 6 : max === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
	const isGrey = chroma < 0.08 || saturation < 0.12;
	const colour =
		lightness < 0.1
			? 'black'
			: lightness > 0.93
				? 'white'
				: isGrey
					? lightness < 0.22
						? 'black'
						: lightness > 0.82
							? 'white'
							: 'grey'
					: hueName(base * 60, lightness);
	return { colour, luma: 0.2126 * r + 0.7152 * g + 0.0722 * b, warmth: r - b, saturation: chroma };
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The pixels whose column and row pass a test, both given as 0 to 1. */
const region = (pixels: Pixel[], test: (x: number, y: number) => boolean): Pixel[] =>
	pixels.filter((_pixel, index) => test((index % SIDE) / (SIDE - 1), Math.floor(index / SIDE) / (SIDE - 1)));

const lumaOf = (pixels: Pixel[]): number => mean(pixels.map(({ luma }) => luma));

/** The mean step in brightness between neighbours in a row: how much detail there is. */
const detailOf = (pixels: Pixel[]): number =>
	mean(pixels.slice(1).map((pixel, index) => Math.abs(pixel.luma - (pixels[index]?.luma ?? 0))));

const shareOf = (pixels: Pixel[], ...colours: Colour[]): number =>
	pixels.filter(({ colour }) => colours.includes(colour)).length / Math.max(1, pixels.length);

function shapeOf(width: number, height: number): Shape {
	const ratio = width / height;
	return ratio > 2.2
		? 'panorama'
		: ratio > 1.1
			? 'landscape'
			: ratio >= 0.9
				? 'square'
				: ratio > 0.45
					? 'portrait'
					: 'column';
}

function coloursOf(pixels: Pixel[]): Colour[] {
	const counts = new Map<Colour, number>();
	pixels.forEach(({ colour }) => counts.set(colour, (counts.get(colour) ?? 0) + 1));
	const sorted = [...counts].sort((a, b) => b[1] - a[1]);
	return sorted
		.filter(([, count], rank) => rank === 0 || count > pixels.length * 0.12)
		.slice(0, 3)
		.map(([colour]) => colour);
}

function toneOf(pixels: Pixel[]): Tone {
	if (mean(pixels.map(({ saturation }) => saturation)) < 0.05) {
		return 'neutral';
	}
	const warmth = mean(pixels.map((pixel) => pixel.warmth));
	return warmth > 0.06 ? 'warm' : warmth < -0.06 ? 'cool' : 'mixed';
}

/** Where the light is: the greatest difference between two parts, when there is one to speak of. */
function lightOf(pixels: Pixel[]): Light {
	const inner = (x: number, y: number): boolean => Math.abs(x - 0.5) < 0.25 && Math.abs(y - 0.5) < 0.25;
	const vertical = lumaOf(region(pixels, (_x, y) => y < 0.33)) - lumaOf(region(pixels, (_x, y) => y > 0.67));
	const horizontal = lumaOf(region(pixels, (x) => x < 0.33)) - lumaOf(region(pixels, (x) => x > 0.67));
	const radial = lumaOf(region(pixels, inner)) - lumaOf(region(pixels, (x, y) => !inner(x, y)));
	const candidates: [number, Light, Light][] = [
		[vertical, 'top', 'bottom'],
		[horizontal, 'left', 'right'],
		[radial, 'centre', 'edges'],
	];
	const [difference, more, less] = candidates.reduce((a, b) => (Math.abs(b[0]) > Math.abs(a[0]) ? b : a));
	if (Math.abs(difference) > 0.12) {
		return difference > 0 ? more : less;
	}
	const luma = lumaOf(pixels);
	return luma > 0.7 ? 'bright' : luma < 0.25 ? 'dark' : 'even';
}

function sceneOf(pixels: Pixel[]): Scene {
	const top = region(pixels, (_x, y) => y < 0.3);
	const bottom = region(pixels, (_x, y) => y > 0.7);
	const isSky = detailOf(top) < 0.05 && lumaOf(top) > 0.4 && shareOf(top, 'blue', 'teal') > 0.35;
	if (isSky && lumaOf(top) > lumaOf(bottom)) {
		return shareOf(bottom, 'green') > 0.4
			? 'sky_over_green'
			: shareOf(bottom, 'brown', 'beige', 'orange', 'yellow') > 0.4
				? 'sky_over_earth'
				: shareOf(bottom, 'blue', 'teal') > 0.4
					? 'sky_over_water'
					: 'sky';
	}
	const detail = detailOf(pixels);
	return detail > 0.12 ? 'fine_detail' : detail < 0.03 ? 'soft' : 'none';
}

/**
 * Decodes and looks at one picture.
 *
 * @throws ModelProblem 400 when it is empty, cut short, or no JPEG, PNG, WebP or GIF
 */
export async function look(bytes: Buffer): Promise<Picture> {
	try {
		const image = sharp(bytes).autoOrient();
		const { format, autoOrient } = await image.metadata();
		if (!FORMATS.includes(format)) {
			throw new Error(`The format is ${format}.`);
		}
		const raw = await image
			.flatten({ background: '#fff' })
			.toColourspace('srgb')
			.resize(SIDE, SIDE, { fit: 'fill' })
			.removeAlpha()
			.raw()
			.toBuffer();
		const pixels = Array.from({ length: SIDE * SIDE }, (_none, index) => {
			const [r = 0, g = 0, b = 0] = raw.subarray(index * 3, index * 3 + 3);
			return readPixel(r / 255, g / 255, b / 255);
		});
		const lumas = pixels.map(({ luma }) => luma);
		return {
			width: autoOrient.width,
			height: autoOrient.height,
			isPlain: Math.max(...lumas) - Math.min(...lumas) < 0.04 && coloursOf(pixels).length === 1,
			shape: shapeOf(autoOrient.width, autoOrient.height),
			colours: coloursOf(pixels),
			tone: toneOf(pixels),
			light: lightOf(pixels),
			scene: sceneOf(pixels),
		};
	} catch {
		throw new ModelProblem(
			400,
			"You uploaded an unsupported image. Please make sure your image is valid and has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
			'image_parse_error',
		);
	}
}
