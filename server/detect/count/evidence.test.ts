import fc from 'fast-check';
import { comparing, failedLogon, iso, lockout, MINUTE, NOW, successfulLogon } from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import type { GroupBy } from '../../../common/rules/rules';
import { evidenceOf } from './evidence';
import { createNaming } from './naming';

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
    .sort((a, b) => b.count - a.count);
}

const WORDS: Record<string, string> = {
  '3': 'Network (3)',
  Network: 'Network (3)',
  '10': 'RemoteInteractive (10)',
  odd: 'odd',
  '0xc000006d': 'wrong user name or password',
  '0x18': 'wrong password',
  '0xc000006a': 'wrong password',
  '0xc0000064': 'no such user',
};
/** With its code, which the names above have not. */
const coded = (code: string | null | undefined) => {
  if (!code) return null;
  return /^0x0+$/.test(code) ? `no further reason (${code})` : `${WORDS[code]} (${code})`;
};
const words = (code: string | null | undefined) => code && WORDS[code];
const why = ({ status, subStatus }: LogonEvent) => words(subStatus) ?? words(status);
const minuteOf = ({ at }: LogonEvent) => iso(Math.floor(at / MINUTE) * MINUTE);

function naive(failures: LogonEvent[], groupBy: GroupBy) {
  const all = (name: keyof LogonEvent) => counted(failures.map((one) => one[name] as string | null));
  return {
    count: failures.length,
    spellings: all(groupBy)
      .map(({ value, count }) => ({
        value,
        count,
        first: iso(failures.find((one) => one[groupBy] === value)?.at ?? 0),
      }))
      .sort((a, b) => b.count - a.count || a.first.localeCompare(b.first)),
    accounts: counted(failures.map((one) => naming.account(one))),
    sources: all('source'),
    hosts: all('host'),
    workstations: all('workstation'),
    logonTypes: counted(failures.map(({ logonType }) => words(logonType))),
    reasons: counted(failures.map(why)),
    statuses: counted(failures.map(({ status }) => coded(status))),
    subStatuses: counted(failures.map(({ subStatus }) => coded(subStatus))),
    timeline: counted(failures.map(minuteOf))
      .map(({ value, count }) => ({ at: value, count }))
      .sort((a, b) => a.at.localeCompare(b.at)),
  };
}

describe('the evidence of a run', () => {
  it.each<GroupBy>(['account', 'source', 'host', 'workstation'])(
    'grouped by %s is what counting each value for itself gives',
    (groupBy) => {
      fc.assert(
        fc.property(events, events, (failed, worked) => {
          const failures = byTime(failed.map(failedLogon));
          const successes = byTime(worked.map(successfulLogon));
          const evidence = evidenceOf({ failures, successes, lockouts: [lockout()] }, groupBy, naming);
          const times = [...failures, ...successes].map(({ at }) => at);
          expect(evidence).toMatchObject({
            ...naive(failures, groupBy),
            first: times.length === 0 ? '' : iso(Math.min(...times)),
            last: times.length === 0 ? '' : iso(Math.max(...times)),
            successCount: successes.length,
            lockouts: 1,
          });
        }),
      );
    },
  );

  it('names the oldest and the newest failures', () => {
    const failures = Array.from({ length: 25 }, (_, n) => failedLogon({ id: `a/${n}`, at: NOW + n }));
    const { samples } = evidenceOf({ failures, successes: [], lockouts: [] }, 'account', naming);
    const numbers = (from: number) => Array.from({ length: 10 }, (_, n) => `a/${from + n}`);
    expect(samples).toEqual([...numbers(0), ...numbers(15)]);
  });
});
