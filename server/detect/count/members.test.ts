import { burst, comparing, failedLogon, MINUTE, NOW, rule, sprayRule } from '../../../test/builders';
import { NEVER_GIVES_WAY, type GiveWay } from '../../../common/give_way';
import type { Comparing, Rule } from '../../../common/rules/rules';
import { windowOf } from '../log/window';
import { membersOf } from './members';
import { createNaming } from './naming';

const EARLIER = NOW - 10 * MINUTE;
/** Enough failures in each of two minutes for them to be remembered. */
const FAILURES = [EARLIER, NOW].flatMap((minute) =>
  burst(100, { account: 'guest', domain: 'CORP' }, 1, minute + 1_000),
);
const lookingAt = (one: Rule, key: string, compared: Partial<Comparing> = {}) => {
  const naming = createNaming(comparing(compared));
  const window = windowOf(FAILURES, [one], naming);
  const group = () => window.group(one.groupBy, key);
  const look = (giveWay: GiveWay = NEVER_GIVES_WAY) =>
    membersOf(
      key,
      group(),
      { asked: [], isMixed: window.isMixed(one.groupBy, key) },
      { rule: one, naming, giveWay },
    );
  const forget = () => window.dropBefore(NOW - MINUTE);
  return { look, forget };
};

describe('what is remembered of the minutes of a group is forgotten with them', () => {
  it('the accounts of which nothing is remembered any more', async () => {
    const { look, forget } = lookingAt(rule(), 'guest', { keepDomainsApart: true });
    const [before] = await look();
    const part = { minute: EARLIER, start: 0, end: 100 };
    before?.remembered.counts.keep(part, new Float64Array());
    expect((await look())[0]?.remembered.counts).toBe(before?.remembered.counts);
    await forget();
    expect((await look())[0]?.remembered.counts).not.toBe(before?.remembered.counts);
  });
});

describe('where domains are kept apart', () => {
  const naming = createNaming(comparing({ keepDomainsApart: true }));
  const keysOf = async (withoutDomain: number, asked: string[] = []) => {
    const madeUp = Array.from({ length: 50 }, (_, n) => failedLogon({ domain: `D${n}` }));
    const many = burst(4, { domain: 'CORP' });
    const none = burst(withoutDomain, { domain: null });
    const window = windowOf([...madeUp, ...many, ...none], [rule()], naming);
    const given = { rule: rule({ threshold: 5 }), naming, giveWay: NEVER_GIVES_WAY };
    return (await membersOf('guest', window.group('account', 'guest'), { asked, isMixed: true }, given)).map(
      ({ key }) => key,
    );
  };

  it.each<[string, number, string[], string[]]>([
    ['with too few failures for the rule is none', 0, [], []],
    ['that is asked for is there all the same', 0, ['d7\\guest'], ['d7\\guest']],
    ['with enough, those without a domain counted, is there', 1, [], ['corp\\guest']],
  ])('an account %s', async (_what, none, asked, keys) => expect(await keysOf(none, asked)).toEqual(keys));
});

it('gives way while it goes through the failures of a group', async () => {
  const { look } = lookingAt(sprayRule({ groupBy: 'host', withoutSource: true }), 'dc01');
  await look();
  const giveWay = jest.fn(NEVER_GIVES_WAY);
  await look(giveWay);
  expect(giveWay).toHaveBeenCalled();
});
