// Reads [{file, text}] from standard input and prints, for each, whether the linter refuses its imports.
// Only that one rule is run, as the configuration sets it for the file: the others need types and seconds.
import { text as readText } from 'node:stream/consumers';
import { ESLint, Linter } from 'eslint';
import typescript from 'typescript-eslint';

const RULE = '@typescript-eslint/no-restricted-imports';
const eslint = new ESLint();
const linter = new Linter();
const cases = JSON.parse(await readText(process.stdin));
const answers = [];
for (const { file, text } of cases) {
	const { rules } = await eslint.calculateConfigForFile(file);
	const messages = linter.verify(
		text,
		[
			{
				files: ['**/*.ts'],
				languageOptions: { parser: typescript.parser },
				plugins: { '@typescript-eslint': typescript.plugin },
				rules: { [RULE]: rules[RULE] ?? 'off' },
			},
		],
		file
	);
	answers.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
console.log(JSON.stringify(answers));
