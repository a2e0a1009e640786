import { telegramChannel } from '../channels';
import { API } from '../../common/api/api';
import {
  BOT_TOKEN,
  eventually,
  GROUP_CHAT,
  messagesAbout,
  scriptTelegram,
  TARGET,
  TestSpace,
} from './harness';

jest.setTimeout(180_000);

describe('when Telegram does not take a message', () => {
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
  });
  afterAll(() => space.remove());

  /** Lets the next sendMessage fail, plays an attack, and resolves with the delivery as soon as it is as wanted. */
  const attack = async (
    name: string,
    fault: object,
    isSo: (status: string, code: string | null) => boolean,
  ) => {
    const account = `${name}-${space.id}`;
    await scriptTelegram({ ...fault, method: 'sendMessage' });
    await space.fail(account, 5);
    const delivery = await eventually(
      `the delivery about ${name}`,
      async () => {
        const [found] = (await space.alerts()).find(({ group }) => group.value === account)?.deliveries ?? [];
        return found && isSo(found.status, found.lastErrorCode) && found;
      },
      90,
    );
    return { account, delivery };
  };

  it('refused: the alert is there, the page says what to do, and repairing the channel sends it', async () => {
    const { account, delivery } = await attack(
      'kicked',
      { kind: 'refusal', code: 'bot_kicked' },
      (status) => status === 'refused',
    );
    expect(delivery.remedy).toMatch(/./);
    const { problems } = await space.status();
    expect(problems).toMatchObject([{ severity: 'error', remedy: delivery.remedy }]);
    expect(await messagesAbout(account)).toHaveLength(0);
    expect(await space.tryChannel(telegramChannel(GROUP_CHAT))).toMatchObject({ outcome: 'delivered' });
    await eventually('the message after the repair', async () => (await messagesAbout(account)).length === 1);
  });

  it('retry_after: waits as long as it was told, and then delivers once', async () => {
    const { account, delivery } = await attack(
      'flood',
      { kind: 'retry_after', seconds: 8 },
      (status, code) => code !== null && status === 'pending',
    );
    expect(delivery.notBefore).toBeGreaterThan(delivery.plannedAt + 7_500);
    const [message] = await eventually('the message', async () => {
      const found = await messagesAbout(account);
      return found.length > 0 && found;
    });
    expect(Date.parse(message?.at ?? '')).toBeGreaterThanOrEqual(delivery.notBefore ?? Infinity);
  });

  it.each([
    ['a reset connection', 'reset', { kind: 'reset' }],
    ['an HTML page of a proxy', 'html', { kind: 'html502' }],
    ['an answer cut short', 'truncated', { kind: 'truncated' }],
  ])('%s: tries again', async (_what, name, fault) => {
    const { delivery } = await attack(name, fault, (status) => status === 'delivered');
    expect(delivery.attempts).toBe(2);
  });

  it('markup that it cannot read: sends the words without', async () => {
    const { delivery } = await attack(
      'plain',
      { kind: 'refusal', code: 'formatting_refused' },
      (status) => status === 'delivered',
    );
    expect(delivery.text).toContain('Attempts: 5');
    expect(delivery.attempts).toBe(1);
  });

  it('the test message works before anything is saved, and shows what Telegram answers', async () => {
    const fresh = await TestSpace.create();
    try {
      const ask = (chatId: string) => fresh.tryChannel(telegramChannel(chatId), { botToken: BOT_TOKEN });
      expect(await ask(GROUP_CHAT)).toMatchObject({
        outcome: 'delivered',
        text: expect.stringContaining(fresh.id),
      });
      expect(await ask('1003')).toMatchObject({
        outcome: 'refused',
        said: expect.stringMatching(/blocked/i),
        remedy: expect.stringMatching(/./),
      });
      const channel = telegramChannel(GROUP_CHAT);
      expect((await fresh.kibana.call('POST', API.testChannel, { channel })).status).toBe(400);
    } finally {
      await fresh.remove();
    }
  });

  it('the test message of a saved channel goes the way that alerts go, and shows when it arrived or what refused it', async () => {
    const other = await TestSpace.create();
    const ada = telegramChannel('1001');
    const test = () => other.tryChannel(ada);
    try {
      await other.save({ channels: [ada] });
      const started = Date.now();
      const arrived = await test();
      expect(arrived).toMatchObject({ outcome: 'delivered', text: expect.stringContaining(other.id) });
      if (arrived.outcome === 'delivered') expect(arrived.deliveredAt).toBeGreaterThan(started - 60_000);

      await scriptTelegram({ kind: 'refusal', code: 'bot_blocked', method: 'sendMessage' });
      expect(await test()).toMatchObject({ outcome: 'refused', code: 'bot_blocked' });
      const channel = async () => (await other.status()).channels[0];
      expect(await channel()).toMatchObject({ broken: true, worksSince: null, refused: 0 });

      expect(await test()).toMatchObject({ outcome: 'delivered' });
      await eventually('the channel to work', async () => (await channel())?.broken === false);
      expect((await channel())?.worksSince).toBe((await channel())?.lastDeliveredAt);
    } finally {
      await other.remove();
    }
  });

  it('kicked during attacks on several accounts: one call, and once it is in again one message about all', async () => {
    const chat = -1003002;
    const other = await TestSpace.create();
    const setState = (state: string) =>
      fetch(`${TARGET.botApi}/_chats`, { method: 'POST', body: JSON.stringify({ id: chat, state }) });
    const sendings = async () => {
      const calls = (await (await fetch(`${TARGET.botApi}/_calls`)).json()) as Array<{
        method: string;
        parameters: { chat_id?: unknown };
      }>;
      return calls.filter(
        ({ method, parameters }) => method === 'sendMessage' && String(parameters.chat_id) === String(chat),
      ).length;
    };
    try {
      await other.turnOn({ channels: [telegramChannel(String(chat))] });
      const before = await sendings();
      await setState('kicked');
      // At once, so that one run finds all: what is found when the channel is broken already goes into a digest.
      const held = [1, 2, 3].map((n) => `held-${n}-${other.id}`);
      await other.fail(held, 5);
      const channel = async () => (await other.status()).channels[0];
      await eventually('the channel to be broken', async () => {
        const now = await channel();
        return now?.broken && now.refused + now.waiting === 3;
      });
      expect(await sendings()).toBe(before + 1);
      expect((await other.status()).problems).toMatchObject([{ code: 'bot_kicked', severity: 'error' }]);
      await setState('member');
      expect(await other.tryChannel(telegramChannel(String(chat)))).toMatchObject({ outcome: 'delivered' });
      const summaries = async () => {
        const messages = (await (await fetch(`${TARGET.botApi}/_messages`)).json()) as Array<{
          text: string;
        }>;
        return messages.filter(({ text }) => text.includes('3 attacks were held back')).length;
      };
      await eventually('the summary', async () => (await summaries()) === 1);
      await eventually('the channel to work', async () => (await channel())?.broken === false);
      expect((await other.alerts()).map(({ deliveries }) => deliveries[0]?.status)).toEqual(
        Array(3).fill('summarised'),
      );
      expect((await other.status()).problems).toEqual([]);
    } finally {
      await setState('member');
      await other.remove();
    }
  });

  it('no answer of the API and no recorded call carries the token', async () => {
    const calls = await (await fetch(`${TARGET.botApi}/_calls`)).text();
    const status = JSON.stringify(await space.status()) + JSON.stringify(await space.alerts());
    const settings = JSON.stringify((await space.kibana.call('GET', API.settings)).body);
    const [, secret = ''] = BOT_TOKEN.split(':');
    for (const text of [calls, status, settings]) expect(text).not.toContain(secret);
  });
});
