/* Pictures made for the tests, as the bytes of real files. */

import sharp from 'sharp';

/** A picture from SVG. */
const draw = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).jpeg().toBuffer();

/** Blue sky above a green meadow, wide. */
export const meadow = (): Promise<Buffer> =>
	draw(
		'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="400" fill="#9cc9f2"/><rect y="400" width="1200" height="400" fill="#2f6b2a"/></svg>',
	);

/** Brown and orange, upright, light on the left. */
export const hall = (): Promise<Buffer> =>
	draw(
		'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900"><rect width="600" height="900" fill="#4a2c12"/><rect width="240" height="900" fill="#f0953a"/></svg>',
	);

/** One colour all over, square. */
export const plain = (colour: string, format: 'png' | 'webp' | 'gif' | 'jpeg' = 'png'): Promise<Buffer> =>
	sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
		.toFormat(format)
		.toBuffer();

/** As `meadow`, stored lying on its side with the EXIF note that says so. */
export const sideways = async (): Promise<Buffer> =>
	sharp(
		await sharp(await meadow())
			.rotate(90)
			.toBuffer(),
	)
		.withMetadata({ orientation: 8 })
		.jpeg()
		.toBuffer();

export const dataUrl = (bytes: Buffer, type = 'image/jpeg'): string =>
	`data:${type};base64,${bytes.toString('base64')}`;
