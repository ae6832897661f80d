// Makes the result of `content_analysis` of what the model answered: findings whose evidence stands in the text.
import type { Static } from 'typebox';
import type { ContentAnalysisInput } from '../../features/inputs.ts';
import { SEVERITIES, type ContentAnalysisResult } from '../../features/results.ts';
import { faultOf, UnusableAnswer, type ProseContext } from '../checks.ts';
import { lengthOf, oneLine, wholeSentences } from '../clean-text.ts';
import type { ContentAnalysisOutput } from '../prompts/content-analysis.ts';
import { findVerbatim } from '../verbatim.ts';

/** Far more than was asked for; the rest is not looked at. */
const MAX_READ = 40;
const MAX_FINDINGS = 15;
const TEXT_MAX_CHARS = 600;

/** The gravest first. @throws UnusableAnswer where no finding is left. */
export function readContentAnalysis(
	output: Static<typeof ContentAnalysisOutput>,
	input: ContentAnalysisInput,
	context: ProseContext,
): ContentAnalysisResult {
	const findings: ContentAnalysisResult['findings'] = [];
	let fault = 'It had no findings.';
	for (const { severity, kind, quote: wanted, message: written, action: advised } of output.findings.slice(0, MAX_READ)) {
		const quote = quoteIn(input.text, wanted);
		const message = wholeSentences(oneLine(written), TEXT_MAX_CHARS) ?? '';
		const action = wholeSentences(oneLine(advised), TEXT_MAX_CHARS) ?? '';
		const found = faultOf(message, context) ?? faultOf(action, context);
		if (quote === undefined) {
			fault = 'A "quote" does not stand character for character in "text".';
		} else if (found !== undefined) {
			fault = found;
		} else if (!findings.some((earlier) => earlier.message === message)) {
			findings.push({ severity, kind, quote, message, action });
		}
	}
	if (findings.length === 0) {
		throw new UnusableAnswer(fault);
	}
	return { findings: findings.toSorted((left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity)).slice(0, MAX_FINDINGS) };
}

function quoteIn(text: string, wanted: string): string | undefined {
	const quote = findVerbatim(text, wanted);
	return quote !== undefined && /[\p{L}\p{N}]/u.test(quote) && lengthOf(quote) <= TEXT_MAX_CHARS ? quote : undefined;
}
