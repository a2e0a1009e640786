import { API } from '../../../common/api/api';
import type { ChannelOf } from '../../../common/channels/channels';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { channelFacts, emailChannel, telegramChannel } from '../../../test/channels';
import { FakeServices } from '../../../test/fake_services';
import { createEmailPolicy, type EmailLists } from '../../notify/email/policy';
import { createEmailSender } from '../../notify/email/sender';
import type { Mail, SmtpAnswer, SmtpServer } from '../../notify/email/smtp_port';
import { addSettingsRoutes } from '../settings/settings_routes';
import { addTestChannelRoutes } from './test_channel_route';

const PASSWORD = 'correct horse battery';
type Options = Partial<ChannelOf<'email'>['options']>;
let kibana: FakeServices;
let asked: Array<{ server: SmtpServer; mail: Mail | null }>;
let answer: SmtpAnswer<null>;

/** Routes whose one kind of channel is e-mail, with what kibana.yml allows. */
function startWith(lists: EmailLists = {}) {
  kibana = new FakeServices(addSettingsRoutes, addTestChannelRoutes);
  const smtp = {
    send: async (server: SmtpServer, mail: Mail) => {
      asked.push({ server, mail });
      return answer.ok ? { ok: true as const, result: { said: '250 ok', rejected: [] } } : answer;
    },
    verify: async (server: SmtpServer) => {
      asked.push({ server, mail: null });
      return answer;
    },
  };
  const email = createEmailSender(smtp, createEmailPolicy(lists));
  const services = kibana.services();
  kibana.services = () => ({ ...services, senders: { ...services.senders, email } });
  kibana.save(
    { channels: [emailChannel()] },
    {
      channels: [channelFacts({ id: 'mail', secretsSaved: ['password'] })],
      channelSecrets: JSON.stringify({ mail: { password: PASSWORD } }),
    },
  );
}
beforeEach(() => {
  asked = [];
  answer = { ok: true, result: null };
  startWith();
});

const put = (options: Options, secrets?: object) =>
  kibana.ask('PUT', API.settings, {
    body: {
      settings: { ...DEFAULT_SETTINGS, channels: [emailChannel(options)] },
      version: 'v1',
      ...(secrets ? { secrets } : {}),
    },
  });
const test = (options: Options, secrets?: object) =>
  kibana.ask('POST', API.testChannel, {
    body: { channel: emailChannel(options), ...(secrets ? { secrets } : {}) },
  });
const passwords = () => asked.map(({ server }) => server.login?.password.reveal());
const savedSecrets = () =>
  JSON.parse(kibana.saved?.attributes.channelSecrets ?? '{}') as Record<string, object>;

describe.each<[string, Options]>([
  ['server', { host: 'mail.evil.example' }],
  ['port', { port: 2525 }],
  ['security', { tls: 'tls' }],
  ['user', { user: 'somebody-else' }],
])('another %s', (_what, options) => {
  it('is saved without the password that was saved, and nobody is asked with it', async () => {
    expect((await put(options)).status).toBe(200);
    expect([savedSecrets()['mail'], asked]).toEqual([{}, []]);
    expect(kibana.saved?.attributes.channels).toMatchObject([{ id: 'mail', secretsSaved: [] }]);
  });

  it('needs the password again for a test message', async () => {
    const { status, problems } = await test(options);
    expect([status, problems[0]?.code, problems[0]?.field, asked]).toEqual([
      400,
      'channel_not_ready',
      'secrets.password',
      [],
    ]);
  });

  it('is asked with the password that is typed with it', async () => {
    await test(options, { password: 'typed' });
    await put(options, { mail: { password: 'typed' } });
    expect(passwords()).toEqual(['typed', 'typed']);
    expect(savedSecrets()['mail']).toEqual({ password: 'typed' });
  });
});

it.each<[string, Options]>([
  ['recipients', { recipients: ['night@mail.example'] }],
  ['sender', { from: 'alerts@mail.example' }],
  ['spelling of the server', { host: 'MAIL.example' }],
])('another %s keeps the password', async (_what, options) => {
  await put(options);
  await test({});
  expect(passwords()).toEqual([PASSWORD, PASSWORD]);
  expect(savedSecrets()['mail']).toEqual({ password: PASSWORD });
});

it('a server without login is asked too, and told', async () => {
  const relay: Options = { user: '', tls: 'none', port: 25 };
  await put(relay);
  expect((await test({ ...relay, from: 'other@mail.example' })).status).toBe(200);
  expect(asked.map(({ server, mail }) => [server.login, mail?.to])).toEqual([
    [null, undefined],
    [null, ['soc@mail.example']],
  ]);
});

it('a secret of another kind is refused, in both directions', async () => {
  const { status, problems } = await put(
    {},
    { mail: { botToken: '100009:another_token_of_the_stand_in_bot_99' } },
  );
  expect([status, problems[0]?.code]).toEqual([400, 'no_such_secret']);
  const telegram = await kibana.ask('POST', API.testChannel, {
    body: { channel: telegramChannel('1'), secrets: { password: 'x' } },
  });
  expect([telegram.status, telegram.problems[0]?.code, asked]).toEqual([400, 'no_such_secret', []]);
});

it('a login that is refused keeps the settings from being saved, at the password', async () => {
  const refused = { status: 535, enhanced: '5.7.8', said: '535 5.7.8 no', code: '', rejected: [] };
  answer = { ok: false, failure: { stage: 'login', ...refused } };
  const { status, problems } = await put({}, { mail: { password: 'wrong' } });
  expect([status, problems[0]?.code, problems[0]?.field]).toEqual([
    400,
    'login_refused',
    'secrets.mail.password',
  ]);
  expect(problems[0]?.message).toContain('535 5.7.8 no');
  expect((await test({}, { password: 'wrong' })).body).toMatchObject({
    outcome: 'refused',
    code: 'login_refused',
    said: '535 5.7.8 no',
  });
});

it.each<[string, EmailLists, Options, string, string]>([
  [
    'a server',
    { allowedHosts: ['relay.example'] },
    {},
    'settings.channels.0.options.host',
    'bruteForceAlerts.email.allowedHosts: ["relay.example","mail.example"]',
  ],
  [
    'a recipient',
    { allowedDomains: ['mail.example'] },
    { recipients: ['soc@mail.example', 'me@home.example'] },
    'settings.channels.0.options.recipients',
    'bruteForceAlerts.email.allowedDomains: ["mail.example","home.example"]',
  ],
])(
  '%s that kibana.yml does not list is told nothing, and the line that is missing is said',
  async (_what, lists, options, field, line) => {
    startWith(lists);
    const { status, problems } = await put({ ...options, from: 'a@mail.example' });
    expect([status, problems[0]?.field, problems[0]?.remedy, asked]).toEqual([
      400,
      field,
      expect.stringContaining(line),
      [],
    ]);
    expect((await test({ ...options, from: 'a@mail.example' })).body).toMatchObject({
      outcome: 'refused',
      remedy: expect.stringContaining(line),
    });
    expect(asked).toEqual([]);
  },
);

describe('what is refused before anybody is asked, at its field', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@mail.example`);
  it.each<[string, object, string, RegExp]>([
    ['a URL as server', { host: 'smtp://mail.example' }, 'host', /without smtp/],
    ['a port in the server', { host: 'mail.example:587' }, 'host', /own field/],
    ['a line break in the server', { host: 'mail.example\r\nRCPT TO:<x@y>' }, 'host', /line breaks/],
    ['a server by a number', { host: '2130706433' }, 'host', /no name of a server/],
    ['a server by a hexadecimal number', { host: '0x7f.1' }, 'host', /no name of a server/],
    ['a server of 254 characters', { host: `${'a'.repeat(250)}.com` }, 'host', /no name of a server/],
    ['port 0', { port: 0 }, 'port', /65535/],
    ['port 65536', { port: 65_536 }, 'port', /65535/],
    ['a port as text', { port: '587' }, 'port', /65535/],
    ['a security that is none', { tls: 'maybe' }, 'tls', /Choose how/],
    ['a line break in the user', { user: 'kibana\r\nX: y' }, 'user', /no line breaks/],
    ['a password that would go out in clear', { tls: 'none' }, 'user', /only over TLS/],
    [
      'a line break in the sender',
      { from: 'kibana@mail.example\r\nBcc: x@evil.example' },
      'from',
      /line breaks/,
    ],
    ['a name around the sender', { from: 'SOC <kibana@mail.example>' }, 'from', /only the address/],
    ['a recipient without a domain', { recipients: ['soc'] }, 'recipients.0', /one @/],
    ['a recipient with two @', { recipients: ['soc@evil.example@mail.example'] }, 'recipients.0', /one @/],
    [
      'a quoted recipient',
      { recipients: ['"soc x@evil.example"@mail.example'] },
      'recipients.0',
      /only the address/,
    ],
    ['a recipient with a comment', { recipients: ['soc(x)@mail.example'] }, 'recipients.0', /before the @/],
    [
      'letters that not every server takes',
      { recipients: ['söc@mail.example'] },
      'recipients.0',
      /before the @/,
    ],
    ['two in one', { recipients: ['a@mail.example,b@mail.example'] }, 'recipients.0', /only the address/],
    ['an IP address as domain', { recipients: ['soc@10.0.0.1'] }, 'recipients.0', /one @/],
    ['an empty recipient', { recipients: [''] }, 'recipients.0', /one @/],
    ['100 recipients', { recipients: many(100) }, 'recipients', /at most 50/],
    ['51 recipients', { recipients: many(51) }, 'recipients', /at most 50/],
  ])('%s', async (_what, options, field, text) => {
    const saving = await put(options as Options);
    expect([saving.status, saving.problems[0]?.field]).toEqual([400, `settings.channels.0.options.${field}`]);
    expect(saving.problems[0]?.message).toMatch(text);
    const testing = await test(options as Options);
    expect([testing.status, testing.problems[0]?.field]).toEqual([400, `channel.options.${field}`]);
    expect(asked).toEqual([]);
  });

  it.each(['', `x\r\ny`, 'x\0y', 'x'.repeat(1_025)])('a password that is none', async (password) => {
    const { status, problems } = await put({}, { mail: { password } });
    expect([status, problems[0]?.field, asked]).toEqual([400, 'secrets.mail.password', []]);
    if (password !== '') expect(JSON.stringify(problems)).not.toContain(password);
  });

  it('as much as there may be is taken, and letters of other scripts go out in ASCII', async () => {
    const options = { host: 'mail.münchen.example', recipients: [...many(49), 'soc@münchen.example'] };
    expect((await test(options, { password: 'x' })).status).toBe(200);
    expect(asked[0]?.server.host).toBe('mail.xn--mnchen-3ya.example');
    expect(asked[0]?.mail?.to[49]).toBe('soc@xn--mnchen-3ya.example');
  });
});
