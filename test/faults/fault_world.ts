import type { Client } from '@elastic/elasticsearch';
import type { DeliveryStatus } from '../../common/deliveries/deliveries';
import type { BotApi } from '../../sandbox/bot_api/bot_api';
import { MINUTE, SECOND } from '../builders';
import type { FaultyProxy } from '../faulty_proxy';
import { newSpace } from '../storage';
import type { ChildOrder } from './child_order';
import type { FaultyMail } from './faulty_mail';
import { Life } from './life';
import { Process } from './mortal';
import type { Via } from './via';

/** Cases lie so far apart that no cooldown and no rate of one reaches the next. */
const BETWEEN_CASES = 60 * MINUTE;
/** After a fault: past a claim of 60 s again and again, then past the longest pauses of retries and probes. */
const AFTERWARDS = [61, 61, 61, 61, 310, 310, 310, 610].map((seconds) => seconds * SECOND);

/** Of the client that reaches Elasticsearch through the proxy: what hangs is given up soon, ms. */
export const CLIENT_OPTIONS = { maxRetries: 0, requestTimeout: 5_000 } as const;

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
  /** What else was not as it must be. */
  amiss: string[];
}

/** A space in which cases run one after the other, each with an attack on an account of its own. */
export class FaultWorld {
  #victims = 0;

  private constructor(
    readonly outside: Outside,
    readonly life: Life,
  ) {}

  static async open(outside: Outside, via: Via): Promise<FaultWorld> {
    const { client, id } = outside;
    const space = await newSpace({ id, client: () => client, connect: () => client, node: () => '' });
    const world = new FaultWorld(outside, new Life(space, via));
    // The first tick begins at its own time, so the attack of the first case would be before it.
    await world.life.cycle(new Process());
    return world;
  }

  /**
   * Plays an attack, with a fault in the one cycle of tick and outbox that finds it, and lives on until nothing is left
   * to do. `begin` sets the fault off, `end` mends it.
   */
  play(process: Process, begin: () => void, end: () => Promise<void> | void): Promise<Told> {
    return this.#play(async () => {
      begin();
      await this.life.cycle(process);
      await end();
      return process.killedAt === null ? process : this.#restarted();
    });
  }

  /** Plays an attack that another process finds, a real one, which `live` starts and kills. This one goes on. */
  playElsewhere(live: (order: ChildOrder) => Promise<void>): Promise<Told> {
    return this.#play(async (account) => {
      const { now, space } = this.life;
      await live({ space: space.space, account, now });
      return this.#restarted();
    });
  }

  async #play(meet: (account: string) => Promise<Process>): Promise<Told> {
    const { life } = this;
    life.now += BETWEEN_CASES;
    this.#victims += 1;
    const account = `victim${this.#victims}`;
    life.attack(account);
    const before = life.via.messagesAbout(account);
    let alive = await meet(account);
    const atEnd = { messages: life.via.messagesAbout(account), status: await life.statusOf(account) };
    for (const pause of AFTERWARDS) {
      life.now += pause;
      await life.cycle(alive);
      if (alive.killedAt !== null) alive = this.#restarted();
    }
    return {
      messages: life.via.messagesAbout(account) - before,
      isUnknowable: atEnd.messages > before && atEnd.status !== 'delivered',
      status: await life.statusOf(account),
      amiss: [],
    };
  }

  #restarted(): Process {
    this.life.restart();
    return new Process();
  }
}
