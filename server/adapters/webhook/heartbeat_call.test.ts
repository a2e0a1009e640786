import { Secret } from '../../../common/channels/secret';
import { useWebhookReceiver } from '../../../test/webhook_rig';

const { receivers, talk, port } = useWebhookReceiver(0);
const KEY = 'a-secret-part-of-the-address';
const urlOf = (host = 'hooks.test') =>
  new Secret(`https://${host}:${port()}/api/push/${KEY}?status=up&msg=OK&ping=`);

it.each(['get', 'post'] as const)('calls by %s, with nothing in it but the address', async (method) => {
  expect(await talk().call(urlOf(), method)).toMatchObject({ kind: 'answered', by: 'receiver', status: 200 });
  expect(receivers.seen).toMatchObject([
    { method: method.toUpperCase(), url: `/api/push/${KEY}?status=up&msg=OK&ping=`, body: '' },
  ]);
  expect(receivers.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
});

it('does not follow a redirect', async () => {
  receivers.answer = (_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
  expect(await talk().call(urlOf(), 'get')).toMatchObject({ kind: 'answered', status: 302 });
  expect(receivers.seen).toHaveLength(1);
});

it('repeats nothing of the address that an answer repeats', async () => {
  receivers.answer = ({ url }, response) => response.writeHead(404).end(`Cannot GET ${url}, ${KEY}`);
  const answer = JSON.stringify(await talk().call(urlOf(), 'get'));
  expect(answer).toContain('Cannot GET');
  expect(answer).not.toContain(KEY);
});

it.each<[string, string[], string, object]>([
  ['a host that is not listed', ['other.test'], 'hooks.test', { what: 'host', value: 'hooks.test' }],
  ['a listed name that leads to loopback', ['hooks.test'], 'hooks.test', { what: 'address' }],
  ['an address that is not listed', ['hooks.test'], '127.0.0.1', { what: 'host', value: '127.0.0.1' }],
])('%s is not called', async (_what, allowedHosts, host, expected) => {
  expect(await talk({ allowedHosts }).call(urlOf(host), 'get')).toMatchObject({
    kind: 'forbidden',
    ...expected,
  });
  expect(receivers.seen).toEqual([]);
});

it('says without a call whether a host is listed', () => {
  expect(talk().forbids(urlOf())).toBeNull();
  expect(talk({ allowedHosts: ['other.test'] }).forbids(urlOf())).toEqual({
    kind: 'forbidden',
    what: 'host',
    value: 'hooks.test',
    line: 'bruteForceAlerts.webhook.allowedHosts: ["other.test","hooks.test"]',
  });
  expect(receivers.seen).toEqual([]);
});

it('waits no longer than its time', async () => {
  receivers.answer = () => undefined;
  expect(await talk({ timeoutMs: 200 }).call(urlOf(), 'get')).toMatchObject({
    kind: 'failed',
    code: 'ECONNABORTED',
  });
});
