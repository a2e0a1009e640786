export const MINUTE = 60_000;

/** The start of the minute that has this time. Epoch milliseconds. */
export const startOfMinute = (at: number): number => at - (((at % MINUTE) + MINUTE) % MINUTE);
