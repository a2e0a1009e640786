/**
 * Elasticsearch refused the search for logons that worked, and will refuse it again. Failures are counted all the
 * same.
 */
export class SuccessesRefusedError extends Error {
  override name = 'SuccessesRefusedError';
}
