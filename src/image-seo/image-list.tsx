// The images that the listing finds, piece by piece, each to be edited and chosen.
import { Button, CheckboxControl, Spinner } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { ImageListing } from '../api/images';
import type { Image } from '../api/generated/image';
import { errorText } from '../components/error-text';
import { formatNumber } from '../components/format';
import { LoadMore, type LoadMoreProps } from '../components/load-more';
import { NoticeCard } from '../components/notice-card';
import { countChosen, isChosen, type Choosing } from './choosing';
import { ImageRow } from './image-row';

export interface ImageListProps {
	images: readonly Image[];
	/** How many the listing finds in all. */
	total: number;
	listing: ImageListing;
	choosing: Choosing;
	blogId: number;
	/** What one text costs, in credits. */
	price: number;
	mayGenerate: boolean;
	query: LoadMoreProps[ 'query' ];
	/** The bar of what is chosen: shown below the list, reached before its rows. */
	bar: ReactNode;
}

/** Chooses all that is shown, and then all that is found. */
function ChooseMany( {
	images,
	total,
	choosing,
}: Pick< ImageListProps, 'images' | 'total' | 'choosing' > ) {
	const { chosen } = choosing;
	const able = images.filter( ( { can_edit: canEdit } ) => canEdit );
	const on = able.filter( ( { id } ) => isChosen( chosen, id ) ).length;
	const areAllShown = on > 0 && on === able.length;
	return (
		<div className="srg-choose-many">
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ sprintf(
					/* translators: %s: a number of images. */
					__( 'Choose the %s shown', 'seo-rank-genius' ),
					formatNumber( able.length )
				) }
				checked={ areAllShown }
				indeterminate={ on > 0 && ! areAllShown }
				disabled={ able.length === 0 }
				onChange={ choosing.toggleShown }
			/>
			{ areAllShown && countChosen( chosen, total ) < total && (
				<Button variant="link" onClick={ choosing.chooseAll }>
					{ sprintf(
						/* translators: %s: a number of images. */
						__( 'Choose all %s that match', 'seo-rank-genius' ),
						formatNumber( total )
					) }
				</Button>
			) }
		</div>
	);
}

export function ImageList( props: ImageListProps ) {
	const { images, choosing, query } = props;
	return (
		<div className="srg-list">
			<ChooseMany { ...props } />
			{ props.bar }
			<ul className="srg-images">
				{ images.map( ( image ) => (
					<ImageRow
						key={ image.id }
						image={ image }
						blogId={ props.blogId }
						price={ props.price }
						mayGenerate={ props.mayGenerate }
						isChosen={ isChosen( choosing.chosen, image.id ) }
						onChoose={ choosing.toggle }
					/>
				) ) }
			</ul>
			<LoadMore query={ query } />
		</div>
	);
}

export function ListLoading() {
	return (
		<p className="srg-loading" role="status">
			<Spinner /> { __( 'Loading…', 'seo-rank-genius' ) }
		</p>
	);
}

export function ListError( {
	error,
	isFetching,
	onRetry,
}: {
	error: Error;
	isFetching: boolean;
	onRetry: () => void;
} ) {
	return (
		<NoticeCard
			status="error"
			action={
				<Button
					variant="secondary"
					isBusy={ isFetching }
					onClick={ onRetry }
				>
					{ __( 'Try again', 'seo-rank-genius' ) }
				</Button>
			}
		>
			{ errorText( error ) }
		</NoticeCard>
	);
}
