import { runMain } from '../../scripts/ending';
import { buildAssets } from './assets';

/** Puts what every sandbox shows into the cache, so that those that start at the same time need not build it each. */
runMain(async () => void (await buildAssets()));
