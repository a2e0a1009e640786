import type { Client } from '@elastic/elasticsearch';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../../scripts/paths';
import { compare } from './compare';
import type { Comparison, Difference } from './difference';
import { findPairs, readExpected, type ExpectedPair } from './expected_file';
import { evaluateFile } from '../../scripts/evaluate/file';
import { InterruptedError } from '../../scripts/evaluate/interruption';
import type { Mapping } from '../../scripts/evaluate/loading';
import { readRulesFile } from '../../scripts/evaluate/rules_file';

export const EXPECTED_RULES = join(ROOT, 'test', 'expected-rules.json');

/** What came of one file. */
export interface FileResult {
  name: string;
  documents: number;
  alerts: number;
  checks: number;
  differences: Difference[];
  notes: string[];
  /** Why nothing could be compared. */
  error?: string;
}

export interface FolderOptions {
  mapping: Mapping;
  signal?: AbortSignal;
  onResult?: (result: FileResult) => void;
}

const NOTHING: Comparison = { checks: 0, differences: [], notes: [] };

/** Compares every file of a folder and below, one after the other. A file that fails is a result; an end is thrown. */
export async function compareFolder(
  client: Client,
  folder: string,
  { mapping, signal, onResult }: FolderOptions,
): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const pair of findPairs(folder)) {
    const result = await comparePair(client, pair, { mapping, signal }).catch((error: Error) => {
      if (error instanceof InterruptedError) throw error;
      return { name: pair.name, documents: 0, alerts: 0, ...NOTHING, error: error.message };
    });
    onResult?.(result);
    results.push(result);
  }
  return results;
}

async function comparePair(
  client: Client,
  { name, events, expected: file }: ExpectedPair,
  options: { mapping: Mapping; signal?: AbortSignal },
): Promise<FileResult> {
  if (file === undefined) throw new Error('There is no .expected.json beside it.');
  if (events === undefined) throw new Error('There is no file of events beside it.');
  const expected = readExpected(file);
  const index = `evaluate-expected-${randomUUID()}`;
  const found = await evaluateFile(client, events, readRulesFile(EXPECTED_RULES), { ...options, index });
  return {
    name,
    documents: found.loading.events,
    alerts: found.evaluation.fired.length,
    ...compare(expected, found),
  };
}
