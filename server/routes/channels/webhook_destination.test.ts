import type https from 'node:https';
import { API, type TestChannelResponse } from '../../../common/api/api';
import type { ChannelOf } from '../../../common/channels/channels';
import type { TypedSecrets } from '../../../common/channels/kinds';
import { DEFAULT_TELL } from '../../../common/channels/tell';
import type { WebhookOptions } from '../../../common/channels/webhook';
import { FakeServices } from '../../../test/fake_services';
import { portOf, Receivers, resolvingTo } from '../../../test/receivers';
import { saveSettings } from '../../../test/settings_saves';
import { createWebhookTalk } from '../../adapters/webhook/talk';
import { createWebhookSender } from '../../notify/webhook/sender';
import { addSettingsRoutes } from '../settings/settings_routes';
import { addTestChannelRoutes } from './test_channel_route';

const receivers = new Receivers();
let authorityFile: string;
/** The receiver of the saved channel, and one that would like to have its keys. */
let ours: https.Server;
let theirs: https.Server;
let kibana: FakeServices;

const hostOf = (server: https.Server) => `hooks.test:${portOf(server)}`;
const urlOf = (server: https.Server) => `https://${hostOf(server)}/services/very-secret-path`;
const channel = (options: Partial<WebhookOptions> = {}): ChannelOf<'webhook'> => ({
  id: 'night',
  kind: 'webhook',
  name: 'SOC',
  tell: DEFAULT_TELL,
  options: {
    preset: 'json',
    host: hostOf(ours),
    headers: ['Authorization'],
    signed: false,
    proxy: null,
    ...options,
  },
});

beforeAll(async () => {
  authorityFile = await receivers.authorityFile();
  [ours, theirs] = [await receivers.start(), await receivers.start()];
});
beforeEach(() => {
  receivers.reset();
  kibana = new FakeServices(addSettingsRoutes, addTestChannelRoutes);
  kibana.save(
    { channels: [channel()] },
    {
      channels: [{ id: 'night', secretsSaved: ['url', 'headers'], sender: null, receiver: null }],
      channelSecrets: JSON.stringify({
        night: { url: urlOf(ours), headers: '{"Authorization":"Bearer saved-key"}' },
      }),
    },
  );
  const talk = createWebhookTalk({
    allowedHosts: ['hooks.test', '127.0.0.1'],
    proxies: [],
    certificateAuthorities: [authorityFile],
    timeoutMs: 5_000,
    clock: () => 0,
    resolve: resolvingTo('127.0.0.1'),
  });
  const services = kibana.services();
  kibana.services = () => ({ ...services, senders: { webhook: createWebhookSender(talk) } });
});
afterAll(() => receivers.close());

const test = (options: Partial<WebhookOptions>, secrets: TypedSecrets = {}) =>
  kibana.ask<TestChannelResponse>('POST', API.testChannel, { body: { channel: channel(options), secrets } });
const save = (options: Partial<WebhookOptions>, secrets?: TypedSecrets) =>
  saveSettings(kibana, ['winlogbeat-*'], {
    settings: { channels: [channel(options)] },
    ...(secrets ? { secrets: { night: secrets } } : {}),
  });

describe('saved keys of a webhook', () => {
  it('are used for a test of the saved channel with another form of messages', async () => {
    expect((await test({ preset: 'slack' })).body).toMatchObject({ outcome: 'delivered' });
    expect(receivers.seen).toMatchObject([
      { method: 'POST', url: '/services/very-secret-path', headers: { authorization: 'Bearer saved-key' } },
    ]);
  });

  it('are kept for another form of messages to the same host', async () => {
    expect((await save({ preset: 'slack' })).status).toBe(200);
    expect(JSON.parse(kibana.saved?.attributes.channelSecrets ?? '')).toMatchObject({
      night: { url: urlOf(ours) },
    });
  });

  it.each<[string, () => [Partial<WebhookOptions>, TypedSecrets]]>([
    ['another host with a URL of it', () => [{ host: hostOf(theirs) }, { url: urlOf(theirs) }]],
    ['a URL of another host beside the saved host', () => [{}, { url: urlOf(theirs) }]],
    ['another host without a URL', () => [{ host: hostOf(theirs) }, {}]],
  ])('go nowhere with %s, in a test or when saved', async (_what, attempt) => {
    const [options, secrets] = attempt();
    const tested = await test(options, secrets);
    expect([tested.status, JSON.stringify(tested.body)]).not.toEqual([
      200,
      expect.stringContaining('delivered'),
    ]);
    await save(options, Object.keys(secrets).length > 0 ? secrets : undefined);
    expect(receivers.seen.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
    expect(receivers.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('are dropped where the host is changed', async () => {
    expect((await save({ host: hostOf(theirs), headers: [] })).status).toBe(200);
    expect(kibana.saved?.attributes.channelSecrets).not.toMatch(/saved-key|very-secret/);
  });
});

it('a host that kibana.yml does not list keeps the channel from being saved, with the line to add', async () => {
  const { status, problems } = await save(
    { host: 'other.test', headers: [] },
    { url: 'https://other.test/very-secret-path' },
  );
  expect([status, problems[0]?.code, problems[0]?.field]).toEqual([
    400,
    'host_not_allowed',
    'secrets.night.url',
  ]);
  expect(problems[0]?.remedy).toContain(
    'bruteForceAlerts.webhook.allowedHosts: ["hooks.test","127.0.0.1","other.test"]',
  );
  expect(JSON.stringify(problems)).not.toContain('very-secret');
});
