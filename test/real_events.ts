import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Real logon events lie beside the project, not in it: their licences are their own. */
export const REAL_EVENTS = resolve(__dirname, '..', '..', 'shared', 'events');

export interface ExpectedGroup {
  count: number;
  first: string;
  last: string;
  fires: boolean;
  fire_time: string | null;
  episodes?: Array<{ start: string; end: string; count: number }>;
}

/** What a recount that knows nothing of the product found; its README says what each part means. */
export interface Expected {
  docs: number;
  counts_by_event_id: Record<string, number>;
  logon_failures_4625: number;
  /** Absent where there are none but of event 4625. */
  all_auth_failures_4625_4771_4768_4776?: { count: number };
  /** By exact spelling; `(missing)` is no name. Absent where nobody's logon failed. */
  per_user?: Record<string, ExpectedGroup>;
  per_source_ip?: Record<string, ExpectedGroup>;
  per_host?: Record<string, ExpectedGroup>;
  /** The same without case, blanks and domain, and without those who have no name. */
  per_user_trimmed_lowercase?: Record<string, ExpectedGroup>;
}

/** The files of one shape, each with its expected results; none where the folder is absent. */
export function realEventFiles(shape: string): string[] {
  const folder = join(REAL_EVENTS, shape);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ndjson(\.gz)?$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

export const nameOf = (file: string) => basename(file).replace(/\.ndjson(\.gz)?$/, '');

/** An event as far as a test looks into it; the rest goes to Elasticsearch as it is. */
export interface RealEvent {
  '@timestamp': string;
}

export function readEvents(file: string): RealEvent[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as RealEvent);
}

export function readExpected(file: string): Expected {
  return JSON.parse(readFileSync(file.replace(/\.ndjson(\.gz)?$/, '.expected.json'), 'utf8')) as Expected;
}
