// A button that has something generated for the post: its price on it, and below it what came of it.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { RequestFailed } from '../api/errors';
import { pricedLabel } from '../components/credits-text';
import { obstacle } from '../bulk/spending';
import { useGenerating } from '../bulk/use-generating';
import {
	editorActionMutation,
	type EditorFeature,
} from '../queries/content-editing';
import { keepNewPost, usePost } from './post';
import { useAccount, useCommand } from './use-queries';

export interface GenerateProps {
	feature: EditorFeature;
	/** What the button does, without its price. */
	label: string;
	/** In credits; null while it is not known. */
	price: number | null;
	/** What stands in the editor, and what is asked for: read when the button is used. */
	input: () => Record< string, unknown >;
	/** Whether the result becomes the post's own at once, as suggestions and findings do. */
	save?: boolean;
	/** Nothing there that could be sent. */
	isOff?: boolean;
	onMade: ( result: unknown ) => void;
}

export function Generate( {
	feature,
	label,
	price,
	input,
	save = false,
	isOff = false,
	onMade,
}: GenerateProps ) {
	const account = useAccount();
	const { id } = usePost();
	const { isRunning, run } = useCommand( editorActionMutation() );
	const { message, generate } = useGenerating(
		`${ account?.blog_id ?? 0 }:${ feature }:${ id }`,
		async ( actionId ) => {
			if ( ! ( await keepNewPost() ) ) {
				throw new RequestFailed(
					__(
						'Save the post, then try again: what is generated is kept with it.',
						'seo-rank-genius'
					),
					'not_saved',
					false
				);
			}
			return run( {
				id,
				feature,
				actionId,
				maxCost: price ?? 0,
				save,
				input: input(),
			} );
		},
		( { result } ) => {
			onMade( result );
			return null;
		}
	);
	return (
		<>
			<Button
				variant="secondary"
				isBusy={ isRunning }
				disabled={
					isOff ||
					isRunning ||
					price === null ||
					account === undefined ||
					obstacle( account, price ) !== null
				}
				accessibleWhenDisabled
				onClick={ generate }
			>
				{ price === null ? label : pricedLabel( label, price ) }
			</Button>
			<p
				role={ message?.isError === true ? 'alert' : 'status' }
				className={
					message?.isError === true ? 'srg-error' : 'srg-quiet'
				}
			>
				{ message?.text }
			</p>
		</>
	);
}
