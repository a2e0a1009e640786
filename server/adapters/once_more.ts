/**
 * Client options for requests that are safe to repeat: one that finds its connection broken is repeated once,
 * at once. A connection that was kept may have been closed by the other end, or by a proxy between, at the
 * very moment when it is used. Reads are safe; so are writes that name the version that they replace, or that
 * only create: where the first one was taken and its answer lost, the second is refused (409).
 */
export const ONCE_MORE = { maxRetries: 1, retryBackoff: () => 0 };
