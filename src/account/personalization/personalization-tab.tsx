// Account › Personalization: what is sent with every generation, and what is done for new uploads.
import { __ } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import { Failed, Loading } from '../../components/query-states';
import { PersonalizationForm } from './personalization-form';
import { UploadSettings } from './upload-settings';
import type { KeptPersonalization } from './use-personalization';

export interface PersonalizationTabProps extends KeptPersonalization {
	account: Account;
}

export function PersonalizationTab( {
	account,
	saved,
	draft,
	uploadEdits,
	onUploadEdits,
}: PersonalizationTabProps ) {
	const mayChange = account.can.manage_license;
	return (
		<div className="srg-personalization">
			<p className="srg-about">
				{ __(
					'This is sent with every generation, so that texts sound like you.',
					'seo-rank-genius'
				) }{ ' ' }
				{ ! mayChange &&
					__(
						'An administrator of this site can change it.',
						'seo-rank-genius'
					) }
			</p>
			{ saved.isPending && <Loading /> }
			{ saved.isError && <Failed query={ saved } /> }
			{ saved.data !== undefined && (
				<PersonalizationForm
					saved={ saved.data }
					draft={ draft }
					isReadOnly={ ! mayChange }
				/>
			) }
			{ mayChange && (
				<UploadSettings
					edits={ uploadEdits }
					onEdits={ onUploadEdits }
				/>
			) }
		</div>
	);
}
