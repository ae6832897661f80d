// One post or page of the list: what it is, and what the feature has for it.
import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ContentFeature } from '../api/contents';
import type { Content } from '../api/generated/content';
import { Row } from '../bulk/row';
import type { RowContext } from '../bulk/workspace';
import { MetaBody } from './meta-body';
import { PartBody } from './part-body';

function statusLabel( status: Content[ 'status' ] ): string | null {
	switch ( status ) {
		case 'publish':
			return null;
		case 'future':
			return __( 'Scheduled', 'seo-rank-genius' );
		case 'draft':
			return __( 'Draft', 'seo-rank-genius' );
		case 'pending':
			return __( 'Pending', 'seo-rank-genius' );
		case 'private':
			return __( 'Private', 'seo-rank-genius' );
	}
}

function About( { content, id }: { content: Content; id: string } ) {
	const { edit_url: editUrl, view_url: viewUrl } = content;
	const title = (
		<bdi>{ content.title || __( '(no title)', 'seo-rank-genius' ) }</bdi>
	);
	return (
		<div className="srg-row__names">
			<span id={ id } className="srg-row__title">
				{ editUrl === null ? title : <a href={ editUrl }>{ title }</a> }
			</span>
			<span className="srg-row__note">
				{ [ content.type_label, statusLabel( content.status ) ]
					.filter( Boolean )
					.join( ' · ' ) }
				{ viewUrl !== null && (
					<>
						{ ' · ' }
						<a href={ viewUrl }>
							{ __( 'View', 'seo-rank-genius' ) }
						</a>
					</>
				) }
			</span>
		</div>
	);
}

export interface ContentRowProps extends RowContext {
	content: Content;
	feature: ContentFeature;
}

export function ContentRow( props: ContentRowProps ) {
	const { content, feature, account, isChosen, onChoose } = props;
	const titleId = useId();
	const body = {
		content,
		attempt: `${ account.blog_id }:${ feature }:${ content.id }`,
		mayGenerate: props.mayGenerate,
		titleId,
	};
	return (
		<Row
			row={ content }
			title={ content.title }
			titleId={ titleId }
			isChosen={ isChosen }
			onChoose={ onChoose }
		>
			<About content={ content } id={ titleId } />
			{ feature === 'meta_title' || feature === 'meta_description' ? (
				<MetaBody { ...body } feature={ feature } />
			) : (
				<PartBody { ...body } feature={ feature } />
			) }
		</Row>
	);
}
