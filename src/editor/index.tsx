// The entry of the block editor: the sidebar, and the account that it shares with the other open tabs.
import { dispatch } from '@wordpress/data';
import { PluginBlockSettingsMenuItem, PluginSidebar } from '@wordpress/editor';
import { registerPlugin } from '@wordpress/plugins';
import { __ } from '@wordpress/i18n';
import { QueryClientProvider } from '@tanstack/react-query';
import { accountQuery } from '../queries/account';
import { createQueryClient } from '../queries/client';
import { contentDetailQuery } from '../queries/content-editing';
import { shareAccount } from '../sync/tabs';
import { Boundary } from './boundary';
import { openPanel } from './panel';
import { PROSE } from './rewrite/rewritten';
import { Sidebar } from './sidebar';
import './editor.css';

const icon = (
	<svg width="24" height="24" fill="currentColor" viewBox="0 0 20 20">
		<path d="M3 11h3v6H3zm5.5-4h3v10h-3zM14 3h3v14h-3z" />
		<path d="M2.4 8.1 8.3 3l2.6 2.3L15.2 1l.9.9-5.2 5.2-2.6-2.3-5 4.3z" />
	</svg>
);

const client = createQueryClient();
shareAccount( client );

/** Takes what was preloaded at once: WordPress 7.1 throws away what the editor has not asked for when it starts. */
function takePreloaded( asked: Promise< unknown > ): void {
	asked.catch( () => {
		// The sidebar asks again when it is opened, and says what went wrong.
	} );
}

takePreloaded( client.query( accountQuery() ) );
const edited = new URLSearchParams( window.location.search ).get( 'post' );
if ( edited !== null ) {
	takePreloaded( client.query( contentDetailQuery( Number( edited ) ) ) );
}

const NAME = 'seo-rank-genius';

function openSidebar(): void {
	const actions: unknown = dispatch( 'core/edit-post' );
	(
		actions as { openGeneralSidebar: ( name: string ) => void }
	 ).openGeneralSidebar( `${ NAME }/${ NAME }` );
}

registerPlugin( NAME, {
	icon,
	render: () => (
		<>
			<PluginSidebar
				name={ NAME }
				title={ __( 'SEO Rank Genius', 'seo-rank-genius' ) }
				icon={ icon }
			>
				{ /* Inside: what fills a slot of the editor is rendered where the slot is. */ }
				<Boundary>
					<QueryClientProvider client={ client }>
						<Sidebar />
					</QueryClientProvider>
				</Boundary>
			</PluginSidebar>
			<PluginBlockSettingsMenuItem
				allowedBlocks={ PROSE }
				label={ __( 'Rewrite…', 'seo-rank-genius' ) }
				onClick={ () => {
					openPanel( client, 'rewrite' );
					openSidebar();
				} }
			/>
		</>
	),
} );
