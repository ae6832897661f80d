// `npm run polar:sync -w cloud`: makes the products that Polar lacks, checks those it has, and writes the file that names them.
// Exit code: 0 when all is sold at the catalog's price, 1 when something is not, 2 where Polar could not be asked.
import { existsSync } from 'node:fs';
import { readProductsFile, writeProductsFile } from './billing/product-file.ts';
import { openPolar } from './billing/payments.ts';
import { toProblem } from './billing/polar-errors.ts';
import { syncProducts } from './billing/products.ts';
import { loadCatalog } from './catalog/catalog.ts';
import { readPolarConfig } from './config.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
	const config = readPolarConfig(process.env);
	const catalog = loadCatalog(process.env['CATALOG'] ?? 'rank-genius');
	const file = config.products_file;
	const known = existsSync(file) ? await readProductsFile(file, catalog) : new Map<string, string>();
	const states = await syncProducts(openPolar(config), catalog, 'create', known);
	for (const { sku, state, product_id, fault } of states) {
		say(`${state.padEnd(8)}  ${sku.padEnd(20)}  ${product_id ?? ''}${fault === undefined ? '' : `  ${fault}`}`);
	}
	const wrong = states.filter((product) => product.state === 'wrong');
	await writeProductsFile(file, catalog, new Map(states.flatMap(({ sku, product_id }) => (product_id === undefined ? [] : [[sku, product_id]]))));
	say(`Written: ${file}`);
	if (wrong.length > 0) {
		say(`${wrong.length} not sold until they are right. Either set the product right at Polar, or, where the catalog was changed on purpose,`);
		say('archive it there and take its line out of the file: the next run makes a new one. Nothing that exists is repriced.');
	}
	return wrong.length === 0 ? 0 : 1;
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`Could not compare with Polar: ${error instanceof Error && error.name === 'ConfigError' ? error.message : toProblem(error).message}\n`);
	process.exitCode = 2;
}
