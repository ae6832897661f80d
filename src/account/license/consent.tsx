// Says what connecting sends, and where, before anything is sent.
import { __, sprintf } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';

export function Consent( { account }: { account: Account } ) {
	return (
		<div className="srg-consent">
			<p>
				{ sprintf(
					/* translators: 1: this site's address. 2: the host of the credits service. */
					__(
						'Connecting sends the address and name of this site (%1$s) and what you enter below to %2$s.',
						'seo-rank-genius'
					),
					account.domain,
					account.cloud_host
				) }{ ' ' }
				{ __(
					'Later, each time you click a button that names its price, the content it works on is sent too: for alt text the picture, its file name and the title of its page; else the title and text of the page, and for links the titles and beginnings of pages it may link to.',
					'seo-rank-genius'
				) }
			</p>
			<p>
				{ __(
					'Until you connect, nothing is sent. Visitors of your site are never involved.',
					'seo-rank-genius'
				) }
			</p>
		</div>
	);
}
