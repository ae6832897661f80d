// One action of `image_alt` on a small real picture, as a site would send it.
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { ActionRequest } from '../../src/http/schemas.ts';

type ImageAction = ActionRequest<'image_alt'>;

const picture = (await sharp({ create: { width: 8, height: 8, channels: 3, background: '#803020' } }).png().toBuffer()).toString('base64');

/** The same picture each time; another id each time, unless `changes` names one. `file_name` reaches the model. */
export function imageAction({ file_name = 'barn.png', ...changes }: Partial<ImageAction> & { file_name?: string } = {}): ImageAction {
	return {
		id: randomUUID(),
		feature: 'image_alt',
		subject: { type: 'attachment', id: '7' },
		actor: '1',
		run_id: null,
		max_cost: 1,
		input: { image: { media_type: 'image/png', data: picture }, language: 'en-US', file_name, page_title: 'Our farm' },
		...changes,
	};
}
