import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { createQuestion } from '../../detect/events/question';
import { fieldProblems } from '../source_health/field_problems';
import { planFields, planLeading } from './field_plan';
import { describeField, isDate, type FieldCaps } from './field_types';
import { readStringFields } from './string_fields';

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const ACCOUNT = 'winlog.event_data.TargetUserName';

/**
 * How Elasticsearch's documentation of field capabilities has it: a type is told by its family, so constant_keyword and
 * wildcard are `keyword`, and match_only_text, semantic_text and pattern_text are `text`. The others tell their own name.
 */
interface Answer {
  mapped: string;
  told: string;
  aggregatable: boolean;
  /** From columns, or from the document: the columns of other types say something else than the document does. */
  from: 'columns' | 'document';
  /** Whether a spelling without case can be asked for. */
  isText: boolean;
}
const ANSWERS: Answer[] = [
  { mapped: 'keyword', told: 'keyword', aggregatable: true, from: 'columns', isText: true },
  { mapped: 'constant_keyword', told: 'keyword', aggregatable: true, from: 'columns', isText: true },
  { mapped: 'wildcard', told: 'keyword', aggregatable: true, from: 'columns', isText: true },
  { mapped: 'text', told: 'text', aggregatable: false, from: 'document', isText: true },
  { mapped: 'match_only_text', told: 'text', aggregatable: false, from: 'document', isText: true },
  {
    mapped: 'match_only_text, by its own name',
    told: 'match_only_text',
    aggregatable: false,
    from: 'document',
    isText: true,
  },
  { mapped: 'semantic_text', told: 'text', aggregatable: false, from: 'document', isText: true },
  { mapped: 'version', told: 'version', aggregatable: true, from: 'document', isText: false },
  { mapped: 'unsigned_long', told: 'unsigned_long', aggregatable: true, from: 'document', isText: false },
  { mapped: 'counted_keyword', told: 'counted_keyword', aggregatable: true, from: 'document', isText: false },
  { mapped: 'long', told: 'long', aggregatable: true, from: 'columns', isText: false },
];

const told = (type: string, aggregatable = true) => ({
  [type]: { type, metadata_field: false, searchable: true, aggregatable },
});
const capsOf = ({ told: type, aggregatable }: Answer): FieldCaps =>
  ({
    '@timestamp': told('date'),
    'event.code': told('keyword'),
    'event.provider': told('keyword'),
    'source.ip': told('ip'),
    'host.name': told('keyword'),
    [ACCOUNT]: told(type, aggregatable),
  }) as FieldCaps;
const cases = ANSWERS.map((answer) => [answer.mapped, answer] as const);

describe('a field of the account that is mapped as', () => {
  it.each(cases)('%s is asked for in the right way', (_mapped, answer) => {
    const { docvalue_fields: columns, fields } = planFields(QUESTION, capsOf(answer));
    expect(columns.includes(ACCOUNT)).toBe(answer.from === 'columns');
    expect(fields.includes(ACCOUNT)).toBe(answer.from === 'document');
  });

  it.each(cases)('%s is found by the check, which says where spellings are not', (_mapped, answer) => {
    const caps = capsOf(answer);
    expect(describeField(ACCOUNT, caps)).toMatchObject({ types: [answer.told], searchable: true });
    const problems = fieldProblems(caps, { patterns: ['logs-*'], question: QUESTION });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual(
      answer.isText ? [] : [['field_wrong_type', 'warning']],
    );
  });

  it.each(cases)('%s is searched for spellings only where it can be', async (_mapped, answer) => {
    const client = { fieldCaps: async () => ({ fields: capsOf(answer) }) } as unknown as ElasticsearchClient;
    expect(await readStringFields(client, ['logs-*'], [ACCOUNT], {})).toEqual(answer.isText ? [ACCOUNT] : []);
  });
});

describe('an object', () => {
  it.each(['object', 'passthrough', 'nested'])('of the kind %s holds fields and no value', (type) => {
    const caps = { ...capsOf(ANSWERS[0] as Answer), 'attributes.computer': told(type, false) } as FieldCaps;
    expect(describeField('attributes.computer', caps)).toBeUndefined();
    const isMapped = planLeading(QUESTION, { ...caps, 'winlog.computer_name': told('keyword') } as FieldCaps);
    expect(JSON.stringify(isMapped?.plan ?? null)).not.toContain('attributes.computer');
  });
});

it('of more columns than Elasticsearch gives the rest is asked for from the documents', () => {
  const all = Object.fromEntries(QUESTION.fields.map((field) => [field, told('keyword')]));
  const plan = planFields(QUESTION, { ...all, '@timestamp': told('date') } as FieldCaps);
  expect(plan.docvalue_fields).toHaveLength(100);
  expect(plan.docvalue_fields.length + plan.fields.length).toBe(QUESTION.fields.length + 1);
});

it('a time is a date, of either precision, in all indices', () => {
  const time = (...types: string[]) =>
    ({ '@timestamp': Object.assign({}, ...types.map((type) => told(type))) as unknown }) as FieldCaps;
  const isTime = (...types: string[]) => isDate(describeField('@timestamp', time(...types)));
  expect([isTime('date'), isTime('date_nanos'), isTime('date', 'date_nanos')]).toEqual([true, true, true]);
  expect([isTime('keyword'), isTime('date', 'keyword'), isTime('long')]).toEqual([false, false, false]);
});
