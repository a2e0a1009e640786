/** The fields of an entry that nobody has tried to send yet. */
export const UNTRIED = {
  status: 'pending',
  attempts: 0,
  unknowns: 0,
  claimedUntil: null,
  lastTriedAt: null,
  deliveredAt: null,
  givenUpAt: null,
  messageId: null,
  lastErrorCode: null,
  lastError: null,
  remedy: null,
  refusedBy: null,
  toldBy: null,
  text: null,
} as const;
