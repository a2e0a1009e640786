import fc from 'fast-check';
import { burst, comparing, failedLogon, MINUTE, NOW, successfulLogon } from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import type { GroupBy } from '../../../common/rules/rules';
import { NO_EVIDENCE } from '../../../common/alerts/evidence';
import { NEVER_GIVES_WAY } from '../../../common/give_way';
import { eventListOf } from '../../../test/event_list';
import type { MinuteCounts } from './column_counts';
import { withRange } from './evidence';
import { createNaming } from './naming';
import { PerMinute } from './per_minute';

const naming = createNaming(comparing({ excludedAccounts: ['DC01$'] }));
const nothing = fc.constant(null);
const event = fc.record({
  at: fc.integer({ min: NOW - 4 * MINUTE, max: NOW }),
  account: fc.constantFrom('guest', 'GUEST', 'CORP\\guest', 'admin', 'DC01$', null),
  source: fc.constantFrom('10.0.0.1', '10.0.0.2', null),
  host: fc.constantFrom('DC01', 'DC02', null),
  workstation: fc.constantFrom('KALI', 'kali', null),
  logonType: fc.constantFrom('3', 'Network', '10', 'odd', null),
  status: fc.oneof(nothing, fc.constantFrom('0x0', '0xc000006d', '0x18', '0xc0000064')),
  subStatus: fc.oneof(nothing, fc.constantFrom('0x0', '0x0000', '0xc000006a', '0xc0000064')),
});
const events = fc.array(event, { maxLength: 40 });
const byTime = (list: LogonEvent[]) => list.sort((a, b) => a.at - b.at);

/** Each value with how often it occurs, counted anew for each. */
function counted(values: Array<string | null | undefined>) {
  const told = values.filter((value) => value !== null && value !== undefined);
  const different = told.filter((value, n) => told.indexOf(value) === n);
  return different
    .map((value) => ({ value, count: told.filter((other) => other === value).length }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

const saysWhy = (code: string | null) => code !== null && !/^0x0*$/.test(code);
const why = ({ status, subStatus }: LogonEvent) =>
  saysWhy(subStatus) ? subStatus : saysWhy(status) ? status : null;
const minuteOf = ({ at }: LogonEvent) => Math.floor(at / MINUTE) * MINUTE;

const remembered = () => ({
  counts: new PerMinute<MinuteCounts>(),
  values: new PerMinute<ReadonlySet<string>>(),
});
const counting = (groupBy: GroupBy) => ({ groupBy, naming, giveWay: NEVER_GIVES_WAY });
/** Counted in ranges that end at these times, one on top of the other. */
async function evidenceOf(
  failures: LogonEvent[],
  worked: LogonEvent[],
  groupBy: GroupBy,
  ends: number[] = [],
) {
  const counted = { failures: eventListOf(failures), worked, remembered: remembered() };
  let [evidence, from] = [NO_EVIDENCE, -Infinity];
  for (const to of [...ends.sort((a, b) => a - b), Infinity]) {
    if (from <= to) evidence = await withRange(evidence, counted, { from, to }, counting(groupBy));
    from = to + 1;
  }
  return evidence;
}

function naive(failures: LogonEvent[], groupBy: GroupBy) {
  const all = (name: keyof LogonEvent) => counted(failures.map((one) => one[name] as string | null));
  return {
    count: failures.length,
    spellings: all(groupBy)
      .map(({ value, count }) => ({
        value,
        count,
        first: failures.find((one) => one[groupBy] === value)?.at ?? 0,
      }))
      .sort((a, b) => b.count - a.count || a.first - b.first),
    accounts: counted(failures.map((one) => naming.account(one))),
    sources: all('source'),
    hosts: all('host'),
    workstations: all('workstation'),
    logonTypes: all('logonType'),
    reasons: counted(failures.map(why)),
    statuses: all('status'),
    subStatuses: all('subStatus'),
    timeline: [...new Set(failures.map(minuteOf))].map((at) => ({
      at,
      count: failures.filter((one) => minuteOf(one) === at).length,
    })),
  };
}

describe('the evidence of some events', () => {
  const end = fc.integer({ min: NOW - 4 * MINUTE, max: NOW });
  it.each<GroupBy>(['account', 'source', 'host', 'workstation'])(
    'grouped by %s is what counting each value for itself gives, in however many pieces',
    async (groupBy) => {
      await fc.assert(
        fc.asyncProperty(events, events, fc.array(end, { maxLength: 3 }), async (failed, worked, ends) => {
          const failures = byTime(failed.map(failedLogon));
          const successes = byTime(worked.map(successfulLogon));
          const times = [...failures, ...successes].map(({ at }) => at);
          expect(await evidenceOf(failures, successes, groupBy, ends)).toMatchObject({
            ...naive(failures, groupBy),
            first: Math.min(...times),
            last: Math.max(...times),
            successCount: successes.length,
          });
        }),
      );
    },
  );

  it('says how many sources there were where their list is cut, and counts none twice', async () => {
    const from = (n: number, at: number) => failedLogon({ id: `a/${n}-${at}`, source: `10.0.0.${n}`, at });
    const many = Array.from({ length: 120 }, (_, n) => from(n, NOW + n));
    const { sources, different, truncated } = await evidenceOf(many, [], 'account');
    expect([sources.length, different?.sources, truncated]).toEqual([50, 120, true]);
    const again = [...many, ...many.map(({ at }, n) => from(n, at + MINUTE))];
    const inTwo = await evidenceOf(again, [], 'account', [NOW + 119]);
    expect(inTwo.different).toEqual({ accounts: 1, sources: 120 });
    expect((await evidenceOf(many.slice(0, 50), [], 'account')).different).toBeUndefined();
  });

  it('names the oldest and the newest failures', async () => {
    const failures = Array.from({ length: 25 }, (_, n) => failedLogon({ id: `a/${n}`, at: NOW + n }));
    const { samples } = await evidenceOf(failures, [], 'account');
    const numbers = (from: number) => Array.from({ length: 10 }, (_, n) => `a/${from + n}`);
    expect(samples).toEqual([...numbers(0), ...numbers(15)]);
  });

  it('is of the names as they are now, where a minute that is remembered got one more', async () => {
    const failures = burst(500, {}, 100, NOW);
    const kept = remembered();
    const count = (events: LogonEvent[]) =>
      withRange(
        NO_EVIDENCE,
        { failures: eventListOf(events), worked: [], remembered: kept },
        { from: -Infinity, to: Infinity },
        counting('account'),
      );
    expect((await count(failures)).accounts).toEqual([{ value: 'guest', count: 500 }]);
    const late = failedLogon({ account: 'anna', at: NOW - 10_000 });
    expect((await count(byTime([...failures, late]))).accounts).toEqual([
      { value: 'guest', count: 500 },
      { value: 'anna', count: 1 },
    ]);
  });

  it('looks at no event of a minute again that has as many', async () => {
    const list = eventListOf(burst(6_000, {}, 100, NOW - 100));
    const at = jest.spyOn(list, 'at');
    const numberAt = jest.spyOn(list, 'numberAt');
    const kept = remembered();
    const range = { from: -Infinity, to: Infinity };
    const count = () =>
      withRange(NO_EVIDENCE, { failures: list, worked: [], remembered: kept }, range, counting('account'));
    const first = await count();
    at.mockClear();
    numberAt.mockClear();
    expect(await count()).toEqual(first);
    expect(numberAt).not.toHaveBeenCalled();
    // The oldest and the newest, whose ids it names.
    expect(at.mock.calls.length).toBeLessThanOrEqual(20);
  });
});
