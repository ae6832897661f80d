// A table whose rows become blocks where the screen is too narrow for columns: each cell then names its own.
import type { ReactNode } from 'react';

export interface Column {
	key: string;
	name: string;
	isNumber?: boolean;
}

export interface Row {
	key: string;
	/** By the keys of the columns; that of the first names the row. */
	cells: Readonly< Record< string, ReactNode > >;
}

export interface DataTableProps {
	/** What it lists, and in which order; for screen readers. */
	caption: string;
	columns: readonly Column[];
	rows: readonly Row[];
	/** What it shows is about to be replaced. */
	isOld?: boolean;
}

function numberClass( isNumber: boolean | undefined ): string {
	return isNumber === true ? 'srg-number' : '';
}

export function DataTable( {
	caption,
	columns,
	rows,
	isOld = false,
}: DataTableProps ) {
	return (
		<table
			className={ `widefat striped srg-table${ isOld ? ' is-old' : '' }` }
			aria-busy={ isOld }
		>
			<caption className="screen-reader-text">{ caption }</caption>
			<thead>
				<tr>
					{ columns.map( ( { key, name, isNumber } ) => (
						<th
							key={ key }
							scope="col"
							className={ numberClass( isNumber ) }
						>
							{ name }
						</th>
					) ) }
				</tr>
			</thead>
			<tbody>
				{ rows.map( ( { key, cells } ) => (
					<tr key={ key }>
						{ columns.map( ( column, index ) =>
							index === 0 ? (
								<th
									key={ column.key }
									scope="row"
									data-column={ column.name }
								>
									<div>{ cells[ column.key ] }</div>
								</th>
							) : (
								<td
									key={ column.key }
									data-column={ column.name }
									className={ numberClass( column.isNumber ) }
								>
									<div>{ cells[ column.key ] }</div>
								</td>
							)
						) }
					</tr>
				) ) }
			</tbody>
		</table>
	);
}

/** A second, quieter line in a cell. */
export function Note( { children }: { children: ReactNode } ) {
	return children === null ? null : (
		<span className="srg-table__note">{ children }</span>
	);
}
