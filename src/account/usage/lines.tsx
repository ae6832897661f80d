// The actions of this site, one line each, newest first.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import type { UsageLine } from '../../api/generated/usage-page';
import {
	DataTable,
	Note,
	type Column,
	type Row,
} from '../../components/data-table';
import { featureName } from '../../components/feature-name';
import { formatNumber, formatTime } from '../../components/format';
import { CopyId } from './copy-id';
import {
	objectText,
	outcomeText,
	personText,
	poolsText,
	questionAddress,
	reasonText,
} from './line-text';

function columns(): Column[] {
	return [
		{ key: 'when', name: __( 'When', 'seo-rank-genius' ) },
		{ key: 'feature', name: __( 'Feature', 'seo-rank-genius' ) },
		{ key: 'object', name: __( 'Object', 'seo-rank-genius' ) },
		{ key: 'who', name: __( 'Who', 'seo-rank-genius' ) },
		{
			key: 'cost',
			name: __( 'Credits', 'seo-rank-genius' ),
			isNumber: true,
		},
		{ key: 'outcome', name: __( 'Outcome', 'seo-rank-genius' ) },
		{ key: 'more', name: __( 'More', 'seo-rank-genius' ) },
	];
}

function rowOf( line: UsageLine, account: Account ): Row {
	const { subject } = line;
	return {
		key: line.id,
		cells: {
			when: <time dateTime={ line.at }>{ formatTime( line.at ) }</time>,
			feature: featureName( line.feature ),
			object:
				subject.edit_url === null ? (
					objectText( line )
				) : (
					<a href={ subject.edit_url }>{ objectText( line ) }</a>
				),
			who: personText( line ),
			cost: (
				<>
					{ formatNumber( line.cost ) }
					<Note>{ poolsText( line ) }</Note>
				</>
			),
			outcome: (
				<>
					{ outcomeText( line ) }
					<Note>{ reasonText( line ) }</Note>
				</>
			),
			more: (
				<div className="srg-usage__more">
					<CopyId id={ line.id } />
					<Button
						variant="link"
						href={ questionAddress( line, account ) }
					>
						{ __( 'Charged wrongly?', 'seo-rank-genius' ) }
					</Button>
				</div>
			),
		},
	};
}

export interface LinesProps {
	lines: readonly UsageLine[];
	account: Account;
	/** What is shown is of other filters: the right ones are being read. */
	isOld: boolean;
}

export function Lines( { lines, account, isOld }: LinesProps ) {
	return (
		<DataTable
			caption={ __( 'Actions, newest first', 'seo-rank-genius' ) }
			columns={ columns() }
			rows={ lines.map( ( line ) => rowOf( line, account ) ) }
			isOld={ isOld }
		/>
	);
}
