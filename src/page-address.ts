// Which addresses the plugin sends a person to, and the addresses of its own screens.

const LOOPBACK = [ 'localhost', '127.0.0.1', '[::1]' ];

/** Whether an address that came from outside may be opened: https, or http on this very machine. */
export function isSafeAddress( address: string ): boolean {
	if ( ! URL.canParse( address ) ) {
		return false;
	}
	const { protocol, hostname } = new URL( address );
	return (
		protocol === 'https:' ||
		( protocol === 'http:' && LOOPBACK.includes( hostname ) )
	);
}

export const CREDITS_PAGE = 'admin.php?page=seo-rank-genius&tab=credits';
export const LICENSE_PAGE = 'admin.php?page=seo-rank-genius&tab=license';
export const PERSONALIZATION_PAGE =
	'admin.php?page=seo-rank-genius&tab=personalization';
export const IMAGE_SEO_PAGE = 'admin.php?page=seo-rank-genius-image-seo';

/** The account's own pages, at the credits service. Only on this very machine it speaks plain http. */
export function accountPagesAddress( cloudHost: string ): string {
	const isLoopback =
		URL.canParse( `http://${ cloudHost }` ) &&
		LOOPBACK.includes( new URL( `http://${ cloudHost }` ).hostname );
	return `${ isLoopback ? 'http' : 'https' }://${ cloudHost }/account`;
}
