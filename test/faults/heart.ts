import { Secret } from '../../common/channels/secret';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { createHeartbeatStore } from '../../server/adapters/storage/heartbeat_document';
import { createTroubleStore } from '../../server/adapters/storage/troubles_document';
import { createWebhookTalk } from '../../server/adapters/webhook/talk';
import { Heartbeats } from '../../server/flow/heartbeat';
import { tellTrouble, type TroublePorts } from '../../server/flow/tell_trouble';
import { outcomeOf } from '../../server/notify/heartbeat/outcome';
import type { UrlCaller } from '../../server/notify/webhook/webhook_port';
import type { HeartbeatStore } from '../../server/record/heartbeat_port';
import { heartbeatProblems } from '../../server/routes/status/heartbeat_view';
import { DAY } from '../builders';
import { attributes } from '../status_facts';
import { channelFact, watchedFacts } from '../troubles';
import type { FaultyService } from './faulty_service';
import type { Life } from './life';
import type { Process } from './mortal';

/** A call that hangs is given up after this, milliseconds. */
const CALL_TIMEOUT = 1_000;
const HEARTBEAT = { method: 'get', minutes: 1 } as const;

/**
 * The heartbeat of the space of a life: its URL is called once a minute, and people are told by the channel of the life where
 * the calls fail. What it remembers is in a real Elasticsearch, the service on loopback.
 */
export class Heart {
  #beating: { process: Process; heartbeats: Heartbeats } | null = null;
  readonly #store: HeartbeatStore;
  readonly #caller: UrlCaller;

  constructor(
    readonly life: Life,
    readonly service: FaultyService,
    authorityFile: string,
  ) {
    const { client, space } = life.space;
    this.#store = createHeartbeatStore(client, space, async () => undefined);
    this.#caller = createWebhookTalk({
      allowedHosts: ['127.0.0.1'],
      proxies: [],
      certificateAuthorities: [authorityFile],
      timeoutMs: CALL_TIMEOUT,
      clock: () => life.now,
    });
  }

  /** Calls where it is due, then looks whether people are to be told. */
  async cycle(process: Process): Promise<void> {
    if (this.#beating?.process !== process)
      this.#beating = { process, heartbeats: this.#heartbeats(process) };
    await this.#beating.heartbeats.beat();
    await tellTrouble(this.#troublePorts(process));
  }

  /** The codes of what the page says to be wrong with it. */
  async problems(): Promise<string[]> {
    const settings = { ...DEFAULT_SETTINGS, heartbeat: HEARTBEAT };
    const facts = {
      attributes: attributes({ settings, heartbeatHost: this.service.host }),
      heartbeat: await this.#store.read(),
    };
    return heartbeatProblems(facts).map(({ code }) => code);
  }

  #heartbeats(process: Process): Heartbeats {
    const { life, service } = this;
    const { space } = life.space;
    const { call } = process.over('service', { call: this.#caller.call });
    return new Heartbeats({
      spaces: () => [{ space, version: '1', minutes: HEARTBEAT.minutes }],
      isWell: async () => true,
      storeOf: () => process.over('heartbeat', this.#store),
      call: async () => outcomeOf(await call(new Secret(service.url), HEARTBEAT.method)),
      clock: () => life.now,
      log: (line) => void life.logged.push(line),
    });
  }

  #troublePorts(process: Process): TroublePorts {
    const { life } = this;
    const { client, space, plans } = life.space;
    const store = createTroubleStore(client, space, async () => undefined);
    const notices = process.over('notices', { add: plans.add });
    return {
      spaces: async () => [{ space, facts: () => this.#facts() }],
      storeOf: () => process.over('troubles', store),
      add: async (_space, entries) => notices.add(entries),
      linkOf: () => null,
      poke: () => undefined,
      log: (line) => void life.logged.push(line),
    };
  }

  /** Of a detection that works, with the one channel of the life. */
  async #facts() {
    const { now, via } = this.life;
    const { id, kind, name } = via.channel;
    return watchedFacts({
      now,
      startedAt: now - DAY,
      turnedOnAt: now - DAY,
      lastGoodRunAt: now,
      lastRun: { at: now, outcome: 'ok', cause: null },
      sources: [],
      channels: [channelFact({ id, kind, name })],
      heartbeat: { host: this.service.host, ...(await this.#store.read()) },
    });
  }
}
