import { SECOND } from '../../test/builders';
import { FakeWatch } from '../../test/fake_watch';
import { HOLD } from './watch';

const HOUR = 3600 * SECOND;
let kibana: FakeWatch;
beforeEach(() => {
  kibana = new FakeWatch();
});

describe('a run that watches', () => {
  it.each([
    ['1s', SECOND, 51],
    ['2s', 2 * SECOND, 26],
    ['5s', 5 * SECOND, 11],
    ['1h', HOUR, 1],
  ])('ticks at the interval that is set, and for 50 s: %s', async (_name, interval, ticks) => {
    kibana.set('a', { interval });
    const run = kibana.hold();
    await kibana.pass(HOLD.lasts);
    expect(kibana.begunOf('a')).toEqual(Array.from({ length: ticks }, (_, n) => n * interval));
    expect(run.handedOver).toEqual({ keys: { a: 'key of a' }, isIdle: false });
  });

  it('hands over after 50 s and not before', async () => {
    kibana.set('a');
    const run = kibana.hold();
    await kibana.pass(HOLD.lasts - 1);
    expect(run.handedOver).toBeUndefined();
    await kibana.pass(1);
    expect(run.handedOver).toBeDefined();
  });

  it('begins no tick that could not end in the time that Task Manager gives a run', async () => {
    kibana.set('a');
    kibana.takes.set('a', () => Infinity);
    kibana.hold();
    await kibana.pass(2 * HOLD.lasts);
    for (const { at, budget } of kibana.ticks) expect(at + budget).toBeLessThanOrEqual(HOLD.endsWithin);
    expect(Math.max(...kibana.ticks.map(({ budget }) => budget))).toBe(45 * SECOND);
  });

  it('of a tick whose time was up waits for a time as long, and lets the others go on', async () => {
    kibana.set('slow');
    kibana.set('quick');
    kibana.takes.set('slow', ({ budget }) => budget);
    kibana.ends.set('slow', 'failed');
    kibana.hold();
    await kibana.pass(HOLD.lasts);
    expect(kibana.begunOf('slow')).toEqual([0]);
    expect(kibana.begunOf('quick')).toHaveLength(26);
  });

  it.each([
    ['took 20 s is not begun with 18 s left: it would fail by that', 'ok' as const, [0, 20 * SECOND]],
    ['read a part goes on with what time is left', 'partial' as const, [0, 20 * SECOND, 40 * SECOND]],
  ])('a space whose last tick %s', async (_what, end, begun) => {
    kibana.set('a');
    kibana.takes.set('a', () => 20 * SECOND);
    kibana.ends.set('a', end);
    kibana.hold();
    await kibana.pass(HOLD.lasts);
    expect(kibana.begunOf('a')).toEqual(begun);
  });

  it('where detection is on nowhere ends at once', async () => {
    const run = kibana.hold();
    await kibana.pass(0);
    expect(run.handedOver).toEqual({ keys: {}, isIdle: true });
    await kibana.pass(HOLD.lasts);
    expect([kibana.looks, kibana.ticks]).toEqual([1, []]);
  });

  it('goes on with what it knows where nobody can say which spaces are on, and says so', async () => {
    kibana.set('a');
    kibana.hold();
    await kibana.pass(SECOND);
    kibana.lookError = new Error('away');
    await kibana.pass(8 * SECOND);
    expect(kibana.begunOf('a')).toEqual([0, 2_000, 4_000, 6_000, 8_000]);
    expect(kibana.logged[0]).toBe('It could not be looked which spaces are on: away');
  });
});

describe('between two runs', () => {
  it('the Kibana that watched looks on for a moment, so that nothing goes unseen until the next one begins', async () => {
    kibana.set('a', { interval: SECOND });
    kibana.hold();
    await kibana.pass(HOLD.lasts + 3 * SECOND);
    expect(kibana.begunOf('a').slice(-4)).toEqual([50, 51, 52, 53].map((n) => n * SECOND));
  });

  it('and not for longer, where another Kibana took over', async () => {
    kibana.set('a', { interval: SECOND });
    kibana.hold();
    await kibana.pass(2 * HOLD.lasts);
    expect(Math.max(...kibana.begunOf('a'))).toBe(HOLD.lasts + 5 * SECOND);
  });

  it('it stops at once where another one is seen', async () => {
    kibana.set('a', { interval: SECOND });
    kibana.hold();
    await kibana.pass(HOLD.lasts);
    kibana.ends.set('a', 'conflict');
    await kibana.pass(HOLD.lasts);
    expect(Math.max(...kibana.begunOf('a'))).toBe(HOLD.lasts + SECOND);
  });

  it('the next run on the same Kibana goes on at the same pace', async () => {
    kibana.set('a');
    kibana.hold();
    await kibana.pass(HOLD.lasts + 3 * SECOND);
    kibana.hold();
    await kibana.pass(10 * SECOND);
    const begun = kibana.begunOf('a');
    expect(begun.slice(1).map((at, n) => at - (begun[n] ?? 0))).toEqual(begun.slice(1).map(() => 2 * SECOND));
    expect(begun[begun.length - 1]).toBeGreaterThan(HOLD.lasts + 10 * SECOND);
  });

  it('no tick of a space overlaps one that another run of the task began', async () => {
    kibana.set('a');
    kibana.takes.set('a', ({ budget }) => budget);
    kibana.hold();
    await kibana.pass(HOLD.lasts + 3 * SECOND);
    kibana.hold();
    await kibana.pass(HOLD.lasts);
    expect(kibana.mostAtOnceOf('a')).toBe(1);
  });
});

describe('a run that is cancelled', () => {
  it('hands over at the next look', async () => {
    kibana.set('a');
    const run = kibana.hold();
    await kibana.pass(10 * SECOND);
    run.cancel();
    await kibana.pass(0);
    expect(run.handedOver).toBeDefined();
  });

  it('since Elasticsearch is away keeps the task until it is back: nobody else could be told', async () => {
    kibana.set('a');
    const run = kibana.hold();
    await kibana.pass(10 * SECOND);
    kibana.lookError = new Error('away');
    run.cancel();
    await kibana.pass(10 * SECOND);
    expect(run.handedOver).toBeUndefined();
    kibana.lookError = undefined;
    await kibana.pass(2 * SECOND);
    expect(run.handedOver).toBeDefined();
  });
});

describe('a Kibana that cannot decrypt the secrets', () => {
  it('of any space gives the task back at once, so that another one may take it, and looks no more', async () => {
    for (const space of ['a', 'b']) {
      kibana.set(space);
      kibana.ends.set(space, 'unreadable');
    }
    const run = kibana.hold();
    await kibana.pass(SECOND);
    expect(run.handedOver).toEqual({ keys: { a: 'key of a', b: 'key of b' }, isIdle: false });
    await kibana.pass(HOLD.lasts);
    expect([kibana.begunOf('a'), kibana.begunOf('b')]).toEqual([[0], [0]]);
  });

  it('of one space goes on with the others', async () => {
    kibana.set('a');
    kibana.set('b');
    kibana.ends.set('a', 'unreadable');
    const run = kibana.hold();
    await kibana.pass(HOLD.lasts - 1);
    expect([run.handedOver, kibana.begunOf('b').length]).toEqual([undefined, 25]);
  });

  it('keeps the task once it can', async () => {
    kibana.set('a');
    kibana.ends.set('a', 'unreadable');
    kibana.hold();
    await kibana.pass(SECOND);
    kibana.ends.delete('a');
    const run = kibana.hold();
    await kibana.pass(HOLD.lasts - 1);
    expect(run.handedOver).toBeUndefined();
  });
});

describe('a Kibana that stops', () => {
  it('lets go of the task at once, and begins nothing more', async () => {
    kibana.set('a');
    const run = kibana.hold();
    await kibana.pass(11 * SECOND);
    const stopped = kibana.stop();
    await kibana.pass(0);
    expect([run.handedOver?.isIdle, stopped.isDone]).toEqual([false, true]);
    await kibana.pass(HOLD.lasts);
    expect(Math.max(...kibana.begunOf('a'))).toBe(10 * SECOND);
    expect(kibana.watcher.nudge('a')).toBe(false);
  });

  it.each([
    ['that ends soon', 2 * SECOND, 2 * SECOND],
    ['for three seconds', 20 * SECOND, 3 * SECOND],
  ])('waits for a tick %s', async (_what, takes, waits) => {
    kibana.set('a');
    kibana.takes.set('a', () => takes);
    kibana.hold();
    await kibana.pass(0);
    const stopped = kibana.stop();
    await kibana.pass(waits - 1);
    expect(stopped.isDone).toBe(false);
    await kibana.pass(1);
    expect(stopped.isDone).toBe(true);
  });

  it('before it could look leaves the task to be taken up at once', async () => {
    kibana.lookError = new Error('away');
    const run = kibana.hold();
    await kibana.pass(SECOND);
    kibana.stop();
    await kibana.pass(0);
    expect(run.handedOver).toEqual({ keys: {}, isIdle: false });
  });

  it('takes no task any more', async () => {
    kibana.set('a');
    kibana.stop();
    const run = kibana.hold();
    await kibana.pass(SECOND);
    expect([run.handedOver, kibana.ticks]).toEqual([{ keys: {}, isIdle: false }, []]);
  });
});
