// A panel of the sidebar. One is open at a time, so that what it asks for is asked only where it is seen.
import { PanelBody } from '@wordpress/components';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCached } from './use-queries';

export type PanelName =
	'snippet' | 'analysis' | 'schema' | 'links' | 'draft' | 'rewrite' | 'none';

const KEY = [ 'editor-panel' ] as never;

export function openPanel( client: QueryClient, name: PanelName ): void {
	client.setQueryData< PanelName >( KEY, name );
}

export interface PanelProps {
	name: PanelName;
	title: string;
	children: ReactNode;
}

export function Panel( { name, title, children }: PanelProps ) {
	const client = useQueryClient();
	const open = useCached< PanelName >( KEY ) ?? 'snippet';
	return (
		<PanelBody
			title={ title }
			opened={ open === name }
			onToggle={ () =>
				openPanel( client, open === name ? 'none' : name )
			}
		>
			{ children }
		</PanelBody>
	);
}
