// More of a page, fetched only when it is opened.
import { useState } from '@wordpress/element';
import { lazily } from '../components/lazily';
import { Loading } from '../components/query-states';
import type { DetailsProps } from './details';

const Details = lazily< DetailsProps >(
	async () =>
		( await import( /* webpackChunkName: "later" */ './details' ) ).Details,
	<Loading />
);

export function Disclosure( {
	summary,
	...details
}: DetailsProps & { summary: string } ) {
	const [ isOpen, setOpen ] = useState( false );
	return (
		<details
			className="srg-details"
			onToggle={ ( event ) => setOpen( event.currentTarget.open ) }
		>
			<summary>{ summary }</summary>
			{ isOpen && <Details { ...details } /> }
		</details>
	);
}
