import { NO_HEARTBEAT } from '../common/status/heartbeat';
import { Secret } from '../common/channels/secret';
import type { StatusResponse } from '../common/status/status';
import { createMemoryStore } from '../server/adapters/storage/memory_document';
import { createSourceStore } from '../server/adapters/storage/source_document';
import { runTick, type Background } from '../server/wiring/background';
import { checkSource } from '../server/wiring/source_check';
import type { OpenedSettings } from '../server/routes/settings/settings_port';
import { toStatus } from '../server/routes/status/status_view';
import { testBackground } from './background';
import { MINUTE, NOW } from './builders';
import type { SecuredElasticsearch } from './secured';
import { attributes, deliveries } from './status_facts';

/** A space whose ticks read with an API key, on an Elasticsearch with security. Kibana's part is in memory. */
export class KeyedSpace {
  now = NOW;
  securityOn = true;
  apiKey: string | null = null;
  /** Secrets cannot be decrypted, as with another encryption key. */
  undecryptable = false;
  readonly #background: Background;
  readonly #memory;
  readonly #source;

  constructor(
    elasticsearch: SecuredElasticsearch,
    readonly space: string,
    readonly patterns: string[],
  ) {
    const { admin } = elasticsearch;
    const given = testBackground(admin, { indexPatterns: patterns }, () => this.now);
    this.#background = {
      ...given,
      settings: { ...given.settings, open: () => this.#open(), isUndecryptable: () => this.undecryptable },
      authority: {
        ...given.authority,
        securityOn: () => this.securityOn,
        clientOf: (key) => elasticsearch.withKey(key.reveal()),
      },
    };
    this.#memory = createMemoryStore(admin, space, given.setUpIndices);
    this.#source = createSourceStore(admin, space, given.setUpIndices);
  }

  get #attributes(): OpenedSettings['attributes'] {
    const settings = { ...attributes().settings, indexPatterns: this.patterns };
    return attributes({ settings });
  }

  async #open(): Promise<OpenedSettings> {
    if (this.undecryptable) throw new Error('cannot be decrypted');
    return {
      attributes: this.#attributes,
      channelSecrets: {},
      heartbeatUrl: null,
      apiKey: this.apiKey === null ? null : new Secret(this.apiKey),
    };
  }

  /** Checks the source anew and runs a tick. Gives the status that the page would show. */
  async runAgain(): Promise<StatusResponse> {
    this.now += 6 * MINUTE;
    // A key that is refused is told by the run.
    await checkSource(this.#background, this.space).catch(() => undefined);
    await runTick(this.#background, this.space);
    return this.status();
  }

  /** Uses another key, and forgets what a renewed key makes the product forget. */
  async renew(apiKey: string): Promise<void> {
    this.apiKey = apiKey;
    await this.#source.forget();
    await this.#memory.write({ ...(await this.#memory.read()), lastTick: null });
  }

  async status(): Promise<StatusResponse> {
    return toStatus({
      attributes: this.#attributes,
      memory: { ...(await this.#memory.read()), source: await this.#source.read() },
      secrets: null,
      deliveries: [deliveries()],
      heartbeat: NO_HEARTBEAT,
      canEncrypt: true,
      securityOn: this.securityOn,
      now: this.now,
    });
  }
}
