// Makes picture files for a media library, each another one: crops of the photographs that come with WordPress's theme.

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { wordpressFolder } from '../../tools/wordpress/download.ts';

/**
 * @param folder Made; gets the files: three JPEGs to each PNG, which is half as wide.
 * @param width In pixels; they are two thirds as high.
 */
export async function makeImages(folder: string, count: number, width: number): Promise<void> {
	const height = Math.round((width * 2) / 3);
	mkdirSync(folder, { recursive: true });
	const photographs = join(await wordpressFolder('7.1'), 'wp-content', 'themes', 'twentytwentyfive', 'assets', 'images');
	const files = readdirSync(photographs).filter((file) => file.endsWith('.webp'));
	const originals = await Promise.all(
		files.map((file) => sharp(join(photographs, file)).resize(width + 80, height + 60, { fit: 'cover' }).removeAlpha().png({ compressionLevel: 1 }).toBuffer()),
	);
	for (let number = 0; number < count; number++) {
		const original = originals[number % originals.length];
		const round = Math.floor(number / originals.length);
		const crop = sharp(original)
			.extract({ left: (round * 7) % 80, top: (round * 11) % 60, width, height })
			.modulate({ hue: (round * 37) % 360 });
		const name = `picture-${String(number + 1).padStart(4, '0')}`;
		await (number % 4 === 3
			? crop.resize(Math.round(width / 2)).png({ palette: true }).toFile(join(folder, `${name}.png`))
			: crop.jpeg({ quality: 80 }).toFile(join(folder, `${name}.jpg`)));
	}
}
