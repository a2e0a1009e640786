/**
 * Sorts alike in all indices: those with nanoseconds and those without page together, and one whose mapping
 * has no time yet has no events.
 */
const EVERYWHERE = { numeric_type: 'date', unmapped_type: 'date' } as const;

/** Oldest first, with each hit's time in epoch milliseconds. */
export const oldestFirst = (timeField: string) => ({
  [timeField]: { order: 'asc', format: 'epoch_millis', ...EVERYWHERE } as const,
});

/** Newest first. */
export const newestFirst = (timeField: string) => ({
  [timeField]: { order: 'desc', ...EVERYWHERE } as const,
});
