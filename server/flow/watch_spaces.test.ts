import { SECOND } from '../../test/builders';
import { FakeWatch } from '../../test/fake_watch';
import { HOLD } from './watch';

const HOUR = 3600 * SECOND;
let kibana: FakeWatch;
beforeEach(() => {
  kibana = new FakeWatch();
});

describe('settings that change', () => {
  it('are taken up at the next look, of another Kibana too: the space is ticked at once, and then as set', async () => {
    kibana.set('a', { interval: HOUR });
    kibana.hold();
    await kibana.pass(10 * SECOND + 1);
    kibana.set('a', { interval: 5 * SECOND, version: 'v2' });
    await kibana.pass(12 * SECOND);
    expect(kibana.begunOf('a')).toEqual([0, 12 * SECOND, 17 * SECOND, 22 * SECOND]);
  });

  it('a space that is turned on is ticked at the next look', async () => {
    kibana.set('a');
    kibana.hold();
    await kibana.pass(10 * SECOND + 1);
    kibana.set('b');
    await kibana.pass(2 * SECOND);
    expect(kibana.begunOf('b')).toEqual([12 * SECOND]);
  });

  it('one that is turned off, or gone, is ticked no more and cleaned up once, with its key', async () => {
    kibana.set('a');
    kibana.set('b');
    const run = kibana.hold();
    await kibana.pass(3 * SECOND);
    kibana.remove('a');
    await kibana.pass(HOLD.lasts);
    expect(kibana.begunOf('a')).toEqual([0, 2 * SECOND]);
    expect(kibana.cleaned).toEqual(['a key of a']);
    expect(run.handedOver?.keys).toEqual({ b: 'key of b' });
  });

  it('one that went while nobody looked is cleaned up with the key that the last run knew', async () => {
    kibana.set('b');
    kibana.hold({ a: 'old key', b: 'key of b' });
    await kibana.pass(0);
    expect(kibana.cleaned).toEqual(['a old key']);
  });

  it('what could not be cleaned up is tried again', async () => {
    kibana.set('b');
    kibana.cleanUpError = new Error('away');
    kibana.hold({ a: 'old key' });
    await kibana.pass(SECOND);
    kibana.cleanUpError = undefined;
    await kibana.pass(2 * SECOND);
    expect(kibana.cleaned).toEqual(['a old key', 'a old key']);
    expect(kibana.logged).toEqual(['What space a left stays for now: away']);
  });
});

describe('a tick that somebody waits for', () => {
  it('comes at once', async () => {
    kibana.set('a', { interval: HOUR });
    kibana.hold();
    await kibana.pass(7_777);
    expect(kibana.watcher.nudge('a')).toBe(true);
    await kibana.pass(0);
    expect(kibana.begunOf('a')).toEqual([0, 7_777]);
  });

  it('where one runs comes behind it, since that may have read before', async () => {
    kibana.set('a', { interval: HOUR });
    kibana.takes.set('a', () => 3 * SECOND);
    kibana.hold();
    await kibana.pass(SECOND);
    kibana.watcher.nudge('a');
    await kibana.pass(3 * SECOND);
    expect(kibana.begunOf('a')).toEqual([0, 3 * SECOND]);
  });

  it('at another Kibana comes with the next look', async () => {
    kibana.set('a', { interval: HOUR });
    kibana.hold();
    await kibana.pass(7_777);
    kibana.wanted.add('a');
    await kibana.pass(2 * SECOND);
    expect(kibana.begunOf('a')).toEqual([0, 8 * SECOND]);
  });

  it('is not called here where another Kibana holds the task, or nobody does', () => {
    expect(kibana.watcher.nudge('a')).toBe(false);
  });
});

describe('a tick that read a part', () => {
  it('is followed by the next at once, however long the interval is', async () => {
    kibana.set('a', { interval: HOUR });
    kibana.takes.set('a', () => 4 * SECOND);
    kibana.ends.set('a', 'partial');
    kibana.hold();
    await kibana.pass(9 * SECOND);
    expect(kibana.begunOf('a')).toEqual([0, 4 * SECOND, 8 * SECOND]);
  });
});

describe('many spaces', () => {
  const names = Array.from({ length: 10 }, (_, n) => `space-${n}`);

  it('are watched by one run, each at its interval', async () => {
    for (const name of names) {
      kibana.set(name);
      kibana.takes.set(name, () => 300);
    }
    kibana.hold();
    await kibana.pass(HOLD.lasts);
    for (const name of names) expect(kibana.begunOf(name).length).toBeGreaterThanOrEqual(24);
    expect(kibana.mostAtOnce()).toBeLessThanOrEqual(3);
  });

  it('of which some are slow: the quick ones keep their interval, but for the first seconds', async () => {
    for (const name of names) kibana.set(name);
    for (const name of names.slice(0, 5)) kibana.takes.set(name, () => 20 * SECOND);
    kibana.hold();
    await kibana.pass(HOLD.lasts);
    for (const name of names.slice(5)) expect(kibana.begunOf(name).length).toBeGreaterThanOrEqual(22);
    for (const name of names.slice(0, 5)) expect(kibana.begunOf(name).length).toBeGreaterThanOrEqual(1);
  });

  it('one whose tick throws keeps no other from being watched, and is ticked again', async () => {
    kibana.set('a');
    kibana.set('b');
    kibana.takes.set('a', () => {
      throw new Error('broken');
    });
    kibana.hold();
    await kibana.pass(4 * SECOND);
    expect([kibana.begunOf('a').length, kibana.begunOf('b').length]).toEqual([3, 3]);
    expect(kibana.logged[0]).toBe('Space a could not be ticked: broken');
  });
});

describe('the check of the source', () => {
  it('runs beside the ticks: one that hangs delays none', async () => {
    kibana.set('a');
    kibana.check = () => new Promise(() => undefined);
    kibana.hold();
    await kibana.pass(10 * SECOND);
    expect([kibana.checked, kibana.begunOf('a').length]).toEqual([['a'], 6]);
  });

  it('fails no tick where it fails, and is tried again a minute later', async () => {
    kibana.set('a');
    kibana.check = () => Promise.reject(new Error('403'));
    kibana.hold();
    await kibana.pass(HOLD.lasts + SECOND);
    kibana.hold();
    await kibana.pass(11 * SECOND);
    expect(kibana.checked).toEqual(['a', 'a']);
    expect(kibana.logged[0]).toBe('The source of space a was not checked: 403');
  });

  it('runs for two spaces at most at the same time', async () => {
    for (const name of ['a', 'b', 'c']) kibana.set(name);
    kibana.check = () => kibana.after(5 * SECOND);
    kibana.hold();
    await kibana.pass(2 * SECOND);
    expect(kibana.checked).toEqual(['a', 'b']);
    await kibana.pass(5 * SECOND);
    expect(kibana.checked).toEqual(['a', 'b', 'c']);
  });

  it('is asked for at once where settings change', async () => {
    kibana.set('a');
    kibana.hold();
    await kibana.pass(9 * SECOND);
    kibana.set('a', { version: 'v2' });
    await kibana.pass(2 * SECOND);
    expect(kibana.checked).toEqual(['a', 'a']);
  });
});

it('tells each tick how far apart the last ones began', async () => {
  kibana.set('a');
  kibana.takes.set('a', () => 3 * SECOND);
  kibana.hold();
  await kibana.pass(20 * SECOND);
  expect(kibana.ticks.map(({ pace }) => pace)).toEqual([null, null, 3000, 3000, 3000, 3000, 3000]);
});
