/** Somebody else wrote the document since it was read: the run ends, and the next one reads it again. */
export class ConflictError extends Error {
  override name = 'ConflictError';
}
