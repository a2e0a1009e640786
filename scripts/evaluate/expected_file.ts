import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const time = z.iso.datetime();
const groupSchema = z.looseObject({
  count: z.int(),
  first: time,
  last: time,
  fires: z.boolean(),
  /** Of the event that reached the threshold first. */
  fire_time: time.nullish(),
  /** Stretches in which every event is in a timespan over the threshold. */
  episodes: z.array(z.looseObject({ start: time, end: time, count: z.int() })).optional(),
});
const spraySchema = z.looseObject({
  /** An address, or a machine. */
  source: z.string(),
  fires: z.boolean(),
  fire_time: time.nullish(),
  users: z.array(z.string()).optional(),
});
const successSchema = z.looseObject({
  user: z.string(),
  success_time: time,
  failures_in_10min_before: z.int(),
});
const schema = z.looseObject({
  docs: z.int(),
  logon_failures_4625: z.int(),
  per_user: z.record(z.string(), groupSchema).default({}),
  per_user_trimmed_lowercase: z.record(z.string(), groupSchema).optional(),
  per_source_ip: z.record(z.string(), groupSchema).default({}),
  per_host: z.record(z.string(), groupSchema).default({}),
  spray_by_source_ip: z.array(spraySchema),
  spray_by_host_when_no_ip: z.array(spraySchema),
  success_after_failures: z.array(successSchema),
});

/** What a recount that knows nothing of the product found in a file. */
export type Expected = z.infer<typeof schema>;
export type ExpectedGroup = z.infer<typeof groupSchema>;
export type ExpectedSpray = z.infer<typeof spraySchema>;
export type ExpectedSuccess = z.infer<typeof successSchema>;

/** How a recount writes that an event names nobody, or nothing. */
export const MISSING = '(missing)';

const EVENTS = /\.ndjson(\.gz)?$/;
const RESULTS = /\.expected\.json$/;

/** A file of events and what is expected of it; one of the two may be missing. */
export interface ExpectedPair {
  /** Below the folder, without what stands behind the name. */
  name: string;
  events: string | undefined;
  expected: string | undefined;
}

/** Every pair in a folder and in the folders below it, by name. Throws where there is none. */
export function findPairs(folder: string): ExpectedPair[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`There is no folder ${folder}.`);
  const pairs = new Map<string, ExpectedPair>();
  for (const found of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const ending = EVENTS.test(found) ? EVENTS : RESULTS;
    if (!ending.test(found)) continue;
    const name = found.replace(ending, '');
    const pair = pairs.get(name) ?? { name, events: undefined, expected: undefined };
    pair[ending === EVENTS ? 'events' : 'expected'] = join(folder, found);
    pairs.set(name, pair);
  }
  if (pairs.size === 0) throw new Error(`${folder} has no files of events (*.ndjson, *.ndjson.gz).`);
  return [...pairs.values()];
}

export function readExpected(file: string): Expected {
  return toExpected(JSON.parse(readFileSync(file, 'utf8')), file);
}

/** Throws where a part is missing: nothing can be compared with what is not there. */
export function toExpected(document: unknown, name: string): Expected {
  const checked = schema.safeParse(document);
  if (checked.success) return checked.data;
  const [problem] = checked.error.issues;
  throw new Error(`${name} is no expected result: ${problem?.path.join('.')}: ${problem?.message}`);
}
