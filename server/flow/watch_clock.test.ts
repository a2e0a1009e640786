import { SECOND } from '../../test/builders';
import { FakeWatch } from '../../test/fake_watch';
import { HOLD } from './watch';

const HOUR = 3600 * SECOND;

describe('a clock that is set back', () => {
  let kibana: FakeWatch;
  beforeEach(() => {
    kibana = new FakeWatch();
  });

  it.each([
    ['ten minutes', 2 * SECOND, 600 * SECOND],
    ['a day', 2 * SECOND, 24 * HOUR],
    ['three hours, where ticks are an hour apart', HOUR, 3 * HOUR],
  ])('by %s has every space ticked within two seconds', async (_what, interval, back) => {
    kibana.set('a', { interval });
    kibana.hold();
    await kibana.pass(21 * SECOND);
    const begun = kibana.begunOf('a').length;
    kibana.setBack(back);
    await kibana.pass(2 * SECOND);
    expect(kibana.begunOf('a')).toHaveLength(begun + 1);
  });

  it('ends the hold, so that Task Manager plans the next one by the new time, and that one ticks at the same pace', async () => {
    kibana.set('a');
    const run = kibana.hold();
    await kibana.pass(21 * SECOND);
    kibana.setBack(HOUR);
    await kibana.pass(3 * SECOND);
    expect(run.handedOver).toBeDefined();
    kibana.hold();
    const begun = kibana.begunOf('a').length;
    await kibana.pass(20 * SECOND);
    expect(kibana.begunOf('a')).toHaveLength(begun + 10);
  });

  it('between two runs does not make the Kibana that watched look on for longer', async () => {
    kibana.set('a');
    kibana.hold();
    await kibana.pass(HOLD.lasts + SECOND);
    kibana.setBack(HOUR);
    await kibana.pass(20 * SECOND);
    expect(Math.max(...kibana.begunOf('a'))).toBeLessThan(HOLD.lasts + 5 * SECOND);
  });

  it('has it looked which spaces are on, and how their sources do, as often as before', async () => {
    kibana.set('a');
    kibana.hold();
    await kibana.pass(5 * SECOND);
    const { looks } = kibana;
    kibana.setBack(HOUR);
    await kibana.pass(SECOND);
    kibana.hold();
    await kibana.pass(20 * SECOND);
    expect(kibana.looks - looks).toBeGreaterThanOrEqual(10);
    expect(kibana.checked).toEqual(['a', 'a']);
  });
});
