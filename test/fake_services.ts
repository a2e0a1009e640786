import { fromSealed } from '../common/channels/sealed_secrets';
import { createTelegramSender } from '../server/notify/telegram/sender';
import { channelFacts, telegramChannel, withToken } from './channels';
import type { Alert } from '../common/alerts/alerts';
import type { ErrorBody, SourceCheck } from '../common/api/api';
import { NOTHING_HIDDEN } from '../common/settings/hidden';
import type { SourceSettings } from '../common/settings/settings';
import { EMPTY_MEMORY, type Memory, type SecretsNote, type SourceMemory } from '../common/status/memory';
import type { Problem } from '../common/status/problems';
import { Secret } from '../common/channels/secret';
import { DEFAULT_SETTINGS, type SettingsInput } from '../common/settings/settings';
import type {
  ElasticsearchClient,
  KibanaRequest,
  RequestHandler,
  RequestHandlerContext,
  RouteConfig,
  Router,
} from '../kibana_contracts/server';
import { telegramProblem } from '../server/notify/telegram/errors';
import { isPassing } from '../server/adapters/elasticsearch_errors';
import { previewsOf } from '../server/wiring/previews';
import { toRefusal } from '../server/wiring/refusal_of_errors';
import type { Delivery } from '../common/deliveries/deliveries';
import type { OutboxEntry } from '../common/deliveries/outbox';
import type { DigestDelivery } from '../server/record/plans_port';
import type { AlertRow, FoundAlerts } from '../server/record/alert_store_port';
import type { AlertActions } from '../server/record/people_port';
import type { Minting } from '../server/routes/authority_port';
import type { RouteSetup } from '../server/routes/route';
import type { Services } from '../server/routes/services';
import type { SavedSettings, SettingsAttributes } from '../server/routes/settings/settings_port';
import { SILENT, TEST_TOKEN } from './background';
import { NOW } from './builders';
import { alertServices } from './fake_alerts';
import { heartbeatServices, KeptHeartbeat } from './fake_heartbeat';
import { fakePairing } from './fake_pairing';
import { fakeTelegram, type TelegramAnswers } from './fake_telegram';
import { RESPONSES, type Answered } from './fake_responses';
import { limitsInMemory } from './limits';

import { UndecryptableError, savedObjectsError } from './thrown_errors';

/** What a route answered; the test that asks says of which type. */
export interface RouteAnswer<T> {
  status: number;
  body: T;
  problems: Problem[];
  headers: Record<string, string>;
}
interface Input {
  body?: unknown;
  query?: Record<string, unknown>;
  params?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export const BOT = { id: 100001, username: 'stand_in_bot' };
export const CHAT = { id: '-2001', type: 'group', title: 'Night shift' } as const;
export const OLD_KEY = {
  kind: 'api_key',
  username: 'anna',
  since: NOW,
  keyId: 'key-1',
  keyName: 'first key',
} as const;
export const NEW_KEY_HEADER = 'aGVhZGVyIG9mIHRoZSBuZXcga2V5';

const NO_PROBLEMS: SourceCheck = { patterns: [], logons: null, problems: [] };
const SLICE = { from: NOW, to: NOW };

const askedOf = ({ indexPatterns, fields }: SourceSettings): [string[], object] => [indexPatterns, fields];

/** What the routes are given, in memory. `done` is everything that had an effect, in its order. */
export class FakeServices {
  saved: SavedSettings | null = null;
  memory: Memory = EMPTY_MEMORY;
  source: SourceMemory | null = null;
  now = NOW;
  canEncrypt = true;
  /** The names of the proxies of kibana.yml. */
  proxies: string[] = [];
  securityOn = true;
  maySend = true;
  undecryptable = false;
  secretsNote: SecretsNote | null = null;
  readonly done: string[] = [];
  /** Errors of effects, by the first word of the effect's line in `done`. */
  readonly failing = new Map<string, Error>();
  /** What a caller sees in the source, and what a new key sees. */
  callerSees = NO_PROBLEMS;
  keySees = NO_PROBLEMS;
  hidden = NOTHING_HIDDEN;
  /** What was asked about index patterns: the question, the patterns, and the fields that are set. */
  readonly asked: Array<[string, string[], object]> = [];
  fieldReport: Awaited<ReturnType<Services['describeFields']>> = {
    events: 0,
    concepts: [],
    patterns: [],
    problems: [],
  };
  readonly beats = new KeptHeartbeat();
  looked: Awaited<ReturnType<Services['look']>> = { ...SLICE, accounts: [], problems: [] };
  minting: Minting = {
    ok: true,
    key: { id: 'key-2', name: 'second key', username: 'bert', header: new Secret(NEW_KEY_HEADER) },
  };
  getMe: TelegramAnswers['getMe'] = { ok: true, result: BOT };
  getChat: TelegramAnswers['getChat'] = { ok: true, result: CHAT };
  sendMessage: TelegramAnswers['sendMessage'] = {
    ok: true,
    result: { messageId: 7, text: 'A test' },
  };
  alerts: Alert[] = [];
  found: Pick<FoundAlerts, 'after' | 'summary'> = { after: null, summary: null };
  rows: AlertRow[] = [];
  deliveries: Delivery[] = [];
  digests: DigestDelivery[] = [];
  /** Test messages that wait in the outbox. */
  readonly tests: Array<OutboxEntry<unknown>> = [];
  /** What acting on alerts gives. */
  acted: Awaited<ReturnType<AlertActions['act']>> = { outcomes: [] };
  /** Who asks; null where Kibana knows no users. */
  user: string | null = 'anna';
  limits = limitsInMemory(() => this.now);
  /** Runs at each wait of a route. */
  onWait: () => void = () => undefined;
  readonly #telegram = fakeTelegram(this, (line) => this.#do(line));
  readonly #callerClient = {} as ElasticsearchClient;
  readonly #keyClient = {} as ElasticsearchClient;
  readonly #routes = new Map<string, { config: RouteConfig; handler: RequestHandler }>();

  constructor(...add: Array<(setup: RouteSetup) => void>) {
    const keep = (method: string) => (config: RouteConfig, handler: RequestHandler) => {
      this.#routes.set(`${method} ${config.path}`, { config, handler });
    };
    const router: Router = { get: keep('GET'), post: keep('POST'), put: keep('PUT'), delete: keep('DELETE') };
    for (const one of add) one({ router, services: async () => this.services(), toRefusal, logger: SILENT });
  }

  /** Settings that somebody saved before, with a token and, where detection is on, the first key. */
  save(settings: Partial<SettingsInput> = {}, attributes: Partial<SettingsAttributes> = {}): void {
    this.saved = {
      version: 'v1',
      attributes: {
        settings: { ...DEFAULT_SETTINGS, channels: [telegramChannel(CHAT.id)], ...settings },
        detectionOn: false,
        authority: null,
        channels: [channelFacts({ sender: BOT.username, receiver: CHAT.title })],
        channelSecrets: JSON.stringify(withToken(TEST_TOKEN)),
        ...attributes,
      },
    };
  }

  saveTurnedOn(settings: Partial<SettingsInput> = {}): void {
    this.save(settings, { detectionOn: true, authority: OLD_KEY, apiKey: 'old header' });
  }

  /** The declaration of a route. */
  declared(method: string, path: string): RouteConfig | undefined {
    return this.#routes.get(`${method} ${path}`)?.config;
  }

  /** Asks a route. Rejects where it throws: Kibana makes that a 500. */
  async ask<T = unknown>(method: string, path: string, input: Input = {}): Promise<RouteAnswer<T>> {
    const route = this.#routes.get(`${method} ${path}`);
    if (!route) throw new Error(`No route ${method} ${path}.`);
    const request = { headers: {}, params: {}, query: {}, ...input } as KibanaRequest;
    const answered = (await route.handler(this.#context(), request, RESPONSES)) as Answered;
    const problems = (answered.body as Partial<ErrorBody>).attributes?.problems ?? [];
    return { status: answered.status, body: answered.body as T, problems, headers: answered.headers };
  }

  #context(): RequestHandlerContext {
    const client = { asCurrentUser: this.#callerClient, asInternalUser: {} as ElasticsearchClient };
    const getClient = (): never => {
      throw new Error('Settings are read by way of settingsAs.');
    };
    return { core: Promise.resolve({ elasticsearch: { client }, savedObjects: { getClient } }) };
  }

  async #do(line: string, effect: () => void = () => undefined): Promise<void> {
    this.done.push(line);
    const error = this.failing.get(line.split(' ')[0] ?? '');
    if (error) throw error;
    effect();
  }

  services(): Services {
    const senders = { telegram: createTelegramSender(this.#telegram) };
    return {
      canEncrypt: this.canEncrypt,
      spaceOf: () => 'night',
      maySend: async () => this.maySend,
      settingsAs: async () => ({
        // Secrets are returned too, so that a route that passes them on is noticed.
        read: async () => this.saved && structuredClone(this.saved),
        write: (attributes, version) => this.#write(attributes, version),
      }),
      background: this.#background(),
      secrets: { read: async () => this.secretsNote },
      authority: this.#authority(),
      schedule: this.#schedule(),
      limits: this.limits,
      senders,
      previews: previewsOf(senders, undefined, () => this.now),
      telegram: this.#telegram,
      heartbeat: heartbeatServices(this.beats, (line) => this.#do(line)),
      pairing: fakePairing((line) => this.#do(line), this.#telegram),
      proxies: this.proxies,
      telegramProblem,
      inspect: (client, source) => this.#ask('inspect', client, askedOf(source), this.callerSees),
      testKey: async (client) => {
        if (client !== this.#keyClient) throw new Error("Not the key's client.");
        await this.#do('testKey');
        return this.keySees;
      },
      hidden: (client, source) => this.#ask('hidden', client, askedOf(source), this.hidden),
      describeFields: (client, source) =>
        this.#ask('describeFields', client, askedOf(source), this.fieldReport),
      look: async () => this.looked,
      prepareStorage: () => this.#do('prepareStorage'),
      ...alertServices(this, (line) => this.#do(line)),
      memory: () => ({
        read: async () => this.memory,
        write: async (memory) => {
          await this.#do('remember', () => (this.memory = memory));
          return undefined;
        },
        forget: () => this.#do('forget', () => (this.memory = EMPTY_MEMORY)),
      }),
      source: () => ({
        read: async () => this.source,
        forget: () => this.#do('forgetSource', () => (this.source = null)),
      }),
      pokeOutbox: () => void this.done.push('pokeOutbox'),
      now: () => this.now,
      wait: async (ms) => {
        this.now += ms;
        this.onWait();
      },
      isPassing,
    };
  }

  async #ask<T>(what: string, client: ElasticsearchClient, of: [string[], object], answer: T): Promise<T> {
    if (client !== this.#callerClient) throw new Error("Not the caller's client.");
    this.asked.push([what, ...of]);
    return answer;
  }

  async #write(attributes: Partial<SettingsAttributes>, version: string | null): Promise<void> {
    await this.#do('write');
    if ((this.saved?.version ?? null) !== version) throw savedObjectsError(409);
    if (!this.saved) this.save({}, { channels: [], channelSecrets: null });
    const before = this.saved;
    if (before) this.saved = { version: 'v2', attributes: { ...before.attributes, ...attributes } };
  }

  #background(): Services['background'] {
    return {
      open: async () => {
        if (this.undecryptable) throw new UndecryptableError();
        if (!this.saved) return null;
        const { channelSecrets, apiKey, heartbeatUrl: url, ...attributes } = this.saved.attributes;
        const key = apiKey ? new Secret(apiKey) : null;
        const heartbeatUrl = url ? new Secret(url) : null;
        return { attributes, channelSecrets: fromSealed(channelSecrets), heartbeatUrl, apiKey: key };
      },
      openIfReadable: async (space) => (this.undecryptable ? null : this.#background().open(space)),
      spacesTurnedOn: async () => [],
      changeOptions: async () => undefined,
      isUndecryptable: (error) => error instanceof UndecryptableError,
    };
  }

  #authority(): Services['authority'] {
    return {
      securityOn: () => this.securityOn,
      userOf: () => this.user,
      mint: async (_request, patterns, space) => {
        await this.#do(`mint ${space} ${patterns.join()}`);
        return this.minting;
      },
      invalidate: (keyId) => this.#do(`invalidate ${keyId}`),
      clientOf: () => this.#keyClient,
    };
  }

  #schedule(): Services['schedule'] {
    return {
      ensureTasks: () => this.#do('ensureTasks'),
      lookSoon: () => this.#do('lookSoon'),
    };
  }
}
