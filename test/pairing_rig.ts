import { Secret } from '../common/channels/secret';
import type { StartedPairing } from '../common/api/pairing';
import { startBotApi, type BotApi } from '../sandbox/bot_api/bot_api';
import { DEMO_BOT } from '../sandbox/bot_api/chats';
import { createTelegramBot } from '../server/adapters/telegram/bot';
import { hashOfNonce, isNonce, randomWord } from '../server/adapters/telegram/nonce';
import { confirmPairing, startPairing, stateOfPairing, type PairingPorts } from '../server/flow/pairing';
import { readAnswers, type ReaderPorts } from '../server/flow/pairing_reader';
import { NOW } from './builders';
import { FakeLease, FakePairings } from './fake_pairings';

export const BOT_ID = 100001;

/** Pairing in memory with a Telegram that refuses what Telegram refuses. Time passes only where a test says so. */
export class PairingRig {
  now = NOW;
  token = new Secret(DEMO_BOT.token);
  readonly pairings = new FakePairings();
  readonly lease = new FakeLease();
  readonly controller = new AbortController();
  chats: ReaderPorts['chats'] = {
    isWanted: () => false,
    press: async () => undefined,
    message: async () => undefined,
    note: async () => undefined,
  };
  /** How often a reader was asked for. */
  wanted = 0;
  onWait: () => void = () => undefined;

  private constructor(readonly botApi: BotApi) {}

  static async start(): Promise<PairingRig> {
    return new PairingRig(await startBotApi());
  }

  async end(): Promise<void> {
    this.controller.abort();
    await this.botApi.close();
  }

  readonly #api = () => createTelegramBot({ apiUrl: this.botApi.url, timeoutMs: 5_000 });

  ports(): PairingPorts & ReaderPorts {
    return {
      api: this.#api(),
      pairings: this.pairings,
      lease: this.lease,
      chats: this.chats,
      randomWord,
      hashOf: hashOfNonce,
      isNonce,
      read: () => (this.wanted += 1),
      clock: () => this.now,
      wait: async () => this.onWait(),
    };
  }

  async begin(space = 'night'): Promise<StartedPairing> {
    const started = await startPairing(this.ports(), space, this.token);
    if (!started.ok) throw new Error(started.problem.message);
    return started.result;
  }

  /** Resolves when nobody waits for an answer any more, or somebody else reads. */
  read = (holder = 'kibana-1') =>
    readAnswers(this.ports(), { botId: BOT_ID, token: this.token, holder }, this.controller.signal);

  state = ({ id }: { id: string }, space = 'night') =>
    stateOfPairing(this.ports(), { space, id, token: this.token });

  confirm = ({ id }: { id: string }, space = 'night') =>
    confirmPairing(this.ports(), { space, id, token: this.token });

  called = (method: string) => this.botApi.calls().filter((call) => call.method === method);
}

/** The nonce that a link carries. */
export const nonceOf = ({ command }: StartedPairing): string => command.split(' ')[1] ?? '';
