// The entry of SEO Rank Genius › Image SEO.
import { imagesQuery } from '../queries/images';
import { runsQuery } from '../queries/runs';
import { startScreen } from '../start-screen';
import { ImageSeoScreen } from './image-seo-screen';
import { listingOfAddress } from './listing';
import { FEATURE } from './starting';
import '../components/components.css';
import '../topup/topup.css';
import '../runs/runs.css';
import './image-seo.css';

void startScreen( <ImageSeoScreen />, ( client ) =>
	Promise.all( [
		client.infiniteQuery(
			imagesQuery( listingOfAddress( window.location.search ) )
		),
		client.infiniteQuery( runsQuery( FEATURE ) ),
	] )
);
