import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD } from '../../scripts/paths';
import { readZip } from '../../scripts/zip_checks/read_zip';
import type { Visit } from '../e2e/browser';
import { DOORS, type TestSpace } from './place';
import type { Place } from './secret_search';

/** Keeps every answer that a door gives to the suite, from now until `stop`. */
export function recordAnswers(): { places: Place[]; stop(): void } {
  const places: Place[] = [];
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await original(input, init);
    const url = String(input);
    if (DOORS.some(([, door]) => url.startsWith(door))) {
      const headers = JSON.stringify([...response.headers]);
      const text = `${headers}\n${await response.clone().text()}`;
      places.push({ kind: 'answer', name: `${response.status} ${init?.method ?? 'GET'} ${url}`, text });
    }
    return response;
  };
  return { places, stop: () => void (globalThis.fetch = original) };
}

/** The stored documents of the plugin: all documents of its indices, its settings in all spaces, and its tasks. */
export async function documentPlaces({ client, id }: TestSpace): Promise<Place[]> {
  const index = [
    `.kibana-brute-force-alerts-*-${id}`,
    '.kibana-brute-force-alerts-channels',
    '.kibana_brute_force_alerts*',
    '.kibana_task_manager*',
  ];
  const { hits } = await client.search({
    index,
    size: 10_000,
    expand_wildcards: 'all',
    ignore_unavailable: true,
  });
  const { api_keys: keys } = await client.security.getApiKey({ name: 'Brute force alerts*' });
  return [
    ...hits.hits.map((hit) => ({
      kind: 'document',
      name: `${hit._index}/${hit._id}`,
      text: JSON.stringify(hit),
    })),
    ...keys.map((key) => ({ kind: 'document', name: `API key ${key.id}`, text: JSON.stringify(key) })),
  ];
}

/** The log of the Kibana under test, line by line. */
export async function logPlaces(): Promise<Place[]> {
  const file = process.env.E2E_LOG;
  if (!file) throw new Error('E2E_LOG is not set: name the log of that Kibana by --log FILE.');
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.map((text, n) => ({ kind: 'log', name: `line ${n + 1}`, text }));
}

/** What is in the archive, source maps as well. */
export async function zipPlaces(): Promise<Place[]> {
  const entries = await readZip(join(BUILD, 'bruteForceAlerts-8.12.2.zip'));
  return entries.map(({ name, content }) => ({ kind: 'zip', name, text: content.toString('latin1') }));
}

/** Keeps the plugin's own scripts as the browser gets them. */
export function recordBundle({ page }: Visit): () => Promise<Place[]> {
  const scripts: Array<Promise<Place>> = [];
  page.on('response', (response) => {
    const isBundle =
      response.request().resourceType() === 'script' && /bruteForceAlerts/.test(response.url());
    if (!isBundle) return;
    const name = response.url();
    scripts.push(response.text().then((text) => ({ kind: 'bundle', name, text })));
  });
  return () => Promise.all(scripts);
}

/** What a page holds: its text, its fields, its storage, its cookies, the addresses it asked. */
export async function pagePlaces(visit: Visit): Promise<Place[]> {
  const { page } = visit;
  const name = visit.path();
  const held = await page.evaluate(() => ({
    fields: [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    ),
    addresses: performance.getEntries().map((entry) => entry.name),
    history: JSON.stringify(history.state),
  }));
  const storage = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  const cookies = await page.context().cookies();
  return [
    { kind: 'page', name, text: `${await page.content()}\n${JSON.stringify([held, cookies])}` },
    { kind: 'storage', name, text: storage },
    { kind: 'network', name, text: await visit.answers() },
  ];
}
