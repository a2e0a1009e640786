import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { iso, MINUTE, NOW, SECOND } from '../../test/builders';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { REAL_EVENTS } from '../../test/real_events';
import { facts, SHAPES, type LogonFacts } from '../../test/shapes';
import { compareFolder, EXPECTED_RULES } from '../../test/expected/expected_folder';
import { evaluateFile } from './file';
import type { Mapping } from './loading';
import { toReport, type ReportedAlert } from './report';
import { readRulesFile, toEvaluationRules } from './rules_file';

jest.setTimeout(600_000);

const MAPPINGS: Mapping[] = ['dynamic', 'keyword'];
const START = NOW - 3 * 60 * MINUTE;
const fail = (at: number, overrides: Partial<LogonFacts> = {}) => facts({ at, ...overrides });
const logOn = (at: number, overrides: Partial<LogonFacts> = {}) =>
  facts({ at, code: 4624, logonType: '3', ...overrides });
const fiveFrom = (start: number, overrides: Partial<LogonFacts> = {}) =>
  [0, 1, 2, 3, 4].map((n) => fail(start + n * SECOND, overrides));
const users = ['anna', 'BERT', 'CORP\\carl', 'dora@corp.lan', 'emil'];
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an evaluation', () => {
  const elasticsearch = useTestElasticsearch();
  const index = () => `evaluate-${elasticsearch.id}`;

  const write = (documents: object[]) => {
    const file = join(folder, 'events.ndjson');
    writeFileSync(file, documents.map((document) => JSON.stringify(document)).join('\n'));
    return file;
  };
  const evaluate = async (
    documents: object[],
    { rules = readRulesFile(EXPECTED_RULES), mapping = 'dynamic' as Mapping } = {},
  ) => {
    const options = { index: index(), mapping };
    const found = await evaluateFile(elasticsearch.client(), write(documents), rules, options);
    return toReport(found.loading, found.evaluation);
  };
  const brief = ({ rule, group, fired_at: at, count, members }: ReportedAlert) => [
    rule.id,
    group.value,
    at,
    count,
    ...members,
  ];
  const winlogbeat = (events: LogonFacts[]) =>
    events.map((event) => SHAPES['Winlogbeat without its pipeline']?.(event) ?? {});
  const ofRule = async (id: string, documents: object[]) =>
    (await evaluate(documents)).alerts.filter(({ rule }) => rule.id === id).map(brief);

  const shapes = ['Winlogbeat 8', 'Wazuh', 'NXLog, flat'].flatMap((shape) =>
    MAPPINGS.map((mapping) => [shape, mapping] as const),
  );
  it.each(shapes)('finds the same in the shape of %s with %s mappings', async (shape, mapping) => {
    const attack = users.map((account, n) => fail(START + n * MINUTE, { account }));
    const guest = fiveFrom(START + 60 * MINUTE, { account: 'GUEST', source: '-' });
    const success = logOn(START + 61 * MINUTE, { account: 'guest' });
    const documents = [...attack, ...guest, success].map((event) => SHAPES[shape]?.(event) ?? {});
    const { events, rejected, alerts } = await evaluate(documents, { mapping });
    expect({ events, rejected }).toEqual({ events: 11, rejected: 0 });
    const [sprayed, guessed] = [iso(START + 4 * MINUTE), iso(START + 60 * MINUTE + 4 * SECOND)];
    expect(alerts.map(brief)).toEqual([
      ['host', 'DC01.corp.lan', sprayed, 5],
      ['source', '203.0.113.7', sprayed, 5],
      ['spray_by_source', '203.0.113.7', sprayed, 5, 'anna', 'bert', 'carl', 'dora', 'emil'],
      ['account', 'GUEST', guessed, 5],
      ['host', 'DC01.corp.lan', guessed, 5],
      ['success_after_failures', 'GUEST', iso(START + 61 * MINUTE), 5],
    ]);
  });

  it.each<[string, LogonFacts[], unknown[]]>([
    [
      'five spellings of one account, once each',
      ['Guest', 'GUEST', 'CORP\\guest', 'guest@corp.lan', ' guest '].map((account, n) =>
        fail(START + n * SECOND, { account }),
      ),
      [['Guest', iso(START + 4 * SECOND), 5]],
    ],
    [
      'an account that is a number',
      fiveFrom(START, { account: '4711' }),
      [['4711', iso(START + 4 * SECOND), 5]],
    ],
    [
      'a machine account, where nothing is excluded',
      fiveFrom(START, { account: 'WS01$' }),
      [['WS01$', iso(START + 4 * SECOND), 5]],
    ],
    [
      'a timespan to its last millisecond',
      [...fiveFrom(START).slice(0, 4), fail(START + 5 * MINUTE)],
      [['Guest', iso(START + 5 * MINUTE), 5]],
    ],
    ['nothing a millisecond later', [...fiveFrom(START).slice(0, 4), fail(START + 5 * MINUTE + 1)], []],
    ['no failures of another provider', fiveFrom(START, { provider: 'EventSystem' }), []],
    [
      'two attacks, twenty minutes apart',
      [...fiveFrom(START), ...fiveFrom(START + 20 * MINUTE)],
      [
        ['Guest', iso(START + 4 * SECOND), 5],
        ['Guest', iso(START + 20 * MINUTE + 4 * SECOND), 5],
      ],
    ],
    [
      'one attack that goes on for hours as one',
      Array.from({ length: 200 }, (_, n) => fail(START + n * MINUTE)),
      [['Guest', iso(START + 4 * MINUTE), 200]],
    ],
    [
      'attacks that years lie between',
      [...fiveFrom(Date.UTC(2013, 0, 1)), ...fiveFrom(START)],
      [
        ['Guest', '2013-01-01T00:00:04.000Z', 5],
        ['Guest', iso(START + 4 * SECOND), 5],
      ],
    ],
  ])('finds %s', async (_what, events, expected) => {
    const found = await ofRule('account', winlogbeat(events));
    expect(found.map(([, ...alert]) => alert)).toEqual(expected);
  });

  it('takes an IPv4 address within IPv6, and every loopback, for one source', async () => {
    const from = [
      '::ffff:10.0.0.9',
      '10.0.0.9',
      '::FFFF:10.0.0.9',
      '10.0.0.9',
      '10.0.0.9',
      '::1',
      '127.0.0.1',
    ];
    const events = from.map((source, n) => fail(START + n * SECOND, { source, account: `user-${n}` }));
    expect(await ofRule('source', winlogbeat(events))).toEqual([
      ['source', '10.0.0.9', iso(START + 4 * SECOND), 5],
    ]);
  });
  it.each<[string, LogonFacts, number]>([
    ['in the millisecond of the fifth failure', logOn(START + 4 * SECOND), 1],
    ['ten minutes after the first', logOn(START + 10 * MINUTE), 1],
    ['a millisecond later', logOn(START + 10 * MINUTE + 1), 0],
    ['before the fifth failure', logOn(START + 4 * SECOND - 1), 0],
    ['by another account', logOn(START + MINUTE, { account: 'anna' }), 0],
    ['under its short name', logOn(START + MINUTE, { account: 'guest', domain: 'CORP' }), 1],
  ])('counts a success %s: %#', async (_when, success, alerts) => {
    const failures = fiveFrom(START, { account: 'guest@corp.lan' });
    const found = await ofRule('success_after_failures', winlogbeat([...failures, success]));
    expect(found).toHaveLength(alerts);
  });
  it.each([
    ['with seven digits of a second', (n: number) => `2026-11-22T01:00:0${n}.1239999Z`, '01:00:04.123'],
    ['with an offset', (n: number) => `2026-11-22T03:00:0${n}.500+02:00`, '01:00:04.500'],
    ['as a number', (n: number) => Date.UTC(2026, 10, 22, 1, 0, n), '01:00:04.000'],
  ])('reads times %s', async (_what, timeOf, fifth) => {
    const documents = winlogbeat(fiveFrom(START)).map((document, n) => ({
      ...document,
      '@timestamp': timeOf(n),
    }));
    expect(await ofRule('account', documents)).toEqual([['account', 'Guest', `2026-11-22T${fifth}Z`, 5]]);
  });
  it('falls back to the workstation where failures name no address', async () => {
    const fallback = {
      id: 'fallback',
      kind: 'event_count',
      groupBy: 'workstation',
      withoutSource: true,
      threshold: 5,
      timespan: '5m',
      severity: 'medium',
      technique: 'T1110',
    };
    const rules = toEvaluationRules({ rules: [fallback] }, 'made up');
    const from = (source: string) => winlogbeat(fiveFrom(START, { source, workstation: 'KALI' }));
    const { alerts } = await evaluate(from('-'), { rules });
    expect(alerts.map(({ group }) => group)).toEqual([
      { kind: 'workstation', value: 'KALI', spellings: ['KALI'] },
    ]);
    expect((await evaluate(from('203.0.113.7'), { rules })).alerts).toEqual([]);
  });
  it('reads the fields that the rules name', async () => {
    const rules = toEvaluationRules({ fields: { account: 'who', time: 'when' } }, 'made up');
    const documents = winlogbeat(fiveFrom(START)).map((document, n) => ({
      ...document,
      '@timestamp': undefined,
      when: iso(START + n * SECOND),
      who: 'Bert',
    }));
    expect((await evaluate(documents, { rules })).alerts.map(({ group }) => group.value)).toEqual(['Bert']);
  });

  const remains = () => elasticsearch.client().indices.exists({ index: index() });
  it('leaves no index behind', async () => {
    await evaluate(winlogbeat(fiveFrom(START)));
    expect(await remains()).toBe(false);
  });
  it.each<[string, object[], string]>([
    ['tells no time', [{ event: { code: '4625' } }], 'line 6: it has no @timestamp'],
    ['tells a time that is none', [{ '@timestamp': 'yesterday' }], 'line 6: '],
    [
      'has words where a number was',
      [
        { '@timestamp': iso(START), n: 1 },
        { '@timestamp': iso(START), n: 'one' },
      ],
      'line 7: ',
    ],
  ])('fails with a count and leaves nothing behind where a document %s', async (_what, wrong, message) => {
    const evaluating = evaluate([...winlogbeat(fiveFrom(START)), ...wrong]);
    await expect(evaluating).rejects.toThrow(message);
    await expect(evaluating).rejects.toThrow(`1 of ${5 + wrong.length} documents were rejected:`);
    expect(await remains()).toBe(false);
  });
  it('refuses an index that is there, and does not touch it', async () => {
    await elasticsearch.client().index({ index: index(), document: { n: 1 }, refresh: true });
    await expect(evaluate(winlogbeat(fiveFrom(START)))).rejects.toThrow(
      `There is an index ${index()} already.`,
    );
    expect((await elasticsearch.client().count({ index: index() })).count).toBe(1);
    await elasticsearch.client().indices.delete({ index: index() });
  });
  it('that is ended leaves nothing behind', async () => {
    const signal = AbortSignal.abort(new Error('Ended by SIGINT.'));
    const options = { index: index(), mapping: 'dynamic', signal } as const;
    const file = write(winlogbeat(fiveFrom(START)));
    const ended = evaluateFile(elasticsearch.client(), file, readRulesFile(EXPECTED_RULES), options);
    await expect(ended).rejects.toThrow('Ended by SIGINT.');
    expect(await remains()).toBe(false);
  });

  it('compares a folder, and says what is missing', async () => {
    const own = mkdtempSync(join(folder, 'expected-'));
    const documents = winlogbeat(fiveFrom(START)).map((document) => JSON.stringify(document));
    writeFileSync(join(own, 'alone.ndjson.gz'), gzipSync(documents.join('\n')));
    writeFileSync(join(own, 'events_missing.expected.json'), '{}');
    const client = elasticsearch.client();
    const results = await compareFolder(client, own, { mapping: 'dynamic' });
    expect(results.map(({ name, error }) => [name, error])).toEqual([
      ['alone', 'There is no .expected.json beside it.'],
      ['events_missing', 'There is no file of events beside it.'],
    ]);
    await expect(
      compareFolder(client, mkdtempSync(join(folder, 'empty-')), { mapping: 'dynamic' }),
    ).rejects.toThrow('has no files of events');
  });
  if (existsSync(REAL_EVENTS)) {
    it.each(MAPPINGS)('agrees with every recount of real events, with %s mappings', async (mapping) => {
      const results = await compareFolder(elasticsearch.client(), REAL_EVENTS, { mapping });
      expect(
        results.filter(({ differences, error }) => error !== undefined || differences.length > 0),
      ).toEqual([]);
      expect(results.reduce((sum, { alerts }) => sum + alerts, 0)).toBeGreaterThan(0);
    });
  } else {
    it.skip(`real events are not compared: ${REAL_EVENTS} is absent`, () => undefined);
  }
});
