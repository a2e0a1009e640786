/**
 * Somebody else wrote the document since it was read, so nothing was written. A tick that gets it ends; the next one
 * reads anew.
 */
export class ConflictError extends Error {
  override name = 'ConflictError';
}
