import fc from 'fast-check';
import { alert, MINUTE, NOW, SECOND } from '../../test/builders';
import { DELIVERY_CHANNEL } from '../../test/channels';
import { FakeOutbox, openChannel } from '../../test/fake_outbox';
import { VirtualTime } from '../../test/virtual_time';
import type { Severity } from '../../common/rules/rules';
import { opened } from '../notify/delivery/circuit';
import type { ChannelSender, Outcome } from '../notify/delivery/channel_sender_port';
import { AT_ONCE, OutboxFlow } from './outbox';

// On a machine that is busy with other suites the property takes longer than the usual five seconds.
jest.setTimeout(60_000);

const KICKED = { code: 'bot_kicked', said: 'kicked', remedy: 'Let it in.' };
const DELIVERED: Outcome = { kind: 'delivered', messageId: '7', text: 'told' };
const UNKNOWN: Outcome = { kind: 'unknown', code: 'no_answer', said: 'no answer', remedy: 'Wait.' };
const HANG = 30 * SECOND;

/** What was sent to a channel, and when, ms after NOW. */
type Sent = Array<[message: string, at: number]>;

/** A Kibana whose channels take as long as a test says. Time passes only where a test says so. */
class SlowChannels {
  readonly time = new VirtualTime(NOW);
  readonly outbox: FakeOutbox;
  readonly sent = new Map<string, Sent>();
  /** How long a call of a channel takes, ms: nothing by default. */
  readonly takes = new Map<string, number>();
  readonly answers = new Map<string, Outcome>();
  /** How long it takes to find the next message of a channel, ms. */
  searchTakes = 0;
  /** The channel whose deliveries cannot be stored. */
  unstored: string | null = null;
  mostAtOnce = 0;
  readonly #flow: OutboxFlow;
  #atOnce = 0;

  constructor() {
    this.outbox = new FakeOutbox({ telegram: this.#sender() });
    const ports = this.outbox.ports();
    const { next, record } = ports.outbox;
    ports.outbox.next = async (ref, now) => {
      const found = await next(ref, now);
      if (this.searchTakes > 0) await this.time.sleep(this.searchTakes);
      return found;
    };
    ports.outbox.record = (entry) =>
      entry.channel.id === this.unstored ? Promise.reject(new Error('503')) : record(entry);
    const [clock, wait] = [() => this.time.now, (ms: number) => this.time.sleep(ms)];
    this.#flow = new OutboxFlow({ ...ports, clock, wait });
  }

  /** Adds a channel that holds a message for each of these; its calls take so long, ms. */
  add(id: string, takes: number, ...messages: string[]): void {
    this.outbox.channels.set(id, openChannel({ id }));
    this.takes.set(id, takes);
    messages.forEach((message) => this.plan(id, message));
  }

  plan(id: string, message: string, severity: Severity = 'high'): void {
    this.outbox.plan({
      channel: { ...DELIVERY_CHANNEL, id },
      alert: alert({ id: `${id}-${message}`, severity }),
      now: this.time.now,
    });
  }

  breakDown(id: string): void {
    const circuit = { ...opened(null, openChannel({ id }), KICKED, NOW), probeAt: NOW };
    this.outbox.circuits.set(`default/${id}`, { ...circuit, revision: { seqNo: 1, primaryTerm: 1 } });
  }

  look = () => this.#flow.look();
  stop = () => this.#flow.stop();
  to = (id: string): Sent => this.sent.get(id) ?? [];

  #sender(): ChannelSender {
    const call = async (id: string) => {
      this.#atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
      const takes = this.takes.get(id) ?? 0;
      if (takes > 0) await this.time.sleep(takes);
      this.#atOnce -= 1;
    };
    return {
      send: async (message, { id }) => {
        const name = message.kind === 'attack' ? message.alertId.slice(id.length + 1) : message.kind;
        this.sent.set(id, [...this.to(id), [name, this.time.now - NOW]]);
        await call(id);
        return this.answers.get(id) ?? DELIVERED;
      },
      probe: async ({ id }) => {
        await call(id);
        return { works: false, ...KICKED };
      },
      limits: ({ id }) => [{ key: id, rates: [{ most: 1, per: SECOND }] }],
      check: async () => ({ sender: null, receiver: null, problems: [] }),
    };
  }
}

describe('a channel that hangs', () => {
  it('holds up no critical message of another: it goes out in the moment in which it is planned', async () => {
    const kibana = new SlowChannels();
    kibana.add('hangs', HANG, 'a', 'b');
    kibana.add('works', 0);
    await kibana.look();
    await kibana.time.pass(SECOND);
    expect(kibana.to('hangs')).toEqual([['a', 0]]);
    kibana.plan('works', 'worked', 'critical');
    await kibana.look();
    await kibana.time.pass(0);
    expect(kibana.to('works')).toEqual([['worked', SECOND]]);
  });

  it('sends its own messages one after another, without another look', async () => {
    const kibana = new SlowChannels();
    kibana.add('hangs', HANG, 'a', 'b', 'c');
    await kibana.look();
    await kibana.time.pass(5 * MINUTE);
    expect(kibana.to('hangs')).toEqual([
      ['a', 0],
      ['b', HANG],
      ['c', 2 * HANG],
    ]);
  });

  it('takes what came meanwhile when it is free, the gravest first', async () => {
    const kibana = new SlowChannels();
    kibana.add('hangs', HANG, 'a', 'b');
    await kibana.look();
    await kibana.time.pass(SECOND);
    kibana.plan('hangs', 'worked', 'critical');
    await kibana.look();
    await kibana.time.pass(5 * MINUTE);
    expect(kibana.to('hangs').map(([message]) => message)).toEqual(['a', 'worked', 'b']);
  });

  it('takes what came while it found that nothing more was there', async () => {
    const kibana = new SlowChannels();
    kibana.searchTakes = 100;
    kibana.add('slow', SECOND, 'a');
    await kibana.look();
    await kibana.time.pass(SECOND + 50);
    kibana.plan('slow', 'b');
    await kibana.look();
    await kibana.time.pass(MINUTE);
    expect(kibana.to('slow').map(([message]) => message)).toEqual(['a', 'b']);
  });

  it('counts for no other where its outcome is bad: both are as if they were alone', async () => {
    const kibana = new SlowChannels();
    kibana.add('hangs', HANG, 'a');
    kibana.add('works', 0, 'x', 'y');
    kibana.answers.set('hangs', UNKNOWN);
    await kibana.look();
    await kibana.time.pass(MINUTE);
    expect(kibana.to('works')).toEqual([
      ['x', 0],
      ['y', SECOND],
    ]);
    expect(kibana.outbox.statuses()).toEqual({ delivered: 2, pending: 1 });
  });

  it('is waited for where Kibana stops, and sends nothing more', async () => {
    const kibana = new SlowChannels();
    kibana.add('hangs', HANG, 'a', 'b');
    await kibana.look();
    await kibana.time.pass(SECOND);
    const stopped = jest.fn();
    void kibana.stop().then(stopped);
    await kibana.time.pass(HANG - 2 * SECOND);
    expect(stopped).not.toHaveBeenCalled();
    await kibana.time.pass(SECOND);
    expect(stopped).toHaveBeenCalled();
    await kibana.look();
    await kibana.time.pass(MINUTE);
    expect(kibana.to('hangs')).toEqual([['a', 0]]);
    expect(kibana.outbox.statuses()).toEqual({ delivered: 1, pending: 1 });
  });
});

describe('many channels', () => {
  it('that are broken and hang at their probes hold up no message of another', async () => {
    const kibana = new SlowChannels();
    for (let n = 0; n < 20; n += 1) {
      kibana.add(`broken${n}`, HANG, 'a');
      kibana.breakDown(`broken${n}`);
    }
    kibana.add('works', 0, 'x');
    await kibana.look();
    await kibana.time.pass(0);
    expect(kibana.to('works')).toEqual([['x', 0]]);
    expect(kibana.outbox.statuses()).toEqual({ pending: 20, delivered: 1 });
  });

  it('speak with the outside fifty at a time, and all in their turn', async () => {
    const kibana = new SlowChannels();
    const names = Array.from({ length: 2 * AT_ONCE + 1 }, (_, n) => `channel${n}`);
    names.forEach((name) => kibana.add(name, 5 * SECOND, 'a'));
    await kibana.look();
    await kibana.time.pass(0);
    const claimed = kibana.outbox.all().filter(({ status }) => status === 'sending');
    expect([claimed.length, kibana.mostAtOnce]).toEqual([AT_ONCE, AT_ONCE]);
    await kibana.time.pass(MINUTE);
    expect(kibana.mostAtOnce).toBe(AT_ONCE);
    expect(kibana.outbox.statuses()).toEqual({ delivered: names.length });
  });

  it('go on where what became of one cannot be stored, and the log says so', async () => {
    const kibana = new SlowChannels();
    kibana.add('fails', 0, 'a');
    kibana.outbox.channels.set('fails', openChannel({ id: 'fails', kind: 'unheard-of' }));
    kibana.unstored = 'fails';
    kibana.add('works', 0, 'x', 'y');
    await kibana.look();
    await kibana.time.pass(2 * SECOND);
    expect(kibana.to('works').map(([message]) => message)).toEqual(['x', 'y']);
    expect(kibana.outbox.logged.at(-1)).toBe('Messages of the channel fails wait for the next look: 503');
  });

  /** What a channel gets: how long its calls take, and when its messages are planned, seconds. */
  const aChannel = fc.record({
    takes: fc.constantFrom(0, 200, SECOND, HANG),
    planned: fc.array(fc.record({ at: fc.nat(40), isCritical: fc.boolean() }), { maxLength: 6 }),
  });
  type Plan = typeof aChannel extends fc.Arbitrary<infer T> ? T : never;

  const play = async (channels: Plan[]): Promise<Sent[]> => {
    const kibana = new SlowChannels();
    channels.forEach(({ takes }, n) => kibana.add(String(n), takes));
    for (let second = 0; second <= 240; second += 1) {
      channels.forEach(({ planned }, n) =>
        planned.forEach(({ at, isCritical }, m) => {
          if (at === second) kibana.plan(String(n), String(m), isCritical ? 'critical' : 'low');
        }),
      );
      await kibana.look();
      await kibana.time.pass(SECOND);
    }
    return channels.map((_, n) => kibana.to(String(n)));
  };

  it('send the same messages at the same moments as each of them would alone', async () => {
    const property = fc.asyncProperty(
      fc.array(aChannel, { minLength: 2, maxLength: 4 }),
      async (channels) => {
        const together = await play(channels);
        for (const [n, channel] of channels.entries())
          expect(together[n]).toEqual((await play([channel]))[0]);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});
