import { nothingSet } from '../../common/settings/fields';
import { withAnyProvider, withFromText, withPatternField, withTextsOf } from './pattern_fields';

const A = { ...nothingSet('a-*'), fields: { account: 'who' } };
const B = { ...nothingSet('b-*'), anyProvider: true };

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
  it('may stand in one text, and no more', () => {
    const all = withFromText([A], 'a-*', true);
    expect(all).toEqual([{ ...A, fromText: true }]);
    expect(withFromText(all, 'a-*', false)).toEqual([A]);
    expect(withFromText([{ ...nothingSet('b-*'), fromText: true }], 'b-*', false)).toEqual([]);
  });
  it('may stand in one text in several patterns, and others stay as they are', () =>
    expect(withTextsOf([A, B], ['a-*', 'c-*'])).toEqual([
      B,
      { ...A, fromText: true },
      { ...nothingSet('c-*'), fromText: true },
    ]));
});
