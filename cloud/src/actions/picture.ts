// Decides whether bytes are a picture that a model can be shown, by its header.
import { readPictureHeader } from './picture-header.ts';

const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
const MAX_PIXELS = 50_000_000;

/** Why the picture is unusable, for developers; undefined where it is fine. Nothing is decoded. */
export function pictureFault(picture: { media_type: string; data: string }): string | undefined {
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(picture.data) || picture.data.length % 4 !== 0) {
		return 'The picture is not base64.';
	}
	const bytes = Buffer.from(picture.data, 'base64');
	if (bytes.length > MAX_PICTURE_BYTES) {
		return `The picture has more than ${MAX_PICTURE_BYTES} bytes.`;
	}
	const header = readPictureHeader(bytes);
	if (header === undefined) {
		return 'The bytes are no picture.';
	}
	if (`image/${header.format}` !== picture.media_type) {
		return `The picture is ${header.format}, not ${picture.media_type}.`;
	}
	return header.width * header.height > MAX_PIXELS ? 'The picture has too many pixels.' : undefined;
}
