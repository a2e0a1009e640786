import { openTarget, type TargetValues } from './target';

describe('openTarget refuses', () => {
  it.each<[string, TargetValues, RegExp]>([
    ['a Kibana without its Elasticsearch', { url: 'http://127.0.0.1:1' }, /--url needs --es/],
    [
      'a login in the address of Elasticsearch, and does not repeat it',
      { url: 'http://127.0.0.1:1', es: 'http://elastic:PLANTED@127.0.0.1:2' },
      /^--es takes an address without a login\. Give the login by --username and --password\.$/,
    ],
  ])('%s', async (_what, values, expected) => {
    const error = await openTarget(values, () => undefined).catch((reason: Error) => reason.message);
    expect(error).toMatch(expected);
  });
});
