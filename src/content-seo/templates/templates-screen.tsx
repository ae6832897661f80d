// SEO Rank Genius › Content SEO › Templates: a script of its own, so that the lists do not carry it.
import { __ } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import { Failed, Loading } from '../../components/query-states';
import { accountQuery } from '../../queries/account';
import { seoSettingsQuery } from '../../queries/seo-settings';
import { Tabs } from '../tabs';
import { TemplatesForm } from './templates-form';

export function TemplatesScreen() {
	const account = useQuery( accountQuery() );
	const settings = useQuery( seoSettingsQuery() );
	return (
		<>
			<h1 className="srg-title">
				{ __( 'Content SEO', 'seo-rank-genius' ) }
			</h1>
			{ account.data !== undefined && (
				<Tabs account={ account.data } current={ null } />
			) }
			{ settings.isPending && <Loading /> }
			{ settings.isError && settings.data === undefined && (
				<Failed query={ settings } />
			) }
			{ settings.data !== undefined && (
				<TemplatesForm saved={ settings.data } />
			) }
		</>
	);
}
