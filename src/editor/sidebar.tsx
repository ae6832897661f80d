// The sidebar of the block editor.
import { useEffect } from '@wordpress/element';
import { useQueryClient } from '@tanstack/react-query';
import { editingWords } from '../bulk/editing-words';
import { SpendingNotice, ThinNote } from '../bulk/header';
import { obstacle } from '../bulk/spending';
import { Loading } from '../components/query-states';
import { contentDetailQuery } from '../queries/content-editing';
import { refreshAccount } from '../sync/refresh';
import { AnalysisPanel } from './analysis/analysis-panel';
import { DraftPanel } from './draft/draft-panel';
import { Head } from './head';
import { LinksPanel } from './links/links-panel';
import { usePost } from './post';
import { RewritePanel } from './rewrite/rewrite-panel';
import { SchemaPanel } from './schema/schema-panel';
import { SnippetPanel } from './snippet/snippet-panel';
import { useAccount, useAsked } from './use-queries';

function Panels() {
	const post = usePost();
	const query = contentDetailQuery( post.id );
	const { data } = useAsked(
		query.queryKey,
		( client ) => client.query( query ),
		! post.isNew
	);
	return (
		<>
			{ post.seo !== null && (
				<SnippetPanel post={ post } seo={ post.seo } />
			) }
			<AnalysisPanel post={ post } detail={ data } />
			<SchemaPanel detail={ data } />
			<LinksPanel detail={ data } />
			<DraftPanel post={ post } />
			<RewritePanel />
		</>
	);
}

export function Sidebar() {
	const client = useQueryClient();
	const account = useAccount();
	// An editor whose sidebar is closed is told of changes by the other tabs, and asks nobody.
	useEffect( () => refreshAccount( client ), [ client ] );
	return (
		<div className="seo-rank-genius srg-editor">
			{ account === undefined ? (
				<Loading />
			) : (
				<>
					<Head account={ account } />
					<SpendingNotice
						account={ account }
						lack={ obstacle( account, 1 ) }
						words={ editingWords() }
					/>
					<ThinNote account={ account } />
					<Panels />
				</>
			) }
		</div>
	);
}
