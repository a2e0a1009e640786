import { splitAccount } from '../../../common/rules/account_name';
import type { Account } from './event_source_port';

/** Elasticsearch takes regular expressions of up to 1,000 characters (`index.max_regex_length`). */
const EXPRESSION_MAX = 900;
/** What `trim` takes away, but for the space. */
const ODD_BLANKS = '\t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
/**
 * Matches any name behind a domain, or with a blank that is no space. The expression is always the same, so
 * Elasticsearch soon remembers what it matches; for an expression made of names it goes through all terms of
 * the index each time.
 */
const ODD_SPELLING = `.*[\\\\${ODD_BLANKS}].*`;

/** The queries for the names, of anybody, that `spellingExpressions` matches only with `anywhere`. */
export const oddlySpelled = (fields: string[]): object[] =>
  fields.map((field) => regexp(field, ODD_SPELLING));

/** The query for all spellings of the accounts in keywords; without `anywhere`, for those that are not odd. */
export const spelled = (accounts: Account[], fields: string[], anywhere: boolean): object[] =>
  fields.flatMap((field) => spellingExpressions(accounts, anywhere).map((value) => regexp(field, value)));

const regexp = (field: string, value: string) => ({ regexp: { [field]: { value, case_insensitive: true } } });

/**
 * Expressions that match how a keyword may write the accounts: without case, alone, between blanks, or before an @; with
 * `anywhere` also behind any domain. Joined, because hundreds of them cost Elasticsearch far more than the few that they
 * fit into.
 */
export function spellingExpressions(accounts: Account[], anywhere: boolean): string[] {
  const blanks = anywhere ? `[ ${ODD_BLANKS}]*` : ' *';
  const before = anywhere ? '(.*\\\\)?' : '';
  return joined(accounts.flatMap(namesOf)).map((names) => `${before}${blanks}(${names})${blanks}(\\@.*)?`);
}

/**
 * The phrases to look for in text fields, each once: of each account its names, and the first spelling that
 * differs by more than case, such as one with a domain. Not all spellings: who tries to log on can make up
 * thousands.
 */
export function spellingsOf(accounts: Account[]): string[] {
  const phrases = accounts.flatMap((account) => {
    const names = namesOf(account);
    const other = account.spellings.find((spelling) => !names.includes(spelling.trim().toLowerCase()));
    return [...names, ...names.map(asAnalysed), ...(other === undefined ? [] : [other])];
  });
  return [...new Set(phrases)];
}

/** Elasticsearch takes letters one by one, so for it Σ at the end of a word is σ, and İ is one letter. */
const asAnalysed = (name: string) => name.replaceAll('ς', 'σ').replaceAll(SMALL_DOTTED_I, 'İ');

const namesOf = ({ key, spellings }: Account) =>
  [...new Set([key, ...spellings].map((written) => splitAccount(written).name.trim().toLowerCase()))].filter(
    (name) => name !== '',
  );

/** Alternatives in as few expressions of at most 900 characters as they fit into; one that is longer is left out. */
function joined(names: string[]): string[] {
  const chunks: string[] = [];
  for (const name of new Set(names)) {
    const expression = (name.match(LETTERS) ?? []).map(literally).join('');
    const last = chunks[chunks.length - 1];
    if (expression.length > EXPRESSION_MAX) continue;
    if (last !== undefined && last.length + 1 + expression.length <= EXPRESSION_MAX)
      chunks[chunks.length - 1] = `${last}|${expression}`;
    else chunks.push(expression);
  }
  return chunks;
}

/** What `İ` becomes without case: two characters. */
const SMALL_DOTTED_I = 'i\u0307';
const LETTERS = new RegExp(`${SMALL_DOTTED_I}|.`, 'gsu');

/** Capitals that `toUpperCase` does not make of their small letter: the signs of kelvin, ångström and ohm, ẞ, … */
const ODD_CAPITALS = new Map(
  [...'\u212a\u212b\u2126ẞϴǅǈǋǲᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾼῌῼ'].map((capital) => [
    capital.toLowerCase(),
    capital,
  ]),
);

/** Elasticsearch's `case_insensitive` is for ASCII letters alone; others, and sets of letters, are named in all forms. */
function literally(letter: string): string {
  if (letter === SMALL_DOTTED_I) return `(${SMALL_DOTTED_I}|İ)`;
  const odd = ODD_CAPITALS.get(letter);
  if (letter.charCodeAt(0) < 128 && odd === undefined)
    return /[a-z0-9]/i.test(letter) ? letter : `\\${letter}`;
  const upper = letter.toUpperCase();
  // The small sigma is another letter at the end of a word.
  const usual = [...upper].length > 1 ? [] : [upper, upper.toLowerCase()];
  const forms = [...new Set([letter, ...usual, ...(odd === undefined ? [] : [odd])])];
  return forms.length > 1 ? `[${forms.join('')}]` : letter;
}
