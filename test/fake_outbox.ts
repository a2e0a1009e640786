import { takeTurns } from '../common/api/rate';
import { Secret } from '../common/channels/secret';
import { OutboxFlow } from '../server/flow/outbox';
import type { Entry, OutboxPorts } from '../server/flow/outbox_ports';
import type { ChannelSenders, OpenChannel } from '../server/notify/delivery/channel_sender_port';
import type { ChannelRef, Circuit, Circuits, Outbox, Pacing } from '../server/notify/delivery/outbox_port';
import type { ChannelMessage } from '../server/notify/message/message';
import { planDelivery, type Planning } from '../server/notify/message/plan';
import { alert, MINUTE, NOW } from './builders';
import { FakeButtons, fakeWork } from './fake_buttons';
import { FakePeople } from './fake_people';
import { CHANNEL_ID, DELIVERY_CHANNEL } from './channels';

const HELD_BACK = ['pending', 'refused'];

/** The outbox of all spaces in memory, which does what Elasticsearch's does; time passes only where a test says so. */
export class FakeOutbox {
  now = NOW;
  readonly entries = new Map<string, Entry>();
  readonly circuits = new Map<string, Circuit>();
  readonly sent = new Map<string, { taken: number[]; pausedUntil: number }>();
  readonly channels = new Map<string, OpenChannel | 'not ready'>([[CHANNEL_ID, openChannel()]]);
  /** What people did to alerts; of the others nothing is known. */
  readonly people = new FakePeople();
  readonly buttons = new FakeButtons();
  recordings = 0;
  /** So many writes of deliveries fail from now on. */
  failRecordings = 0;
  /** How often saving a channel's new address fails from now on. */
  failMoves = 0;
  readonly logged: string[] = [];
  #seqNo = 0;

  constructor(readonly senders: ChannelSenders) {}

  /** Plans a message; by default the first one about an alert of its own. */
  plan(overrides: Partial<Planning> = {}): Entry {
    const id = this.entries.size.toString(16).padStart(32, '0');
    const entry = planDelivery({
      space: 'default',
      channel: DELIVERY_CHANNEL,
      alert: alert({ id }),
      reason: 'first',
      ordinal: 1,
      link: null,
      now: this.now,
      ...overrides,
    });
    this.entries.set(entry.id, entry);
    return entry;
  }

  async drain(after = 0): Promise<Entry> {
    this.now += after;
    await drainOutbox(this.ports());
    return this.first();
  }

  /** Lets time pass (ms). As every Kibana does, the outbox is poked every minute. */
  async passTime(ms: number): Promise<void> {
    for (const end = this.now + ms; this.now < end;) await this.drain(MINUTE);
  }

  first(): Entry {
    const [entry] = this.entries.values();
    if (!entry) throw new Error('Nothing was planned.');
    return entry;
  }

  all = () => [...this.entries.values()];

  /** How many there are of each status. */
  statuses(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { status } of this.entries.values()) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  ports(): OutboxPorts {
    return {
      outbox: this.#outbox(),
      circuits: this.#circuits(),
      pacing: this.#pacing(),
      channels: {
        of: async ({ channelId }) => this.channels.get(channelId) ?? 'gone',
        moved: async ({ channelId }, { from, to }) => {
          if (this.failMoves > 0) {
            this.failMoves -= 1;
            throw new Error('Somebody else saves again and again.');
          }
          const channel = this.channels.get(channelId);
          if (typeof channel !== 'object') return;
          if (Object.entries(from).every(([name, value]) => channel.options[name] === value))
            this.channels.set(channelId, { ...channel, options: { ...channel.options, ...to } });
        },
      },
      senders: this.senders,
      work: fakeWork(this.people, this.buttons),
      listLinkOf: () => null,
      clock: () => this.now,
      jitter: () => 0,
      wait: async (ms) => void (this.now += ms),
      log: (line) => void this.logged.push(line),
    };
  }

  #outbox(): Outbox<ChannelMessage> {
    const of = ({ space, channelId }: ChannelRef) =>
      this.all().filter((entry) => entry.space === space && entry.channel.id === channelId);
    return {
      due: async (now, except) => {
        const waiting = new Set(except.map(keyOf));
        const isFree = ({ space, channel }: Entry) => !waiting.has(keyOf({ space, channelId: channel.id }));
        const due = this.all().filter((entry) => isDue(entry, now) && isFree(entry));
        due.sort(byOrder);
        return [...new Map(due.reverse().map((entry) => [entry.channel.id, entry])).values()];
      },
      next: async (ref, now) =>
        of(ref)
          .filter((entry) => isDue(entry, now))
          .sort(byOrder)[0] ?? null,
      claim: async (entry, until) => {
        if (this.#isWrittenSince(entry)) return null;
        return this.#set({ ...entry, status: 'sending', claimedUntil: until, attempts: entry.attempts + 1 });
      },
      record: async (entry) => {
        this.recordings += 1;
        if (this.failRecordings > 0) {
          this.failRecordings -= 1;
          throw new Error('429');
        }
        if (!this.#isWrittenSince(entry)) this.#set(entry);
      },
      get: async (_ref, id) => this.entries.get(id) ?? null,
      heldBack: async (ref) =>
        of(ref).filter(
          ({ status, reason, edits }) =>
            HELD_BACK.includes(status) && !['summary', 'test'].includes(reason) && edits === null,
        ),
      lastEditDue: async (ref) => {
        const due = of(ref).flatMap(({ status, edits, notBefore }) =>
          status === 'pending' && edits !== null ? [notBefore] : [],
        );
        return due.length > 0 ? Math.max(...due) : null;
      },
      ofAlerts: async (space, ids) =>
        this.all().filter((entry) => entry.space === space && ids.includes(entry.alertId ?? '')),
      plan: async (entries) => {
        const written = entries.filter((entry) => !this.#isWrittenSince(entry));
        written.forEach((entry) => this.#set(entry));
        return written.length === entries.length;
      },
      summarise: async (entries, toldBy) =>
        entries.forEach((entry) => this.#set({ ...entry, status: 'summarised', toldBy })),
      summarisedBy: async (ref, toldBy) => of(ref).filter((entry) => entry.toldBy === toldBy),
      put: async (entry) => {
        const there = this.entries.get(entry.id);
        if (there?.status !== 'delivered' && there?.status !== 'sending') this.#set(entry);
      },
    };
  }

  #isWrittenSince({ id, revision }: Entry): boolean {
    return this.entries.get(id)?.revision?.seqNo !== revision?.seqNo;
  }

  #set(entry: Entry): Entry {
    this.#seqNo += 1;
    const written = { ...entry, revision: { seqNo: this.#seqNo, primaryTerm: 1 } };
    this.entries.set(entry.id, written);
    return written;
  }

  #circuits(): Circuits {
    return {
      of: async (ref) => this.circuits.get(keyOf(ref)) ?? null,
      due: async (now) =>
        [...this.circuits.values()].filter(({ state, probeAt }) => state === 'half_open' || probeAt <= now),
      write: async (circuit) => {
        const { seqNo = 0 } = this.circuits.get(keyOf(circuit))?.revision ?? {};
        if ((circuit.revision?.seqNo ?? 0) !== seqNo) return false;
        this.circuits.set(keyOf(circuit), { ...circuit, revision: { seqNo: seqNo + 1, primaryTerm: 1 } });
        return true;
      },
      close: async (circuit) => void this.circuits.delete(keyOf(circuit)),
    };
  }

  #pacing(): Pacing {
    const of = (key: string) => this.sent.get(key) ?? { taken: [], pausedUntil: 0 };
    return {
      takeTurn: async (limits, now) => {
        for (const { key, rates } of limits) {
          const { taken, pausedUntil } = of(key);
          if (pausedUntil > now) return { ok: false, until: pausedUntil };
          const turn = takeTurns(taken, rates, now);
          if (!turn.ok) return { ok: false, until: now + turn.waitMs };
          this.sent.set(key, { taken: turn.taken, pausedUntil });
        }
        return { ok: true };
      },
      pause: async (key, until) => void this.sent.set(key, { ...of(key), pausedUntil: until }),
    };
  }
}

/** Sends everything that can be sent now. */
export async function drainOutbox(ports: OutboxPorts): Promise<void> {
  const flow = new OutboxFlow(ports);
  await flow.look();
  await flow.ended();
}

const keyOf = ({ space, channelId }: ChannelRef) => `${space}/${channelId}`;

const byOrder = (a: Entry, b: Entry) => a.priority - b.priority || a.plannedAt - b.plannedAt;

const isDue = ({ status, notBefore, claimedUntil }: Entry, now: number) =>
  status === 'sending' ? (claimedUntil ?? 0) <= now : status === 'pending' && notBefore <= now;

export const openChannel = (overrides: Partial<OpenChannel> = {}): OpenChannel => ({
  ...DELIVERY_CHANNEL,
  space: 'default',
  options: { chatId: '-100' },
  secrets: { botToken: new Secret('1:x') },
  fingerprint: 'f1',
  ...overrides,
});
