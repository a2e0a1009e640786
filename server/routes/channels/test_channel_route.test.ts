import { API, type TestChannelResponse } from '../../../common/api/api';
import { RATES } from '../../../common/bounds';
import { TEST_TOKEN } from '../../../test/background';
import { telegramChannel } from '../../../test/channels';
import { CHAT, FakeServices } from '../../../test/fake_services';
import type { OpenChannel, Outcome } from '../../notify/delivery/channel_sender_port';
import type { ChannelMessage } from '../../notify/message/message';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { NOW } from '../../../test/builders';
import { addTestChannelRoutes } from './test_channel_route';

const TYPED = '100009:another_token_of_the_stand_in_bot_99';
const WHY = { code: 'bot_blocked', said: 'Forbidden: bot was blocked by the user', remedy: 'Unblock it.' };
let kibana: FakeServices;
let told: Array<[ChannelMessage, OpenChannel]>;
let outcome: Outcome;

beforeEach(() => {
  kibana = new FakeServices(addTestChannelRoutes);
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

/** Through a channel of the form whose chat is not the saved one, unless a case says otherwise. */
const test = (body: Record<string, unknown> = {}) =>
  kibana.ask<TestChannelResponse>('POST', API.testChannel, {
    body: { channel: telegramChannel('-2002'), ...body },
  });
const testSaved = () => test({ channel: telegramChannel(CHAT.id) });
const tokens = () => told.map(([, { secrets }]) => secrets['botToken']?.reveal());

it('sends one test message through the channel as it was given: who asked, when, its name and its space', async () => {
  const { status, body } = await test({ channel: { ...telegramChannel('-2002'), name: 'SOC' } });
  expect([status, body]).toEqual([200, { outcome: 'delivered', text: 'A test', deliveredAt: NOW }]);
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

  it('that is none is refused, and not repeated', async () => {
    const answer = await test({ secrets: { botToken: 'bot123:secret words' } });
    expect([answer.status, answer.problems[0]?.field, told]).toEqual([400, 'secrets.botToken', []]);
    expect(JSON.stringify(answer)).not.toContain('secret words');
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

describe('through a channel as it is saved', () => {
  const FAILED = { lastErrorCode: WHY.code, lastError: WHY.said, remedy: WHY.remedy };
  const find = async (id = 'test-night-0') => {
    const path = API.channelTest;
    return kibana.ask<TestChannelResponse>('GET', path, { params: { id } });
  };
  /** What became of the test that waits. */
  const become = (changes: Partial<OutboxEntry<unknown>>) => {
    const [entry] = kibana.tests.splice(0);
    if (entry) kibana.tests.push({ ...entry, ...changes });
  };

  it('it waits in the outbox, as alerts do, and is answered at once', async () => {
    const { status, body } = await testSaved();
    const waits = { outcome: 'waiting', id: 'test-night-0', notBefore: NOW, last: null };
    expect([status, body, told]).toEqual([200, waits, []]);
    expect(kibana.done).toEqual(['prepareStorage', 'test night night']);
    expect(kibana.tests[0]?.message).toEqual({
      ...{ kind: 'test', askedBy: 'anna', at: NOW, channel: 'Telegram', space: 'night' },
    });
    expect((await find()).body).toEqual(waits);
  });

  it('is that also where its options come back in another order', async () => {
    const channel = telegramChannel(CHAT.id);
    const options = Object.fromEntries(Object.entries(channel.options).reverse());
    kibana.save({ channels: [{ ...channel, options: options as never }] });
    expect((await testSaved()).body.outcome).toBe('waiting');
  });

  it.each<[string, Partial<OutboxEntry<unknown>>, object]>([
    [
      'arrived',
      { status: 'delivered', deliveredAt: NOW + 1_000, text: 'A test' },
      { outcome: 'delivered', text: 'A test', deliveredAt: NOW + 1_000 },
    ],
    ['is on its way', { status: 'sending' }, { outcome: 'waiting', last: null }],
    [
      'is tried again',
      { status: 'pending', notBefore: NOW + 5_000, ...FAILED },
      { outcome: 'waiting', notBefore: NOW + 5_000, last: WHY },
    ],
    ['was refused', { status: 'expired', refusedBy: 'channel', ...FAILED }, { outcome: 'refused', ...WHY }],
    ['got no answer', { status: 'expired', unknowns: 1, ...FAILED }, { outcome: 'unknown', ...WHY }],
    ['could not be sent in time', { status: 'expired', ...FAILED }, { outcome: 'deferred', ...WHY }],
    [
      'was on its way when Kibana ended',
      { status: 'expired', ...FAILED, lastErrorCode: 'left_unfinished' },
      { outcome: 'unknown', ...WHY, code: 'left_unfinished' },
    ],
  ])('one that %s', async (_what, changes, expected) => {
    await testSaved();
    become(changes);
    const { status, body } = await find();
    expect([status, body]).toEqual([200, expect.objectContaining(expected)]);
  });

  it('what was said of it is cut to 300 characters, and carries no secret', async () => {
    await testSaved();
    become({ ...FAILED, lastError: `You sent ${TEST_TOKEN}${'😀'.repeat(400)}` });
    const { last } = (await find()).body as { last: { said: string } };
    expect([last.said.startsWith('You sent ********😀'), [...last.said].length]).toEqual([true, 300]);
  });

  it.each(['test-night-1', 'nothing', '../secret', 'x'.repeat(5_000)])(
    'there is none of the id %#',
    async (id) => {
      await testSaved();
      const { status, problems } = await find(id);
      expect([status, problems[0]?.code]).toEqual([404, 'no_such_test']);
      expect(problems[0]?.message.length).toBeLessThan(300);
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ['another chat', { channel: telegramChannel('-2002') }],
    ['another token', { channel: telegramChannel(CHAT.id), secrets: { botToken: TYPED } }],
  ])('%s is none: it is told at once, and says nothing of the saved channel', async (_what, body) => {
    await test(body);
    expect([told.length, kibana.done, kibana.tests]).toEqual([1, [], []]);
  });
});

it('takes a turn of the test messages of the space', async () => {
  const half = RATES.testMessages.most / 2;
  for (let n = 0; n < half; n += 1)
    for (const one of [test, testSaved]) expect((await one()).status).toBe(200);
  for (const one of [test, testSaved]) {
    const { status, headers } = await one();
    expect([status, headers]).toEqual([429, { 'retry-after': '60' }]);
  }
  expect([told.length, kibana.tests.length]).toEqual([half, half]);
});
