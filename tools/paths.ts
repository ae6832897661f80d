// Where things lie in the repository.

import { join } from 'node:path';
import { root } from './setup/packages.mjs';

export { root };

/** Downloads: kept by `npm run reset`, safe to delete. */
export const cacheFolder = join(root, '.cache');

/** Everything that a start makes; emptied by `npm run reset`. */
export const dataFolder = join(root, '.data');

/** The PHP scripts and the router that make a WordPress. */
export const wordpressTools = join(root, 'tools', 'wordpress');
