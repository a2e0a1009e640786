import { API, type TestChannelResponse } from '../../../common/api/api';
import { RATES } from '../../../common/bounds';
import { TEST_TOKEN } from '../../../test/background';
import { telegramChannel } from '../../../test/channels';
import { CHAT, FakeServices } from '../../../test/fake_services';
import { elasticsearchError } from '../../../test/thrown_errors';
import type { OpenChannel, Outcome } from '../../notify/delivery/channel_sender_port';
import type { ChannelMessage } from '../../notify/message/message';
import { NOW } from '../../../test/builders';
import { addTestChannelRoute } from './test_channel_route';

const TYPED = '100009:another_token_of_the_stand_in_bot_99';
const WHY = { code: 'bot_blocked', said: 'Forbidden: bot was blocked by the user', remedy: 'Unblock it.' };
let kibana: FakeServices;
let told: Array<[ChannelMessage, OpenChannel]>;
let outcome: Outcome;

beforeEach(() => {
  kibana = new FakeServices(addTestChannelRoute);
  kibana.save();
  told = [];
  outcome = { kind: 'delivered', messageId: '7', text: 'A test' };
  const services = kibana.services();
  const telegram = {
    send: async (message: ChannelMessage, channel: OpenChannel) => {
      told.push([message, channel]);
      return outcome;
    },
  };
  kibana.services = () => ({ ...services, senders: { telegram: telegram as never } });
});

const test = (body: Record<string, unknown> = {}) =>
  kibana.ask<TestChannelResponse>('POST', API.testChannel, {
    body: { channel: telegramChannel(CHAT.id), ...body },
  });
const tokens = () => told.map(([, { secrets }]) => secrets['botToken']?.reveal());

it('sends one test message through the channel as it was given: who asked, when, its name and its space', async () => {
  const { status, body } = await test({ channel: { ...telegramChannel('-2002'), name: 'SOC' } });
  expect([status, body]).toEqual([200, { outcome: 'delivered', text: 'A test' }]);
  expect(told).toEqual([
    [
      { kind: 'test', askedBy: 'anna', at: NOW, channel: 'SOC', space: 'night' },
      expect.objectContaining({
        space: 'night',
        kind: 'telegram',
        options: telegramChannel('-2002').options,
      }),
    ],
  ]);
  expect(kibana.done).toEqual([]);
});

describe('the secret', () => {
  it('is the saved one of the same channel', async () => {
    await test();
    expect(tokens()).toEqual([TEST_TOKEN]);
  });

  it('is the typed one, where there is one; it is not answered', async () => {
    const answer = await test({ secrets: { botToken: TYPED } });
    expect(tokens()).toEqual([TYPED]);
    expect(JSON.stringify(answer)).not.toContain(TYPED);
  });

  it.each<[string, () => void]>([
    ['nothing is saved', () => (kibana.saved = null)],
    ['none is saved', () => kibana.save({}, { channelSecrets: null })],
    ['the saved one cannot be decrypted', () => (kibana.undecryptable = true)],
    [
      'it is saved for a channel of another id',
      () => kibana.save({ channels: [telegramChannel('1', 'day')] }),
    ],
  ])('is asked for where %s, and nobody is told', async (_why, prepare) => {
    prepare();
    const { status, problems } = await test();
    expect([status, problems[0]?.code, problems[0]?.field, told]).toEqual([
      400,
      'channel_not_ready',
      'secrets.botToken',
      [],
    ]);
  });

  it('of another kind is refused', async () => {
    const { status, problems } = await test({ secrets: { password: 'x' } });
    expect([status, problems[0]?.field, told]).toEqual([400, 'secrets.password', []]);
  });
});

it.each([
  ['an option is empty', telegramChannel(''), 'channel.options', 'channel_not_ready'],
  ['an option is none', telegramChannel('night shift'), 'channel.options.chatId', 'invalid_input'],
  ['the kind is not known', { ...telegramChannel('1'), kind: 'pigeon' }, 'channel.kind', 'invalid_input'],
  ['there is none', undefined, 'channel', 'invalid_input'],
])('nobody is told where %s', async (_what, channel, field, code) => {
  const { status, problems } = await test({ channel });
  expect([status, problems[0]?.field, problems[0]?.code, told]).toEqual([400, field, code, []]);
});

describe('what became of it', () => {
  it.each<[Outcome['kind'], Outcome]>([
    ['refused', { kind: 'refused', by: 'channel', ...WHY }],
    ['deferred', { kind: 'deferred', waitMs: 7_000, ...WHY }],
    ['unknown', { kind: 'unknown', ...WHY }],
  ])('%s: is the answer, with the words of the far side and a remedy', async (kind, what) => {
    outcome = what;
    const { status, body } = await test();
    expect([status, body, kibana.done]).toEqual([200, { outcome: kind, ...WHY }, []]);
  });

  it('is cut to 300 characters, and carries no secret', async () => {
    outcome = { kind: 'unknown', ...WHY, said: `You sent ${TEST_TOKEN}${'😀'.repeat(400)}` };
    const { said } = (await test()).body as { said: string };
    expect([said.startsWith('You sent ********😀'), [...said].length]).toEqual([true, 300]);
  });
});

describe('a test that arrives', () => {
  it('by the channel as it is saved has it looked at again', async () => {
    await test();
    expect(kibana.done).toEqual(['lookAgain night', 'pokeOutbox']);
  });

  it('is said to have, also where its channel cannot be looked at again', async () => {
    kibana.failing.set('lookAgain', elasticsearchError('ResponseError', 503));
    expect((await test()).body).toMatchObject({ outcome: 'delivered' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['another chat', { channel: telegramChannel('-2002') }],
    ['another token', { secrets: { botToken: TYPED } }],
  ])('by %s says nothing of the saved channel', async (_what, body) => {
    await test(body);
    expect([told.length, kibana.done]).toEqual([1, []]);
  });
});

it('takes a turn of the test messages of the space', async () => {
  for (let n = 0; n < RATES.testMessages.most; n += 1) expect((await test()).status).toBe(200);
  const { status, headers } = await test();
  expect([status, headers, told.length]).toEqual([429, { 'retry-after': '60' }, RATES.testMessages.most]);
});
