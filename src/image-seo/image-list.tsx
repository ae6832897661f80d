// The images of the library: filtered, searched, page by page.
import { Button, SearchControl, Spinner } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ImageFilter, ImageListing } from '../api/images';
import { errorText } from '../components/error-text';
import { formatNumber } from '../components/format';
import { NoticeCard } from '../components/notice-card';
import { imagesQuery } from '../queries/images';
import { ImageRow } from './image-row';

function filters(): { state: ImageFilter; label: string }[] {
	return [
		{ state: 'missing', label: __( 'Missing', 'seo-rank-genius' ) },
		{ state: 'present', label: __( 'Present', 'seo-rank-genius' ) },
		{ state: 'all', label: __( 'All', 'seo-rank-genius' ) },
	];
}

function heading( state: ImageFilter, total: number | undefined ): string {
	const texts: Record< ImageFilter, string > = {
		missing: __( 'Missing alt text', 'seo-rank-genius' ),
		present: __( 'With alt text', 'seo-rank-genius' ),
		all: __( 'All images', 'seo-rank-genius' ),
	};
	if ( total === undefined ) {
		return texts[ state ];
	}
	return sprintf(
		/* translators: 1: such as "Missing alt text". 2: a number of images. */
		__( '%1$s (%2$s)', 'seo-rank-genius' ),
		texts[ state ],
		formatNumber( total )
	);
}

function emptyText( { state, search }: ImageListing ): string {
	if ( search !== '' ) {
		return sprintf(
			/* translators: %s: what was searched for. */
			__( 'No image found for “%s”.', 'seo-rank-genius' ),
			search
		);
	}
	return state === 'missing'
		? __( 'Every image here has alt text.', 'seo-rank-genius' )
		: __( 'No images here.', 'seo-rank-genius' );
}

interface ToolbarProps {
	listing: ImageListing;
	onChange: ( listing: ImageListing ) => void;
}

function Toolbar( { listing, onChange }: ToolbarProps ) {
	const [ search, setSearch ] = useState( listing.search );
	const find = ( text: string ) =>
		onChange( { ...listing, search: text.trim(), page: 1 } );
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		find( search );
	};
	const type = ( text: string ) => {
		setSearch( text );
		if ( text === '' ) {
			find( '' );
		}
	};
	return (
		<div className="srg-toolbar">
			<div
				role="group"
				aria-label={ __( 'Show', 'seo-rank-genius' ) }
				className="srg-filters"
			>
				{ filters().map( ( { state, label } ) => (
					<Button
						key={ state }
						size="compact"
						isPressed={ state === listing.state }
						onClick={ () =>
							onChange( { ...listing, state, page: 1 } )
						}
					>
						{ label }
					</Button>
				) ) }
			</div>
			<form role="search" className="srg-search" onSubmit={ submit }>
				<SearchControl
					__nextHasNoMarginBottom
					size="compact"
					label={ __( 'Search images', 'seo-rank-genius' ) }
					placeholder={ __( 'Search images', 'seo-rank-genius' ) }
					value={ search }
					onChange={ type }
				/>
				<Button type="submit" variant="secondary" size="compact">
					{ __( 'Search', 'seo-rank-genius' ) }
				</Button>
			</form>
		</div>
	);
}

interface PagingProps extends ToolbarProps {
	pages: number;
}

function Paging( { listing, pages, onChange }: PagingProps ) {
	if ( pages < 2 ) {
		return null;
	}
	const go = ( page: number ) => onChange( { ...listing, page } );
	return (
		<nav
			className="srg-paging"
			aria-label={ __( 'Pages', 'seo-rank-genius' ) }
		>
			<Button
				variant="secondary"
				size="compact"
				disabled={ listing.page <= 1 }
				accessibleWhenDisabled
				onClick={ () => go( listing.page - 1 ) }
			>
				{ __( 'Previous', 'seo-rank-genius' ) }
			</Button>
			<span>
				{ sprintf(
					/* translators: 1: this page. 2: how many pages. */
					__( 'Page %1$s of %2$s', 'seo-rank-genius' ),
					formatNumber( listing.page ),
					formatNumber( pages )
				) }
			</span>
			<Button
				variant="secondary"
				size="compact"
				disabled={ listing.page >= pages }
				accessibleWhenDisabled
				onClick={ () => go( listing.page + 1 ) }
			>
				{ __( 'Next', 'seo-rank-genius' ) }
			</Button>
		</nav>
	);
}

export interface ImageListProps extends ToolbarProps {
	blogId: number;
	/** What one text costs, in credits. */
	price: number;
	mayGenerate: boolean;
}

export function ImageList( props: ImageListProps ) {
	const { listing, onChange, blogId, price, mayGenerate } = props;
	const id = useId();
	const images = useQuery( imagesQuery( listing ) );
	const { data } = images;
	return (
		<section aria-labelledby={ id } aria-busy={ images.isFetching }>
			<h2 className="srg-heading" id={ id }>
				{ heading(
					listing.state,
					images.isPlaceholderData ? undefined : data?.total
				) }
			</h2>
			<Toolbar listing={ listing } onChange={ onChange } />
			{ images.isPending && (
				<p className="srg-loading" role="status">
					<Spinner /> { __( 'Loading…', 'seo-rank-genius' ) }
				</p>
			) }
			{ images.isError && (
				<NoticeCard
					status="error"
					action={
						<Button
							variant="secondary"
							isBusy={ images.isFetching }
							onClick={ () => void images.refetch() }
						>
							{ __( 'Try again', 'seo-rank-genius' ) }
						</Button>
					}
				>
					{ errorText( images.error ) }
				</NoticeCard>
			) }
			{ data !== undefined && data.items.length === 0 && (
				<p className="srg-card srg-empty">{ emptyText( listing ) }</p>
			) }
			{ data !== undefined && data.items.length > 0 && (
				<ul className="srg-images">
					{ data.items.map( ( image ) => (
						<ImageRow
							key={ image.id }
							image={ image }
							blogId={ blogId }
							price={ price }
							mayGenerate={ mayGenerate }
						/>
					) ) }
				</ul>
			) }
			{ data !== undefined && (
				<Paging
					listing={ listing }
					pages={ data.pages }
					onChange={ onChange }
				/>
			) }
		</section>
	);
}
