import type { Alert } from '../common/alerts';
import type { FailedLogon } from '../common/events';
import { createEventSource } from '../server/adapters/elasticsearch_events';
import { FAILED_LOGONS } from '../server/detect/failed_logon_search';
import { tick } from '../server/tick';
import { MINUTE, SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { FakeSpace, tickRun } from './fakes';
import {
  nameOf,
  readEvents,
  readExpected,
  REAL_EVENTS,
  realEventFiles,
  type ExpectedAccount,
  type RealEvent,
} from './real_events';
import { createWinlogbeatIndex } from './winlogbeat';

jest.setTimeout(300_000);

/** The names that the shippers give their indices. */
const SHAPES: Record<string, string> = {
  winlogbeat8: 'winlogbeat-8.17.0',
  agent9: 'logs-system.security-default',
};
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

/**
 * When ticks would have run and found something new: at the next whole interval after each event of the number that
 * is looked for, whoever logged it; and before the first and after the last of all.
 */
function momentsOf(events: RealEvent[]): number[] {
  const times = events.map((event) => Date.parse(event['@timestamp'])).sort((a, b) => a - b);
  const logons = events.filter(({ event }) => String(event?.code) === '4625');
  const ends = [(times[0] ?? 0) - MINUTE, (times[times.length - 1] ?? 0) + MINUTE];
  const moments = [...logons.map((event) => Date.parse(event['@timestamp'])), ...ends].map(
    (at) => Math.ceil(at / INTERVAL) * INTERVAL,
  );
  return [...new Set(moments)].sort((a, b) => a - b);
}

const firstOf = (alerts: Alert[], key: string) =>
  alerts.filter(({ group }) => group.key === key).sort((a, b) => a.ordinal - b.ordinal)[0];

/** What the recount says of the accounts that reach the threshold, in the words of an alert. */
const wanted = (accounts: Record<string, ExpectedAccount> = {}) =>
  Object.entries(accounts)
    .filter(([key, { fires }]) => fires && key !== '(missing)')
    .map(([key, { fire_time, episodes }]) => [key, fire_time, episodes?.[0]?.count])
    .sort();

if (cases.length === 0) {
  it.skip(`real events are not compared: ${REAL_EVENTS} is absent`, () => undefined);
} else {
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
      const source = createEventSource(elasticsearch.client(), [index], FAILED_LOGONS, () => 0);
      for (const now of moments) {
        space.now = now;
        const report = await tick({ ...space.ports(), events: source }, tickRun({ now }));
        expect(report.outcome).toBe('ok');
      }
      return [...space.alerts.values()].map(({ alert }) => alert);
    };

    const readAll = async (index: string) => {
      const source = createEventSource(elasticsearch.client(), [index], FAILED_LOGONS, () => 0);
      const everything = { from: 0, to: Date.now(), settleBefore: 0, gap: null };
      return (await source.read(everything, 1)).events;
    };
    const countsOf = (events: FailedLogon[]) => {
      const counts: Record<string, number> = {};
      for (const { account } of events)
        counts[account ?? '(missing)'] = (counts[account ?? '(missing)'] ?? 0) + 1;
      return counts;
    };

    it.each(cases)('$shape/$name with $mappings', async ({ index, file, mappings, name }) => {
      const [events, expected] = [readEvents(file), readExpected(file)];
      expect(events).toHaveLength(expected.docs);
      const own = `${index}-${elasticsearch.id}-${name}-${mappings.length}`;
      await load(own, events, mappings === 'dynamic mappings');
      const failures = await readAll(own);
      expect(failures).toHaveLength(expected.logon_failures_4625);
      const counts = Object.entries(expected.per_user ?? {}).map(([spelling, { count }]) => [
        spelling,
        count,
      ]);
      expect(countsOf(failures)).toEqual(Object.fromEntries(counts));
      const alerts = await watch(own, momentsOf(events));
      const keys = [...new Set(alerts.map(({ group }) => group.key))];
      const found = keys.map((key) => {
        const first = firstOf(alerts, key);
        return [key, first?.firedAt, first?.evidence.count];
      });
      expect(found.sort()).toEqual(wanted(expected.per_user_trimmed_lowercase));
      const spellings = keys.map((key) => firstOf(alerts, key)?.group.value).sort();
      expect(spellings).toEqual(wanted(expected.per_user).map(([spelling]) => spelling));
    });
  });
}
