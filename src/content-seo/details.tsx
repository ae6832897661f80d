// What is shown of a page when somebody opens it: schema as it is printed, suggested links, findings, former results.
import { useQuery } from '@tanstack/react-query';
import { Failed, Loading } from '../components/query-states';
import type { ContentFeature } from '../api/contents';
import { contentQuery } from '../queries/contents';
import { Findings } from './details/findings';
import { History } from './details/history';
import { SchemaPreview } from './details/schema-preview';
import { Suggestions } from './details/suggestions';

export interface DetailsProps {
	id: number;
	feature: ContentFeature;
	/** What was made before, rather than what there is now. */
	isHistory?: boolean;
}

function Present( { id, feature }: DetailsProps ) {
	const query = useQuery( contentQuery( id ) );
	if ( query.data === undefined ) {
		return query.error === null ? <Loading /> : <Failed query={ query } />;
	}
	switch ( feature ) {
		case 'schema':
			return <SchemaPreview detail={ query.data } />;
		case 'link_suggestions':
			return <Suggestions detail={ query.data } />;
		default:
			return <Findings findings={ query.data.findings } />;
	}
}

export function Details( props: DetailsProps ) {
	return props.isHistory === true ? (
		<History { ...props } />
	) : (
		<Present { ...props } />
	);
}
