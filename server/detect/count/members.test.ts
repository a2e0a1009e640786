import { burst, comparing, MINUTE, NOW, rule, sprayRule } from '../../../test/builders';
import { NEVER_GIVES_WAY } from '../../../common/give_way';
import type { Comparing, Rule } from '../../../common/rules/rules';
import { windowOf } from '../log/window';
import { membersOf } from './members';
import { createNaming } from './naming';
import { memoryOf } from './per_minute';
import { Tallies } from './tallies';

const EARLIER = NOW - 10 * MINUTE;
/** Enough failures in each of two minutes for them to be remembered. */
const FAILURES = [EARLIER, NOW].flatMap((minute) =>
  burst(100, { account: 'guest', domain: 'CORP' }, 1, minute + 1_000),
);
const lookingAt = (one: Rule, key: string, compared: Partial<Comparing> = {}) => {
  const naming = createNaming(comparing(compared));
  const window = windowOf(FAILURES, [one], naming);
  const group = () => window.group(one.groupBy, key);
  const look = () => membersOf(key, group(), [], { rule: one, naming, giveWay: NEVER_GIVES_WAY });
  const forget = () => window.dropBefore(NOW - MINUTE);
  return { naming, group, look, forget };
};

describe('what is remembered of the minutes of a group is forgotten with them', () => {
  it('what decides who counts an event', async () => {
    const onHost = sprayRule({ groupBy: 'host', withoutSource: true });
    const { group, look, forget } = lookingAt(onHost, 'dc01');
    await look();
    const { failures } = memoryOf(group()).labels;
    const before = failures.size;
    await forget();
    await look();
    expect([before, failures.size]).toEqual([2, 1]);
  });

  it('the accounts of which nothing is remembered any more', async () => {
    const { naming, look, forget } = lookingAt(rule(), 'guest', { keepDomainsApart: true });
    const [before] = await look();
    const part = { minute: EARLIER, start: 0, end: 100 };
    before?.remembered.tallies.keep(part, new Tallies('account', naming).bounded());
    expect((await look())[0]?.remembered.tallies).toBe(before?.remembered.tallies);
    await forget();
    expect((await look())[0]?.remembered.tallies).not.toBe(before?.remembered.tallies);
  });
});
