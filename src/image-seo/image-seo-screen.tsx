// SEO Rank Genius › Image SEO: the images of the library and their alternative text.
import { WithAccount } from '../bulk/workspace';
import { Library } from './library';
import { words } from './words';

export function ImageSeoScreen() {
	return (
		<WithAccount title={ words().title }>
			{ ( account ) => <Library account={ account } /> }
		</WithAccount>
	);
}
