import { errors } from '@elastic/elasticsearch';
import { elasticsearchProblem } from '../elasticsearch_errors';

const ID = 'kZh-BaIBROPAKAAhQ8_f';
const WITH_KEYS = ['Basic realm="security" charset="UTF-8"', 'ApiKey'];
const WITHOUT_KEYS = 'Basic realm="security" charset="UTF-8"';

interface Answer {
  type?: string;
  reason?: string;
  said?: unknown;
  offered?: string | string[];
  more?: object;
}

/** As Elasticsearch 8.14.1 answered, and as its client throws it. */
const refusal = (
  statusCode: number,
  { type = 'security_exception', reason = '', said, offered, more }: Answer,
) => {
  const header = offered === undefined ? {} : { header: { 'WWW-Authenticate': offered } };
  const credentials = said === undefined ? {} : { additional_unsuccessful_credentials: said };
  const error = { type, reason, ...credentials, ...header, ...more };
  return new errors.ResponseError({
    statusCode,
    headers: offered === undefined ? {} : { 'www-authenticate': String(offered) },
    body: { error: { root_cause: [error], ...error }, status: statusCode },
    warnings: null,
    meta: {} as never,
  });
};
const unauthorized = (said: unknown, offered: Answer['offered'] = WITH_KEYS) =>
  refusal(401, { reason: 'unable to authenticate with provided credentials', said, offered });

describe('why a key is refused', () => {
  it.each<[string, unknown, string]>([
    ['it has expired', unauthorized('API key: api key is expired'), 'key_expired'],
    ['it was invalidated', unauthorized(`API key: api key [${ID}] has been invalidated`), 'key_revoked'],
    ['it was deleted', unauthorized(`API key: unable to find apikey with id ${ID}`), 'key_unknown'],
    [
      'its secret is wrong',
      unauthorized(`API key: invalid credentials for API key [${ID}]`),
      'es_unauthorized',
    ],
    ['words that nobody knows', unauthorized('API key: the moon is full'), 'es_unauthorized'],
    ['no words', unauthorized(undefined), 'es_unauthorized'],
    ['words that are none', unauthorized({ expired: true }), 'es_unauthorized'],
    ['keys are disabled', unauthorized(undefined, WITHOUT_KEYS), 'api_keys_disabled'],
    [
      'a proxy on the way refuses, and offers no keys either',
      refusal(401, { type: 'other', offered: 'Basic realm="proxy"' }),
      'es_unauthorized',
    ],
    ['an error without a body', Object.assign(new Error('x'), { statusCode: 401 }), 'es_unauthorized'],
  ])('%s', (_name, error, code) => {
    const problem = elasticsearchProblem(error);
    expect([problem.code, problem.severity]).toEqual([code, 'error']);
    expect(problem.remedy).not.toBe('');
    expect(JSON.stringify(problem)).not.toContain(ID);
  });

  it('is read from the headers where the body does not say what is offered', () => {
    const error = refusal(401, { offered: WITHOUT_KEYS });
    delete (error.body as { error: { header?: unknown } }).error.header;
    expect(elasticsearchProblem(error).code).toBe('api_keys_disabled');
  });
});

describe('why something may not be read', () => {
  it.each<[string, unknown, string]>([
    ['the right is missing', refusal(403, { reason: 'action is unauthorized' }), 'es_forbidden'],
    ['an error without a body', Object.assign(new Error('x'), { statusCode: 403 }), 'es_forbidden'],
    [
      'an index is blocked',
      refusal(403, { type: 'cluster_block_exception', reason: 'index [a] blocked by: [FORBIDDEN/7/x];' }),
      'es_blocked',
    ],
    [
      'the licence ended that hid documents',
      refusal(403, { more: { 'license.expired.feature': 'field and document level security' } }),
      'es_licence',
    ],
  ])('%s', (_name, error, code) => {
    expect(elasticsearchProblem(error)).toMatchObject({ code, severity: 'error' });
  });
});
