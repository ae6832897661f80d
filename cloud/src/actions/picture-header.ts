// Reads a picture's kind and size from its header, up to where its image data begin. Nothing is decoded; the bytes are hostile.
import { crc32 } from 'node:zlib';

export interface PictureHeader {
	format: 'jpeg' | 'png' | 'webp' | 'gif';
	width: number;
	height: number;
}

/** Segments, chunks or blocks before the image data; a file made to keep us reading has more. */
const MOST_PARTS = 10_000;

type Size = Pick<PictureHeader, 'width' | 'height'>;

/** Undefined where the bytes are no picture of these formats, or end before its image data. */
export function readPictureHeader(bytes: Buffer): PictureHeader | undefined {
	const format = formatOf(bytes);
	if (format === undefined) {
		return undefined;
	}
	try {
		const size = SIZE_OF[format](bytes);
		return size !== undefined && size.width > 0 && size.height > 0 ? { format, ...size } : undefined;
	} catch (error) {
		// Buffer's answer to what lies past the end.
		if (error instanceof RangeError) {
			return undefined;
		}
		throw error;
	}
}

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

function formatOf(bytes: Buffer): PictureHeader['format'] | undefined {
	const start = bytes.toString('latin1', 0, 12);
	if (start.startsWith('\xff\xd8\xff')) {
		return 'jpeg';
	}
	if (start.startsWith(PNG_SIGNATURE)) {
		return 'png';
	}
	if (/^GIF8[79]a/.test(start)) {
		return 'gif';
	}
	return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'webp' : undefined;
}

const SIZE_OF: Record<PictureHeader['format'], (bytes: Buffer) => Size | undefined> = { jpeg: sizeOfJpeg, png: sizeOfPng, gif: sizeOfGif, webp: sizeOfWebp };

/** Segments up to the first scan; the frame's header, which comes before it, has the size. */
function sizeOfJpeg(bytes: Buffer): Size | undefined {
	let size: Size | undefined;
	for (let at = 2, parts = 0; parts < MOST_PARTS; parts++) {
		if (bytes.readUInt8(at) !== 0xff) {
			return undefined;
		}
		const marker = bytes.readUInt8(at + 1);
		if (marker === 0xff) {
			at++;
			continue;
		}
		const length = bytes.readUInt16BE(at + 2);
		if (marker === 0xda) {
			return size;
		}
		// What stands alone (a restart, another start, an end) or has no room for its own length has no place here.
		if (length < 2 || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) {
			return undefined;
		}
		// SOF0 to SOF15, without the tables that are numbered among them.
		if (marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
			size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
		}
		at += 2 + length;
	}
	return undefined;
}

/** Chunks up to the first with image data; the size is in the first of all, whose checksum must be right. */
function sizeOfPng(bytes: Buffer): Size | undefined {
	const is_header = bytes.readUInt32BE(8) === 13 && bytes.toString('latin1', 12, 16) === 'IHDR' && bytes.readUInt32BE(29) === crc32(bytes.subarray(12, 29));
	for (let at = 33, parts = 0; is_header && parts < MOST_PARTS; parts++) {
		const length = bytes.readUInt32BE(at);
		const type = bytes.toString('latin1', at + 4, at + 8);
		if (type === 'IDAT') {
			return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
		}
		if (type === 'IEND') {
			return undefined;
		}
		at += 12 + length;
	}
	return undefined;
}

/** Blocks up to the first frame, which may be larger than the screen it is on. */
function sizeOfGif(bytes: Buffer): Size | undefined {
	for (let at = 13 + colourTableLength(bytes.readUInt8(10)), parts = 0; parts < MOST_PARTS; ) {
		const block = bytes.readUInt8(at);
		if (block === 0x2c) {
			return {
				width: Math.max(bytes.readUInt16LE(6), bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5)),
				height: Math.max(bytes.readUInt16LE(8), bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7)),
			};
		}
		if (block !== 0x21) {
			return undefined;
		}
		at += 2;
		for (let length = -1; length !== 0 && parts < MOST_PARTS; parts++) {
			length = bytes.readUInt8(at);
			at += 1 + length;
		}
	}
	return undefined;
}

function colourTableLength(flags: number): number {
	return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Chunks up to the first with image data; an extended file has the size of its canvas, others that of the data. */
function sizeOfWebp(bytes: Buffer): Size | undefined {
	let canvas: Size | undefined;
	for (let at = 12, parts = 0; parts < MOST_PARTS; parts++) {
		const type = bytes.toString('latin1', at, at + 4);
		const data = at + 8;
		if (type === 'VP8X') {
			canvas = { width: 1 + bytes.readUIntLE(data + 4, 3), height: 1 + bytes.readUIntLE(data + 7, 3) };
		} else if (type === 'ANMF') {
			return canvas;
		} else if (type === 'VP8 ') {
			const size = { width: bytes.readUInt16LE(data + 6) & 0x3fff, height: bytes.readUInt16LE(data + 8) & 0x3fff };
			return bytes.readUIntBE(data + 3, 3) === 0x9d012a ? (canvas ?? size) : undefined;
		} else if (type === 'VP8L') {
			const bits = bytes.readUInt32LE(data + 1);
			return bytes.readUInt8(data) === 0x2f ? (canvas ?? { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }) : undefined;
		}
		const length = bytes.readUInt32LE(at + 4);
		at = data + length + (length % 2);
	}
	return undefined;
}
