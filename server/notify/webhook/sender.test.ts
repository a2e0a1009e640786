import { DEFAULT_TELL } from '../../../common/channels/tell';
import { Secret } from '../../../common/channels/secret';
import type { WebhookOptions, WebhookPreset } from '../../../common/channels/webhook';
import { attackMessage, testMessage } from '../../../test/messages';
import type { OpenChannel } from '../delivery/channel_sender_port';
import { WEBHOOK_ERRORS } from './error_table';
import { createWebhookSender } from './sender';
import type { WebhookAnswer, WebhookPlace, WebhookRequest, WebhookTalk } from './webhook_port';

const URL_OF_ALL = 'https://hooks.example/services/T0/B0/key';

type Change = Partial<WebhookOptions> & { url?: string; headerValues?: object; signingKey?: string };
function channel({ url = URL_OF_ALL, headerValues, signingKey, ...options }: Change = {}): OpenChannel & {
  tell: typeof DEFAULT_TELL;
} {
  const secrets = {
    url: new Secret(url),
    ...(headerValues ? { headers: new Secret(JSON.stringify(headerValues)) } : {}),
    ...(signingKey === undefined ? {} : { signingKey: new Secret(signingKey) }),
  };
  return {
    space: 'default',
    id: 'night',
    kind: 'webhook',
    name: 'SOC',
    tell: DEFAULT_TELL,
    options: { preset: 'json', host: 'hooks.example', headers: [], signed: false, proxy: null, ...options },
    secrets,
    fingerprint: 'f1',
  };
}

class FakeTalk implements WebhookTalk {
  readonly posted: WebhookRequest[] = [];
  readonly knocked: WebhookPlace[] = [];
  constructor(readonly answer: WebhookAnswer) {}
  async post(request: WebhookRequest): Promise<WebhookAnswer> {
    this.posted.push(request);
    return this.answer;
  }
  async knock(place: WebhookPlace): Promise<WebhookAnswer> {
    this.knocked.push(place);
    return this.answer;
  }
}

const answered = (status: number, more: Partial<Extract<WebhookAnswer, { kind: 'answered' }>> = {}) =>
  ({ kind: 'answered', by: 'receiver', status, said: '', retryAfterMs: null, ...more }) as const;
const failed = (code: string, isConnected = false) => ({ kind: 'failed', code, isConnected }) as const;
const send = (answer: WebhookAnswer, change: Change = {}) =>
  createWebhookSender(new FakeTalk(answer)).send(attackMessage(), channel(change));

type Expected = [what: string, answer: WebhookAnswer, kind: string, code: string, preset?: WebhookPreset];
const OUTCOMES: Expected[] = [
  ['a redirect', answered(302), 'refused by channel', 'redirected'],
  ['400, the fault of one message', answered(400), 'refused by message', 'message_refused'],
  ['415', answered(415), 'refused by message', 'message_refused'],
  ['422', answered(422), 'refused by message', 'message_refused'],
  ['413', answered(413), 'refused by message', 'message_too_large'],
  ['401', answered(401), 'refused by channel', 'login_refused'],
  ['403', answered(403), 'refused by channel', 'no_right'],
  ['404', answered(404), 'refused by channel', 'address_unknown'],
  ['405', answered(405), 'refused by channel', 'address_unknown'],
  ['410', answered(410), 'refused by channel', 'address_gone'],
  ['any other 4xx', answered(451), 'refused by channel', 'other_refusal'],
  ['424 of anybody else than Apprise', answered(424), 'refused by channel', 'other_refusal'],
  ['424 of Apprise, which told some', answered(424), 'unknown', 'partly_failed', 'apprise'],
  ['204 of Apprise, which told nobody', answered(204), 'refused by channel', 'nothing_behind', 'apprise'],
  ['408', answered(408), 'deferred null', 'asks_again'],
  ['425', answered(425), 'deferred null', 'asks_again'],
  ['429 without a time', answered(429), 'deferred 60000', 'too_many_requests'],
  ['429 with a time', answered(429, { retryAfterMs: 7_000 }), 'deferred 7000', 'too_many_requests'],
  ['500', answered(500), 'deferred null', 'receiver_trouble'],
  ['503 with a time', answered(503, { retryAfterMs: 9_000 }), 'deferred 9000', 'receiver_trouble'],
  ['502 of a gateway', answered(502), 'unknown', 'gateway_trouble'],
  ['504 of a gateway', answered(504), 'unknown', 'gateway_trouble'],
  ['522 of Cloudflare', answered(522), 'unknown', 'gateway_trouble'],
  ['a status that is none', answered(999), 'unknown', 'answer_unreadable'],
  ['a proxy that wants a login', answered(407, { by: 'proxy' }), 'deferred null', 'proxy_login'],
  ['a proxy that lets nobody there', answered(403, { by: 'proxy' }), 'deferred null', 'proxy_refused'],
  ['200 of a proxy', answered(200, { by: 'proxy' }), 'deferred null', 'proxy_refused'],
  [
    'a proxy that is not in kibana.yml any more',
    failed('PROXY_NOT_LISTED'),
    'refused by channel',
    'proxy_not_listed',
  ],
  ['a proxy that refuses the login', failed('PROXY_AUTH'), 'deferred null', 'proxy_login_refused'],
  ['a proxy that finds no way', failed('PROXY_REPLY_4'), 'deferred null', 'proxy_cannot_reach'],
  ['a proxy with a rule', failed('PROXY_REPLY_2'), 'deferred null', 'proxy_refused'],
  ['what is no proxy', failed('PROXY_PROTOCOL'), 'deferred null', 'proxy_protocol'],
  ['a proxy that is down', failed('PROXY_ECONNREFUSED'), 'deferred null', 'proxy_unreachable'],
  ['504 of a proxy', answered(504, { by: 'proxy' }), 'deferred null', 'proxy_cannot_reach'],
  [
    'the certificate of another',
    failed('ERR_TLS_CERT_ALTNAME_INVALID'),
    'deferred null',
    'certificate_of_another',
  ],
  ['an old certificate', failed('CERT_HAS_EXPIRED'), 'deferred null', 'certificate_out_of_date'],
  [
    'an unknown authority',
    failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    'deferred null',
    'certificate_untrusted',
  ],
  [
    'a self-signed certificate',
    failed('DEPTH_ZERO_SELF_SIGNED_CERT'),
    'deferred null',
    'certificate_untrusted',
  ],
  [
    'a file that is missing',
    failed('CERTIFICATE_AUTHORITY_UNREADABLE'),
    'deferred null',
    'authorities_unreadable',
  ],
  ['no TLS', failed('EPROTO'), 'deferred null', 'no_tls'],
  ['no such name', failed('ENOTFOUND'), 'deferred null', 'host_unknown'],
  ['no DNS', failed('EAI_AGAIN'), 'deferred null', 'host_unknown'],
  ['nobody listens', failed('ECONNREFUSED'), 'deferred null', 'unreachable'],
  ['no connection in time', failed('ETIMEDOUT'), 'deferred null', 'unreachable'],
  ['a reset before the connection', failed('ECONNRESET'), 'deferred null', 'unreachable'],
  ['no answer in time', failed('ECONNABORTED', true), 'unknown', 'timed_out'],
  ['a connection that broke', failed('ECONNRESET', true), 'unknown', 'connection_lost'],
  ['an answer that is no HTTP', failed('HPE_INVALID_CONSTANT', true), 'unknown', 'connection_lost'],
];

describe('what becomes of a message', () => {
  it.each([200, 201, 202, 204, 299])('%i: it was taken', async (status) => {
    expect(await send(answered(status))).toMatchObject({
      kind: 'delivered',
      text: expect.stringContaining('Guest'),
    });
  });

  it.each(OUTCOMES)('%s', async (_what, answer, kind, code, preset = 'json') => {
    const outcome = await send(answer, { preset });
    const detail =
      outcome.kind === 'refused'
        ? `refused by ${outcome.by}`
        : outcome.kind === 'deferred'
          ? `deferred ${outcome.waitMs}`
          : outcome.kind;
    expect([detail, outcome.kind !== 'delivered' && outcome.code]).toEqual([kind, code]);
    expect(outcome.kind !== 'delivered' && outcome.remedy).toMatch(/\S{2,} \S+/);
  });

  it('every row of the table is met by one of these', () => {
    const met = new Set(OUTCOMES.map(([, , , code]) => code));
    expect(WEBHOOK_ERRORS.map(({ code }) => code).filter((code) => !met.has(code))).toEqual([]);
  });

  it('what the receiver said is kept', async () => {
    expect(await send(answered(404, { said: 'no_service' }))).toMatchObject({ said: 'HTTP 404: no_service' });
  });

  it.each([
    ['host', 'hooks.example', 'host_not_allowed'],
    ['address', '10.0.0.5', 'address_not_allowed'],
  ] as const)(
    'a %s that kibana.yml does not list is named, with the line to add',
    async (what, value, code) => {
      const line = `bruteForceAlerts.webhook.allowedHosts: ["${value}"]`;
      const outcome = await send({ kind: 'forbidden', what, value, line });
      expect(outcome).toMatchObject({ kind: 'refused', by: 'channel', code });
      expect(outcome).toMatchObject({
        said: expect.stringContaining(value),
        remedy: expect.stringContaining(line),
      });
    },
  );
});

describe('what is sent', () => {
  const posted = async (change: Change) => {
    const talk = new FakeTalk(answered(200));
    await createWebhookSender(talk).send(attackMessage(), channel(change));
    return talk.posted[0];
  };

  it('carries the headers, and is signed where it should be', async () => {
    const request = await posted({
      headers: ['Authorization'],
      headerValues: { Authorization: 'Bearer x' },
      signed: true,
      signingKey: 'a-signing-key-of-32-characters-0',
    });
    expect(request?.headers).toEqual({ Authorization: 'Bearer x' });
    expect(request?.signingKey?.reveal()).toBe('a-signing-key-of-32-characters-0');
  });

  it('carries no saved header or signature where neither is wanted any more', async () => {
    const request = await posted({ headerValues: { Authorization: 'Bearer x' }, signingKey: 'a-key' });
    expect([request?.headers, request?.signingKey]).toEqual([{}, null]);
  });

  it('goes to the root of ntfy, with the topic in it', async () => {
    const request = await posted({
      preset: 'ntfy',
      host: 'ntfy.sh',
      url: 'https://ntfy.sh/soc-alerts?auth=abc',
    });
    expect(request?.url.reveal()).toBe('https://ntfy.sh/?auth=abc');
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ topic: 'soc-alerts' });
  });

  it('a test cannot be taken for an alert', async () => {
    const talk = new FakeTalk(answered(200));
    const outcome = await createWebhookSender(talk).send(testMessage(), channel());
    expect(outcome).toMatchObject({ kind: 'delivered', text: expect.stringMatching(/^Test message\n/) });
  });
});

describe('nothing is sent', () => {
  it.each<[string, Change, string]>([
    ['to another host than the one that is shown', { url: 'https://evil.example/' }, 'url_elsewhere'],
    ['to another port', { url: 'https://hooks.example:8443/' }, 'url_elsewhere'],
    ['to a URL that is none', { url: 'hooks.example' }, 'url_elsewhere'],
    ['over plain HTTP', { url: 'http://hooks.example/' }, 'url_elsewhere'],
    ['without the value of a header', { headers: ['Authorization'] }, 'headers_differ'],
    [
      'with the value of another header',
      { headers: ['Authorization'], headerValues: { Cookie: 'x' } },
      'headers_differ',
    ],
  ])('%s', async (_what, change, code) => {
    const talk = new FakeTalk(answered(200));
    const sender = createWebhookSender(talk);
    const one = channel(change);
    expect(await sender.send(attackMessage(), one)).toMatchObject({ kind: 'refused', by: 'channel', code });
    expect(await sender.probe(one)).toMatchObject({ works: false, code });
    const { problems } = await sender.check(one, { secrets: true, options: true });
    expect(problems).toMatchObject([{ code, severity: 'error', field: expect.stringMatching(/^secrets\./) }]);
    expect([talk.posted, talk.knocked]).toEqual([[], []]);
  });
});

describe('a probe', () => {
  it.each<[string, WebhookAnswer, boolean]>([
    ['any answer shows that messages may arrive', answered(405), true],
    ['no answer shows that none can', failed('ECONNREFUSED'), false],
    ['nor does the refusal of a proxy on the way', answered(403, { by: 'proxy' }), false],
    ['nor where kibana.yml forbids it', { kind: 'forbidden', what: 'host', value: 'x', line: '' }, false],
  ])('%s', async (_what, answer, works) => {
    const talk = new FakeTalk(answer);
    expect(await createWebhookSender(talk).probe(channel())).toMatchObject({ works });
    expect(talk.posted).toEqual([]);
  });
});

describe('a check before saving', () => {
  const check = async (answer: WebhookAnswer) =>
    createWebhookSender(new FakeTalk(answer)).check(channel(), { secrets: true, options: true });
  it('names the host where messages arrive', async () => {
    expect(await check(answered(405))).toEqual({ sender: null, receiver: 'hooks.example', problems: [] });
  });
  it('what kibana.yml forbids keeps it from being saved', async () => {
    const { problems } = await check({ kind: 'forbidden', what: 'host', value: 'x', line: 'the line' });
    expect(problems).toMatchObject([{ severity: 'error', code: 'host_not_allowed', field: 'secrets.url' }]);
  });
  it('who cannot be reached now is a warning', async () => {
    const { problems } = await check(failed('ECONNREFUSED'));
    expect(problems).toMatchObject([{ severity: 'warning', code: 'unreachable' }]);
  });
});

it('everything goes by the proxy that the channel names', async () => {
  const talk = new FakeTalk(answered(200));
  const sender = createWebhookSender(talk);
  const one = channel({ proxy: 'dmz' });
  await sender.send(attackMessage(), one);
  await sender.probe(one);
  await sender.check(one, { secrets: true, options: true });
  expect([...talk.posted, ...talk.knocked].map(({ proxy }) => proxy)).toEqual(['dmz', 'dmz', 'dmz']);
});

it('the pace is shared by all channels with the same URL and keys', () => {
  const { limits } = createWebhookSender(new FakeTalk(answered(200)));
  expect(limits(channel())).toEqual([
    {
      key: 'webhook:f1',
      rates: [expect.objectContaining({ most: 1 }), expect.objectContaining({ most: 30 })],
    },
  ]);
});
