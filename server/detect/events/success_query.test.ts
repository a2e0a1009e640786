import { oddlySpelled, spellingExpressions, spellingsOf } from './success_query';

const account = (key: string, spellings = [key]) => ({ key, spellings });

/** What `trim` takes away. */
const BLANKS = [...Array(0x10000).keys()]
  .map((code) => String.fromCharCode(code))
  .filter((one) => one.trim() === '');
/** As Elasticsearch matches: all of the text, ASCII letters outside of sets in either case. */
const matcherOf = (expression: string) => {
  const eitherCase = expression
    .replaceAll('\\@', '@')
    .replace(/\[[^\]]*\]|[a-z]/g, (part) => (part.startsWith('[') ? part : `[${part}${part.toUpperCase()}]`));
  return new RegExp(`^(?:${eitherCase})$`, 'su');
};
const matches = (key: string, anywhere: boolean, written: string) =>
  spellingExpressions([account(key)], anywhere).some((one) => matcherOf(one).test(written));

describe('spellingExpressions', () => {
  it('joins names, and never starts with anything', () => {
    expect(spellingExpressions([account('guest', ['Guest']), account('admin')], false)).toEqual([
      ' *(guest|admin) *(\\@.*)?',
    ]);
  });
  it.each(['guest', 'GUEST', ' guest ', 'guest@corp.lan', 'Guest @corp.lan '])('finds %j', (written) =>
    expect([matches('guest', false, written), matches('guest', true, written)]).toEqual([true, true]),
  );
  it.each(['CORP\\guest', 'A\\B\\Guest@x', 'CORP\\ guest', '\\\\CORP\\guest'])(
    'finds %j anywhere',
    (written) =>
      expect([matches('guest', false, written), matches('guest', true, written)]).toEqual([false, true]),
  );
  it.each(BLANKS)('finds a name beside %j anywhere', (blank) => {
    const written = [`${blank}guest`, `guest${blank}`, `CORP\\${blank}guest${blank}@x`];
    expect(written.filter((name) => !matches('guest', true, name))).toEqual([]);
  });
  it.each(['guest2', 'the guest', 'CORP\\guest2', 'guest\\other', 'xguest'])('does not find %j', (written) =>
    expect(matches('guest', true, written)).toBe(false),
  );
  it('finds every letter by its small one', () => {
    const letters = Array.from({ length: 0x1ffff }, (_, code) => String.fromCodePoint(code)).filter(
      (letter) => letter.toLowerCase() !== letter,
    );
    expect(letters.length).toBeGreaterThan(1_300);
    expect(letters.filter((letter) => !matches(letter.toLowerCase(), false, letter))).toEqual([]);
  });
  it('names letters that Elasticsearch does not fold in both cases', () =>
    expect(spellingExpressions([account('müller')], false)).toEqual([' *(m[üÜ]ller) *(\\@.*)?']));
  it.each([
    ['a sigma at the end of a word', 'ΟΔΟΣ'.toLowerCase(), '[οΟ][δΔ][οΟ][ςΣσ]'],
    ['a dotted İ', 'İSA'.toLowerCase(), '(i\u0307|İ)sa'],
    ['a letter that has no usual capital', 'weiß', 'wei[ßẞ]'],
    ['a letter that another one becomes', 'k', '[kK\u212a]'],
    ['a letter beyond the first 65,536', '𐐨', '[𐐨𐐀]'],
    ['a name of signs', '$$$', '\\$\\$\\$'],
  ])('names all forms of %s', (_what, key, expression) =>
    expect(spellingExpressions([account(key)], false)).toEqual([` *(${expression}) *(\\@.*)?`]),
  );
  it('of a key with a domain, takes the name', () =>
    expect(spellingExpressions([account('corp\\guest', ['guest'])], false)).toEqual([' *(guest) *(\\@.*)?']));

  it.each([false, true])(
    'stays below what Elasticsearch takes, and leaves nobody out, anywhere: %p',
    (anywhere) => {
      const many = Array.from({ length: 200 }, (_, n) => account(`somebody-${n}`));
      const expressions = spellingExpressions(many, anywhere);
      expect(Math.max(...expressions.map(({ length }) => length))).toBeLessThan(1_000);
      for (const { key } of many)
        expect(expressions.filter((one) => one.includes(key.replace('-', '\\-'))).length).toBeGreaterThan(0);
    },
  );
  it('leaves out a name that is too long for any', () =>
    expect(spellingExpressions([account('x'.repeat(901))], true)).toEqual([]));
});

describe('oddlySpelled', () => {
  const [query] = oddlySpelled(['who']) as Array<{ regexp: { who: { value: string } } }>;
  const matcher = matcherOf(query?.regexp.who.value ?? '');

  it.each(['guest', 'the guest ', 'guest@corp.lan', 'Ünal-$'])('%j is not', (name) =>
    expect(matcher.test(name)).toBe(false),
  );
  it.each([
    'CORP\\guest',
    'guest\\',
    ...BLANKS.filter((blank) => blank !== ' ').map((blank) => `guest${blank}@x`),
  ])('%j is', (name) => expect(matcher.test(name)).toBe(true));
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
