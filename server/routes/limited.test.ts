import { API } from '../../common/api/api';
import { RATES } from '../../common/bounds';
import { telegramChannel } from '../../test/channels';
import { CHAT, FakeServices } from '../../test/fake_services';
import { NOW, SECOND } from '../../test/builders';
import { StorageRefusedError } from '../adapters/elasticsearch_errors';
import { addAlertRoutes } from './alerts/alert_routes';
import { addDetectRoute } from './alerts/detect_route';
import { addSettingsRoutes } from './settings/settings_routes';
import { addTelegramRoutes } from './channels/telegram_routes';
import { addTestChannelRoutes } from './channels/test_channel_route';

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(
    ...[addAlertRoutes, addDetectRoute, addSettingsRoutes, addTelegramRoutes, addTestChannelRoutes],
  );
  kibana.save();
});

const view = { indexPatterns: ['winlogbeat-*'] };
const settings = () => ({ settings: kibana.saved?.attributes.settings, version: kibana.saved?.version });
type Ask = [what: string, method: string, path: string, input: () => { body?: unknown; query?: object }];
const QUESTIONS: Ask[] = [
  ['asking about a token', 'POST', API.checkToken, () => ({ body: {} })],
  ['asking about a chat', 'POST', API.checkChat, () => ({ body: { chatId: CHAT.id } })],
  ['looking at a source', 'POST', API.checkSource, () => ({ body: view })],
  ['looking at its fields', 'POST', API.fieldReport, () => ({ body: view })],
  ['looking for attacks', 'GET', API.detect, () => ({ query: { notify: 'false' } })],
  ['saving', 'PUT', API.settings, () => ({ body: settings() })],
];
const tested = (chatId: string) => () => ({ body: { channel: telegramChannel(chatId) } });
const TEST: Ask = ['a test message', 'POST', API.testChannel, tested(CHAT.id)];
const UNSAVED: Ask = [
  'a test message through a channel that is not saved',
  'POST',
  API.testChannel,
  tested('-2002'),
];
const ask = ([, method, path, input]: Ask) => kibana.ask(method, path, input() as never);

describe.each([
  ...QUESTIONS.map((question) => [question[0], question, RATES.questions.most] as const),
  ...[TEST, UNSAVED].map((test) => [test[0], test, RATES.testMessages.most] as const),
])('%s', (_what, question, most) => {
  it(`goes on ${most} times in a minute; then the answer is 429 and when to try again`, async () => {
    for (let n = 0; n < most; n += 1) expect((await ask(question)).status).toBe(200);
    kibana.now = NOW + 18 * SECOND;
    const before = kibana.done.length;
    const { status, headers, problems } = await ask(question);
    expect([status, headers, kibana.done.length - before]).toEqual([429, { 'retry-after': '42' }, 0]);
    expect(problems).toEqual([
      {
        code: 'too_many_requests',
        severity: 'error',
        message: expect.stringContaining('Nothing was done or sent'),
        remedy: 'Wait 42 seconds, then try again.',
      },
    ]);
    kibana.now = NOW + 60 * SECOND;
    expect((await ask(question)).status).toBe(200);
  });

  it('that is refused for what was asked takes no turn', async () => {
    const [, method, path] = question;
    const wrong = method === 'GET' ? { query: { notify: 'perhaps' } } : { body: { wrong: 1 } };
    for (let n = 0; n < most + 1; n += 1) expect((await kibana.ask(method, path, wrong)).status).toBe(400);
    expect((await ask(question)).status).toBe(200);
  });
});

it('questions share the turns of a space; looking and test messages have turns of their own', async () => {
  const isLook = ([, , path]: Ask) => path === API.detect;
  const [first, ...others] = QUESTIONS.filter((question) => !isLook(question));
  for (let n = 0; first && n < RATES.questions.most; n += 1) await ask(first);
  for (const question of others) expect((await ask(question)).status).toBe(429);
  for (const look of QUESTIONS.filter(isLook)) expect((await ask(look)).status).toBe(200);
  expect((await ask(TEST)).status).toBe(200);
});

it('one second is said in the singular', async () => {
  kibana.limits.question = () => ({ ok: false, waitMs: 1 });
  const { headers, problems } = await kibana.ask('POST', API.checkToken, { body: {} });
  expect([headers['retry-after'], problems[0]?.remedy]).toEqual(['1', 'Wait 1 second, then try again.']);
});

describe('at once', () => {
  it('five are answered, the sixth is refused, and one that failed makes room', async () => {
    let fail: (error: Error) => void = () => undefined;
    const hanging = new Promise<never>((_resolve, reject) => (fail = reject));
    const services = kibana.services();
    const telegram: typeof services.telegram = (proxy) => ({
      ...services.telegram(proxy),
      getMe: () => hanging,
    });
    kibana.services = () => ({ ...services, telegram });
    const asked = Array.from({ length: RATES.questions.atOnce }, () =>
      kibana.ask('POST', API.checkToken, { body: {} }),
    );
    const sixth = await kibana.ask('POST', API.checkSource, { body: view });
    expect([sixth.status, sixth.headers]).toEqual([429, { 'retry-after': '1' }]);
    fail(new Error('a fault'));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(
      asked.map(() => 'rejected'),
    );
    expect((await kibana.ask('POST', API.checkSource, { body: view })).status).toBe(200);
  });
});

it.each([TEST, UNSAVED])(
  '%s that cannot be counted is not sent: 503, and what to look at',
  async (...test) => {
    kibana.limits.testMessage = () => Promise.reject(new StorageRefusedError('not counted'));
    const { status, problems } = await ask(test);
    expect([status, problems[0]?.code, kibana.done]).toEqual([503, 'storage_failed', []]);
  },
);
