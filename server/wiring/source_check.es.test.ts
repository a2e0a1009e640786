import { createSpaceIndices } from '../adapters/storage/own_indices';
import { createSourceStore } from '../adapters/storage/source_document';
import { testBackground } from '../../test/background';
import { MINUTE, NOW } from '../../test/builders';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { startFaultyProxy, type FaultyProxy, type SeenRequest } from '../../test/faulty_proxy';
import { createWinlogbeatIndex } from '../../test/winlogbeat';
import { runTick, type Background } from './background';
import { checkSource } from './source_check';

jest.setTimeout(60_000);

describe('the check of the source, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  let space: string;
  let now: number;
  let patterns: string[];
  let proxy: FaultyProxy;
  let background: Background;

  const use = async (given: string[]) => {
    patterns = given;
    const client = elasticsearch.connect({ node: proxy.url });
    background = testBackground(client, { indexPatterns: given }, () => now);
    background.startedAt = NOW - 60 * MINUTE;
    await background.setUpIndices();
    await createSpaceIndices(elasticsearch.client(), space);
    proxy.heal();
  };
  const found = () => createSourceStore(elasticsearch.client(), space, async () => undefined).read();
  const asked = () => proxy.seen.filter(({ path }) => path.includes('_field_caps')).length;
  const isAbout = (pattern: string) => (request: SeenRequest) =>
    request.path.includes('_field_caps') && request.path.startsWith(`/${encodeURIComponent(pattern)}/`);

  beforeEach(async () => {
    serial += 1;
    space = `${elasticsearch.id}-${serial}`;
    now = NOW;
    proxy = await startFaultyProxy(elasticsearch.node());
    await createWinlogbeatIndex(elasticsearch.client(), `win-a-${space}`);
    await createWinlogbeatIndex(elasticsearch.client(), `win-b-${space}`);
  });
  afterEach(() => proxy.close());

  it('keeps what it found for the status, and is due every five minutes', async () => {
    await use([`win-*-${space}`]);
    await checkSource(background, space);
    expect(await found()).toMatchObject({ patterns: [{ indices: 2 }], problems: [] });
    now += 5 * MINUTE - 1;
    await checkSource(background, space);
    expect(asked()).toBe(1);
    now += 1;
    await checkSource(background, space);
    expect(asked()).toBe(2);
  });

  it('is due at once where other patterns are set, and where this Kibana was started since', async () => {
    await use([`win-a-${space}`]);
    await checkSource(background, space);
    await use([`win-a-${space}`, `win-b-${space}`]);
    await checkSource(background, space);
    expect((await found())?.patterns.map(({ indices }) => indices)).toEqual([1, 1]);
    const before = asked();
    now += MINUTE;
    background.startedAt = now;
    await checkSource(background, space);
    expect(asked()).toBe(2 * before);
  });

  it('tells of a pattern that is not answered for in time, looks at the others, and keeps what was known of it', async () => {
    await use([`win-a-${space}`, `win-b-${space}`]);
    await checkSource(background, space);
    now += 6 * MINUTE;
    proxy.harm({ kind: 'hang' }, isAbout(`win-b-${space}`));
    await checkSource(background, space, 2_000);
    const source = await found();
    expect(source?.patterns.map(({ pattern, indices }) => [pattern, indices])).toEqual(
      patterns.map((pattern) => [pattern, 1]),
    );
    expect(source?.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['pattern_unchecked', 'warning'],
    ]);
    expect(source?.known.map(({ names }) => names)).toEqual(patterns.map((pattern) => [pattern]));
  });

  it('that hangs or fails neither delays nor fails a run of detection', async () => {
    await use([`win-a-${space}`]);
    const struck = new Promise<void>((resolve) =>
      proxy.harm({ kind: 'hang' }, (request) => {
        const strikes = request.path.includes('_field_caps');
        if (strikes) resolve();
        return strikes;
      }),
    );
    const check = checkSource(background, space, 9_000);
    await struck;
    expect(await runTick(background, space)).toMatchObject({ report: { outcome: 'ok', problems: [] } });
    expect(await found()).toBeNull();
    await check;
    expect((await found())?.problems.map(({ code }) => code)).toEqual(['pattern_unchecked']);
  });

  it('leaves what was found before where Elasticsearch refuses: the run says why', async () => {
    await use([`win-a-${space}`]);
    await checkSource(background, space);
    const before = await found();
    now += 6 * MINUTE;
    proxy.harm({ kind: 'status', status: 401 }, isAbout(`win-a-${space}`));
    await expect(checkSource(background, space)).rejects.toThrow(/401|Response Error|scripted/);
    expect(await found()).toEqual(before);
  });
});
