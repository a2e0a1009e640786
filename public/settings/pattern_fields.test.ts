import { withAnyProvider, withPatternField } from './pattern_fields';

const A = { pattern: 'a-*', fields: { account: 'who' }, anyProvider: false };
const B = { pattern: 'b-*', fields: {}, anyProvider: true };

describe('the fields of one pattern', () => {
  it('get another one, and keep those of other concepts and patterns', () =>
    expect(withPatternField([A, B], 'a-*', 'source', ' from ')).toEqual([
      B,
      { ...A, fields: { account: 'who', source: 'from' } },
    ]));
  it('are made where nothing was set', () =>
    expect(withPatternField([B], 'a-*', 'account', 'who')).toEqual([B, A]));
  it('lose one by an empty text, and the pattern where nothing is left', () =>
    expect(withPatternField([A, B], 'a-*', 'account', ' ')).toEqual([B]));
  it('may be of any program, and no more', () => {
    const all = withAnyProvider([A], 'a-*', true);
    expect(all).toEqual([{ ...A, anyProvider: true }]);
    expect(withAnyProvider(all, 'a-*', false)).toEqual([A]);
    expect(withAnyProvider([B], 'b-*', false)).toEqual([]);
  });
});
