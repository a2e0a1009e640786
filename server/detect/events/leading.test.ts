import * as fc from 'fast-check';
import { nothingSet } from '../../../common/settings/fields';
import { NOW, searchHit } from '../../../test/builders';
import { INDIRECT_FIELDS } from './indirect_values';
import { createQuestion } from './question';

const QUESTION = createQuestion({}, { kerberosAndNtlm: true });
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
const TARGET = 'winlog.event_data.TargetUserName';

type Fields = Record<string, unknown[]>;

const leadingWhere = (...mapped: string[]) => QUESTION.leading((field) => mapped.includes(field));
const only = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));

describe('the leading fields', () => {
  it('are the best of each concept that is mapped, and all that may hold the address', () => {
    const mapped = [
      'event.code',
      'winlog.event_id',
      TARGET,
      'user.name',
      'source.ip',
      'source.address',
      'winlog.channel',
    ];
    const { fields } = leadingWhere(...mapped) ?? { fields: [] };
    expect(fields.sort()).toEqual(
      ['event.code', 'source.address', 'source.ip', TARGET, 'winlog.channel'].sort(),
    );
  });

  it.each(INDIRECT_FIELDS)(
    'are none where values may stand in the field %s, between other fields',
    (list) => {
      expect(leadingWhere('event.code', TARGET, list)).toBeNull();
    },
  );

  it('are none where patterns have fields of their own: the best depends on the index', () => {
    const patternFields = [{ ...nothingSet('logs-*'), fields: { account: 'who' } }];
    const question = createQuestion({}, { kerberosAndNtlm: true, patternFields });
    expect(question.leading(() => true)).toBeNull();
  });

  it.each<{ sentence: string; fields: Fields; told: boolean }>([
    { sentence: 'tells all with a value in the best field', fields: { [TARGET]: ['guest'] }, told: true },
    { sentence: 'does not with a placeholder there', fields: { [TARGET]: ['-'] }, told: false },
    { sentence: 'does not without it', fields: {}, told: false },
    {
      sentence: 'does not with another provider: a second field may have the right one',
      fields: { [TARGET]: ['guest'], 'event.provider': ['Security'] },
      told: false,
    },
  ])('a document $sentence', ({ fields, told }) => {
    const leading = leadingWhere(TARGET, 'user.name', 'event.provider', 'winlog.provider_name');
    expect(leading?.isTold(searchHit({ 'event.provider': [PROVIDER], ...fields }))).toBe(told);
  });

  it('tell of every document what all fields tell, or that they do not', () => {
    const { time: _time, targetSid: _targetSid, ...read } = QUESTION.candidates;
    const names = fc.constantFrom(
      ...Object.values(read).flatMap((candidates) => candidates.slice(0, 3)),
      'winlog.channel',
    );
    const values = fc.constantFrom(
      '-',
      '',
      ' ',
      'guest',
      'CORP\\guest',
      '10.0.0.1',
      'WS01',
      '0xc000006a',
      '3',
      'Security',
    );
    const document = fc.record({
      code: fc.constantFrom('4625', '4740', '4771', '4776', '4624', '1', '-'),
      provider: fc.constantFrom(PROVIDER, 'Security', '-'),
      fields: fc.dictionary(
        names,
        values.map((value) => [value]),
      ),
    });
    let told = 0;
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 5 }), (documents) => {
        const all = documents.map(({ code, provider, fields }): Fields => ({
          'event.code': [code],
          'event.provider': [provider],
          ...fields,
        }));
        const mapped = new Set(all.flatMap((fields) => Object.keys(fields)));
        const leading = QUESTION.leading((field) => mapped.has(field));
        for (const fields of leading ? all : []) {
          const time = { '@timestamp': [String(NOW)] };
          const shown = searchHit({ ...only(fields, leading?.fields ?? []), ...time });
          if (!leading?.isTold(shown)) continue;
          told += 1;
          expect(QUESTION.read(shown)).toEqual(QUESTION.read(searchHit({ ...fields, ...time })));
        }
      }),
      { numRuns: 2_000, seed: 4625 },
    );
    expect(told).toBeGreaterThan(200);
  });
});
