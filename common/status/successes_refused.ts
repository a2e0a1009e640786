/** Elasticsearch refused the question for successes, and will refuse it again: that must not keep failures from counting. */
export class SuccessesRefusedError extends Error {
  override name = 'SuccessesRefusedError';
}
