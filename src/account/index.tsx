// The entry of SEO Rank Genius › Account.
import { startScreen } from '../start-screen';
import { AccountScreen } from './account-screen';
import '../components/components.css';
import '../components/data-table.css';
import '../topup/topup.css';
import './account.css';

void startScreen( <AccountScreen />, () => Promise.resolve() );
