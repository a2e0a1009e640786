import { SECOND } from '../../test/builders';
import { FakeWatch } from '../../test/fake_watch';
import { HOLD } from './watch';

const HOUR = 3600 * SECOND;
let kibana: FakeWatch;
beforeEach(() => {
  kibana = new FakeWatch();
});

describe('a look that hangs', () => {
  beforeEach(async () => {
    kibana.set('a');
    kibana.set('b', { interval: HOUR });
    kibana.hold();
    await kibana.pass(9 * SECOND);
    kibana.look = () => new Promise(() => undefined);
  });

  it('holds up no tick but one, for a second: they go on with what is known', async () => {
    const { looks } = kibana;
    await kibana.pass(21 * SECOND);
    expect(kibana.begunOf('a')).toEqual(
      [0, 2, 4, 6, 8, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29].map((n) => n * SECOND),
    );
    expect(kibana.looks).toBe(looks + 1);
  });

  it('lets a tick that somebody waits for begin', async () => {
    await kibana.pass(11 * SECOND);
    kibana.watcher.nudge('b');
    await kibana.pass(0);
    expect(kibana.begunOf('b')).toEqual([0, 20 * SECOND]);
  });

  it('does not keep the task from being handed over in time', async () => {
    const run = kibana.hold({ a: 'key of a', b: 'key of b', gone: 'old key' });
    await kibana.pass(HOLD.lasts);
    expect(run.handedOver).toMatchObject({ isIdle: false });
  });
});

describe('a look that is late', () => {
  it('is not taken for how it is after the watch is over', async () => {
    kibana.set('a');
    kibana.look = () => kibana.after(2 * HOLD.lasts);
    const run = kibana.hold({ a: 'key of a', gone: 'old key' });
    await kibana.pass(3 * HOLD.lasts);
    expect(run.handedOver).toEqual({ keys: { a: 'key of a', gone: 'old key' }, isIdle: false });
    expect([kibana.cleaned, kibana.ticks]).toEqual([[], []]);
  });

  it('is followed by another one at once where somebody saved meanwhile', async () => {
    kibana.set('a', { interval: HOUR });
    kibana.hold();
    await kibana.pass(3 * SECOND + 1);
    kibana.look = () => kibana.after(500);
    await kibana.pass(SECOND);
    kibana.set('a', { interval: HOUR, version: 'v2' });
    kibana.watcher.nudge('a');
    kibana.look = async () => undefined;
    await kibana.pass(500);
    const [, ...later] = kibana.begunOf('a');
    expect(later).toHaveLength(1);
    expect(kibana.ticks[1]).toMatchObject({ isFirst: true, isWanted: true });
  });
});
