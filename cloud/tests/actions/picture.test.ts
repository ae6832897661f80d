// Which bytes are taken for a picture: what libvips reads is read alike, and no hostile one is larger than it says.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { pictureFault } from '../../src/actions/picture.ts';
import { readPictureHeader } from '../../src/actions/picture-header.ts';

const [WIDTH, HEIGHT] = [61, 37];
const noise = (width = WIDTH, height = HEIGHT): Sharp =>
	sharp({ create: { width, height, channels: 3, background: '#803020', noise: { type: 'gaussian', mean: 128, sigma: 40 } } });
const frames = await sharp(await Promise.all([1, 2, 3].map(() => noise().png().toBuffer())), { join: { animated: true } }).webp().toBuffer();

const PICTURES: Record<string, Buffer> = {
	jpeg: await noise().jpeg().toBuffer(),
	'jpeg, progressive, with EXIF and a colour profile': await noise().jpeg({ progressive: true }).withMetadata({ orientation: 8 }).toBuffer(),
	png: await noise().png().toBuffer(),
	'png, interlaced, of a palette': await noise().png({ progressive: true, palette: true }).withMetadata().toBuffer(),
	gif: await noise().gif().toBuffer(),
	'gif, animated': await sharp(frames, { animated: true }).gif().toBuffer(),
	webp: await noise().webp().toBuffer(),
	'webp, lossless': await noise().webp({ lossless: true }).toBuffer(),
	'webp, with alpha and EXIF': await noise().ensureAlpha(0.5).webp().withMetadata({ orientation: 3 }).toBuffer(),
	'webp, animated': frames,
};
const formatOf = (name: string): string => name.replace(/,.*/, '');
const faultOf = (format: string, bytes: Buffer): string | undefined => pictureFault({ media_type: `image/${format}`, data: bytes.toString('base64') });

describe('a picture', () => {
	for (const [name, bytes] of Object.entries(PICTURES)) {
		const format = formatOf(name);
		it(`is read: ${name}`, () => {
			assert.deepEqual(readPictureHeader(bytes), { format, width: WIDTH, height: HEIGHT });
			assert.equal(faultOf(format, bytes), undefined);
		});

		it(`is not read where it ends within its header: ${name}`, () => {
			const shortest = Array.from({ length: bytes.length }, (_, length) => length).find((length) => readPictureHeader(bytes.subarray(0, length)) !== undefined);
			assert.ok(shortest !== undefined && shortest > 20, `${shortest}`);
			for (let length = shortest; length < bytes.length; length += 7) {
				assert.ok(readPictureHeader(bytes.subarray(0, length)), 'what it was read from is in front');
			}
			assert.equal(faultOf(format, bytes.subarray(0, shortest - 1)), 'The bytes are no picture.');
		});

		it(`has the size that libvips finds, however its bytes are changed: ${name}`, async () => {
			const change = fc.record({ at: fc.nat({ max: Math.min(bytes.length, 700) - 1 }), byte: fc.nat({ max: 255 }) });
			await fc.assert(
				fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
					const changed = Buffer.from(bytes);
					changes.forEach(({ at, byte }) => changed.writeUInt8(byte, at));
					const read = readPictureHeader(changed);
					const seen = await sharp(changed, { limitInputPixels: false }).metadata().catch(() => undefined);
					if (read !== undefined && seen !== undefined) {
						assert.ok(read.format === seen.format && read.width * read.height >= seen.width * seen.height, JSON.stringify([read, seen.width, seen.height]));
					}
				}),
				{ numRuns: Number(process.env['PICTURE_RUNS'] ?? 60) },
			);
		});
	}

	it('is refused under another type than its own', () => {
		assert.equal(faultOf('png', PICTURES['jpeg'] ?? Buffer.alloc(0)), 'The picture is jpeg, not image/png.');
	});

	it('is refused beyond 50 million pixels, whatever few bytes say so', () => {
		const png = Buffer.from(PICTURES['png'] ?? '');
		png.writeUInt32BE(100_000, 16);
		assert.equal(faultOf('png', png), 'The bytes are no picture.', 'the checksum is wrong');
		const gif = Buffer.from(PICTURES['gif'] ?? '');
		gif.writeUInt16LE(65_535, 6);
		gif.writeUInt16LE(65_535, 8);
		assert.equal(faultOf('gif', gif), 'The picture has too many pixels.');
	});

	it('is not SVG, nothing, text, or a header alone', () => {
		for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF\0\0\0\0WEBP', 'BM000000']) {
			assert.equal(faultOf('png', Buffer.from(bytes, 'latin1')), 'The bytes are no picture.');
		}
	});

	it('is no endless header: megabytes of empty segments and blocks are not read to their end', () => {
		const of = (start: string, part: string): Buffer => Buffer.from(start + part.repeat((7 * 2 ** 20) / part.length), 'latin1');
		for (const bytes of [of('\xff\xd8', '\xff\xe0\0\x02'), of('\xff\xd8', '\xff'), of('RIFF\0\0\0\0WEBP', 'JUNK\0\0\0\0'), of('GIF89a\x01\0\x01\0\0\0\0', '!\xff\0')]) {
			assert.equal(readPictureHeader(bytes), undefined);
		}
	});
});
