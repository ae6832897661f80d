// The entry of SEO Rank Genius › Image SEO.
import { imagesQuery } from '../queries/images';
import { startScreen } from '../start-screen';
import { FIRST_LISTING, ImageSeoScreen } from './image-seo-screen';
import '../components/components.css';
import './image-seo.css';

void startScreen( <ImageSeoScreen />, ( client ) =>
	client.query( imagesQuery( FIRST_LISTING ) )
);
