// A browser without scripts, as far as the service's pages need one: cookies, redirects, links, forms and pages that go on by themselves.
import assert from 'node:assert/strict';

export class Browser {
	status = 0;
	html = '';
	headers = new Headers();
	/** Every Set-Cookie line that came. */
	set_cookies: string[] = [];
	cookies = new Map<string, string>();
	/** Sent as Accept-Language. */
	language = 'en-US';
	readonly #base: string;

	constructor(base: string) {
		this.#base = base;
	}

	/** What a person reads: tags gone, white space single. */
	get text(): string {
		const body = /<body>([\s\S]*)<\/body>/.exec(this.html)?.[1] ?? this.html;
		return decode(body.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
	}

	/** What stands in a field. */
	field(name: string): string {
		const input = [...this.html.matchAll(/<input [^>]*>/g)].find(([found]) => found.includes(` name="${name}"`))?.[0];
		assert.ok(input !== undefined, `There is no field "${name}".`);
		return decode(/ value="([^"]*)"/.exec(input)?.[1] ?? '');
	}

	/** Where the page goes by itself. */
	get refresh_to(): string | undefined {
		return /^\d+;url=(.+)$/.exec(this.headers.get('refresh') ?? '')?.[1];
	}

	/** Shows a page again that was seen before, as the back button does. */
	show(html: string): void {
		this.html = html;
	}

	/** Opens an address and follows redirects; a page of the service that only leads on to another of it is left at once. */
	async open(path: string): Promise<void> {
		await this.#send('GET', path);
	}

	/** Clicks the link with these words. */
	async follow(label: string): Promise<void> {
		for (const [, attributes = '', inner = ''] of this.html.matchAll(/<a ([^>]*)>([\s\S]*?)<\/a>/g)) {
			if (decode(inner.replace(/<[^>]+>/g, ' ')).trim() === label) {
				return this.open(decode(/href="([^"]*)"/.exec(attributes)?.[1] ?? ''));
			}
		}
		assert.fail(`There is no link "${label}" in: ${this.text}`);
	}

	/** Fills in fields and presses the button with these words. */
	async submit(label: string, fields: Record<string, string | undefined> = {}): Promise<void> {
		for (const [, attributes = '', inner = ''] of this.html.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)) {
			const button = /<button[^>]*>([\s\S]*?)<\/button>/.exec(inner)?.[1] ?? '';
			if (decode(button).trim() === label) {
				const values: Record<string, string | undefined> = {};
				for (const [input] of inner.matchAll(/<input [^>]*>/g)) {
					const name = /name="([^"]*)"/.exec(input)?.[1];
					const is_left_out = /type="(?:radio|checkbox)"/.test(input) && !/ checked/.test(input);
					if (name !== undefined && !is_left_out) {
						values[name] = decode(/value="([^"]*)"/.exec(input)?.[1] ?? '');
					}
				}
				for (const [, name = '', options = ''] of inner.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
					const chosen = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
					values[name] = decode(chosen?.[1] ?? '');
				}
				return this.#sendForm(attributes, { ...values, ...fields });
			}
		}
		assert.fail(`There is no button "${label}" in: ${this.text}`);
	}

	/** A field that is undefined is not sent, as a box that is not ticked. */
	#sendForm(attributes: string, fields: Record<string, string | undefined>): Promise<void> {
		const sent = Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
		const action = decode(/action="([^"]*)"/.exec(attributes)?.[1] ?? '');
		return /method="get"/.test(attributes) ? this.open(`${action}?${new URLSearchParams(sent).toString()}`) : this.post(action, sent);
	}

	async post(path: string, fields: Record<string, string>): Promise<void> {
		await this.#send('POST', path, new URLSearchParams(fields).toString());
	}

	async #send(method: string, path: string, body?: string): Promise<void> {
		const response = await fetch(this.#base + path, {
			method,
			redirect: 'manual',
			headers: {
				'accept-language': this.language,
				cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
			},
			...(body === undefined ? {} : { body }),
		});
		for (const line of response.headers.getSetCookie()) {
			this.set_cookies.push(line);
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (value === '' || /Max-Age=0|Expires=Thu, 01 Jan 1970/.test(line)) {
				this.cookies.delete(name);
			} else {
				this.cookies.set(name, value);
			}
		}
		this.status = response.status;
		this.headers = response.headers;
		this.html = await response.text();
		const location = response.headers.get('location');
		if (location !== null) {
			await this.#send('GET', location);
		}
	}
}

function decode(text: string): string {
	return text
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&');
}
