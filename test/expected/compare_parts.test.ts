import type { LogonEvent } from '../../common/alerts/events';
import { burst, failedLogon, iso, MINUTE, NOW, SECOND, successfulLogon } from '../builders';
import { evaluationOf } from './evaluations';
import { compare } from './compare';
import { toExpected } from './expected_file';
import type { Expected } from './expected_schema';

const END = NOW - 60 * MINUTE;
const ALL = { docs: 0, logon_failures_4625: 0 };
const NONE = { spray_by_source_ip: [], spray_by_host_when_no_ip: [], success_after_failures: [] };

/** What differs in places whose name begins so. */
async function differing(
  part: string,
  expected: Partial<Record<keyof Expected, unknown>>,
  events: LogonEvent[],
) {
  const loading = { events: events.length, rejected: 0, rejections: [], fromText: 0 };
  const evaluation = await evaluationOf(events);
  const { differences, notes } = compare(toExpected({ ...ALL, ...NONE, ...expected }, 'made up'), {
    loading,
    evaluation,
  });
  return { found: differences.map(({ what }) => what).filter((what) => what.startsWith(part)), notes };
}

describe('a spray', () => {
  const users = ['anna', 'bert', 'carl', 'dora', 'emil'];
  const events = users.map((account, n) => failedLogon({ account, at: END + n * MINUTE }));
  const window = [iso(END), iso(END + 4 * MINUTE)];
  const entry = {
    source: '203.0.113.7',
    max_distinct_users_in_10min: 5,
    fires: true,
    fire_time: iso(END + 4 * MINUTE),
    window,
    users,
  };
  const onlySprays = async (spray: object[], more: LogonEvent[] = []) =>
    (await differing('spray from', { spray_by_source_ip: spray }, [...events, ...more])).found;
  it.each([
    ['with its accounts in a window', entry],
    ['with its accounts alone', { ...entry, window: undefined }],
    [
      'written otherwise',
      { ...entry, source: '::ffff:203.0.113.7', users: ['CORP\\Anna', ...users.slice(1)] },
    ],
  ])('agrees %s', async (_how, spray) => expect(await onlySprays([spray])).toEqual([]));
  it.each<[string, object[]]>([
    ['is not expected', []],
    ['is expected twice', [entry, entry]],
    ['is expected not to fire', [{ ...entry, fires: false }]],
    ['is expected from elsewhere', [{ ...entry, source: '203.0.113.8' }]],
    ['is expected from elsewhere too', [entry, { ...entry, source: '203.0.113.8', fires: false }]],
    ['is expected at another time', [{ ...entry, fire_time: iso(END) }]],
    ['is expected of more', [{ ...entry, max_distinct_users_in_10min: 6 }]],
    ['is expected at somebody else too', [{ ...entry, users: [...users, 'fred'] }]],
    ['is expected without somebody', [{ ...entry, users: users.slice(1) }]],
    ['is expected without somebody, in no window', [{ ...entry, window: undefined, users: users.slice(1) }]],
    ['is expected in a longer window', [{ ...entry, window: [iso(END - 1), window[1]] }]],
    ['is expected in a shorter window', [{ ...entry, window: [window[0], iso(END + 3 * MINUTE)] }]],
  ])('differs when it %s', async (_what, spray) => expect(await onlySprays(spray)).not.toEqual([]));
  it('is none where failures name nobody', async () => {
    const nobody = failedLogon({ account: null, source: '203.0.113.9' });
    const empty = { source: '203.0.113.9', fires: false };
    expect(await onlySprays([entry], [nobody])).toEqual([]);
    expect(await onlySprays([entry, empty], [nobody])).toEqual(['spray from 203.0.113.9']);
  });
  it('on a machine is of failures without an address', async () => {
    const without = events.map((event) => ({ ...event, source: null }));
    const here = [{ ...entry, source: 'DC01' }];
    const onHosts = (list: LogonEvent[]) => differing('spray on', { spray_by_host_when_no_ip: here }, list);
    expect((await onHosts(without)).found).toEqual([]);
    expect((await onHosts([...events, ...without.slice(1)])).found).not.toEqual([]);
  });
});

describe('a name in several spellings', () => {
  const single = (count: number, at: number) => ({ count, first: iso(at), last: iso(at), fires: false });
  /** Two accounts for the other side, one here: together they reach the threshold. */
  const events = [...burst(4, {}, 0, END), failedLogon({ at: END + SECOND, account: 'guest@corp.lan' })];
  it('counts for each spelling, and for what the other side merges', async () => {
    const merged = { guest: single(4, END), 'guest@corp.lan': single(1, END + SECOND) };
    const exact = { Guest: single(4, END), 'guest@corp.lan': single(1, END + SECOND) };
    const expected = { per_user: exact, per_user_trimmed_lowercase: merged };
    const { found, notes } = await differing('', expected, events);
    expect(found.filter((what) => what.includes('account'))).toEqual([]);
    expect(notes).toEqual([
      'account guest is expected as guest, guest@corp.lan: its alerts are of all of them',
    ]);
    const wrong = { Guest: single(3, END), 'guest@corp.lan': single(2, END + SECOND) };
    expect((await differing('account', { per_user: wrong }, events)).found).toEqual([
      'account Guest: failures',
      'account guest@corp.lan: failures',
    ]);
  });
  describe('of an address is one that cannot be taken apart', () => {
    const loopback = [...burst(5, { source: '127.0.0.1' }, SECOND, END)];
    const one = { ...single(2, END - 4 * SECOND), last: iso(END - SECOND), max_in_5min: 2 };
    const two = { ...single(3, END - 3 * SECOND), last: iso(END), max_in_5min: 3 };
    const sources = (overrides: object) =>
      differing('source', { per_source_ip: { '::1': one, '127.0.0.1': { ...two, ...overrides } } }, loopback);
    it('agrees, and says so', async () => {
      const { found, notes } = await sources({});
      expect(found).toEqual([]);
      expect(notes[0]).toContain('source 127.0.0.1 is expected as ::1, 127.0.0.1');
    });
    it.each([
      ['another count', { count: 4 }],
      ['a later end', { last: iso(END + 1) }],
      ['more in 5 minutes than it has', { max_in_5min: 4 }],
      ['an attack', { fires: true, fire_time: iso(END) }],
      ['an episode', { episodes: [{ start: iso(END - 1), end: iso(END), count: 1 }] }],
    ])('differs with %s', async (_what, overrides) =>
      expect((await sources(overrides)).found).not.toEqual([]),
    );
  });
});

describe('an attack', () => {
  const attackAt = (end: number, count = 5) => ({ start: iso(end - 4 * SECOND), end: iso(end), count });
  const groupOf = (events: LogonEvent[], episodes: object[]) => ({
    count: events.length,
    first: iso(END - 4 * SECOND),
    last: iso(events.at(-1)?.at ?? 0),
    fires: true,
    fire_time: iso(END),
    episodes,
  });
  const differingIn = async (events: LogonEvent[], episodes: object[]) =>
    (await differing('account', { per_user: { Guest: groupOf(events, episodes) } }, events)).found;
  const first = burst(5, {}, SECOND, END);
  it.each([20, 10])('and another %d minutes later are two episodes', async (minutes) => {
    const later = END + minutes * MINUTE;
    const events = [...first, ...burst(5, {}, SECOND, later)];
    expect(await differingIn(events, [attackAt(END), attackAt(later)])).toEqual([]);
    expect(await differingIn(events, [attackAt(END)])).not.toEqual([]);
    expect(await differingIn(events, [attackAt(END), attackAt(END), attackAt(later)])).not.toEqual([]);
  });
  it('may have failures around it that no timespan over the threshold holds', async () =>
    expect(await differingIn([...first, failedLogon({ at: END + 10 * MINUTE })], [attackAt(END)])).toEqual(
      [],
    ));
  it('whose alert is another differs', async () => {
    const evaluation = await evaluationOf(first);
    const [fired] = evaluation.fired.filter(({ rule }) => rule.id === 'account');
    const evidence = fired?.alert.evidence;
    if (!fired || !evidence) throw new Error('It fires.');
    const comparing = () =>
      compare(toExpected({ ...ALL, ...NONE }, 'made up'), {
        loading: { events: 5, rejected: 0, rejections: [], fromText: 0 },
        evaluation,
      }).differences.flatMap(({ what }) => (what.includes('the alert at') ? [what.split(': ').pop()] : []));
    expect(comparing()).toEqual([]);
    fired.alert.evidence = { ...evidence, count: 6, first: END, last: END + 1 };
    expect(comparing()).toEqual(['failures', 'first', 'last']);
    evaluation.fired.splice(evaluation.fired.indexOf(fired), 1);
    expect(comparing()).toEqual([]);
  });
});

describe('a success', () => {
  const SUCCESS = END + MINUTE;
  const failures = burst(5, {}, SECOND, END);
  const entry = { user: 'Guest', success_time: iso(SUCCESS), failures_in_10min_before: 5 };
  const differingIn = async (name: string, wanted: object[], events: LogonEvent[]) =>
    (await differing('success', { success_after_failures: [], [name]: wanted }, events)).found.filter(
      (what) => what.includes('address') === name.endsWith('ip'),
    );
  it.each<[string, object[], LogonEvent[]]>([
    ['once', [entry], [...failures, successfulLogon({ at: SUCCESS })]],
    [
      'twice in one millisecond, whichever comes first',
      [
        { ...entry, host: 'DC02' },
        { ...entry, host: 'DC01' },
      ],
      [...failures, successfulLogon({ at: SUCCESS }), successfulLogon({ at: SUCCESS, host: 'DC02' })],
    ],
    [
      'with the failures of its own spelling',
      [],
      [...failures.slice(1), failedLogon({ at: END, account: 'GUEST' }), successfulLogon({ at: SUCCESS })],
    ],
    [
      'with the failures of all spellings',
      [entry],
      [...failures.slice(1), failedLogon({ at: END, account: 'GUEST' }), successfulLogon({ at: SUCCESS })],
    ],
  ])('agrees %s', async (_when, wanted, events) =>
    expect(await differingIn('success_after_failures', wanted, events)).toEqual([]),
  );
  it.each<[string, object[]]>([
    ['twice', [entry, entry]],
    ['of another', [{ ...entry, user: 'guest' }]],
    ['with more failures', [{ ...entry, failures_in_10min_before: 6 }]],
    ['from no address', [{ ...entry, success_ip: null }]],
    ['not', []],
  ])('differs when it is expected %s', async (_what, wanted) => {
    const events = [...failures, successfulLogon({ at: SUCCESS })];
    expect(await differingIn('success_after_failures', wanted, events)).not.toEqual([]);
  });
  it.each<[string, string | null, object[]]>([
    ['from their address', '203.0.113.7', [entry]],
    ['from another', '203.0.113.8', []],
    ['from none', null, []],
  ])('after failures, %s', async (_from, source, wanted) => {
    const events = [...failures, successfulLogon({ at: SUCCESS, source })];
    const other = wanted.length > 0 ? [] : [entry];
    expect(await differingIn('success_after_failures_same_ip', wanted, events)).toEqual([]);
    expect(await differingIn('success_after_failures_same_ip', other, events)).not.toEqual([]);
  });
});
