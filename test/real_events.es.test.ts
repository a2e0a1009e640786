import { readAll } from './read_all';
import type { Alert } from '../common/alerts/alerts';
import type { LogonEvent } from '../common/alerts/events';
import { fromEvtx } from '../scripts/evaluate/evtx';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import type { EventQuestion } from '../server/detect/events/event_source_port';
import { normaliseAddress } from '../server/detect/events/address';
import { createQuestion } from '../server/detect/events/question';
import { tick } from '../server/flow/tick';
import { MINUTE, SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { FakeSpace, tickRun } from './fakes';
import { timeText } from './expected/difference';
import {
  nameOf,
  readEvents,
  readExpected,
  REAL_EVENTS,
  realEventFiles,
  type Expected,
  type ExpectedGroup,
  type RealEvent,
} from './real_events';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(300_000);

/** The names that the shippers give their indices. */
const SHAPES: Record<string, string> = {
  winlogbeat8: 'winlogbeat-8.17.0',
  agent9: 'logs-system.security-default',
  winlogbeat9raw: 'logs-windows-default',
  winlogbeat6: 'winlogbeat-6.7.0-2019.05.18',
  wazuh: 'wazuh-alerts-4.x-2026.07.01',
  nxlog_flat: 'logs-endpoint-winevent-security-2020.10.22',
  eventlog_flat: 'winevents-2022',
  evtx_json: 'evtx-json',
};
const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const ALL_FAILURES = createQuestion({}, { kerberosAndNtlm: true });
const INTERVAL = 5 * SECOND;

const cases = Object.entries(SHAPES).flatMap(([shape, index]) =>
  realEventFiles(shape).flatMap((file) =>
    ['the mappings of its shipper', 'dynamic mappings'].map((mappings) => ({
      shape,
      index,
      file,
      mappings,
      name: nameOf(file),
    })),
  ),
);

/** When ticks would have run and found something new: at the next whole interval after each failure. */
function momentsOf(failures: LogonEvent[], times: number[]): number[] {
  const sorted = [...times].sort((a, b) => a - b);
  const ends = [(sorted[0] ?? 0) - MINUTE, (sorted[sorted.length - 1] ?? 0) + MINUTE];
  const moments = [...failures.map(({ at }) => at), ...ends].map((at) => Math.ceil(at / INTERVAL) * INTERVAL);
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** Raw records come as the shape they are read in. */
function documentsOf(shape: string, file: string): RealEvent[] {
  const events = readEvents(file);
  return shape === 'evtx_json' ? events.map((event) => fromEvtx(event) as unknown as RealEvent) : events;
}

const firstOf = (alerts: Alert[], key: string) =>
  alerts.filter(({ group }) => group.key === key).sort((a, b) => a.ordinal - b.ordinal)[0];

/** The recount of raw records rounds what is beyond a millisecond, where reading cuts it off. */
const nearTime = (shape: string, time: string | null) =>
  shape !== 'evtx_json' || time === null
    ? time
    : (expect.stringMatching(
        [0, 1].map((late) => new Date(Date.parse(time) - late).toISOString()).join('|'),
      ) as string);

/** What the recount says of the accounts that reach the threshold, in the words of an alert. */
const wanted = (accounts: Record<string, ExpectedGroup> = {}, shape = '') =>
  Object.entries(accounts)
    .filter(([key, { fires }]) => fires && key !== '(missing)')
    .map(([key, { fire_time, episodes }]) => [key, nearTime(shape, fire_time), episodes?.[0]?.count])
    .sort();

function expectedCounts(
  groups: Record<string, ExpectedGroup> = {},
  normalise: (key: string) => string = (key) => key,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [key, { count }] of Object.entries(groups))
    counts[normalise(key)] = (counts[normalise(key)] ?? 0) + count;
  return counts;
}

/** With Kerberos and NTLM, but for requests of tickets (4768), which are not read: only one file has failed ones. */
function failuresOf(expected: Expected): number {
  const all = expected.all_auth_failures_4625_4771_4768_4776?.count ?? expected.logon_failures_4625;
  return expected.counts_by_event_id['4768'] ? (expected.counts_by_event_id['4771'] ?? 0) : all;
}

if (cases.length === 0) {
  it.skip(`real events are not compared: ${REAL_EVENTS} is absent`, () => undefined);
} else {
  /** Local accounts carry their machine, of which the independent results know nothing. In them no name is that of two machines. */
  const withoutMachine = (account: string) => account.slice(account.lastIndexOf('\\') + 1);

  describe('real events, read and counted as ticks would have done it live', () => {
    const elasticsearch = useTestElasticsearch();

    const load = async (index: string, events: RealEvent[], dynamic: boolean) => {
      const client = elasticsearch.client();
      if (!dynamic) await createWinlogbeatIndex(client, index);
      const operations = events.flatMap((event) => [{ index: { _index: index } }, event]);
      expect((await client.bulk({ operations, refresh: true })).errors).toBe(false);
      expect((await client.count({ index })).count).toBe(events.length);
    };
    const watch = async (index: string, moments: number[]) => {
      const space = new FakeSpace();
      const source = createEventSource(elasticsearch.client(), [index], QUESTION, () => 0);
      for (const now of moments) {
        space.now = now;
        const report = await tick({ ...space.ports(), events: source }, tickRun({ now }));
        expect(report.outcome).toBe('ok');
      }
      return [...space.alerts.values()].map(({ alert }) => alert);
    };

    const readFrom = async (index: string, question: EventQuestion) => {
      const source = createEventSource(elasticsearch.client(), [index], question, () => 0);
      const everything = { from: 0, to: Date.now(), settleBefore: 0, gap: null };
      return (await readAll(source, everything, 1)).events;
    };
    const countsOf = (events: LogonEvent[], nameOfEvent: (event: LogonEvent) => string | null) => {
      const counts: Record<string, number> = {};
      for (const event of events) {
        const name = nameOfEvent(event) ?? '(missing)';
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    };

    it.each(cases)('$shape/$name with $mappings', async ({ shape, index, file, mappings, name }) => {
      const [events, expected] = [documentsOf(shape, file), readExpected(file)];
      expect(events).toHaveLength(expected.docs);
      const own = `${index}-${elasticsearch.id}-${name}-${mappings.length}`;
      await load(own, events, mappings === 'dynamic mappings');
      const failures = await readFrom(own, QUESTION);
      expect(failures).toHaveLength(expected.logon_failures_4625);
      expect(countsOf(failures, ({ account }) => account)).toEqual(expectedCounts(expected.per_user));
      expect(countsOf(failures, ({ host }) => host)).toEqual(expectedCounts(expected.per_host));
      expect(countsOf(failures, ({ source }) => source)).toEqual(
        expectedCounts(expected.per_source_ip, (address) => normaliseAddress(address) ?? '(missing)'),
      );
      expect(await readFrom(own, ALL_FAILURES)).toHaveLength(failuresOf(expected));
      const alerts = await watch(
        own,
        momentsOf(
          failures,
          events.map((event) => Date.parse(event['@timestamp'])),
        ),
      );
      const keys = [...new Set(alerts.map(({ group }) => group.key))];
      const found = keys.map((key) => {
        const first = firstOf(alerts, key);
        return [withoutMachine(key), timeText(first?.firedAt), first?.evidence.count];
      });
      expect(found.sort()).toEqual(wanted(expected.per_user_trimmed_lowercase, shape));
      const spellings = keys.map((key) => withoutMachine(firstOf(alerts, key)?.group.value ?? '')).sort();
      expect(spellings).toEqual(wanted(expected.per_user, shape).map(([spelling]) => spelling));
    });
  });
}
