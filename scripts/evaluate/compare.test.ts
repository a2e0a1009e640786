import type { LogonEvent } from '../../common/events';
import { burst, failedLogon, iso, MINUTE, NOW, SECOND, successfulLogon } from '../../test/builders';
import { evaluationOf } from '../../test/evaluations';
import { compare } from './compare';
import { toExpected } from './expected_file';

const END = NOW - 60 * MINUTE;
const FIRST = END - 4 * SECOND;
const five = { count: 5, first: iso(FIRST), last: iso(END) };
const fires = {
  fires: true,
  fire_time: iso(END),
  episodes: [{ start: iso(FIRST), end: iso(END), count: 5 }],
};
const quiet = { count: 1, first: iso(FIRST), last: iso(FIRST), fires: false };
const SUCCESS = END + MINUTE;

/** Five failures of Guest and a success, and one failure of somebody else that names no address. */
const EVENTS = [
  ...burst(5, {}, SECOND, END),
  successfulLogon({ at: SUCCESS }),
  failedLogon({ at: END - 40 * MINUTE, account: 'anna', source: null, host: 'DC02' }),
];
const expectedOf = (overrides: object = {}) => ({
  docs: 7,
  logon_failures_4625: 6,
  per_user: { Guest: { ...five, ...fires }, anna: quiet },
  per_user_trimmed_lowercase: { guest: { ...five, ...fires }, anna: quiet },
  per_source_ip: { '203.0.113.7': { ...five, ...fires }, '(missing)': quiet },
  per_host: { DC01: { ...five, ...fires }, DC02: quiet },
  spray_by_source_ip: [{ source: '203.0.113.7', max_distinct_users_in_10min: 1, fires: false }],
  spray_by_host_when_no_ip: [{ source: 'DC02', max_distinct_users_in_10min: 1, fires: false }],
  success_after_failures: [{ user: 'Guest', success_time: iso(SUCCESS), failures_in_10min_before: 5 }],
  ...overrides,
});

async function comparisonOf(expected: object, events: LogonEvent[] = EVENTS) {
  const loading = { events: events.length, rejected: 0, rejections: [] };
  return compare(toExpected(expected, 'made up'), { loading, evaluation: await evaluationOf(events) });
}
const differencesOf = async (expected: object, events?: LogonEvent[]) =>
  (await comparisonOf(expected, events)).differences.map(({ what }) => what);

type Path = Array<string | number>;
/** Every leaf and every entry of what is expected, but what is for people to read and not compared. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => {
    const isRead = ['max_distinct_users_in_10min', 'per_user'].includes(name);
    const isOfGroup = path.length === 2 && ['first', 'last'].includes(name);
    const isQuietSpray = String(path[0]).startsWith('spray') && name === 'source';
    return isRead || isOfGroup || isQuietSpray ? [] : pathsOf(inner, [...path, name]);
  });
}

function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  const at = Date.parse(String(value));
  return Number.isNaN(at) ? `${String(value)}x` : iso(at + 1);
}

function withChange(path: Path, change: (value: unknown) => unknown): object {
  const copy = structuredClone(expectedOf()) as Record<string, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((inner, name) => inner[name] as Record<string, unknown>, copy);
  const name = path[path.length - 1] ?? '';
  parent[name] = change(parent[name]);
  return copy;
}

describe('what is found against what is expected', () => {
  it('agrees, having compared something', async () =>
    expect(await comparisonOf(expectedOf())).toMatchObject({
      differences: [],
      notes: [],
      checks: expect.any(Number) as number,
    }));
  it.each(pathsOf(expectedOf()).map((path) => [path.join('.'), path]))(
    'differs when %s is another',
    async (_name, path) => expect(await differencesOf(withChange(path as Path, changed))).not.toEqual([]),
  );
  it.each(['per_user_trimmed_lowercase.guest', 'per_source_ip.203_0_113_7', 'per_host.DC02'])(
    'differs when %s is not expected',
    async (place) => {
      const [side = '', name = ''] = place.split('.');
      const copy: Record<string, object> = structuredClone(expectedOf()) as never;
      const left = Object.entries(copy[side] ?? {}).filter(([key]) => key !== name.replace(/_/g, '.'));
      const without = { ...copy, [side]: Object.fromEntries(left) };
      expect(left).toHaveLength(1);
      expect(await differencesOf(without)).not.toEqual([]);
    },
  );
  it('differs when a success is not expected', async () =>
    expect(await differencesOf(expectedOf({ success_after_failures: [] }))).toContain('success of guest'));
  it('says both sides', async () => {
    const late = withChange(['per_host', 'DC01', 'fire_time'], changed);
    expect((await comparisonOf(late)).differences).toEqual([
      { what: 'host dc01: fires at', expected: iso(END + 1), found: iso(END) },
    ]);
  });
  it.each([
    ['per_host', {}],
    ['spray_by_source_ip', undefined],
    ['docs', '7'],
  ])('refuses what has no %s', (name, value) => {
    if (name === 'per_host')
      return expect(toExpected(expectedOf({ per_host: undefined }), 'x').per_host).toEqual({});
    return expect(() => toExpected(expectedOf({ [name]: value }), 'x')).toThrow(
      `x is no expected result: ${name}`,
    );
  });
});

describe('a spray', () => {
  const users = ['anna', 'bert', 'carl', 'dora', 'emil'];
  const events = users.map((account, n) => failedLogon({ account, at: END + n * MINUTE }));
  const entry = { source: '203.0.113.7', fires: true, fire_time: iso(END + 4 * MINUTE), users };
  const onlySprays = async (spray: object[]) =>
    (await differencesOf(expectedOf({ spray_by_source_ip: spray }), events)).filter((what) =>
      what.startsWith('spray from'),
    );
  it('agrees', async () => expect(await onlySprays([entry])).toEqual([]));
  it.each<[string, object[]]>([
    ['is not expected', []],
    ['is expected not to fire', [{ ...entry, fires: false }]],
    ['is expected from elsewhere', [{ ...entry, source: '203.0.113.8' }]],
    ['is expected at another time', [{ ...entry, fire_time: iso(END) }]],
    ['is expected at somebody else too', [{ ...entry, users: [...users, 'fred'] }]],
  ])('differs when it %s', async (_what, spray) => expect(await onlySprays(spray)).not.toEqual([]));
});

describe('what can be compared in part only', () => {
  /** Two spellings with four and one failures: together they reach the threshold. */
  const upn = [...burst(4, {}, SECOND, END), failedLogon({ at: END + SECOND, account: 'guest@corp.lan' })];
  const single = (count: number, at: number) => ({ count, first: iso(at), last: iso(at), fires: false });
  const expected = (overrides: object = {}) => {
    const all = { count: 5, first: iso(END - 3 * SECOND), last: iso(END + SECOND), fires: true };
    const one = {
      ...all,
      fire_time: iso(END + SECOND),
      episodes: [{ start: all.first, end: all.last, count: 5 }],
    };
    return {
      docs: 5,
      logon_failures_4625: 5,
      per_user: {},
      per_user_trimmed_lowercase: { guest: single(4, END), 'guest@corp.lan': single(1, END + SECOND) },
      per_source_ip: { '203.0.113.7': one },
      per_host: { DC01: one },
      spray_by_source_ip: [{ source: '203.0.113.7', fires: false }],
      spray_by_host_when_no_ip: [],
      success_after_failures: [],
      ...overrides,
    };
  };
  it('is an account that the other side counts as two', async () => {
    const { differences, notes } = await comparisonOf(expected(), upn);
    expect(differences).toEqual([]);
    expect(notes[0]).toContain('account guest is expected as guest, guest@corp.lan');
  });
  it('still has as many failures', async () => {
    const more = { guest: single(5, END), 'guest@corp.lan': single(1, END + SECOND) };
    const found = await differencesOf(expected({ per_user_trimmed_lowercase: more }), upn);
    expect(found).toEqual(['account guest: failures']);
  });
  it('fires no later than the part of it that is expected to', async () => {
    const early = { ...single(4, END), fires: true, fire_time: iso(END), episodes: [] };
    const both = { guest: early, 'guest@corp.lan': single(1, END + SECOND) };
    const found = await differencesOf(expected({ per_user_trimmed_lowercase: both }), upn);
    expect(found).toEqual(['account guest: fires']);
  });
  it('is an attack with failures around it that no timespan over the threshold holds', async () => {
    const straggler = failedLogon({ at: END + 10 * MINUTE });
    const events = [...burst(5, {}, SECOND, END), straggler];
    const group = { ...five, ...fires, count: 6, last: iso(END + 10 * MINUTE) };
    const found = expectedOf({
      docs: 6,
      per_user_trimmed_lowercase: { guest: group },
      per_user: {},
      per_source_ip: { '203.0.113.7': group },
      per_host: { DC01: group },
      spray_by_host_when_no_ip: [],
      success_after_failures: [],
    });
    expect(await differencesOf(found, events)).toEqual([]);
  });
});

describe('two attacks on one group', () => {
  const later = (minutes: number) => [
    ...burst(5, {}, SECOND, END),
    ...burst(5, {}, SECOND, END + minutes * MINUTE),
  ];
  const expected = (minutes: number) => {
    const second = { start: iso(FIRST + minutes * MINUTE), end: iso(END + minutes * MINUTE), count: 5 };
    const group = { ...five, ...fires, count: 10, last: second.end, episodes: [...fires.episodes, second] };
    return expectedOf({
      docs: 10,
      logon_failures_4625: 10,
      per_user: {},
      per_user_trimmed_lowercase: { guest: group },
      per_source_ip: { '203.0.113.7': group },
      per_host: { DC01: group },
      spray_by_host_when_no_ip: [],
      success_after_failures: [],
    });
  };
  it.each([
    [20, 'two alerts'],
    [10, 'one alert'],
  ])('%d minutes apart are %s', async (minutes) =>
    expect(await differencesOf(expected(minutes), later(minutes))).toEqual([]),
  );
  it('differ when the second is missing', async () =>
    expect(await differencesOf(expected(20), burst(5, {}, SECOND, END))).toContain(
      'account guest: an alert from 2026-11-22T02:34:56.000Z to 2026-11-22T02:35:00.000Z',
    ));
});
