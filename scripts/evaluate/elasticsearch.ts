import { Client } from '@elastic/elasticsearch';
import { statusOf } from '../../server/adapters/elasticsearch_errors';
import { startElasticsearch } from '../elasticsearch';
import { printable } from './printable';

/** An Elasticsearch to evaluate in. */
export interface EvaluationElasticsearch {
  client: Client;
  stop(): Promise<void>;
}

/** Elasticsearch is asked for this index only to see whether it answers. Whether the index exists does not matter. */
const PROBE = 'winlogbeat-evaluate';
const PROBE_MS = 10_000;
const EXAMPLE = 'Give for example http://127.0.0.1:9200';

type Progress = (line: string) => void;

/** The Elasticsearch of `ES_URL`, or a new one that lives as long as the evaluation. */
export async function openElasticsearch(progress: Progress): Promise<EvaluationElasticsearch> {
  const { ES_URL: url } = process.env;
  if (url) return connect(toAddress(url));
  const { url: node, stop } = await startElasticsearch({ onProgress: progress });
  const client = new Client({ node });
  return { client, stop: () => client.close().then(stop) };
}

/** Connects with the credentials of the URL, else with `ES_USERNAME` and `ES_PASSWORD`. */
async function connect({ node, username, password }: Address): Promise<EvaluationElasticsearch> {
  const name = username || process.env.ES_USERNAME;
  const secret = password || process.env.ES_PASSWORD || '';
  const auth = name ? { username: name, password: secret } : undefined;
  const client = new Client({ node, auth });
  await probe(client).catch(async (error: Error) => {
    await client.close();
    throw new Error(`The Elasticsearch at ${node} cannot be used: ${reasonOf(error)}`, { cause: error });
  });
  return { client, stop: () => client.close() };
}

/**
 * Throws where the server is not Elasticsearch. Any server may answer 404, and the client checks the product only in
 * other answers.
 */
async function probe(client: Client): Promise<void> {
  const options = { requestTimeout: PROBE_MS, maxRetries: 0, meta: true } as const;
  const { headers } = await client.indices.exists({ index: PROBE }, options);
  if (headers?.['x-elastic-product'] !== 'Elasticsearch') throw new NoElasticsearchError();
}

class NoElasticsearchError extends Error {}

function reasonOf(error: Error): string {
  // The client says 0 where nothing answered.
  const status = statusOf(error) || undefined;
  if (status === 401) return 'it knows no such user (401). Set ES_USERNAME and ES_PASSWORD.';
  if (status === 403)
    return 'the user may not look for indices (403). Take one who may make and delete them.';
  if (error instanceof NoElasticsearchError || error.name === 'ProductNotSupportedError')
    return 'what answers there is no Elasticsearch. Look at host and port of ES_URL.';
  if (status !== undefined) return `it answers ${status}. Look at its health, or at what stands before it.`;
  if (/certificate/i.test(error.message))
    return `${error.message}. Name its certificate authority in NODE_EXTRA_CA_CERTS.`;
  if (/wrong version number/.test(error.message)) return 'it does not speak https. Write http:// in ES_URL.';
  const why = printable(error.message) || error.name;
  return `${why}. Look whether it runs, at host and port of ES_URL, and whether that is http or https.`;
}

export interface Address {
  /** The URL without credentials, since it appears in error messages. */
  node: string;
  username: string;
  password: string;
}

/** Takes an ES_URL apart. The Errors that it throws do not repeat the text, which may hold a password. */
export function toAddress(text: string): Address {
  if (!URL.canParse(text)) throw new Error(`ES_URL is no URL. ${EXAMPLE}.`);
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new Error(`ES_URL must begin with http:// or https://. ${EXAMPLE}.`);
  if (pathname !== '/' || search !== '' || hash !== '')
    throw new Error(`ES_URL must end after host and port: a path below is not supported. ${EXAMPLE}.`);
  return { node: origin, username: decoded(username), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new Error(
      'User or password in ES_URL have a % that is no code such as %40: write it %25, or set ES_USERNAME and ES_PASSWORD.',
      { cause: error },
    );
  }
}
