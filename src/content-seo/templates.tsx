// The entry of SEO Rank Genius › Content SEO › Templates.
import { seoSettingsQuery } from '../queries/seo-settings';
import { startScreen } from '../start-screen';
import '../components/components.css';
import '../components/snippet.css';
import './content-seo.css';
import './templates.css';
import { TemplatesScreen } from './templates/templates-screen';

void startScreen( <TemplatesScreen />, ( client ) =>
	client.query( seoSettingsQuery() )
);
