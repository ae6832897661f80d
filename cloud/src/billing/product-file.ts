// The file that says which of Polar's products sells which SKU: written by polar:sync, read by the service where payments are live.
import { readFile, rename, writeFile } from 'node:fs/promises';
import Type from 'typebox';
import { Value } from 'typebox/value';
import type { CatalogFile } from '../catalog/catalog.ts';
import { ConfigError } from '../config.ts';

const ProductsFile = Type.Object({
	catalog: Type.String(),
	products: Type.Record(Type.String(), Type.String({ format: 'uuid' })),
});

/** Product ids by SKU. @throws ConfigError that says what to do where the file is missing, damaged or of another catalog */
export async function readProductsFile(file: string, catalog: CatalogFile): Promise<Map<string, string>> {
	const text = await readFile(file, 'utf8').catch((error: unknown) => {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			throw new ConfigError(`Live payments need ${file}, which names Polar's products: run "npm run polar:sync -w cloud" first.`);
		}
		throw error;
	});
	const data = parse(text);
	if (!Value.Check(ProductsFile, data)) {
		throw new ConfigError(`${file} is damaged. Move it away and run "npm run polar:sync -w cloud": it finds the products again.`);
	}
	if (data.catalog !== catalog.id) {
		throw new ConfigError(`${file} is of the catalog "${data.catalog}", but CATALOG is "${catalog.id}". Set POLAR_PRODUCTS_FILE to its own file.`);
	}
	return new Map(Object.entries(data.products));
}

/** Written whole or not at all. */
export async function writeProductsFile(file: string, catalog: CatalogFile, products: ReadonlyMap<string, string>): Promise<void> {
	const text = JSON.stringify({ catalog: catalog.id, products: Object.fromEntries(products) }, null, '\t');
	await writeFile(`${file}.new`, `${text}\n`);
	await rename(`${file}.new`, file);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
