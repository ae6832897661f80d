// The top-up on screens that seldom need it: fetched when it is opened first.
import { lazily } from '../components/lazily';

export const LazyTopUp = lazily(
	async () =>
		( await import( /* webpackChunkName: "later" */ './top-up-modal' ) )
			.TopUpModal,
	null
);
