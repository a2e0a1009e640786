import type { Client } from '@elastic/elasticsearch';
import type { DeliveryStatus } from '../../common/deliveries/deliveries';
import type { BotApi } from '../../sandbox/bot_api/bot_api';
import { hashOf } from '../../server/adapters/storage/own_indices';
import { drainOutbox } from '../../server/flow/outbox';
import type { OutboxPorts } from '../../server/flow/outbox_ports';
import { tick, type TickPorts } from '../../server/flow/tick';
import { burst, MINUTE, NOW, SECOND } from '../builders';
import { FakeSpace, tickRun } from '../fakes';
import { fakeWork } from '../fake_buttons';
import type { FaultyProxy } from '../faulty_proxy';
import { newSpace, type StoringSpace } from '../storage';
import type { FaultyMail } from './faulty_mail';
import { KilledError, Process } from './mortal';
import type { Via } from './via';

/** Cases lie so far apart that no cooldown and no rate of one reaches the next. */
const BETWEEN_CASES = 60 * MINUTE;
/** After a fault: past a claim of 60 s again and again, then past the longest pauses of retries and probes. */
const AFTERWARDS = [61, 61, 61, 61, 310, 310, 310, 610].map((seconds) => seconds * SECOND);

export interface Outside {
  /** A client that reaches Elasticsearch through the proxy. */
  client: Client;
  proxy: FaultyProxy;
  botApi: BotApi;
  mail: FaultyMail;
  /** Makes the names of indices unlike those of any other run. */
  id: string;
}

/** What became of the one attack of a case. */
export interface Told {
  /** How many first messages about it people got. */
  messages: number;
  /**
   * Whether people had a message at the end of the fault, and the product could not know: it was killed, or got no
   * answer. Then a second one is right.
   */
  isUnknowable: boolean;
  /** How the delivery stands at the end; null where there is none. */
  status: DeliveryStatus | null;
}

/**
 * A space whose alerts, deliveries and memory are in a real Elasticsearch, and whose messages go to one
 * stand-in. Its events are made up and its clock is its own. Cases run one after the other in the same space, each with
 * an attack on an account of its own.
 */
export class FaultWorld {
  #now = NOW;
  #victims = 0;
  readonly #events = new FakeSpace();
  /** What was written to the log, to be searched for secrets. */
  readonly logged: string[] = [];

  private constructor(
    readonly outside: Outside,
    readonly space: StoringSpace,
    readonly via: Via,
  ) {}

  static async open(outside: Outside, via: Via): Promise<FaultWorld> {
    const { client, id } = outside;
    const space = await newSpace({ id, client: () => client, connect: () => client, node: () => '' });
    const world = new FaultWorld(outside, space, via);
    // The first tick begins at its own time, so the attack of the first case would be before it.
    await world.cycle(new Process());
    return world;
  }

  /**
   * Plays an attack, with a fault in the one cycle of tick and outbox that finds it, and lives on until nothing is left
   * to do. `begin` sets the fault off, `end` mends it.
   */
  async play(process: Process, begin: () => void, end: () => Promise<void> | void): Promise<Told> {
    this.#now += BETWEEN_CASES;
    this.#victims += 1;
    const account = `victim${this.#victims}`;
    this.#events.events = burst(5, { account }, SECOND, this.#now - 5 * SECOND);
    for (const event of this.#events.events) this.#events.arrive(event);
    const before = this.via.messagesAbout(account);
    begin();
    await this.cycle(process);
    await end();
    const atEnd = { messages: this.via.messagesAbout(account), status: await this.#statusOf(account) };
    let alive = process.killedAt === null ? process : this.#restarted();
    for (const pause of AFTERWARDS) {
      this.#now += pause;
      await this.cycle(alive);
      if (alive.killedAt !== null) alive = this.#restarted();
    }
    return {
      messages: this.via.messagesAbout(account) - before,
      isUnknowable: atEnd.messages > before && atEnd.status !== 'delivered',
      status: await this.#statusOf(account),
    };
  }

  /** One tick, then one round of the outbox, as Kibana does both. What fails is logged, as there. */
  async cycle(process: Process): Promise<void> {
    await this.#unlessKilled(process, () => tick(this.#tickPorts(process), this.#run()));
    if (process.killedAt !== null) return;
    await this.#unlessKilled(process, () => drainOutbox(this.#outboxPorts(process)));
  }

  async #unlessKilled(process: Process, work: () => Promise<unknown>): Promise<void> {
    try {
      await process.live(work());
    } catch (error) {
      if (!(error instanceof KilledError)) this.logged.push(String(error));
    }
  }

  #restarted(): Process {
    this.#events.restart();
    return new Process();
  }

  #run() {
    return tickRun({
      now: this.#now,
      space: this.space.space,
      channels: [this.via.channel],
      deadline: this.#now + MINUTE,
    });
  }

  #tickPorts(process: Process): TickPorts {
    const { alerts, plans, memory, space } = this.space;
    this.#events.now = this.#now;
    return {
      ...this.#events.ports(),
      alerts: process.over('alerts', alerts),
      plans: process.over('plans', plans),
      memory: process.over('memory', memory),
      toAlertId: (ruleId, key, ordinal) => hashOf(space, ruleId, key, String(ordinal)),
      clock: () => this.#now,
    };
  }

  #outboxPorts(process: Process): OutboxPorts {
    const { outbox, circuits, pacing, space } = this.space;
    return {
      outbox: process.over('outbox', outbox),
      circuits: process.over('circuits', circuits),
      pacing: process.over('pacing', pacing),
      channels: { of: async () => this.via.open(space), moved: async () => undefined },
      senders: this.via.senders(process),
      work: fakeWork(),
      listLinkOf: () => null,
      clock: () => this.#now,
      jitter: () => 0,
      wait: async (ms) => void (this.#now += ms),
      log: (line) => void this.logged.push(line),
    };
  }

  async #statusOf(account: string): Promise<DeliveryStatus | null> {
    const { plans } = this.space;
    const { rules } = this.#run();
    const places = rules.map(({ id }) => ({ ruleId: id, groupKey: account }));
    const planned = await plans.plannedFor(places, 0);
    const [first] = places.flatMap(({ ruleId, groupKey }) => planned.of(ruleId, groupKey));
    return first?.status ?? null;
  }
}
