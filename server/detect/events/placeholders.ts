/** Words that shippers, parsers and programming languages write where there is no value, in lower case. */
const WORDS = new Set([
  'null',
  'nil',
  'none',
  'n/a',
  'unknown',
  'undefined',
  'local',
  'empty',
  'not set',
  'value not set',
  'not available',
  'not applicable',
  'unspecified',
  '%%1793', // Windows' own number of the sentence "<value not set>"
]);

/** Signs that stand around such a word, such as `(null)`, `<nil>` and `"-"`. */
const AROUND = new Map(
  ['()', '[]', '<>', '{}', '""', "''", '``'].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** What templates begin and end with where their field was not there, such as `%{[source][ip]}` and `${ip}`. */
const TEMPLATES: ReadonlyArray<readonly [string, string]> = [
  ['%{', '}'],
  ['${', '}'],
  ['$(', ')'],
  ['{{', '}}'],
  ['<%', '%>'],
];

/** What a placeholder begins with: most values begin otherwise, and are not looked at any further. */
const BEGINNING = /^[\s\-–—\\%$<([{"'`nuelv]/i;

/** No placeholder is longer: what is longer is a value, however it looks. */
const PLACEHOLDER_MAX = 256;

/**
 * Whether a text stands where there is no value: empty, blanks, dashes, `null`, `N/A`, `Unknown` and the like in any
 * case, in brackets or quotes or without, and templates that nobody filled in. The same for accounts, addresses, hosts
 * and domains. Takes time in proportion to the length of the text.
 */
export function isPlaceholder(text: string): boolean {
  if (text === '') return true;
  if (!BEGINNING.test(text)) return false;
  if (text.length > PLACEHOLDER_MAX) return text.trim() === '';
  const written = text.trim();
  return isTemplate(written) || isWord(withoutSigns(written).toLowerCase());
}

const isWord = (word: string) => /^[-–—\\]*$/.test(word) || WORDS.has(word);

const isTemplate = (text: string) =>
  TEMPLATES.some(([start, end]) => text.startsWith(start) && text.endsWith(end)) || /^%\w+%$/.test(text);

function withoutSigns(text: string): string {
  const end = AROUND.get(text.charAt(0));
  const isAround = text.length > 1 && end !== undefined && text.endsWith(end);
  return isAround ? text.slice(1, -1).trim() : text;
}
