import { errors } from '@elastic/elasticsearch';
import { toPlainError } from './elasticsearch_failure';

type Answer = ConstructorParameters<typeof errors.ResponseError>[0];
const refusal = (statusCode: number, error: unknown) =>
  new errors.ResponseError({ statusCode, body: { error, status: statusCode }, warnings: null } as Answer);

describe('an error of Elasticsearch', () => {
  const blocked = { type: 'cluster_block_exception', reason: 'index [mine] blocked by: [disk usage]' };
  it.each<[number, unknown, string]>([
    [
      400,
      { type: 'x_exception', reason: 'It matches a template.' },
      '(400): It matches a template. It may have rules',
    ],
    [
      403,
      { type: 'security_exception', reason: 'action is unauthorized' },
      'search and delete the index mine.',
    ],
    [401, { type: 'security_exception', reason: 'missing' }, 'Set ES_USERNAME and ES_PASSWORD'],
    [413, undefined, '(http.max_content_length)'],
    [429, blocked, 'refused (429): index [mine] blocked by: [disk usage]. Look at the health'],
    [503, 'text of a proxy', 'refused (503): text of a proxy.'],
  ])('%i is what, why and what next', (status, error, message) => {
    const plain = toPlainError(refusal(status, error), 'mine') as Error;
    expect(plain.message).toContain(message);
    expect(plain.message).not.toContain('_exception');
  });
  it('is told where nothing answered', () =>
    expect((toPlainError(new errors.ConnectionError('socket hang up'), 'mine') as Error).message).toBe(
      'Elasticsearch does not answer: socket hang up. Look whether it still runs and has memory and disk, then start again.',
    ));
  it('is no other error', () => {
    const own = new Error('Ended by SIGINT.');
    expect(toPlainError(own, 'mine')).toBe(own);
  });
});
