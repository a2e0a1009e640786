import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateFile } from '../scripts/evaluate/file';
import { toReport } from '../scripts/evaluate/report';
import { defaultRules } from '../scripts/evaluate/rules_file';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { createQuestion } from '../server/detect/events/question';
import { MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { HOSTILE } from './hostile_documents';
import { readAll } from './read_all';
import { writeIndex } from './shapes';

jest.setTimeout(180_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: true });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
const KEYWORDS = {
  dynamic_templates: [{ strings: { match_mapping_type: 'string', mapping: { type: 'keyword' } } }],
  properties: { '@timestamp': { type: 'date' } },
};

describe('documents as shippers write them', () => {
  const elasticsearch = useTestElasticsearch();
  const folder = mkdtempSync(join(tmpdir(), 'hostile-documents-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let serial = 0;
  const write = async (document: object, mappings: object = {}) => {
    const index = `hostile-${(serial += 1)}-${elasticsearch.id}`;
    await writeIndex(elasticsearch.client(), index, { mappings, documents: [document] });
    return index;
  };
  const read = async (index: string) => {
    const source = createEventSource(elasticsearch.client(), [index], QUESTION, () => 0);
    return (await readAll(source, SPAN, Infinity)).events;
  };
  const report = (index: string) =>
    describeFields(elasticsearch.client(), { patterns: [index], question: QUESTION, now: NOW });
  const cases = HOSTILE.map((one) => [one.sentence, one] as const);

  it.each(cases)('%s', async (_sentence, { document, says, problem, mappings }) => {
    const index = await write(document, mappings);
    expect(await read(index)).toEqual(says ? [expect.objectContaining(says)] : []);
    const { events, problems } = await report(index);
    expect(events).toBe(says ? 1 : 0);
    if (problem) expect(problems.map(({ code }) => code)).toContain(problem);
  });

  it.each(cases.filter(([, { problem, mappings }]) => !problem && !mappings))(
    '%s, with texts as keywords',
    async (_sentence, { document, says }) =>
      expect(await read(await write(document, KEYWORDS))).toEqual(
        says ? [expect.objectContaining(says)] : [],
      ),
  );

  it.each(cases.filter(([, { mappings }]) => !mappings))(
    '%s, in an evaluation',
    async (_sentence, { document, says, problem, unread }) => {
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
    },
  );
});
