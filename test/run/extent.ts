/** How much is tested: `usual` with every change; `all` is what takes hours too. */
export type Extent = 'usual' | 'all';
