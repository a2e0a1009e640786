import {
  burst,
  comparing,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  successRule,
} from '../../../test/builders';
import { FakeSpace } from '../../../test/fakes';
import type { EventSource } from '../events/event_source_port';
import { createNaming } from '../count/naming';
import { RecentEvents } from './recent_events';
import { nextScan } from '../join/scan';

const RULES = [rule(), successRule()];

/** One Kibana whose runs may fail where a question is refused. */
function kibana() {
  const space = new FakeSpace();
  const recent = new RecentEvents(RULES, createNaming(comparing()));
  const runAt = async (now: number, refused: Partial<EventSource> = {}) => {
    space.now = now;
    const source = { ...space.ports().events, ...refused };
    const limits = { deadline: Infinity, clock: () => now };
    const caught = await recent.catchUp(source, nextScan(now, 10 * MINUTE, now), limits);
    await recent.readSuccesses(source, { from: caught.from, to: now }, limits);
    return caught.window.group('account', 'guest');
  };
  return { space, runAt };
}

const refuse = () => Promise.reject(new Error('refused'));

describe('a run after some that failed', () => {
  it('finds the success that arrived when they had read the failures and nobody asked for successes', async () => {
    const { space, runAt } = kibana();
    space.events = burst(5);
    await runAt(NOW);
    await runAt(NOW + MINUTE);
    space.events.push(successfulLogon({ at: NOW + 2 * MINUTE - SECOND }));
    for (const minute of [2, 3, 4])
      await expect(runAt(NOW + minute * MINUTE, { count: refuse })).rejects.toThrow('refused');
    expect((await runAt(NOW + 5 * MINUTE)).successes).toHaveLength(1);
  });
});
