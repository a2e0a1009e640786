import { readAll } from '../../../test/read_all';
import { SuccessesRefusedError } from '../../../common/status/successes_refused';
import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { eventually } from '../../../test/eventually';
import { startFaultyProxy, type FaultyProxy, type ProxyFault } from '../../../test/faulty_proxy';
import { LogonIndices } from '../../../test/logon_indices';
import type { EventSource, Position } from '../../detect/events/event_source_port';
import { createQuestion } from '../../detect/events/question';
import { PAGE } from './shard_pages';
import { elasticsearchProblem, isElasticsearchError } from '../elasticsearch_errors';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
const ACCOUNT = { key: 'guest', spellings: ['Guest'] };

type Answers = { responses: object[] };

/** The last of the answers of a msearch with other parts: one of two shards. */
const lastAnswer = (parts: object): ProxyFault => ({
  kind: 'change',
  change: (answer) => {
    const { responses } = answer as unknown as Answers;
    return {
      ...answer,
      responses: [...responses.slice(0, -1), { ...responses[responses.length - 1], ...parts }],
    };
  },
});
const refused = (status: number, type: string) => lastAnswer({ status, error: { type, reason: 'scripted' } });

/** Every question that has a part for each shard. */
type Ask = (source: EventSource, position: Position, signal?: AbortSignal) => Promise<unknown>;
const QUESTIONS: Record<string, Ask> = {
  position: (source, _position, signal) => source.position(SPAN, signal),
  readArrivals: (source, position, signal) =>
    source.readArrivals(
      { position, furthest: position, known: [], lateBefore: SPAN.from },
      SPAN,
      Infinity,
      signal,
    ),
  count: (source, position, signal) => source.count(position, SPAN, signal),
  readSuccesses: (source, since, signal) =>
    source.readSuccesses([ACCOUNT], SPAN, Infinity, { since, signal }),
};

describe('reading what arrived where Elasticsearch does not do as asked', () => {
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);
  let proxy: FaultyProxy;
  let name: string;
  let position: Position;

  beforeAll(async () => {
    proxy = await startFaultyProxy(elasticsearch.node());
    name = indices.newName();
    await indices.create(`${name}a`, 2);
    await indices.write(`${name}a`, [{}, {}, {}]);
    position = (await sourceOf().position(SPAN)) ?? {};
  });
  afterEach(() => proxy.heal());
  afterAll(() => proxy.close());

  const sourceOf = (pattern = `${name}*`) => {
    const client = elasticsearch.connect({ node: proxy.url, maxRetries: 0 });
    return createEventSource(client, [pattern], QUESTION, () => 0);
  };
  const strikeSearches = (fault: ProxyFault) => proxy.harm(fault, ({ path }) => path.includes('_msearch'));
  const strikeSettings = (fault: ProxyFault) => proxy.harm(fault, ({ path }) => path.includes('_settings'));
  const errorOf = (answer: Promise<unknown>): Promise<unknown> =>
    answer.then(
      () => null,
      (error: unknown) => error,
    );

  describe.each(Object.entries(QUESTIONS))('%s', (_name, ask) => {
    it.each<[string, ProxyFault, string]>([
      ['one answer is cut short', lastAnswer({ timed_out: true }), 'es_incomplete'],
      ['one answer lacks a shard', lastAnswer({ _shards: { total: 1, failed: 1 } }), 'es_incomplete'],
      ['one search is turned away', refused(429, 'es_rejected_execution_exception'), 'es_overloaded'],
      ['one search is forbidden', refused(403, 'security_exception'), 'es_forbidden'],
      ['one search meets a block', refused(403, 'cluster_block_exception'), 'es_blocked'],
      ['all shards of one search failed', refused(503, 'search_phase_execution_exception'), 'es_unavailable'],
      ['the request is turned away', { kind: 'status', status: 429 }, 'es_overloaded'],
      ['the key is refused', { kind: 'status', status: 401 }, 'es_unauthorized'],
      ['the connection breaks', { kind: 'reset' }, 'es_unavailable'],
    ])('throws where %s', async (_what, fault, code) => {
      strikeSearches(fault);
      const error = await errorOf(ask(sourceOf(), position));
      expect(elasticsearchProblem(error).code).toBe(code);
      expect(isElasticsearchError(error)).toBe(true);
    });

    it('throws where it is called off', async () => {
      strikeSearches({ kind: 'hang' });
      const controller = new AbortController();
      const error = errorOf(ask(sourceOf(), position, controller.signal));
      await eventually('the search', async () => proxy.seen.some(({ path }) => path.includes('_msearch')));
      controller.abort();
      expect(elasticsearchProblem(await error).code).toBe('es_timeout');
    });
  });

  it.each<[string, ProxyFault]>([
    ['one search', refused(400, 'illegal_argument_exception')],
    ['the request', { kind: 'status', status: 400 }],
  ])('%s that is taken for wrong says so; of successes it is told apart', async (_what, fault) => {
    strikeSearches(fault);
    for (const [asked, ask] of Object.entries(QUESTIONS)) {
      const error = await errorOf(ask(sourceOf(), position));
      const isOfSuccesses = error instanceof SuccessesRefusedError;
      expect({ asked, isOfSuccesses }).toEqual({ asked, isOfSuccesses: asked === 'readSuccesses' });
      if (!isOfSuccesses) expect(elasticsearchProblem(error).code).toBe('es_refused');
    }
  });

  it('one shard that fails is no answer, though others have one', async () => {
    const other = indices.newName();
    const client = elasticsearch.client();
    await indices.write(`${other}well`, [{}]);
    await client.indices.create({ index: `${other}ill`, settings: { max_result_window: PAGE - 1 } });
    const since = { position: {}, furthest: {}, known: [], lateBefore: SPAN.from };
    const ask = (pattern: string) => errorOf(sourceOf(pattern).readArrivals(since, SPAN, Infinity));
    expect(await ask(`${other}well`)).toBeNull();
    expect(elasticsearchProblem(await ask(`${other}*`)).code).toBe('es_unavailable');
  });

  it('what the settings do not tell of is counted, so that it is not taken for nothing', async () => {
    const client = elasticsearch.client();
    const settings = jest.spyOn(client.indices, 'getSettings').mockResolvedValue({} as never);
    const blind = createEventSource(client, [`${name}*`], QUESTION, () => 0);
    expect(await blind.position(SPAN)).toEqual({});
    expect(await blind.count({}, SPAN)).toBe(3);
    settings.mockRestore();
  });

  it.each([403, 404])(
    'what may not be asked (%p to the settings) is null, and is asked once',
    async (status) => {
      strikeSettings({ kind: 'status', status });
      const source = sourceOf();
      expect(await source.position(SPAN)).toBeNull();
      expect(
        await source.readArrivals(
          { position, furthest: position, known: [], lateBefore: SPAN.from },
          SPAN,
          Infinity,
        ),
      ).toBeNull();
      expect(await source.count(position, SPAN)).toBe(0);
      expect(proxy.seen.map(({ path }) => path.includes('_settings'))).toEqual([true]);
      const whole = await readAll(source, SPAN, Infinity);
      expect(whole.events).toHaveLength(3);
    },
  );

  it('any other fault of the settings is none of that, and they are asked for again', async () => {
    strikeSettings({ kind: 'status', status: 503 });
    const source = sourceOf();
    expect(elasticsearchProblem(await errorOf(source.position(SPAN))).code).toBe('es_unavailable');
    proxy.heal();
    expect(await source.position(SPAN)).toEqual(position);
  });
});
