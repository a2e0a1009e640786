import type dns from 'node:dns';
import { Secret } from '../../../common/channels/secret';
import { resolvingTo } from '../../../test/receivers';
import { useWebhookReceiver } from '../../../test/webhook_rig';
import type { WebhookAnswer } from '../../notify/webhook/webhook_port';
import type { WebhookTalkOptions } from './talk';

const { receivers, talk, port } = useWebhookReceiver(0);
const urlOf = (host = 'hooks.test') => new Secret(`https://${host}:${port()}/x`);
const post = (options: Partial<WebhookTalkOptions>, url = urlOf()): Promise<WebhookAnswer> =>
  talk(options).post({ url, headers: {}, body: '{}', inBody: [], signingKey: null, proxy: null });

describe('where it may go', () => {
  it.each<[string, string[], string, Partial<WebhookAnswer>]>([
    ['a host that is not listed', ['other.test'], 'hooks.test', { what: 'host', value: 'hooks.test' }],
    ['an address that is not listed', ['hooks.test'], '127.0.0.1', { what: 'host', value: '127.0.0.1' }],
    ['loopback of IPv6', ['hooks.test', '127.0.0.1'], '[::1]', { what: 'host', value: '::1' }],
    ['loopback as a number', ['hooks.test'], '2130706433', { what: 'host', value: '127.0.0.1' }],
    [
      'a name that leads to loopback',
      ['hooks.test'],
      'hooks.test',
      {
        what: 'address',
        value: '127.0.0.1',
        line: 'bruteForceAlerts.webhook.allowedHosts: ["hooks.test","127.0.0.1"]',
      },
    ],
  ])('%s is refused, and nothing is sent', async (_what, allowedHosts, host, expected) => {
    expect(await post({ allowedHosts }, urlOf(host))).toMatchObject({ kind: 'forbidden', ...expected });
    expect(receivers.seen).toEqual([]);
  });

  it('a name that leads somewhere else by now is judged by where the connection goes', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2'];
    const resolve = ((...call: Parameters<typeof dns.lookup>) =>
      (resolvingTo(addresses.shift() ?? '') as (...all: unknown[]) => void)(...call)) as typeof dns.lookup;
    const one = talk({ resolve });
    expect(await one.knock({ url: urlOf(), proxy: null })).toMatchObject({ kind: 'answered' });
    expect(await one.knock({ url: urlOf(), proxy: null })).toMatchObject({
      kind: 'forbidden',
      what: 'address',
      value: '127.0.0.2',
    });
    expect([receivers.seen.length, addresses]).toEqual([1, []]);
  });

  it('a name with one public and one private address is refused', async () => {
    const resolve = resolvingTo('93.184.215.14', '10.0.0.5');
    expect(await post({ allowedHosts: ['hooks.test'], resolve })).toMatchObject({ value: '10.0.0.5' });
  });
});
