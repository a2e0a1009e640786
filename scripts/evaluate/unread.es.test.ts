import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINUTE, NOW } from '../../test/builders';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { facts, SHAPES } from '../../test/shapes';
import { evaluateFile } from './file';
import type { Mapping } from './loading';
import { exitCodeOf, missedLogons, toReport } from './report';
import { defaultRules } from './rules_file';

jest.setTimeout(120_000);

const MAPPINGS: Mapping[] = ['dynamic', 'keyword'];
const folder = mkdtempSync(join(tmpdir(), 'evaluate-unread-'));
afterAll(() => rmSync(folder, { recursive: true }));

const time = { '@timestamp': new Date(NOW - MINUTE).toISOString() };
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
const flat = (more: object = {}) => ({ ...SHAPES['NXLog, flat']?.(facts()), ...more });
const { Channel: _channel, SourceName: _provider, ...bare } = flat() as Record<string, unknown>;

describe('what an evaluation says of failed logons that it could not read', () => {
  const elasticsearch = useTestElasticsearch();
  const evaluate = async (documents: object[], mapping: Mapping) => {
    const file = join(folder, 'events.ndjson');
    writeFileSync(file, documents.map((document) => JSON.stringify(document)).join('\n'));
    const index = `unread-${elasticsearch.id}`;
    const { loading, evaluation } = await evaluateFile(elasticsearch.client(), file, defaultRules(), {
      index,
      mapping,
    });
    return {
      report: toReport(loading, evaluation),
      missed: missedLogons(evaluation).length,
      endsWith: exitCodeOf(evaluation),
    };
  };

  const cases = (
    [
      ['all are read', [flat(), flat()], 2, []],
      ['another program', [flat(), flat({ SourceName: 'EventSystem' })], 1, [['another program', 1]]],
      [
        'a program with a name alike',
        [flat(), flat({ SourceName: `My ${PROVIDER}-Extra` })],
        1,
        [['another program', 1]],
      ],
      ['neither provider nor log', [flat(), bare, bare], 1, [['neither the provider nor the log', 2]]],
      ['a number in an unknown field', [flat(), { ...time, nr: { id: 4625 } }], 1, [['in nr.id', 1]]],
      ['an event as one text', [{ ...time, xml: '<EventID>4625</EventID>' }], 0, [['in xml', 1]]],
      [
        'an account in unknown fields',
        [{ ...time, EventID: 4625, SourceName: PROVIDER, Computer: 'DC01', Who: 'anna' }],
        1,
        [['"fields"', 1]],
      ],
      ['other numbers', [flat({ EventID: 46250 }), flat({ EventID: 4624 })], 0, []],
    ] as Array<[string, object[], number, Array<[string, number]>]>
  ).flatMap((one) => MAPPINGS.map((mapping) => [...one, mapping] as const));

  it.each(cases)('%s', async (_what, documents, read, unread, mapping) => {
    const { report, missed, endsWith } = await evaluate(documents, mapping);
    expect(report.failed_logons).toBe(read);
    expect(report.unread.map(({ count }) => count)).toEqual(unread.map(([, count]) => count));
    for (const [n, [words]] of unread.entries()) {
      expect(report.unread[n]?.reason).toContain(words);
      expect(report.unread[n]?.sample).toMatch(/^\{"/);
    }
    const others = unread.filter(([words]) => words === 'another program').length;
    expect(missed).toBe(unread.length - others);
    expect(endsWith).toBe(missed > 0 ? 3 : 0);
  });
});
