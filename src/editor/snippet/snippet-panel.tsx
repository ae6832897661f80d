// The post as a search engine would show it, and the texts by which it does.
import { TextControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Panel } from '../panel';
import { editSeo, type Post, type SeoTexts } from '../post';
import { LIMITS } from './limits';
import { MetaField } from './meta-field';

function cut( text: string, most: number ): string {
	const points = Array.from( text );
	return points.length > most
		? `${ points.slice( 0, most - 1 ).join( '' ) }…`
		: text;
}

/** WordPress cuts long slugs, which may leave half a character. */
function readable( path: string ): string {
	try {
		return decodeURI( path );
	} catch {
		return path;
	}
}

/** "example.com › garden › a-meadow". */
function addressText( link: string ): string {
	if ( ! URL.canParse( link ) ) {
		return '';
	}
	const { host, pathname } = new URL( link );
	return [
		host,
		...readable( pathname ).split( '/' ).filter( Boolean ),
	].join( ' › ' );
}

const PRINTERS = {
	yoast: 'Yoast SEO',
	rank_math: 'Rank Math',
	aioseo: 'All in One SEO',
};

export interface SnippetPanelProps {
	post: Post;
	seo: SeoTexts;
}

export function SnippetPanel( { post, seo }: SnippetPanelProps ) {
	const title = seo.meta_title || seo.fallback_title || post.title;
	const description = seo.meta_description || seo.fallback_description;
	const isTemplate = seo.meta_title === '' || seo.meta_description === '';
	return (
		<Panel
			name="snippet"
			title={ __( 'Search preview', 'seo-rank-genius' ) }
		>
			<div className="srg-snippet">
				<p className="srg-snippet__address">
					{ addressText( post.link ) }
				</p>
				<p className="srg-snippet__title">
					{ cut( title, LIMITS.meta_title.long ) }
				</p>
				<p className="srg-snippet__description">
					{ cut( description, LIMITS.meta_description.long ) }
				</p>
			</div>
			<p className="srg-quiet">
				{ seo.printed_by === 'self'
					? isTemplate &&
						__(
							'What is not typed comes from your templates.',
							'seo-rank-genius'
						)
					: sprintf(
							/* translators: %s: the name of another plugin. */
							__(
								'%s keeps and prints these texts: typed here, they stand there too.',
								'seo-rank-genius'
							),
							PRINTERS[ seo.printed_by ]
						) }
			</p>
			<MetaField
				name="meta_title"
				label={ __( 'Meta title', 'seo-rank-genius' ) }
				seo={ seo }
				fallback={ seo.fallback_title }
			/>
			<MetaField
				name="meta_description"
				label={ __( 'Meta description', 'seo-rank-genius' ) }
				seo={ seo }
				fallback={ seo.fallback_description }
			/>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Focus keyword', 'seo-rank-genius' ) }
				help={ __(
					'What this page wants to be found by.',
					'seo-rank-genius'
				) }
				value={ seo.focus_keyword }
				onChange={ ( typed ) =>
					editSeo( seo, { focus_keyword: typed } )
				}
			/>
		</Panel>
	);
}
