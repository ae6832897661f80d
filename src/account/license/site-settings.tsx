// Who may see and spend credits on this site, and whether data stays when the plugin is deleted. Read when it is opened.
import { Button, CheckboxControl, ToggleControl } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation, useQuery } from '@tanstack/react-query';
import type {
	RoleRight,
	SiteSettings as Settings,
} from '../../api/generated/site-settings';
import { DataTable } from '../../components/data-table';
import { errorText } from '../../components/error-text';
import { Failed, Loading } from '../../components/query-states';
import {
	changeSiteSettingsMutation,
	siteSettingsQuery,
} from '../../queries/site-settings';

interface BoxProps {
	label: string;
	isChecked: boolean;
	isDisabled?: boolean;
	onChange: ( checked: boolean ) => void;
}

function Box( { label, isChecked, isDisabled = false, onChange }: BoxProps ) {
	return (
		<CheckboxControl
			__nextHasNoMarginBottom
			aria-label={ label }
			checked={ isChecked }
			disabled={ isDisabled }
			onChange={ onChange }
		/>
	);
}

function roleRow( right: RoleRight, onChange: ( right: RoleRight ) => void ) {
	return {
		key: right.role,
		cells: {
			role: right.name,
			view: (
				<Box
					label={ sprintf(
						/* translators: %s: the name of a role, such as Editor. */
						__( '%s: sees the balance', 'seo-rank-genius' ),
						right.name
					) }
					isChecked={ right.view }
					onChange={ ( view ) => onChange( { ...right, view } ) }
				/>
			),
			spend: (
				<Box
					label={ sprintf(
						/* translators: %s: the name of a role, such as Editor. */
						__( '%s: spends credits', 'seo-rank-genius' ),
						right.name
					) }
					isChecked={ right.spend }
					isDisabled={ ! right.view }
					onChange={ ( spend ) => onChange( { ...right, spend } ) }
				/>
			),
		},
	};
}

function Form( { settings }: { settings: Settings } ) {
	const change = useMutation( changeSiteSettingsMutation() );
	return (
		<>
			<p>
				{ __(
					'Spending is only possible on what a person may edit anyway. Buying and the license are for administrators.',
					'seo-rank-genius'
				) }
			</p>
			<DataTable
				caption={ __(
					'Roles, with what each may do with credits',
					'seo-rank-genius'
				) }
				columns={ [
					{ key: 'role', name: __( 'Role', 'seo-rank-genius' ) },
					{
						key: 'view',
						name: __( 'Sees the balance', 'seo-rank-genius' ),
					},
					{
						key: 'spend',
						name: __( 'Spends credits', 'seo-rank-genius' ),
					},
				] }
				rows={ settings.roles.map( ( right ) =>
					roleRow( right, ( { role, view, spend } ) =>
						change.mutate( { roles: [ { role, view, spend } ] } )
					)
				) }
			/>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Keep data when the plugin is deleted',
					'seo-rank-genius'
				) }
				help={ __(
					'Settings, personalization and past runs stay in this site’s database. Credits are kept with your license in any case.',
					'seo-rank-genius'
				) }
				checked={ settings.keep_data }
				onChange={ ( keep ) => change.mutate( { keep_data: keep } ) }
			/>
			<p role="status" className="srg-save__state">
				{ change.isSuccess && __( 'Saved.', 'seo-rank-genius' ) }
			</p>
			{ change.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( change.error ) }
				</p>
			) }
		</>
	);
}

function Opened() {
	const query = useQuery( siteSettingsQuery() );
	if ( query.data !== undefined ) {
		return <Form settings={ query.data } />;
	}
	return query.isError ? <Failed query={ query } /> : <Loading />;
}

export function SiteSettings() {
	const id = useId();
	const [ isOpen, setOpen ] = useState( false );
	return (
		<section
			className="srg-card srg-license"
			aria-label={ __( 'Who may spend credits', 'seo-rank-genius' ) }
		>
			<h2 className="srg-heading">
				<Button
					variant="link"
					aria-expanded={ isOpen }
					aria-controls={ id }
					onClick={ () => setOpen( ! isOpen ) }
				>
					{ __(
						'Who may spend credits, and what is kept',
						'seo-rank-genius'
					) }
				</Button>
			</h2>
			<div id={ id }>{ isOpen && <Opened /> }</div>
		</section>
	);
}
