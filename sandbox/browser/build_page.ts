import { runMain } from '../../scripts/ending';
import { buildAssets } from './assets';

/**
 * Builds the parts of the page into the cache, so that sandboxes that start at the same time need not each build them.
 */
runMain(async () => void (await buildAssets()));
