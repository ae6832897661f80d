// The real content of a development site is content as the editor itself writes it, linked among itself and in several languages.

import { openEditor } from '../editor-steps.ts';
import { expect, signIn, test } from '../environment.ts';

test.use({ wordpress: { version: '7.1', plugin: 'tree', content: 'real' } });

interface Post {
	title: string;
	content: string;
	parent: number;
}

test('the book is there as blocks that the editor takes as its own', async ({ environment, page }) => {
	const { site } = environment;
	await signIn(page, site);
	await openEditor(page, site);

	const posts = await page.evaluate(async () => {
		const { apiFetch, blocks } = (globalThis as unknown as { wp: { apiFetch: (options: object) => Promise<unknown>; blocks: { parse: (content: string) => Block[] } } }).wp;
		interface Block {
			name: string;
			isValid: boolean;
			innerBlocks: Block[];
		}
		const flat = (list: Block[]): Block[] => list.flatMap((block) => [block, ...flat(block.innerBlocks)]);
		const found: (Post & { invalid: string[]; blocks: number })[] = [];
		for (const type of ['posts', 'pages']) {
			for (let number = 1; ; number++) {
				const some = (await apiFetch({ path: `/wp/v2/${type}?context=edit&status=publish,draft&per_page=100&page=${number}` })) as {
					title: { raw: string };
					content: { raw: string };
					parent?: number;
				}[];
				for (const { title, content, parent } of some) {
					const all = flat(blocks.parse(content.raw));
					found.push({
						title: title.raw,
						content: content.raw,
						parent: parent ?? 0,
						blocks: all.length,
						invalid: all.filter(({ name, isValid }) => !isValid || name === 'core/freeform' || name === 'core/missing').map(({ name }) => name),
					});
				}
				if (some.length < 100) {
					break;
				}
			}
		}
		return found;
	});

	expect(posts.length).toBeGreaterThan(300);
	expect(posts.filter(({ invalid }) => invalid.length > 0).map(({ title, invalid }) => `${title}: ${invalid.join()}`)).toEqual([]);
	expect(posts.reduce((sum, { blocks }) => sum + blocks, 0)).toBeGreaterThan(5000);
	for (const letters of [/[äöü]/, /\p{Script=Hiragana}/u, /\p{Script=Arabic}/u]) {
		expect(posts.filter(({ title, content }) => letters.test(title + content)).length).toBeGreaterThan(50);
	}
	expect(posts.filter(({ parent }) => parent > 0).length).toBeGreaterThan(30);
	expect(posts.filter(({ content }) => content.includes(`href="${site.url}/`)).length).toBeGreaterThan(100);
});
