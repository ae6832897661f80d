// A small picture of something that its words name already; a sign where there is none.
import { Icon, image as imageIcon } from '@wordpress/icons';

export function Thumbnail( { url }: { url: string | null } ) {
	return url === null ? (
		<span className="srg-thumbnail">
			<Icon icon={ imageIcon } />
		</span>
	) : (
		<img className="srg-thumbnail" src={ url } alt="" loading="lazy" />
	);
}
