import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { iso, MINUTE, NOW, SECOND } from '../../test/builders';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { MORE_SHAPES } from '../../test/more_shapes';
import { facts, SHAPES, type LogonFacts } from '../../test/shapes';
import { EXPECTED_RULES } from '../../test/expected/expected_folder';
import { evaluateFile } from './file';
import type { Mapping } from './loading';
import { toReport } from './report';
import { readRulesFile, toEvaluationRules } from './rules_file';

jest.setTimeout(600_000);

const MAPPINGS: Mapping[] = ['dynamic', 'keyword'];
const START = NOW - 3 * 60 * MINUTE;
const folder = mkdtempSync(join(tmpdir(), 'evaluate-odd-'));
afterAll(() => rmSync(folder, { recursive: true }));

const winlogbeat = (event: LogonFacts) => SHAPES['Winlogbeat without its pipeline']?.(event) ?? {};
const fiveOf = (account: string, start = START) =>
  [0, 1, 2, 3, 4].map((n) => winlogbeat(facts({ at: start + n * SECOND, account })));

describe('an evaluation of odd input', () => {
  const elasticsearch = useTestElasticsearch();
  const index = () => `odd-${elasticsearch.id}`;
  const evaluateText = async (
    text: string | Buffer,
    { rules = readRulesFile(EXPECTED_RULES), mapping = 'dynamic' as Mapping, name = index() } = {},
  ) => {
    const file = join(folder, 'events');
    writeFileSync(file, text);
    const found = await evaluateFile(elasticsearch.client(), file, rules, { index: name, mapping });
    return toReport(found.loading, found.evaluation);
  };
  const evaluate = (documents: object[], options: Parameters<typeof evaluateText>[1] = {}) =>
    evaluateText(documents.map((document) => JSON.stringify(document)).join('\n'), options);
  const guessed = async (documents: object[], mapping: Mapping) => {
    const { alerts } = await evaluate(documents, { mapping });
    return alerts.filter(({ rule }) => rule.id === 'account').map(({ group, count }) => [group.value, count]);
  };

  const names = [
    ['like a day', '2024-01-15'],
    ['like a time', '2024-01-15T08:00:00.000Z'],
    ['like a day of the other form', '2024/01/15'],
    ['of 1,025 characters', 'n'.repeat(1_025)],
    ['of 32,000 characters', 'n'.repeat(32_000)],
  ].flatMap(([what = '', name = '']) => MAPPINGS.map((mapping) => [what, mapping, name] as const));
  it.each(names)('reads a name %s with %s mappings', async (_what, mapping, account) =>
    expect(await guessed([...fiveOf('anna', START - MINUTE), ...fiveOf(account)], mapping)).toEqual([
      ['anna', 5],
      [account, 5],
    ]),
  );
  it('reads what follows a long name too, a success', async () => {
    const account = 'n'.repeat(1_025);
    const success = winlogbeat(facts({ at: START + MINUTE, code: 4624, logonType: '3', account }));
    const { alerts } = await evaluate([...fiveOf(account), success], { mapping: 'keyword' });
    expect(alerts.map(({ rule }) => rule.id)).toContain('success_after_failures');
  });
  it('reads a name that is too long for a keyword, or rejects it with a count and a reason', async () => {
    const documents = fiveOf('n'.repeat(40_000));
    expect(await guessed(documents, 'dynamic')).toEqual([['n'.repeat(40_000), 5]]);
    await expect(evaluate(documents, { mapping: 'keyword' })).rejects.toThrow(
      /^5 of 5 documents were rejected:\n {2}line 1: .*immense term.*TargetUserName/,
    );
  });
  it.each(MAPPINGS)(
    'reads a list of text and numbers, as Fluent Bit writes it, with %s mappings',
    async (mapping) => {
      const documents = [0, 1, 2, 3, 4].map((n) => {
        const event = facts({ at: START + n * SECOND, account: 'anna' });
        const document = MORE_SHAPES['Fluent Bit, winevtlog with a list']?.(event) ?? {};
        const values = document['StringInserts'] as string[];
        return {
          ...document,
          StringInserts: values.map((text) => (/^\d+$/.test(text) ? Number(text) : text)),
        };
      });
      expect(await guessed(documents, mapping)).toEqual([['anna', 5]]);
    },
  );
  it('takes a long message of Windows that nobody looks for', async () => {
    const documents = fiveOf('anna').map((document) => ({ ...document, message: 'm'.repeat(40_000) }));
    expect(await guessed(documents, 'keyword')).toEqual([['anna', 5]]);
  });

  it.each(['0000-01-01', '0001-01-01', '1601-01-01', '1899-12-31', '9999-12-31'])(
    'reads the year of %s',
    async (day) => {
      const documents = fiveOf('anna').map((document, n) => ({
        ...document,
        '@timestamp': `${day}T12:00:0${n}.000Z`,
      }));
      expect((await evaluate(documents)).alerts.map(({ fired_at: at }) => at)).toContain(
        `${day}T12:00:04.000Z`,
      );
    },
  );

  it('reads a byte order mark in an archive', async () => {
    const lines = fiveOf('anna').map((document) => JSON.stringify(document));
    expect((await evaluateText(gzipSync(`\uFEFF${lines.join('\r\n')}`))).events).toBe(5);
  });

  it.each<[string, string, string[]]>([
    ['is in no document', 'when', ['5 of 5', 'No document has a field when: name', '"time": "@timestamp"']],
    ['is no time', 'event.code', ['5 of 5', 'In no document event.code is a time.', '"time": "@timestamp"']],
  ])('is refused where the field that shall tell the time %s', async (_what, time, parts) => {
    const rules = toEvaluationRules({ fields: { time } }, 'made up');
    const message = await evaluate(fiveOf('anna'), { rules }).catch((error: Error) => error.message);
    for (const part of parts) expect(message).toContain(part);
    expect(message).not.toContain('--mapping');
  });

  it('says why a document is rejected without the places of what was sent', async () => {
    const wrong = { ...fiveOf('anna')[0], event: 'a word' };
    const message = await evaluate([...fiveOf('anna'), wrong]).catch((error: Error) => error.message);
    expect(message).toMatch(/\n {2}line 6: object mapping for \[event\] tried to parse field/);
    expect(message).not.toMatch(/\[\d+:\d+\]|document with id/);
  });

  it('that ends in the middle of its archive says so, and leaves nothing behind', async () => {
    const lines = Array.from({ length: 4_000 }, (_, n) => ({
      '@timestamp': iso(START + n * SECOND),
      message: String(Math.sin(n)),
    }));
    const archive = gzipSync(lines.map((line) => JSON.stringify(line)).join('\n'));
    await expect(evaluateText(archive.subarray(0, -100))).rejects.toThrow('its gzip is cut off.');
    expect(await elasticsearch.client().indices.exists({ index: index() })).toBe(false);
  });

  it('says what Elasticsearch refuses, without the name of an exception', async () => {
    const name = `${index()}-stream`;
    const template = {
      name: `odd-${elasticsearch.id}`,
      index_patterns: [name],
      data_stream: {},
      priority: 900,
    };
    await elasticsearch.client().indices.putIndexTemplate(template);
    const evaluating = evaluate(fiveOf('anna'), { name });
    await expect(evaluating).rejects.toThrow(
      /^Elasticsearch refused \(400\): cannot create index.*--index\.$/,
    );
    await expect(evaluating).rejects.toThrow(/^(?!.*exception)/);
    await elasticsearch.client().indices.deleteIndexTemplate({ name: template.name });
  });
});
