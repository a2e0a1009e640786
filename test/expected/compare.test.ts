import type { LogonEvent } from '../../common/alerts/events';
import { burst, failedLogon, iso, MINUTE, NOW, SECOND, successfulLogon } from '../builders';
import { evaluationOf } from './evaluations';
import { compare } from './compare';
import { toExpected } from './expected_file';
import { FailuresRead } from '../../scripts/evaluate/tally_failures';

const END = NOW - 60 * MINUTE;
const FIRST = END - 4 * SECOND;
const five = { count: 5, first: iso(FIRST), last: iso(END), max_in_5min: 5 };
const fires = {
  fires: true,
  fire_time: iso(END),
  episodes: [{ start: iso(FIRST), end: iso(END), count: 5 }],
};
const ANNA = END - 40 * MINUTE;
const quiet = { count: 1, first: iso(ANNA), last: iso(ANNA), max_in_5min: 1, fires: false, fire_time: null };
const BERT = END - 20 * MINUTE;
const bert = { ...quiet, first: iso(BERT), last: iso(BERT) };
const SUCCESS = END + MINUTE;
const success = {
  user: 'Guest',
  success_time: iso(SUCCESS),
  failures_in_10min_before: 5,
  first_failure: iso(FIRST),
  last_failure: iso(END),
  success_ip: '203.0.113.7',
  success_logon_type: '3',
  host: 'DC01',
};
const quietSpray = { source: '203.0.113.7', max_distinct_users_in_10min: 1, fires: false };

/** Five failures of Guest and a success, and one of somebody else that names no address. By Kerberos, one of Bert. */
const EVENTS = [
  ...burst(5, {}, SECOND, END),
  successfulLogon({ at: SUCCESS }),
  failedLogon({ at: ANNA, account: 'anna', source: null, host: 'DC02', subStatus: '0x0', logonType: '2' }),
];
const KERBEROS = { at: BERT, account: 'bert', domain: null, source: '203.0.113.8', host: 'DC01' };
const expectedOf = (overrides: object = {}) => ({
  docs: 7,
  first: iso(ANNA),
  last: iso(SUCCESS),
  counts_by_event_id: { 4624: 1, 4625: 6 },
  naive_event_id_4625: 6,
  logon_failures_4625: 6,
  sub_status: { '0xC000006A': 5, '0x0': 1 },
  logon_types: { 2: 1, 3: 5 },
  per_user: { Guest: { ...five, ...fires }, anna: quiet },
  per_user_trimmed_lowercase: { guest: { ...five, ...fires }, anna: quiet },
  per_source_ip: { '203.0.113.7': { ...five, ...fires }, '(missing)': quiet },
  per_host: { DC01: { ...five, ...fires }, DC02: quiet },
  spray_by_source_ip: [quietSpray],
  spray_by_host_when_no_ip: [{ ...quietSpray, source: 'DC02' }],
  success_after_failures: [success],
  success_after_failures_same_ip: [success],
  all_auth_failures_4625_4771_4768_4776: {
    count: 7,
    per_user: { Guest: { ...five, ...fires }, anna: quiet, bert },
    per_source_ip: { '203.0.113.7': { ...five, ...fires }, '(missing)': quiet, '203.0.113.8': bert },
    spray_by_source_ip: [quietSpray, { ...quietSpray, source: '203.0.113.8' }],
  },
  alerts: {
    per_user: ['Guest'],
    per_source_ip: ['203.0.113.7'],
    per_host: ['DC01'],
    spray: [],
    spray_without_ip: [],
    success_after_failures: ['Guest'],
  },
  ...overrides,
});

async function comparisonOf(expected: object, events: LogonEvent[] = EVENTS) {
  const loading = { events: events.length, rejected: 0, rejections: [], fromText: 0 };
  const evaluation = await evaluationOf(events);
  evaluation.kerberosAndNtlm = new FailuresRead();
  evaluation.kerberosAndNtlm.add(KERBEROS);
  return compare(toExpected(expected, 'made up'), { loading, evaluation });
}
const differencesOf = async (expected: object, events?: LogonEvent[]) =>
  (await comparisonOf(expected, events)).differences.map(({ what }) => what);

type Path = Array<string | number>;
type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const leaves = (value: unknown, path: Path = []): Path[] =>
  isNode(value) ? Object.entries(value).flatMap(([name, one]) => leaves(one, [...path, name])) : [path];

/** Groups, counts and entries of lists: whatever there may be more or fewer of. */
const BY_NAME = /^(?:per_\w+|counts_by_event_id|sub_status|logon_types)$/;
function entries(value: unknown, path: Path = []): Path[] {
  if (!isNode(value)) return [];
  const isList = Array.isArray(value) || (BY_NAME.test(String(path.at(-1))) && path[0] !== 'alerts');
  return Object.keys(value).flatMap((name) => [
    ...(isList ? [[...path, name]] : []),
    ...entries(value[name], [...path, name]),
  ]);
}

function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  const at = Date.parse(String(value));
  return value === null ? iso(END) : Number.isNaN(at) ? `${String(value)}x` : iso(at + 1);
}

/** A copy in which the place of `path`, in what it stands in, was changed. */
function withChange(path: Path, change: (parent: Node, name: string | number) => void): object {
  const copy: Node = structuredClone(expectedOf());
  const parent = path.slice(0, -1).reduce((inner, name) => inner[name] as Node, copy);
  change(parent, path.at(-1) ?? '');
  return copy;
}
const another = (parent: Node, name: string | number) => {
  parent[name] = changed(parent[name]);
};
const remove = (parent: Node, name: string | number) => {
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
};
const repeat = (parent: Node, name: string | number) => {
  if (Array.isArray(parent)) parent.push(structuredClone(parent[name]));
  else parent[`${name}x`] = structuredClone(parent[name]);
};
const named = (paths: Path[]) => paths.map((path) => [path.join('.'), path] as const);

describe('what is found against what is expected', () => {
  it('agrees, having compared something', async () =>
    expect(await comparisonOf(expectedOf())).toMatchObject({
      differences: [],
      notes: [],
      checks: expect.any(Number) as number,
    }));
  it.each(named(leaves(expectedOf()).filter((path) => path.length > 0)))(
    'differs when %s is another',
    async (_name, path) => expect(await differencesOf(withChange(path, another))).not.toEqual([]),
  );
  it.each(named(entries(expectedOf())))('differs when %s is not expected', async (_name, path) =>
    expect(await differencesOf(withChange(path, remove))).not.toEqual([]),
  );
  it.each(named(entries(expectedOf())))('differs when %s is expected twice', async (_name, path) =>
    expect(await differencesOf(withChange(path, repeat))).not.toEqual([]),
  );
  it.each(Object.keys(expectedOf().alerts))(
    'differs when somebody else is expected in alerts.%s',
    async (list) => {
      const alerts = { ...expectedOf().alerts, [list]: ['nobody'] };
      expect(await differencesOf(expectedOf({ alerts }))).not.toEqual([]);
    },
  );
  it('says both sides', async () => {
    const late = withChange(['per_host', 'DC01', 'fire_time'], another);
    expect((await comparisonOf(late)).differences).toEqual([
      { what: 'host dc01: fires', expected: `at ${iso(END + 1)}`, found: `at ${iso(END)}` },
    ]);
  });
  it('takes a time in another zone, or without milliseconds, for the same', async () => {
    const last = iso(SUCCESS).replace('.000Z', 'Z');
    const first = iso(ANNA + 2 * 60 * MINUTE).replace('Z', '+02:00');
    expect(await differencesOf(expectedOf({ first, last }))).toEqual([]);
  });
  it('notes what it knows nothing of', async () =>
    expect((await comparisonOf(expectedOf({ per_planet: {} }))).notes).toEqual([
      'per_planet is not compared: nothing is known of it',
    ]));
});

describe('an expected result', () => {
  it.each([
    ['spray_by_source_ip', undefined],
    ['docs', '7'],
    ['naive_event_id_4625', '6'],
    ['first', 'yesterday'],
    ['counts_by_event_id', { 4625: '6' }],
    ['alerts', { per_user: 'Guest' }],
    ['per_user', { Guest: { ...quiet, max_in_5min: '1' } }],
    ['success_after_failures', [{ ...success, host: 1 }]],
  ])('is refused with such a %s', (name, value) =>
    expect(() => toExpected(expectedOf({ [name]: value }), 'x')).toThrow(`x is no expected result: ${name}`),
  );
  it.each([
    'first',
    'last',
    'counts_by_event_id',
    'naive_event_id_4625',
    'sub_status',
    'logon_types',
    'per_user_trimmed_lowercase',
    'success_after_failures_same_ip',
    'all_auth_failures_4625_4771_4768_4776',
    'alerts',
  ])('need not have %s', async (name) =>
    expect(await differencesOf(expectedOf({ [name]: undefined }))).toEqual([]),
  );
});
