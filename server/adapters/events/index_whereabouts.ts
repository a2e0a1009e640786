import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { covers } from './name_patterns';

/** What became of indices that were readable before. Those that were deleted, or taken out of an alias, are in neither. */
export interface Whereabouts {
  closed: string[];
  rightLost: string[];
  /** Open and listed, and gave no answer just now: the search that reads events fails of it, and says so. */
  silent: string[];
}

export interface Missing {
  pattern: string;
  names: string[];
  /** Whether the pattern itself may still be read. */
  mayRead: boolean;
  securityOn: boolean;
}

interface Options {
  signal?: AbortSignal;
  requestTimeout: number;
  maxRetries?: number;
}

const READ = ['read', 'view_index_metadata'];

/** Asked with the credentials of whoever reads: what Elasticsearch lists of a pattern, and what may be read by name. */
export async function findWhereabouts(
  client: ElasticsearchClient,
  { pattern, names, mayRead, securityOn }: Missing,
  options: Options,
): Promise<Whereabouts> {
  const { closed, open } = await listed(client, pattern, options);
  const unlisted = names.filter((name) => !closed.has(name) && !open.has(name));
  // A right on an alias or a data stream is none on the indices behind it: there the pattern's own right decides.
  const direct = unlisted.filter((name) => covers(pattern, name));
  const lost = securityOn && !mayRead ? await notReadable(client, direct, options) : new Set<string>();
  const isLost = (name: string) => lost.has(name) || (securityOn && !mayRead && !direct.includes(name));
  return {
    closed: names.filter((name) => closed.has(name)),
    rightLost: unlisted.filter(isLost),
    silent: names.filter((name) => open.has(name)),
  };
}

/** The closed indices that a pattern matches, by name. None where the pattern may not be asked for. */
export async function closedOf(
  client: ElasticsearchClient,
  pattern: string,
  options: Options,
): Promise<string[]> {
  return [...(await listed(client, pattern, options)).closed].sort();
}

/** What a pattern stands for by name, also behind aliases and data streams; nothing where it may not be asked or is gone. */
async function listed(client: ElasticsearchClient, pattern: string, options: Options) {
  const answer = await client.indices.resolveIndex(
    { name: pattern, expand_wildcards: 'all' },
    { ...options, ignore: [403, 404] },
  );
  const { indices = [], aliases = [], data_streams: streams = [] } = answer;
  const closed = indices.filter(({ attributes }) => attributes.includes('closed')).map(({ name }) => name);
  const behind = [
    ...aliases.flatMap((alias) => alias.indices),
    ...streams.flatMap((stream) => stream.backing_indices),
  ];
  const open = new Set([...indices.map(({ name }) => name), ...behind]);
  for (const name of closed) open.delete(name);
  return { closed: new Set(closed), open };
}

/**
 * Of the indices of a pattern that the asker may see, those that the asker may not read. `names`: some that are known
 * already. An index that may not be seen at all is not among them: Elasticsearch tells its name to nobody without a right
 * on it.
 */
export async function seenNotRead(
  client: ElasticsearchClient,
  pattern: string,
  names: string[],
  options: Options,
): Promise<string[]> {
  const { open } = await listed(client, pattern, options);
  const seen = [...new Set([...names, ...open])].filter((name) => covers(pattern, name));
  return [...(await notReadable(client, seen, options))].sort();
}

async function notReadable(
  client: ElasticsearchClient,
  names: string[],
  options: Options,
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { index } = await client.security.hasPrivileges(
    { index: [{ names, privileges: READ as never }] },
    options,
  );
  return new Set(names.filter((name) => READ.some((privilege) => index[name]?.[privilege] !== true)));
}
