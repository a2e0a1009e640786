import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogonEvent } from '../common/alerts/events';
import { evaluateFile } from '../scripts/evaluate/file';
import { fromRecord } from '../scripts/evaluate/records';
import { toReport } from '../scripts/evaluate/report';
import { defaultRules } from '../scripts/evaluate/rules_file';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { inPieces } from '../server/adapters/in_pieces';
import { createQuestion } from '../server/detect/events/question';
import { MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import type { HostileDocument } from './hostile/base';
import { HOSTILE } from './hostile_documents';
import { readAll } from './read_all';

jest.setTimeout(300_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: true });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
const SETTINGS = { number_of_shards: 1, number_of_replicas: 0 };
/** So many indices are made at once, and a busy Elasticsearch takes longer than a request usually waits. */
const PART = 20;
const PATIENT = { requestTimeout: 150_000, maxRetries: 0 };
const KEYWORDS = {
  dynamic_templates: [{ strings: { match_mapping_type: 'string', mapping: { type: 'keyword' } } }],
  properties: { '@timestamp': { type: 'date' } },
};
type Case = readonly [string, HostileDocument];

describe('documents as shippers write them', () => {
  const elasticsearch = useTestElasticsearch();
  const indexOf = (how: string, { sentence }: HostileDocument) =>
    `hostile-${how}-${HOSTILE.findIndex((one) => one.sentence === sentence)}-${elasticsearch.id}`;
  const cases: Case[] = HOSTILE.map((one) => [one.sentence, one]);

  const create = (index: string, mappings?: object) =>
    elasticsearch
      .client()
      .indices.create({ index, settings: SETTINGS, mappings: mappings as never, timeout: '2m' }, PATIENT);

  /** Each document in an index of its own: two shippers may write a field in two ways. Gives the events of all by index. */
  async function readAllOf(how: string, some: readonly Case[], mappings?: object) {
    const client = elasticsearch.client();
    for (const part of inPieces(some, PART))
      await Promise.all(part.map(([, one]) => create(indexOf(how, one), mappings ?? one.mappings)));
    const operations = some.flatMap(([, one]) => [{ create: { _index: indexOf(how, one) } }, one.document]);
    const { errors } = await client.bulk({ operations, refresh: true }, PATIENT);
    expect(errors).toBe(false);
    const source = createEventSource(client, [`hostile-${how}-*-${elasticsearch.id}`], QUESTION, () => 0);
    const { events } = await readAll(source, SPAN, Infinity);
    return new Map(events.map((event) => [event.id.slice(0, event.id.indexOf('/')), event]));
  }
  const isSaid = (event: LogonEvent | undefined, { says }: HostileDocument) =>
    expect(event).toEqual(says ? expect.objectContaining(says) : undefined);

  describe('in one pattern, as Elasticsearch maps them', () => {
    let events = new Map<string, LogonEvent>();
    beforeAll(async () => (events = await readAllOf('any', cases)));
    const report = (index: string) =>
      describeFields(elasticsearch.client(), { patterns: [index], question: QUESTION, now: NOW });

    it.each(cases)('%s', (_sentence, one) => isSaid(events.get(indexOf('any', one)), one));

    it('the field report counts the same as are read', async () => {
      const { events: counted } = await report(`hostile-any-*-${elasticsearch.id}`);
      expect(counted).toBe(HOSTILE.filter(({ says }) => says !== null).length);
    });

    it.each(cases.filter(([, { problem }]) => problem))('%s: it is named', async (_sentence, one) => {
      const { problems } = await report(indexOf('any', one));
      expect(problems.map(({ code }) => code)).toContain(one.problem);
    });
  });

  describe('in one pattern, with texts as keywords', () => {
    const some = cases.filter(([, { problem, mappings }]) => !problem && !mappings);
    let events = new Map<string, LogonEvent>();
    beforeAll(async () => (events = await readAllOf('keyword', some, KEYWORDS)));

    it.each(some)('%s', (_sentence, one) => isSaid(events.get(indexOf('keyword', one)), one));
  });

  describe('in an evaluation, where it reads them otherwise than they are or says why it does not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostile-documents-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const isOfInterest = ({ document, says }: HostileDocument) => says === null || fromRecord(document);
    const some = cases.filter(([, one]) => isOfInterest(one) || one.unread);

    it.each(some)('%s', async (_sentence, { document, says, problem, unread }) => {
      const file = join(folder, 'events.ndjson');
      writeFileSync(file, JSON.stringify(document));
      const { loading, evaluation } = await evaluateFile(elasticsearch.client(), file, defaultRules(), {
        index: `hostile-evaluated-${elasticsearch.id}`,
        mapping: 'dynamic',
      });
      const { failed_logons: found, unread: others } = toReport(loading, evaluation);
      const isCounted = says !== null && (says.code ?? '4625') === '4625';
      expect(found).toBe(isCounted || (problem === 'events_as_text' && !unread) ? 1 : 0);
      expect(others.map(({ reason }) => reason)).toEqual(unread ? [expect.stringContaining(unread)] : []);
    });
  });
});
