import { startElasticsearch } from '../../scripts/elasticsearch';

/** An Elasticsearch without security for a suite: `ES_TEST_URL`, or one that lives as long as the suite. */
export function useElasticsearch(): { node(): string } {
  let url = process.env.ES_TEST_URL ?? '';
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (!url) ({ url, stop } = await startElasticsearch({ shortLived: true }));
  }, 300_000);
  afterAll(() => stop?.(), 60_000);
  return { node: () => url };
}
