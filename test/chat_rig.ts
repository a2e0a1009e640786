import { Secret } from '../common/channels/secret';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../sandbox/bot_api/chats';
import type { Press } from '../sandbox/bot_api/presses';
import { createTelegramBot } from '../server/adapters/telegram/bot';
import { hashOfNonce, isNonce } from '../server/adapters/telegram/nonce';
import { takeMessage, type ChatMessagePorts, type SpaceStatus } from '../server/flow/chat_messages';
import { readAnswers } from '../server/flow/pairing_reader';
import { takePress, type ChatChannel, type PressPorts } from '../server/flow/press';
import { tellDeeds, type DeedPorts } from '../server/flow/tell_deeds';
import type { TelegramFailure } from '../server/notify/telegram/bot_api_port';
import { createTelegramSender } from '../server/notify/telegram/sender';
import { alert, SECOND } from './builders';
import { CHANNEL_ID } from './channels';
import { FakeOutbox, openChannel } from './fake_outbox';
import { FakeLease, FakePairings } from './fake_pairings';

export const ALERT = '0123456789abcdef0123456789abcdef';
export const SOC = -2001;
const BOT_ID = 100001;

/**
 * A space whose alerts are worked on from a chat: the real outbox, reader and sender over memory, and a Telegram that
 * refuses what Telegram refuses. Time passes only where a test says so.
 */
export class ChatRig {
  readonly token = new Secret(DEMO_BOT.token);
  readonly outbox: FakeOutbox;
  readonly pairings = new FakePairings();
  readonly lease = new FakeLease();
  users: number[] = [];
  /** Why the bot could not be read, as it was noted. */
  readonly noted: Array<TelegramFailure | null> = [];
  status: SpaceStatus = { state: 'running', lastGoodAt: null, openAlerts: 2, waitingMessages: 0 };
  #rounds = 0;

  private constructor(
    readonly botApi: BotApi,
    options: object,
  ) {
    const api = createTelegramBot({ apiUrl: botApi.url, timeoutMs: 5_000 });
    this.outbox = new FakeOutbox({ telegram: createTelegramSender(() => api) });
    this.#setChannel({ chatId: String(SOC), buttons: true, ...options });
    this.outbox.people.add(ALERT);
  }

  static async start(options: object = {}): Promise<ChatRig> {
    return new ChatRig(await startBotApi(), options);
  }

  end = () => this.botApi.close();

  #setChannel(options: object): void {
    const secrets = { botToken: this.token };
    this.outbox.channels.set(CHANNEL_ID, openChannel({ options: { ...options }, secrets }));
  }

  get channel() {
    const channel = this.outbox.channels.get(CHANNEL_ID);
    if (typeof channel !== 'object') throw new Error('There is no channel.');
    return channel;
  }

  /** Sends the first message about the alert. */
  async tell(link: string | null = 'https://kibana.example/app/x'): Promise<void> {
    this.outbox.plan({ alert: alert({ id: ALERT }), link, now: this.outbox.now });
    await this.outbox.drain();
  }

  ports(): PressPorts & ChatMessagePorts {
    const ports = this.outbox.ports();
    return {
      ...ports,
      api: createTelegramBot({ apiUrl: this.botApi.url, timeoutMs: 5_000 }),
      channelsOf: async () => [this.#chatChannel()],
      buttons: this.outbox.buttons,
      people: () => this.outbox.people,
      pairings: this.pairings,
      statusOf: async () => this.status,
      hashOf: hashOfNonce,
      pokeOutbox: () => undefined,
      tellDeeds: (space, alertIds) => tellDeeds(this.deedPorts(), space, alertIds),
    };
  }

  deedPorts(): DeedPorts {
    return {
      ...this.outbox.ports(),
      people: () => this.outbox.people,
      recent: { since: async () => [] },
      pokeOutbox: () => undefined,
    };
  }

  #chatChannel(): ChatChannel {
    return {
      ref: { space: 'default', channelId: CHANNEL_ID },
      chatId: String(this.channel.options['chatId']),
      users: this.users,
      botName: DEMO_BOT.username,
    };
  }

  /** Reads what was pressed and written so far, as the elected Kibana does. */
  async read(ports: PressPorts & ChatMessagePorts = this.ports()): Promise<void> {
    this.#rounds = 2;
    const controller = new AbortController();
    const chats = {
      isWanted: () => (this.#rounds -= 1) >= 0,
      press: (reader: Reading, press: Parameters<typeof takePress>[2]) => takePress(ports, reader, press),
      message: (reader: Reading, message: Parameters<typeof takeMessage>[2]) =>
        takeMessage(ports, reader, message),
      note: async (_botId: number, failure: TelegramFailure | null) => void this.noted.push(failure),
    };
    const waitsFor = { ...ports, pairings: this.pairings, lease: this.lease, isNonce, chats };
    const api = createTelegramBot({ apiUrl: this.botApi.url, timeoutMs: 5_000 });
    // Nothing is waited for: what was pressed is there already.
    const getUpdates: typeof api.getUpdates = (token, asked) =>
      api.getUpdates(token, { ...asked, waitSeconds: 0 });
    await readAnswers(
      { ...waitsFor, api: { getUpdates }, wait: async () => undefined },
      { botId: BOT_ID, token: this.token, holder: 'kibana-1' },
      controller.signal,
    );
  }

  /** Somebody presses a button of the last message. Resolves with what they are told. */
  async press(button: Press['button'], more: Partial<Press> = {}): Promise<string | undefined> {
    if (this.pressUnread(button, more) === null) throw new Error('There is no such button.');
    await this.read();
    return this.botApi.presses.answers.at(-1)?.text;
  }

  pressUnread = (button: Press['button'], more: Partial<Press> = {}) =>
    this.botApi.press({ message: this.botApi.messages().at(-1)?.message_id ?? 0, button, ...more });

  /** Lets the outbox work until nothing waits, ten seconds for each edit. */
  async settle(): Promise<void> {
    for (let n = 0; n < 5; n += 1) await this.outbox.drain(11 * SECOND);
  }

  message() {
    const message = this.botApi.messages().at(-1);
    if (!message) throw new Error('There is no message.');
    return message;
  }

  labels = () => this.message().buttons.map((row) => row.map(({ text }) => text));

  alert = () => this.outbox.people.of(ALERT);
}

type Reading = Parameters<typeof takePress>[1];
