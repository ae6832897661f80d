// The arrows of the layout: an import that points the wrong way is an error of the linter.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const REFUSED = [ '@typescript-eslint/no-restricted-imports' ];

const cases: { file: string; text: string; refused: boolean }[] = [
	[ 'src/components/x.ts', "import '@wordpress/api-fetch';", true ],
	[ 'src/components/x.ts', "import { a } from '../api/account';", true ],
	[ 'src/components/x.ts', "import { a } from '../queries/account';", true ],
	[ 'src/components/x.ts', "import { a } from '../account/route';", true ],
	[
		'src/components/x.ts',
		"import type { A } from '../api/account';",
		false,
	],
	[ 'src/components/x.ts', "import { a } from '../api/errors';", false ],
	[
		'src/account/credits/x.ts',
		"import { a } from '../../api/account';",
		true,
	],
	[ 'src/account/credits/x.ts', "import '@wordpress/api-fetch';", true ],
	[ 'src/account/x.ts', "import { a } from '../image-seo/library';", true ],
	[ 'src/account/x.ts', "import { a } from '../queries/account';", false ],
	[
		'src/account/x.ts',
		"import { a } from '../sync/checkout-watch';",
		false,
	],
	[ 'src/image-seo/x.ts', "import { a } from '../account/route';", true ],
	[ 'src/topup/x.ts', "import { a } from '../account/route';", true ],
	[ 'src/topup/x.ts', "import { a } from '../api/account';", true ],
	[ 'src/topup/x.ts', "import { a } from '../queries/account';", false ],
	[ 'src/image-seo/x.ts', "import { a } from '../bulk/workspace';", false ],
	[ 'src/bulk/x.ts', "import { a } from '../image-seo/library';", true ],
	[ 'src/bulk/x.ts', "import { a } from '../api/images';", true ],
	[ 'src/bulk/x.ts', "import { a } from '../queries/listed';", false ],
	[ 'src/checkout/x.ts', "import { a } from '../image-seo/library';", true ],
	[ 'src/runs/x.ts', "import { a } from '../api/runs';", true ],
	[ 'src/runs/x.ts', "import { a } from '../queries/runs';", false ],
	[ 'src/runs/x.ts', "import { a } from '../image-seo/listing';", true ],
	[ 'src/queries/x.ts', "import '@wordpress/api-fetch';", true ],
	[ 'src/queries/x.ts', "import { a } from '../api/account';", false ],
	[ 'src/queries/x.ts', "import { a } from '../sync/refresh';", true ],
	[ 'src/queries/x.ts', "import { a } from '../sync/balance';", false ],
	[ 'src/sync/x.ts', "import { a } from '../api/account';", true ],
	[ 'src/sync/x.ts', "import { a } from '../queries/account';", false ],
	[ 'src/api/x.ts', "import '@wordpress/api-fetch';", false ],
	[ 'src/api/x.ts', "import { a } from '../queries/account';", true ],
	[ 'cloud/src/db/x.ts', "import { a } from '../ledger/reserve.ts';", true ],
	[
		'cloud/src/ledger/x.ts',
		"import { a } from '../billing/refund.ts';",
		true,
	],
	[ 'cloud/src/ledger/x.ts', "import { a } from '../pages/plans.ts';", true ],
	[ 'cloud/src/ledger/x.ts', "import { a } from '../http/app.ts';", true ],
	[
		'cloud/src/ledger/x.ts',
		"import { a } from '../db/database.ts';",
		false,
	],
	[ 'cloud/src/billing/x.ts', "import { a } from '../http/app.ts';", true ],
	[
		'cloud/src/billing/x.ts',
		"import { a } from '../http/schemas.ts';",
		false,
	],
	[
		'cloud/src/http/x.ts',
		"import { a } from '../ledger/reserve.ts';",
		false,
	],
].map( ( [ file, text, refused ] ) => ( {
	file: String( file ),
	text: String( text ),
	refused: refused === true,
} ) );

let answers: string[][] = [];

beforeAll( () => {
	answers = JSON.parse(
		execFileSync(
			process.execPath,
			[ join( process.cwd(), 'tests', 'js', 'arrows.mjs' ) ],
			{ input: JSON.stringify( cases ), encoding: 'utf8' }
		)
	) as string[][];
}, 60_000 );

it.each( cases.map( ( one, index ) => ( { ...one, index } ) ) )(
	'$file: $text refused: $refused',
	( { index, refused } ) => {
		expect( answers[ index ] ).toEqual( refused ? REFUSED : [] );
	}
);
