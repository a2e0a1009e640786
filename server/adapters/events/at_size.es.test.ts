import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import { DEFAULT_TELL } from '../../../common/channels/tell';
import type { TickReport } from '../../../common/status/status';
import { testBackground } from '../../../test/background';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { telegramChannel } from '../../../test/channels';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { failedLogonDocument, WINLOGBEAT_MAPPINGS } from '../../../test/winlogbeat';
import { runTick, type Background } from '../../wiring/background';
import type { StoredAlert } from '../../record/alert_store_port';
import { fromHit, type AlertDocument } from '../storage/alert_document';
import { alertsIndex, stateIndex } from '../storage/own_indices';

/** `AT_SIZE=million`, as `make test-all` has it, is ten times as many as usual. */
const SIZE = process.env.AT_SIZE === 'million' ? 10 : 1;
/** More groups than a `terms` aggregation can give (65,536). */
const ACCOUNTS = 100_000 * SIZE;
const ATTACKED = 300 * SIZE;
const THRESHOLD = ACCOUNT_RULE.threshold;
const SHARDS = 5;
const BULK = 10_000;
const BULKS_AT_ONCE = 2;
/** A million takes five or so on four cores, and several times as many on a machine that is busy. */
const TICKS_MAX = 20;

/** The first of each so many accounts is attacked, and the second fails once less than that. */
const STEP = Math.floor(ACCOUNTS / ATTACKED);
const isAttacked = (n: number) => n % STEP === 0 && n < ATTACKED * STEP;
const failuresOf = (n: number) => (isAttacked(n) ? THRESHOLD : n % STEP === 1 ? THRESHOLD - 1 : 1);
const NUMBERS = Array.from({ length: ACCOUNTS }, (_, n) => n);
const ATTACKED_NAMES = NUMBERS.filter(isAttacked).map((n) => `u${n}`);
/** Fewer than a Kibana keeps of a space (`EVENTS_MAX`). */
const EVENTS = NUMBERS.reduce((sum, n) => sum + failuresOf(n), 0);

/**
 * Of each account from a source and on a host of its own, over more than four minutes: a tick that stops reading cuts
 * through attacks.
 */
function* failures(): Generator<{ id: string; document: object }> {
  for (const n of NUMBERS) {
    const source = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
    const first = NOW - 5 * MINUTE + Math.floor((n / ACCOUNTS) * 3 * MINUTE);
    for (let k = 0; k < failuresOf(n); k += 1) {
      const logon = { account: `u${n}`, at: first + k * 20 * SECOND, source, host: `h${n}` };
      // Elasticsearch takes the shard from the id: with ids of our own each run has the same busiest on each shard.
      yield { id: `${n}-${k}`, document: failedLogonDocument(logon) };
    }
  }
}

/** A delivery as it stands in the index of the plugin's state. */
interface Planned {
  alertId: string;
  groupKey: string;
  reason: string;
  edits: string | null;
}
/** All that is stored of a space after a tick. */
interface Stored {
  alerts: StoredAlert[];
  planned: Planned[];
}
interface Ticked extends Stored {
  report: TickReport;
}

const countsOf = ({ alerts }: Stored) =>
  alerts.map(({ alert: { rule, group, evidence } }) => `${rule.id} ${group.key} ${evidence.count}`).sort();
/** Without the changes of messages that wait, which say that an attack is over. */
const messagesOf = ({ planned }: Stored) =>
  planned
    .filter(({ edits }) => edits === null)
    .map(({ groupKey, reason }) => `${groupKey} ${reason}`)
    .sort();
const codesOf = ({ report }: Ticked) => report.problems.map(({ code }) => code);

describe(`of ${ACCOUNTS} accounts on ${SHARDS} shards, ${ATTACKED} of them attacked`, () => {
  const elasticsearch = useTestElasticsearch();
  const index = () => `winlogbeat-${elasticsearch.id}-size`;
  /** Up to the first that has read all. */
  const reading: Ticked[] = [];
  const later: Ticked[] = [];
  let paused = 0;
  let startedAt = 0;
  // Runs on while a tick works, since a tick stops reading when its time is up, and leaps between two.
  const clock = () => NOW + paused + Math.round(performance.now() - startedAt);

  async function send(operations: object[]): Promise<void> {
    if (operations.length === 0) return;
    const answer = await elasticsearch.client().bulk({ operations, filter_path: 'errors' });
    expect(answer.errors).toBe(false);
  }
  async function load(): Promise<void> {
    const settings = { number_of_shards: SHARDS, number_of_replicas: 0, refresh_interval: '-1' };
    const { indices } = elasticsearch.client();
    await indices.create({ index: index(), settings, mappings: WINLOGBEAT_MAPPINGS as never });
    const sending: Array<Promise<void>> = [];
    let operations: object[] = [];
    for (const { id, document } of failures()) {
      operations.push({ create: { _index: index(), _id: id } }, document);
      if (operations.length < 2 * BULK) continue;
      if (sending.length === BULKS_AT_ONCE) await sending.shift();
      sending.push(send(operations));
      operations = [];
    }
    await Promise.all([...sending, send(operations)]);
    await indices.refresh({ index: index() });
  }

  /** Everything in the plugin's indices, not only what the product asks for. */
  async function stored(): Promise<Stored> {
    const client = elasticsearch.client();
    const all = { size: 10_000, seq_no_primary_term: true } as const;
    const alerts = await client.search<AlertDocument>({ index: alertsIndex(elasticsearch.id), ...all });
    const planned = await client.search<{ entry: Planned }>({
      index: stateIndex(elasticsearch.id),
      ...all,
      query: { term: { kind: 'delivery' } },
    });
    return {
      alerts: alerts.hits.hits.flatMap(fromHit),
      planned: planned.hits.hits.flatMap(({ _source }) => _source?.entry ?? []),
    };
  }
  async function tickAfter(wait: number, background: Background): Promise<Ticked> {
    paused += wait;
    const ran = await runTick(background, elasticsearch.id);
    if (typeof ran === 'string') throw new Error('detection is on in this test');
    return { report: ran.report, ...(await stored()) };
  }

  beforeAll(async () => {
    await load();
    startedAt = performance.now();
    // A channel that tells of each by its own message, so that each can be counted.
    const tell = { ...DEFAULT_TELL, firstMessages: ATTACKED };
    const settings = { indexPatterns: [index()], channels: [{ ...telegramChannel('-2001'), tell }] };
    const background = testBackground(elasticsearch.client(), settings, clock);
    while (reading.length < TICKS_MAX && reading.at(-1)?.report.outcome !== 'ok')
      reading.push(await tickAfter(5 * SECOND, background));
    for (const wait of [5 * SECOND, MINUTE, 20 * MINUTE, 5 * SECOND, 5 * SECOND])
      later.push(await tickAfter(wait, background));
  }, 15 * MINUTE);

  const ofAttacked = (text: (name: string) => string) => ATTACKED_NAMES.map(text).sort();
  const alertOf = (name: string) => `${ACCOUNT_RULE.id} ${name} ${THRESHOLD}`;

  it('the first tick tells of the busiest and leaves the rest to the next', () => {
    const [first] = reading;
    if (!first) throw new Error('there was no tick');
    expect(codesOf(first)).toEqual(['reading']);
    expect(first.report.outcome).toBe('partial');
    expect(first.alerts.length).toBeGreaterThan(0);
    expect(first.alerts.length).toBeLessThan(ATTACKED);
    expect(messagesOf(first)).toEqual(first.alerts.map(({ alert }) => `${alert.group.key} first`).sort());
  });

  it('the next ticks read each event once, as far as each comes, and keep all', () => {
    const [, ...rest] = reading;
    expect(rest.at(-1)?.report.outcome).toBe('ok');
    expect(rest.reduce((sum, { report }) => sum + report.eventsRead, 0)).toBe(EVENTS);
    expect(rest.slice(0, -1).map(codesOf)).toEqual(rest.slice(0, -1).map(() => ['scan_unfinished']));
    expect(rest.slice(-1).map(codesOf)).toEqual([[]]);
  });

  it('exactly those at the threshold have an alert, one each, that counts just that', () => {
    expect(reading.slice(-1).map(countsOf)).toEqual([ofAttacked(alertOf)]);
  });

  it('one message is planned of each of them, and none of any other', () => {
    expect(reading.slice(-1).map(messagesOf)).toEqual([ofAttacked((name) => `${name} first`)]);
    const [all] = reading.slice(-1);
    const ids = (all?.alerts ?? []).map(({ alert }) => alert.id);
    expect((all?.planned ?? []).map(({ alertId }) => alertId).sort()).toEqual(ids.sort());
  });

  it('at no time there was an alert of another account, or one that counts otherwise', () => {
    const expected = new Set(ofAttacked(alertOf));
    expect(reading.flatMap(countsOf).filter((text) => !expected.has(text))).toEqual([]);
  });

  it('later ticks read nothing again, find nothing more and tell nobody more', () => {
    expect(later.map((ticked) => [ticked.report.outcome, ticked.report.eventsRead, codesOf(ticked)])).toEqual(
      later.map(() => ['ok', 0, []]),
    );
    expect(later.map(countsOf)).toEqual(later.map(() => ofAttacked(alertOf)));
    expect(later.map(messagesOf)).toEqual(later.map(() => ofAttacked((name) => `${name} first`)));
  });

  it('once the attacks have ended, a tick writes no alert', () => {
    const [ended, after] = later.slice(-2);
    expect(new Set(ended?.alerts.map(({ alert }) => alert.status))).toEqual(new Set(['recovered']));
    expect(after?.alerts).toEqual(ended?.alerts);
  });
});
