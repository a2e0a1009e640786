import { Client } from '@elastic/elasticsearch';
import { startElasticsearch } from '../elasticsearch';

/** An Elasticsearch to evaluate in. */
export interface EvaluationElasticsearch {
  client: Client;
  stop(): Promise<void>;
}

/** Whether there is such an index does not matter: whether Elasticsearch says so does. */
const PROBE = 'winlogbeat-evaluate';

type Progress = (line: string) => void;

/** The one of `ES_URL`, or one that lives as long as the evaluation. */
export async function openElasticsearch(progress: Progress): Promise<EvaluationElasticsearch> {
  const { ES_URL: url } = process.env;
  if (url) return connect(url);
  const { url: node, stop } = await startElasticsearch({ onProgress: progress });
  const client = new Client({ node });
  return { client, stop: () => client.close().then(stop) };
}

/** Credentials from the URL, or from `ES_USERNAME` and `ES_PASSWORD`. */
async function connect(text: string): Promise<EvaluationElasticsearch> {
  const url = toUrl(text);
  const username = decodeURIComponent(url.username) || process.env.ES_USERNAME;
  const password = decodeURIComponent(url.password) || process.env.ES_PASSWORD || '';
  [url.username, url.password] = ['', ''];
  const client = new Client({ node: url.href, auth: username ? { username, password } : undefined });
  await client.indices.exists({ index: PROBE }).catch(async (error: Error) => {
    await client.close();
    throw new Error(`The Elasticsearch at ${url.href} cannot be used: ${error.message}`, { cause: error });
  });
  return { client, stop: () => client.close() };
}

/** The text may hold a password: it stands in no error. */
function toUrl(text: string): URL {
  if (!URL.canParse(text)) throw new Error('ES_URL is no URL. Give for example http://127.0.0.1:9200.');
  return new URL(text);
}
