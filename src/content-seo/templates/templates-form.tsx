// The templates of all kinds of content: edited over what is saved, and saved together.
import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { SeoSettings } from '../../api/generated/seo-settings';
import { errorText } from '../../components/error-text';
import { NoticeCard } from '../../components/notice-card';
import { useUnsavedGuard } from '../../components/unsaved-guard';
import {
	saveSeoSettingsMutation,
	type KindTemplates,
} from '../../queries/seo-settings';
import { Kind } from './kind';

/** What was typed, by kind; only what differs from what is saved. */
type Edits = Readonly< Record< string, KindTemplates > >;

const NAMES = {
	yoast: 'Yoast SEO',
	rank_math: 'Rank Math',
	aioseo: 'All in One SEO',
};

function useEdits( saved: SeoSettings ) {
	const [ edits, setEdits ] = useState< Edits >( {} );
	const [ typedSeparator, setSeparator ] = useState< string | null >( null );
	const saving = useMutation( saveSeoSettingsMutation() );
	const separator = typedSeparator ?? saved.separator;
	const touch = () => {
		if ( ! saving.isPending ) {
			saving.reset();
		}
	};
	return {
		saving,
		separator,
		templatesOf: ( kind: KindTemplates ) => edits[ kind.type ] ?? kind,
		isDirty:
			Object.keys( edits ).length > 0 || separator !== saved.separator,
		setSeparator: ( typed: string ) => {
			touch();
			setSeparator( typed );
		},
		edit: ( kind: KindTemplates, next: KindTemplates ) => {
			touch();
			setEdits( ( { [ kind.type ]: _before, ...others } ) =>
				next.title === kind.title &&
				next.description === kind.description
					? others
					: { ...others, [ kind.type ]: next }
			);
		},
		save: () => {
			const sent = edits;
			void saving
				.mutateAsync( { separator, kinds: Object.values( sent ) } )
				.then(
					() => {
						// What was typed while it was being saved is not saved yet.
						setEdits( ( now ) =>
							Object.fromEntries(
								Object.entries( now ).filter(
									( [ type, own ] ) => own !== sent[ type ]
								)
							)
						);
						setSeparator( ( now ) =>
							now === separator ? null : now
						);
					},
					() => undefined
				);
		},
	};
}

export function TemplatesForm( { saved }: { saved: SeoSettings } ) {
	const form = useEdits( saved );
	const { saving, isDirty } = form;
	useUnsavedGuard( isDirty );
	return (
		<>
			{ saved.printed_by !== 'self' && (
				<NoticeCard status="info">
					{ sprintf(
						/* translators: %s: the name of a plugin. */
						__(
							'%s prints the tags of this site, by its own templates. These are not used meanwhile.',
							'seo-rank-genius'
						),
						NAMES[ saved.printed_by ]
					) }
				</NoticeCard>
			) }
			<p>
				{ __(
					'A page without a meta title or description of its own gets them from these templates. Free, and nothing is sent anywhere.',
					'seo-rank-genius'
				) }
			</p>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				className="srg-separator"
				label={ __( 'Separator', 'seo-rank-genius' ) }
				help={ __(
					'Stands between the parts of a title. Empty: WordPress’s own.',
					'seo-rank-genius'
				) }
				placeholder={ saved.separator_shown }
				maxLength={ 8 }
				value={ form.separator }
				onChange={ form.setSeparator }
			/>
			{ saved.kinds.map( ( kind, index ) => (
				<Kind
					key={ kind.type }
					kind={ kind }
					templates={ form.templatesOf( kind ) }
					separator={ form.separator }
					savedSeparator={ saved.separator }
					variables={ saved.variables }
					isOpenAtFirst={ index === 1 }
					onChange={ ( next ) => form.edit( kind, next ) }
				/>
			) ) }
			<div className="srg-save">
				<Button
					variant="primary"
					isBusy={ saving.isPending }
					disabled={ ! isDirty || saving.isPending }
					accessibleWhenDisabled
					onClick={ form.save }
				>
					{ __( 'Save templates', 'seo-rank-genius' ) }
				</Button>
				<span role="status">
					{ saving.isSuccess &&
						! isDirty &&
						__(
							'Saved. Pages follow in the background.',
							'seo-rank-genius'
						) }
				</span>
				<p role="alert" className="srg-error">
					{ saving.error !== null && errorText( saving.error ) }
				</p>
			</div>
		</>
	);
}
