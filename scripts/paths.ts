import { join, resolve } from 'node:path';

/** The project's folder. It does not depend on the working directory. */
export const ROOT = resolve(__dirname, '..');

export const BUILD = join(ROOT, 'build');

/** What takes long to fetch or unpack, and may be deleted at any time. */
export const CACHE = process.env.BRUTE_FORCE_ALERTS_CACHE ?? join(ROOT, '.cache');
