import { splitAccount } from '../../../common/account_name';
import type { Account } from '../event_source_port';
import { normaliseHost } from './normalise';

/** Elasticsearch takes regular expressions of up to 1,000 characters (`index.max_regex_length`). */
const EXPRESSION_MAX = 900;
/** Domains are written by whoever tries to log on: what does not fit is found by its exact spelling only. */
const DOMAINS_MAX = 300;

/**
 * Expressions that match how a keyword may write the accounts: without case, alone, between blanks, behind a domain that
 * is known, or before an @. Joined, because hundreds of them cost Elasticsearch far more than the few that they fit into.
 */
export function spellingExpressions(accounts: Account[]): string[] {
  const domains = joined(accounts.flatMap(domainsOf), DOMAINS_MAX)[0];
  const before = domains ? `((${domains})\\\\)?` : '';
  const room = EXPRESSION_MAX - before.length;
  return joined(accounts.flatMap(namesOf), room).map((names) => ` *${before}(${names})(\\@.*)? *`);
}

/**
 * What a text field may hold, each once: the name, and the first spelling that differs by more than case, such as one
 * with a domain that no expression has room for. Not all: who tries to log on can make up thousands.
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

/** A domain's DNS name and its NetBIOS name, which is mostly the first label of the other. */
const domainsOf = ({ domains, spellings }: Account) =>
  [...domains, ...spellings.map((written) => splitAccount(written).domain)]
    .map((domain) => normaliseHost(domain)?.toLowerCase() ?? '')
    .flatMap((domain) => [domain, domain.split('.')[0] ?? ''])
    .filter((domain) => domain !== '');

/** Alternatives in as few expressions of at most `room` characters as they fit into; one that is longer is left out. */
function joined(names: string[], room: number): string[] {
  const chunks: string[] = [];
  for (const name of new Set(names)) {
    const expression = (name.match(LETTERS) ?? []).map(literally).join('');
    const last = chunks[chunks.length - 1];
    if (expression.length > room) continue;
    if (last !== undefined && last.length + 1 + expression.length <= room)
      chunks[chunks.length - 1] = `${last}|${expression}`;
    else chunks.push(expression);
  }
  return chunks;
}

/** What `İ` becomes without case: two characters. */
const SMALL_DOTTED_I = 'i\u0307';
const LETTERS = new RegExp(`${SMALL_DOTTED_I}|.`, 'gsu');

/** Elasticsearch's `case_insensitive` is for ASCII letters only; others are named in all their forms. */
function literally(letter: string): string {
  if (letter === SMALL_DOTTED_I) return `(${SMALL_DOTTED_I}|İ)`;
  if (/[a-z0-9]/i.test(letter)) return letter;
  if (letter.charCodeAt(0) < 128) return `\\${letter}`;
  const upper = letter.toUpperCase();
  if ([...upper].length > 1) return letter;
  // The small sigma is another letter at the end of a word.
  const forms = [...new Set([letter, upper, upper.toLowerCase()])];
  return forms.length > 1 ? `[${forms.join('')}]` : letter;
}
