// The entry of SEO Rank Genius › Account › Usage and Agency.
import { startScreen } from '../start-screen';
import '../components/components.css';
import '../components/data-table.css';
import './account.css';
import './usage.css';
import { UsageScreen } from './usage-screen';

void startScreen( <UsageScreen />, () => Promise.resolve() );
