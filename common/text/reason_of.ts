/** What an error says, for the log of Kibana. Anything else that was thrown may hold whatever: it is not repeated. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'unknown error';
