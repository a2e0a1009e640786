import { spellingExpressions, spellingsOf } from './success_query';

const account = (key: string, spellings = [key], domains: string[] = []) => ({ key, spellings, domains });

describe('spellingExpressions', () => {
  it('joins names and known domains, and never starts with anything', () => {
    expect(spellingExpressions([account('guest', ['Guest'], ['CORP.LAN']), account('admin')])).toEqual([
      ' *((corp\\.lan|corp)\\\\)?(guest|admin)(\\@.*)? *',
    ]);
  });
  it('takes domains out of spellings', () =>
    expect(spellingExpressions([account('guest', ['LAB\\guest'])])).toEqual([
      ' *((lab)\\\\)?(guest)(\\@.*)? *',
    ]));
  it('names letters that Elasticsearch does not fold in both cases', () =>
    expect(spellingExpressions([account('müller')])).toEqual([' *(m[üÜ]ller)(\\@.*)? *']));
  it.each([
    ['a sigma at the end of a word', 'ΟΔΟΣ'.toLowerCase(), '[οΟ][δΔ][οΟ][ςΣσ]'],
    ['a dotted İ', 'İSA'.toLowerCase(), '(i\u0307|İ)sa'],
    ['a letter that has no capital of one letter', 'weiß', 'weiß'],
    ['a letter beyond the first 65,536', '𐐨', '[𐐨𐐀]'],
    ['a name of signs', '$$$', '\\$\\$\\$'],
  ])('names all forms of %s', (_what, key, expression) =>
    expect(spellingExpressions([account(key)])).toEqual([` *(${expression})(\\@.*)? *`]),
  );
  it('of a key with a domain, takes the name', () =>
    expect(spellingExpressions([account('corp\\guest', ['guest'])])).toEqual([' *(guest)(\\@.*)? *']));

  it('stays below what Elasticsearch takes, and leaves nobody out', () => {
    const many = Array.from({ length: 200 }, (_, n) =>
      account(`somebody-${n}`, undefined, [`domain-${n}.lan`]),
    );
    const expressions = spellingExpressions(many);
    expect(Math.max(...expressions.map(({ length }) => length))).toBeLessThan(1_000);
    for (const { key } of many)
      expect(expressions.filter((one) => one.includes(key.replace('-', '\\-'))).length).toBeGreaterThan(0);
  });
  it('leaves out a name that is too long for any', () =>
    expect(spellingExpressions([account('x'.repeat(901))])).toEqual([]));
});

describe('spellingsOf', () => {
  it('is the name alone, and one spelling that differs by more than case', () =>
    expect(spellingsOf([account('guest', ['Guest', 'CORP\\Guest', 'guest@x.y'])])).toEqual([
      'guest',
      'CORP\\Guest',
    ]));
  it.each([
    ['ΟΔΟΣ', ['οδος', 'οδοσ']],
    ['İSA', ['i\u0307sa', 'İsa']],
  ])('of %s is also what Elasticsearch makes of it', (written, phrases) =>
    expect(spellingsOf([account(written.toLowerCase(), [written])])).toEqual(phrases),
  );
  it('is short, however many spellings somebody made up', () => {
    const spellings = Array.from({ length: 5_000 }, (_, n) => `domain${n}\\guest`);
    expect(spellingsOf([account('guest', spellings)])).toHaveLength(2);
  });
});
