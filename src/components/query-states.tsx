// What stands in a list’s place while it is read, and when it could not be.
import { Button, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ProblemCode } from '../api/generated/problem';
import { errorText } from './error-text';
import { NoticeCard } from './notice-card';

export function Loading() {
	return (
		<p className="srg-loading" role="status">
			<Spinner /> { __( 'Loading…', 'seo-rank-genius' ) }
		</p>
	);
}

export interface FailedProps {
	query: {
		error: Error | null;
		isFetching: boolean;
		refetch: () => Promise< unknown >;
	};
	/** Sentences for codes that mean something narrower here. */
	special?: Partial< Record< ProblemCode, string > >;
}

export function Failed( { query, special }: FailedProps ) {
	return (
		<NoticeCard
			status="error"
			action={
				<Button
					variant="secondary"
					isBusy={ query.isFetching }
					disabled={ query.isFetching }
					accessibleWhenDisabled
					onClick={ () => void query.refetch() }
				>
					{ __( 'Try again', 'seo-rank-genius' ) }
				</Button>
			}
		>
			{ query.error !== null && errorText( query.error, special ) }
		</NoticeCard>
	);
}
