// Makes and reads the secrets that name an account: site tokens, license keys, connect codes. Only their hashes are stored.
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const SITE_TOKEN_PREFIX = 'srg_site_';
const LICENSE_KEY_PREFIX = 'SRG-';
/** Crockford's base 32: no I, L, O or U, so that a key can be read aloud. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_SECRET_BYTES = 10;

export interface SiteTokenParts {
	account_id: string;
	site_id: string;
	/** SHA-256 of the whole token. */
	hash: Buffer;
}

export function sha256(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}

export function equalHashes(left: Buffer, right: Buffer): boolean {
	return left.length === right.length && timingSafeEqual(left, right);
}

/** A new site token: the account, the site and 256 random bits. */
export function mintSiteToken(account_id: string, site_id: string): { token: string; hash: Buffer } {
	const bytes = Buffer.concat([uuidBytes(account_id), uuidBytes(site_id), randomBytes(32)]);
	const token = SITE_TOKEN_PREFIX + bytes.toString('base64url');
	return { token, hash: sha256(token) };
}

/** What a token says of itself, unproven until its hash is found; undefined where it is none. */
export function readSiteToken(token: string): SiteTokenParts | undefined {
	if (!/^srg_site_[A-Za-z0-9_-]{86}$/.test(token)) {
		return undefined;
	}
	const bytes = Buffer.from(token.slice(SITE_TOKEN_PREFIX.length), 'base64url');
	return {
		account_id: uuidFromBytes(bytes.subarray(0, 16)),
		site_id: uuidFromBytes(bytes.subarray(16, 32)),
		hash: sha256(token),
	};
}

/** A new license key: the account and 80 random bits, in seven groups of six. */
export function mintLicenseKey(account_id: string): { key: string; hash: Buffer } {
	const text = base32(Buffer.concat([uuidBytes(account_id), randomBytes(KEY_SECRET_BYTES)]));
	const key = LICENSE_KEY_PREFIX + (text.match(/.{1,6}/g) ?? []).join('-');
	return { key, hash: hashLicenseKey(key) };
}

/** The hash under which a key is kept, whatever spaces, dashes or letter case it was typed with. */
export function hashLicenseKey(typed: string): Buffer {
	const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/^SRG/, '');
	return sha256(letters.replace(/[IL]/g, '1').replace(/O/g, '0'));
}

/** A random secret for codes in links and cookies. */
export function mintSecret(): { secret: string; hash: Buffer } {
	const secret = randomBytes(32).toString('base64url');
	return { secret, hash: sha256(secret) };
}

/** Six digits for a mail, and the hash that binds them to their own row. */
export function mintMailedCode(mailed_code_id: string): { code: string; hash: Buffer } {
	const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
	return { code, hash: hashMailedCode(mailed_code_id, code) };
}

export function hashMailedCode(mailed_code_id: string, code: string): Buffer {
	return sha256(`${mailed_code_id}:${code}`);
}

/** PKCE's S256 challenge of a verifier (RFC 7636, 4.6). */
export function challengeOf(verifier: string): string {
	return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

function uuidBytes(uuid: string): Buffer {
	return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidFromBytes(bytes: Buffer): string {
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function base32(bytes: Buffer): string {
	let text = '';
	let bits = 0;
	let value = 0;
	for (const byte of bytes) {
		value = (value << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += BASE32.charAt((value >>> bits) & 31);
		}
		value &= (1 << bits) - 1;
	}
	return bits > 0 ? text + BASE32.charAt((value << (5 - bits)) & 31) : text;
}
