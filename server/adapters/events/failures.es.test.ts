import { PAGE } from './stretch';
import type { TickReport } from '../../../common/status/status';
import { testBackground } from '../../../test/background';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import {
  startFaultyProxy,
  type FaultyProxy,
  type ProxyFault,
  type SeenRequest,
} from '../../../test/faulty_proxy';
import { storedIn } from '../../../test/stored_in_space';
import { createWinlogbeatIndex, failedLogonDocument } from '../../../test/winlogbeat';
import { runTick } from '../../wiring/background';
import { KeptInSpaces } from '../../wiring/kept_in_spaces';
import { RUN_TIME, type RunTime } from '../../wiring/run_time';
import { createSpaceIndices } from '../storage/own_indices';

jest.setTimeout(120_000);

/** The last good run before the failure. */
const BEFORE = NOW - 6 * MINUTE;
const NEXT = NOW + 5 * SECOND;

/** Reads of events; not of the plugin's own storage. */
const readsEvents = ({ path }: SeenRequest) =>
  path.includes('winlogbeat-') || /^\/_(search|pit)\b/.test(path);
const readsAlerts = ({ path }: SeenRequest) => path.includes('brute-force-alerts-alerts');
const writesAlerts = ({ path, body }: SeenRequest) =>
  path.includes('_bulk') && body.includes('brute-force-alerts-alerts');
const searches = ({ path }: SeenRequest) => /^\/_m?search\b/.test(path);
/** So many events a page. */
const readsPages = (request: SeenRequest) => searches(request) && request.body.includes(`"size":${PAGE}`);

describe('when Elasticsearch fails a run of detection', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;

  /** A space in which detection has run once, and where since then five logons of one account have failed. */
  const attackedSpace = async (connection: object = { maxRetries: 0 }) => {
    const space = `${elasticsearch.id}-${(serial += 1)}`;
    const index = `winlogbeat-${space}`;
    const direct = elasticsearch.client();
    const proxy = await startFaultyProxy(elasticsearch.node());
    const client = elasticsearch.connect({ node: proxy.url, ...connection });
    let now = BEFORE;
    const background = testBackground(client, { indexPatterns: [index] }, () => now);
    const run = async (at: number, time?: RunTime): Promise<TickReport> => {
      now = at;
      const ran = await runTick(background, space, { time });
      if (typeof ran === 'string') throw new Error('detection is on in this test');
      return ran.report;
    };
    await background.setUpIndices();
    await createSpaceIndices(direct, space);
    await createWinlogbeatIndex(direct, index);
    await direct.index({ index, document: failure('Somebody', BEFORE), refresh: true });
    expect((await run(BEFORE)).outcome).toBe('ok');
    for (let n = 0; n < 5; n += 1)
      await direct.index({ index, document: failure('Guest', NOW - MINUTE + n) });
    await direct.indices.refresh({ index });
    proxy.heal();
    const restart = () => (background.kept = new KeptInSpaces());
    return { space, proxy, run, restart, stored: () => storedIn(direct, space) };
  };
  type Attacked = Awaited<ReturnType<typeof attackedSpace>>;
  const spaces: Attacked[] = [];
  const attack = async (connection?: object) => {
    const attacked = await attackedSpace(connection);
    spaces.push(attacked);
    return attacked;
  };
  afterEach(async () => {
    for (const { proxy } of spaces.splice(0)) await proxy.close();
  });

  const expectNothingHappened = async ({ stored }: Attacked) => {
    const { alerts, deliveries, memory } = await stored();
    expect({ alerts, deliveries }).toEqual({ alerts: [], deliveries: [] });
    expect(memory.watermark).toBe(BEFORE);
    expect(memory.lastGoodTickAt).toBe(BEFORE);
  };
  const expectToldOnce = async ({ run, stored }: Attacked, at = NEXT) => {
    expect((await run(at)).outcome).toBe('ok');
    expect((await run(at + 5 * SECOND)).outcome).toBe('ok');
    const { alerts, deliveries, memory } = await stored();
    expect(alerts.map(({ group, evidence }) => [group.value, evidence.count])).toEqual([['Guest', 5]]);
    // A change of a message that waits, for an attack that is over by then, is no message.
    const messages = deliveries.filter(({ reason }) => reason !== 'ended');
    expect(messages.map(({ alertId, reason, status }) => [alertId, reason, status])).toEqual([
      [alerts[0]?.id, 'first', 'pending'],
    ]);
    expect(memory.watermark).toBe(at + 5 * SECOND);
  };
  const expectFailed = async (attacked: Attacked, code: string, time?: RunTime) => {
    const report = await attacked.run(NOW, time);
    expect(report).toMatchObject({ outcome: 'failed', from: null, to: null, verdicts: [] });
    expect(report.problems.map((problem) => [problem.code, problem.severity])).toEqual([[code, 'error']]);
    expect(report.problems[0]?.remedy).toMatch(/./);
    expect((await attacked.stored()).memory.lastTick).toMatchObject({
      outcome: 'failed',
      problems: [{ code }],
    });
    await expectNothingHappened(attacked);
  };

  it('without a failure the attack is found: what the other cases compare with', async () => {
    const attacked = await attack();
    await expectToldOnce(attacked, NOW);
  });

  const status = (code: number): ProxyFault => ({ kind: 'status', status: code });
  /** Changes the answer, or each of those in it. */
  const change = (part: object): ProxyFault => ({
    kind: 'change',
    change: ({ responses, ...answer }) =>
      Array.isArray(responses)
        ? { ...answer, responses: responses.map((one: object) => ({ ...one, ...part })) }
        : { ...answer, ...part },
  });
  const noHits = { hits: { hits: [] } };

  it.each<[string, ProxyFault, string, ((request: SeenRequest) => boolean) | undefined]>([
    ['connections torn down', { kind: 'reset' }, 'es_unavailable', readsEvents],
    ['answers lost', { kind: 'lose_answer' }, 'es_unavailable', readsEvents],
    ['429', status(429), 'es_overloaded', readsEvents],
    ['503', status(503), 'es_unavailable', readsEvents],
    ['500', status(500), 'es_unavailable', readsEvents],
    ['401', status(401), 'es_unauthorized', readsEvents],
    ['403 of a search', status(403), 'es_forbidden', searches],
    [
      'shards that failed',
      change({ ...noHits, _shards: { total: 2, successful: 1, failed: 1 } }),
      'es_incomplete',
      searches,
    ],
    ['a search cut short', change({ ...noHits, timed_out: true }), 'es_incomplete', searches],
    ['503 of its own indices', status(503), 'storage_failed', readsAlerts],
  ])('%s: the run fails, and the next one finds the attack', async (_what, fault, code, strikes) => {
    const attacked = await attack();
    attacked.proxy.harm(fault, strikes);
    await expectFailed(attacked, code);
    expect(attacked.proxy.seen.filter(strikes ?? readsEvents).length).toBeGreaterThan(0);
    attacked.proxy.heal();
    await expectToldOnce(attacked);
  });

  it('a failure of the second page is a failure of all', async () => {
    const attacked = await attack();
    attacked.restart(); // reads all, page by page
    const full = (answer: Record<string, unknown>) => {
      const { hits } = answer as { hits: { hits: object[] } };
      return { ...answer, hits: { ...hits, hits: Array.from({ length: PAGE }, () => hits.hits[0]) } };
    };
    attacked.proxy.harm({ kind: 'change', change: full }, (request) => {
      if (!readsPages(request)) return false;
      attacked.proxy.harm(status(503), readsPages);
      return true;
    });
    await expectFailed(attacked, 'es_unavailable');
    attacked.proxy.heal();
    await expectToldOnce(attacked);
  });

  it.each([
    ['when asked which indices there are', (request: SeenRequest) => request.path.includes('/_settings')],
    [
      'when a point in time is opened',
      ({ method, path }: SeenRequest) => method === 'POST' && path.includes('/_pit'),
    ],
    ['when the events are searched', searches],
  ])('it hangs %s: the run ends when its time is up', async (_when, hangs) => {
    const attacked = await attack();
    attacked.restart(); // asks everything that a run may ask
    let isHanging = false;
    attacked.proxy.harm({ kind: 'hang' }, (request) => {
      isHanging ||= hangs(request);
      return readsEvents(request) && isHanging;
    });
    const started = Date.now();
    await expectFailed(attacked, 'es_timeout', { ...RUN_TIME, working: 1_500 });
    expect(isHanging).toBe(true);
    expect(Date.now() - started).toBeLessThan(10_000);
    attacked.proxy.heal();
    await expectToldOnce(attacked);
  });

  /** A client that would wait for longer than a run may take: what ends the run is the run itself. */
  const PATIENT = { maxRetries: 0, requestTimeout: 120_000 };
  /** A run takes 45 s at most; a second more, since several of them share the machine. */
  const MOST = 46_000;
  const expectInTime = async (work: Promise<unknown>) => {
    const started = Date.now();
    await work;
    expect(Date.now() - started).toBeLessThan(MOST);
  };

  const hanging = async (hangs: (request: SeenRequest) => boolean, code: string) => {
    const attacked = await attack(PATIENT);
    attacked.proxy.harm({ kind: 'hang' }, hangs);
    await expectInTime(expectFailed(attacked, code));
    attacked.proxy.heal();
    await expectToldOnce(attacked);
  };
  /** Where even writing down that it failed comes too late, the run is thrown away. */
  const late = async (ms: number, outcome: string) => {
    const attacked = await attack(PATIENT);
    attacked.proxy.harm({ kind: 'delay', ms });
    const end = attacked.run(NOW).then(
      (report) => report.outcome,
      ({ name }: Error) => name,
    );
    await expectInTime(end);
    attacked.proxy.heal();
    expect(await end).toBe(outcome);
    expect((await attacked.stored()).memory.watermark).toBe(BEFORE);
    await expectToldOnce(attacked);
  };

  it('it hangs, or is seconds late, and nobody ends the run: it ends itself in 45 s', async () => {
    await Promise.all([
      hanging(readsEvents, 'es_timeout'),
      hanging(searches, 'es_timeout'),
      hanging(readsAlerts, 'storage_failed'),
      hanging(writesAlerts, 'storage_failed'),
      late(4_000, 'failed'),
      late(20_000, 'RunGivenUpError'),
    ]);
  });

  it('nobody listens at all: the run fails, and two hours later nothing is lost', async () => {
    const attacked = await attack();
    await attacked.proxy.goDown();
    await expect(attacked.run(NOW)).rejects.toThrow(/ECONNREFUSED|other side closed/);
    await attacked.proxy.comeBack();
    await expectNothingHappened(attacked);
    const later = NOW + 120 * MINUTE;
    expect((await attacked.run(later)).verdicts).toMatchObject([
      { verdict: { decision: 'notify', reason: 'first' } },
    ]);
    await expectToldOnce(attacked, later + 5 * SECOND);
  });

  /** What a run does with Elasticsearch is a row of requests, fewer than this. */
  const MOST_REQUESTS = 20;
  /** Each makes indices of its own, and Elasticsearch makes one at a time. */
  const AT_ONCE = 5;

  /** Lets each request of the row be the one that fails, in a space of its own, and then lets the run go on. */
  const strikeEach = async (
    connection: object | undefined,
    harm: (proxy: FaultyProxy, nth: number) => void,
    judge: (outcome: string) => void = () => undefined,
  ) => {
    const strike = async (nth: number) => {
      const attacked = await attack(connection);
      harm(attacked.proxy, nth);
      const outcome = await attacked.run(NOW).then(
        (report) => report.outcome,
        () => 'thrown',
      );
      const wasStruck = attacked.proxy.seen.length >= nth;
      attacked.proxy.heal();
      if (wasStruck) judge(outcome);
      await expectToldOnce(attacked);
      return wasStruck;
    };
    const struck: boolean[] = [];
    for (let n = 1; n <= MOST_REQUESTS; n += AT_ONCE)
      struck.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => strike(n + more)))));
    expect(struck.filter(Boolean).length).toBeGreaterThan(10);
    expect(struck).toContain(false);
  };

  it.each<[string, ProxyFault['kind']]>([
    ['it goes away before', 'reset'],
    ['it does what it was asked and goes away before it answers', 'lose_answer'],
  ])('%s, at whichever request of the run: told once', async (_what, kind) => {
    const goesAway = (proxy: FaultyProxy, nth: number) =>
      proxy.harm({ kind } as ProxyFault, () => proxy.seen.length >= nth);
    await strikeEach(undefined, goesAway, (outcome) => expect(outcome).not.toBe('ok'));
  });

  it('a kept connection breaks once, at whichever request: the run goes on', async () => {
    const breaksOnce = (proxy: FaultyProxy, nth: number) =>
      proxy.harm({ kind: 'reset' }, () => proxy.seen.length === nth);
    await strikeEach({ maxRetries: 1 }, breaksOnce, (outcome) => expect(outcome).toBe('ok'));
  });

  it('an answer is lost once, at whichever request, and the client asks again: told once', async () => {
    const losesOne = (proxy: FaultyProxy, nth: number) =>
      proxy.harm({ kind: 'lose_answer' }, () => proxy.seen.length === nth);
    await strikeEach({}, losesOne);
  });
});

const failure = (account: string, at: number) => failedLogonDocument({ account, at, source: '203.0.113.7' });
