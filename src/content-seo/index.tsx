// The entry of SEO Rank Genius › Content SEO.
import { contentLists } from '../queries/contents';
import { runsQuery } from '../queries/runs';
import { startScreen } from '../start-screen';
import { ContentSeoScreen } from './content-seo-screen';
import { featureOfAddress, firstListing } from './listing';
import '../components/components.css';
import '../topup/topup.css';
import '../runs/runs.css';
import '../bulk/bulk.css';
import './content-seo.css';

void startScreen( <ContentSeoScreen />, ( client ) => {
	const feature = featureOfAddress();
	return Promise.all( [
		client.infiniteQuery(
			contentLists.listQuery( firstListing( feature ) )
		),
		client.infiniteQuery( runsQuery( feature ) ),
	] );
} );
