import type { ConceptReport, FieldFound, PatternReport } from '../../common/settings/field_report';
import {
  coverageOf,
  fieldsRead,
  hasFields,
  hasPatterns,
  lookedAt,
  sampleOf,
  typeOf,
} from './field_report_words';

const found = (field: string, ...types: string[]): FieldFound => ({ field, types, searchable: true });
const report = (change: Partial<ConceptReport> = {}): ConceptReport => ({
  concept: 'account',
  found: [found('user.name', 'keyword')],
  coverage: 1,
  sample: 'Guest',
  ...change,
});

describe('what was looked at', () => {
  it.each<[string, number, ConceptReport[], RegExp]>([
    ['many', 1000, [report()], /^Looked at the newest 1,000 failed logons, lockouts among them/],
    ['one', 1, [report()], /^Looked at the newest failed logon, /],
    ['fields and no failure', 0, [report({ found: [] }), report()], /^No failed logon is there yet/],
    ['no field at all', 0, [report({ found: [] })], /button Check above says/],
  ])('%s', (_what, events, concepts, words) =>
    expect(lookedAt({ events, concepts, patterns: [], problems: [] })).toMatch(words),
  );
});

it('fields are listed where an index has one of them', () => {
  expect(hasFields({ concepts: [report({ found: [] }), report()] })).toBe(true);
  expect(hasFields({ concepts: [report({ found: [] })] })).toBe(false);
});

it.each<[string, Partial<PatternReport>, boolean]>([
  ['failures', { events: 1 }, true],
  ['events that name no program', { withoutProvider: 1 }, true],
  ['events as one text', { asText: 1 }, true],
  ['a field to propose', { proposals: [{ concept: 'account', field: 'who', sample: 'anna' }] }, true],
  ['nothing', {}, false],
])('patterns are listed where one of them has %s', (_what, change, isListed) => {
  const pattern = (own: Partial<PatternReport>): PatternReport => ({
    ...{ pattern: 'logs-*', events: 0, account: 0, source: 0, host: 0 },
    ...{ withoutProvider: 0, asText: 0, lacking: [], proposals: [] },
    ...own,
  });
  expect(hasPatterns({ patterns: [pattern({}), pattern(change)] })).toBe(isListed);
});

it.each<[string, FieldFound[], string, string]>([
  ['one field', [found('user.name', 'keyword')], 'user.name', 'keyword'],
  ['several, in the order they are read', [found('a', 'ip'), found('b'), found('c')], 'a, else b, c', 'ip'],
  ['types that differ', [found('a', 'keyword', 'text')], 'a', 'keyword, text'],
  ['none', [], 'Not found', '–'],
])('the field and its type: %s', (_what, fields, read, type) => {
  const given = report({ found: fields });
  expect([fieldsRead(given), typeOf(given)]).toEqual([read, type]);
});

it.each<[number | null, string]>([
  [null, '–'],
  [0, '0%'],
  [0.001, '1%'],
  [0.754, '75%'],
  [0.57, '57%'],
  [0.999, '99%'],
  [1, '100%'],
])('a coverage of %p is %s', (coverage, words) => expect(coverageOf(report({ coverage }))).toBe(words));

it.each<[string, string | null, string]>([
  ['a name', 'CORP\\Guest', 'CORP\\Guest'],
  ['none', null, '–'],
  ['one that turns the words around it', 'a\u202eb', 'a\ufffdb'],
  ['a long one', 'a'.repeat(61), `${'a'.repeat(59)}…`],
])('a sample: %s', (_what, sample, words) => expect(sampleOf(report({ sample }))).toBe(words));
