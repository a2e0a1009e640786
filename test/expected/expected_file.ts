import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expectedSchema, type Expected } from './expected_schema';

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
  const checked = expectedSchema.safeParse(document);
  if (checked.success) return checked.data;
  const [problem] = checked.error.issues;
  throw new Error(`${name} is no expected result: ${problem?.path.join('.')}: ${problem?.message}`);
}
