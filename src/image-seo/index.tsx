// The entry of SEO Rank Genius › Image SEO.
import { imageLists } from '../queries/images';
import { runsQuery } from '../queries/runs';
import { startScreen } from '../start-screen';
import { ImageSeoScreen } from './image-seo-screen';
import { FEATURE } from './library';
import { listingOfAddress } from './listing';
import '../components/components.css';
import '../topup/topup.css';
import '../runs/runs.css';
import '../bulk/bulk.css';
import './image-seo.css';

void startScreen( <ImageSeoScreen />, ( client ) =>
	Promise.all( [
		client.infiniteQuery(
			imageLists.listQuery( listingOfAddress( window.location.search ) )
		),
		client.infiniteQuery( runsQuery( FEATURE.feature ) ),
	] )
);
