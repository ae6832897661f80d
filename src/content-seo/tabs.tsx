// The tabs of Content SEO: one for each feature, and the templates, which are a page of their own.
import { __ } from '@wordpress/i18n';
import type { MouseEvent } from 'react';
import type { ContentFeature } from '../api/contents';
import type { Account } from '../api/generated/account';
import { TEMPLATES_ADDRESS, addressOf, features } from './listing';

export interface TabsProps {
	account: Account;
	/** null: the templates. */
	current: ContentFeature | null;
	/** Shows a feature without a new page; none where this page cannot. */
	onSelect?: ( feature: ContentFeature ) => void;
}

export function Tabs( { account, current, onSelect }: TabsProps ) {
	const select = ( event: MouseEvent, feature: ContentFeature | null ) => {
		// A modified click opens the link in another tab, as any link does.
		const isModified = event.metaKey || event.ctrlKey || event.shiftKey;
		if ( isModified || feature === null || onSelect === undefined ) {
			return;
		}
		event.preventDefault();
		window.history.pushState( null, '', addressOf( feature ) );
		onSelect( feature );
	};
	const tabs: { feature: ContentFeature | null; label: string }[] = [
		...features(),
	];
	if ( account.can.manage_license ) {
		tabs.push( {
			feature: null,
			label: __( 'Templates', 'seo-rank-genius' ),
		} );
	}
	return (
		<nav
			className="nav-tab-wrapper srg-tabs"
			aria-label={ __( 'Content SEO', 'seo-rank-genius' ) }
		>
			{ tabs.map( ( { feature, label } ) => (
				<a
					key={ label }
					href={
						feature === null
							? TEMPLATES_ADDRESS
							: addressOf( feature )
					}
					className={
						feature === current
							? 'nav-tab nav-tab-active'
							: 'nav-tab'
					}
					aria-current={ feature === current ? 'page' : undefined }
					onClick={ ( event ) => select( event, feature ) }
				>
					{ label }
				</a>
			) ) }
		</nav>
	);
}
