// Copies the id of an action; where the browser does not let us, shows it to be copied by hand.
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

export function CopyId( { id }: { id: string } ) {
	const [ state, setState ] = useState< 'new' | 'copied' | 'shown' >( 'new' );
	const copy = () => {
		// There is no clipboard on a page that came without encryption.
		const { clipboard } = navigator as { clipboard?: Clipboard };
		if ( clipboard === undefined ) {
			setState( 'shown' );
			return;
		}
		clipboard.writeText( id ).then(
			() => setState( 'copied' ),
			() => setState( 'shown' )
		);
	};
	return (
		<>
			<Button variant="link" onClick={ copy } title={ id }>
				{ __( 'Copy ID', 'seo-rank-genius' ) }
			</Button>
			<span role="status">
				{ state === 'copied' && __( 'Copied.', 'seo-rank-genius' ) }
				{ state === 'shown' && <code className="srg-id">{ id }</code> }
			</span>
		</>
	);
}
