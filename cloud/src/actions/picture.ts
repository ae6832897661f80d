// Decides whether bytes are a picture that a model can be shown, by decoding its header.
import sharp from 'sharp';

const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
const MAX_PIXELS = 50_000_000;
const FORMAT_OF: Record<string, string> = {
	'image/jpeg': 'jpeg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/gif': 'gif',
};

/** Why the picture is unusable, for developers; undefined where it is fine. Nothing is decoded beyond what sharp needs for the header. */
export async function pictureFault(picture: { media_type: string; data: string }): Promise<string | undefined> {
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(picture.data) || picture.data.length % 4 !== 0) {
		return 'The picture is not base64.';
	}
	const bytes = Buffer.from(picture.data, 'base64');
	if (bytes.length > MAX_PICTURE_BYTES) {
		return `The picture has more than ${MAX_PICTURE_BYTES} bytes.`;
	}
	try {
		const { format, width, height } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
		if (format !== FORMAT_OF[picture.media_type]) {
			return `The picture is ${format}, not ${picture.media_type}.`;
		}
		return width * height > MAX_PIXELS ? 'The picture has too many pixels.' : undefined;
	} catch {
		return 'The bytes are no picture.';
	}
}
