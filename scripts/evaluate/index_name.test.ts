import { toIndexName } from './index_name';

describe('the name of an index', () => {
  it.each(['winlogbeat-mine', 'a', '.hidden', 'a+b_c-d.e', 'ä', 'x'.repeat(255)])('may be %s', (name) =>
    expect(toIndexName(name)).toBe(name),
  );
  it.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['.', 'is no name of an index'],
    ['..', 'is no name of an index'],
    ['_x', 'begins with _'],
    ['-x', 'begins with -'],
    ['+x', 'begins with +'],
    ['a*', 'has "*" in it'],
    ['a:b', 'has ":" in it'],
    ['a,b', 'has "," in it'],
    ['a/b', 'has "/" in it'],
    ['a\\b', 'has "\\\\" in it'],
    ['a b', 'has " " in it'],
    ['a\tb', 'has "\\t" in it'],
    ['<a>', 'has "<" in it'],
    ['a#', 'has "#" in it'],
    ['Winlogbeat', 'has capital letters'],
    ['ÄB', 'has capital letters'],
    ['ä'.repeat(128), 'is longer than 255 bytes'],
  ])('is not %j, and the error says why and what to take', (name, why) => {
    expect(() => toIndexName(name)).toThrow(`--index ${JSON.stringify(name)} ${why}`);
    expect(() => toIndexName(name)).toThrow('for example winlogbeat-mine');
  });
});
