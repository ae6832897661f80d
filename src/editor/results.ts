// The results of the features as the sidebar shows them: narrowed from what an answer or the history has.
import { __ } from '@wordpress/i18n';
import { hasKeys, isRecord } from '../api/errors';
import type { Finding } from './analysis/findings';

const isText = ( value: unknown ): value is string => typeof value === 'string';

const isTexts = ( value: unknown ): value is string[] =>
	Array.isArray( value ) && value.every( isText );

export interface Section {
	/** Empty: an introduction. */
	heading: string;
	paragraphs: string[];
}

function isSection( value: unknown ): value is Section {
	return (
		hasKeys( value, [ 'heading', 'paragraphs' ] ) &&
		isText( value.heading ) &&
		isTexts( value.paragraphs )
	);
}

/** Of `draft`. */
export function sectionsOf( result: unknown ): Section[] {
	return hasKeys( result, [ 'sections' ] ) && Array.isArray( result.sections )
		? result.sections.filter( isSection )
		: [];
}

/** Of `rewrite`. */
export function rewrittenOf( result: unknown ): string {
	return isRecord( result ) && isText( result.text ) ? result.text : '';
}

const isFinding = ( value: unknown ): value is Finding =>
	hasKeys( value, [ 'severity', 'quote', 'message', 'action' ] ) &&
	isTexts( [ value.severity, value.quote, value.message, value.action ] );

/** Of `content_analysis`. */
export function findingsOf( result: unknown ): Finding[] {
	return hasKeys( result, [ 'findings' ] ) && Array.isArray( result.findings )
		? result.findings.filter( isFinding )
		: [];
}

export interface Suggestion {
	post_id: number;
	title: string;
	url: string;
	anchor: string;
	reason: string;
}

const isSuggestion = ( value: unknown ): value is Suggestion =>
	hasKeys( value, [ 'post_id', 'title', 'url', 'anchor', 'reason' ] ) &&
	isTexts( [ value.title, value.url, value.anchor, value.reason ] );

/** Of `link_suggestions`. */
export function suggestionsOf( result: unknown ): Suggestion[] {
	return hasKeys( result, [ 'suggestions' ] ) &&
		Array.isArray( result.suggestions )
		? result.suggestions.filter( isSuggestion )
		: [];
}

/** Of `schema`. */
export function schemaTypeOf( schema: unknown ): string {
	return isRecord( schema ) && isText( schema.type ) ? schema.type : '';
}

function factText( value: unknown ): string {
	if ( Array.isArray( value ) ) {
		return value.map( factText ).filter( Boolean ).join( ' · ' );
	}
	if ( isRecord( value ) ) {
		return Object.values( value )
			.map( factText )
			.filter( Boolean )
			.join( ' — ' );
	}
	return isText( value ) ? value : '';
}

const SUMMARY_CHARS = 160;

/** The beginning of a result, to tell it from others. */
export function summaryOf( result: unknown ): string {
	const messages = findingsOf( result ).map( ( { message } ) => message );
	const text =
		messages.length > 0 ? messages.join( ' · ' ) : factText( result );
	return text.length > SUMMARY_CHARS
		? `${ text.slice( 0, SUMMARY_CHARS ) }…`
		: text;
}

const factNames = (): Partial< Record< string, string > > => ( {
	headline: __( 'Headline', 'seo-rank-genius' ),
	description: __( 'Description', 'seo-rank-genius' ),
	about: __( 'About', 'seo-rank-genius' ),
	faq: __( 'Questions and answers', 'seo-rank-genius' ),
	breadcrumb_name: __( 'Name in breadcrumbs', 'seo-rank-genius' ),
	organization: __( 'Organization', 'seo-rank-genius' ),
} );

/** What a schema states, by name; what it does not state is left out. */
export function factsOf( schema: unknown ): [ string, string ][] {
	const facts = isRecord( schema ) ? schema : {};
	return Object.entries( factNames() )
		.map( ( [ key, name = key ] ): [ string, string ] => [
			name,
			factText( facts[ key ] ),
		] )
		.filter( ( [ , text ] ) => text !== '' );
}
