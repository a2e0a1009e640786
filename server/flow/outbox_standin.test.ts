import { Secret } from '../../common/channels/secret';
import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { TEST_TOKEN } from '../../test/background';
import { MINUTE, SECOND } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { FakeOutbox, openChannel } from '../../test/fake_outbox';
import { createTelegramBot } from '../adapters/telegram/bot';
import { createTelegramSender } from '../notify/telegram/sender';

const CHAT = -2001;
/** What Telegram takes in a group, by its guidance. */
const RATES = [
  { messages: 1, perMs: SECOND },
  { messages: 20, perMs: MINUTE },
];

describe('the outbox and a Bot API that refuses what Telegram refuses', () => {
  let botApi: BotApi;
  let outbox: FakeOutbox;
  const answers = () =>
    botApi.calls().flatMap(({ method, status }) => (method === 'sendMessage' ? [status] : []));
  const isIdle = () => !outbox.statuses()['pending'];

  beforeEach(async () => {
    botApi = await startBotApi({ rates: RATES, clock: () => outbox.now });
    const telegram = createTelegramBot({ apiUrl: botApi.url, timeoutMs: 5_000 });
    outbox = new FakeOutbox({ telegram: createTelegramSender(() => telegram) });
    const secrets = { botToken: new Secret(TEST_TOKEN) };
    outbox.channels.set(CHANNEL_ID, openChannel({ options: { chatId: String(CHAT) }, secrets }));
  });
  afterEach(() => botApi.close());

  it('a flood of 50 messages is sent without one refusal, at twenty a minute', async () => {
    for (let n = 0; n < 50; n += 1) outbox.plan();
    const begun = outbox.now;
    while (!isIdle()) await outbox.drain(5 * SECOND);
    expect(answers()).toEqual(Array(50).fill(200));
    expect(botApi.messages()).toHaveLength(50);
    expect(outbox.now - begun).toBeLessThan(4 * MINUTE);
  });

  it('kicked in the middle of it: one refusal, then silence, and one message when it is in again', async () => {
    for (let n = 0; n < 10; n += 1) outbox.plan();
    await outbox.drain();
    botApi.setChatState(CHAT, 'kicked');
    for (let n = 0; n < 490; n += 1) outbox.plan();
    await outbox.passTime(30 * MINUTE);
    expect(answers()).toEqual([...Array<number>(10).fill(200), 403]);
    expect(outbox.first().status).toBe('delivered');
    botApi.setChatState(CHAT, 'member');
    await outbox.passTime(60 * MINUTE);
    expect(answers().slice(11)).toEqual([200]);
    expect(botApi.messages().at(-1)?.text).toMatch(/^📋 490 attacks were held back\n/);
    expect(outbox.statuses()).toEqual({ delivered: 11, summarised: 490 });
  });
});
