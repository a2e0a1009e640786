import type { PatternFields } from '../../../common/settings/fields';
import { CANDIDATES } from './candidates';
import { inPattern } from './index_pattern';
import { anyOf, says } from './queries';

/**
 * Fields in which shippers write an event as one text: CloudWatch's agent (`message`, `@message`), Fluent Bit with
 * `Render_Event_As_XML` (`System`), and whatever sends lines of a log.
 */
export const WHOLE_TEXTS: readonly string[] = [
  'message',
  '@message',
  'Message',
  'event.original',
  'System',
  'log',
  'full_message',
  'raw',
  '_raw',
  'xml',
  'EventXML',
  'event',
  'Event',
  'body',
  'body.text',
  'Body',
];

/** The name of the provider, also as Windows shows it: taken apart into words they are the same. */
const PROVIDER = 'Microsoft Windows Security Auditing';
/** Who wrote the event, or the log that nobody else writes to. */
const WRITERS = [PROVIDER, 'Channel Security', 'LogName Security'];
const OF_WRITERS = anyOf(WRITERS.map((words) => says(WHOLE_TEXTS, words)));
/** Words that may stand between the name and the number: of a level of JSON, or of an attribute of XML. */
const BETWEEN = 3;

/**
 * Names of the number with all their levels, as flat JSON has them: Elasticsearch takes each for one word. A name with `#`
 * is found by what stands before that.
 */
const FLAT_NAMES = new Set(
  CANDIDATES.code
    .filter((name) => name.includes('.') && !name.includes('#'))
    .map((name) => name.toLowerCase()),
);
/** How Go writes `<` and `>` in JSON. To Elasticsearch they are a part of the word behind them. */
const [LESS, MORE] = ['u003c', 'u003e'];

/** How texts say the number behind its name; a few other words may stand between the two. */
const numbered = (code: string): string[] => [
  ...['EventID', 'event_id', 'EventCode', ...FLAT_NAMES].map((name) => `${name} ${code}`),
  `${LESS}EventID ${MORE}${code}`,
];
/** How texts say the number right behind other words, or right before them. */
const numberedBeside = (code: string): string[] => [
  `code ${code}`,
  `${code} ${PROVIDER}`,
  `Auditing ${code}`,
];

/** What stands before the name of the machine; behind `Auditing` it stands in the head that CloudWatch's agent writes. */
const BEFORE_MACHINE = [
  ...['Computer', 'ComputerName', 'computer_name', 'winlog.computer_name', 'Hostname', 'Auditing'].map(
    (name) => `${name} `,
  ),
  `${LESS}Computer ${MORE}`,
];

/** Documents in which one of these fields has the words one after the other, with a few others between them. */
const near = (words: string) => ({ multi_match: { ...says(WHOLE_TEXTS, words).multi_match, slop: BETWEEN } });

/**
 * Documents whose text says in words that it is an event of one of these numbers, of Windows security auditing: as XML,
 * JSON, `EventCode=4625`, or with the number before or behind the provider. Found in text fields alone, by words that
 * follow each other; a keyword holds a text as a whole.
 */
const asOneText = (codes: readonly string[]): object => ({
  bool: {
    filter: [
      OF_WRITERS,
      anyOf(
        codes.flatMap((code) => [
          ...numbered(code).map(near),
          ...numberedBeside(code).map((words) => says(WHOLE_TEXTS, words)),
        ]),
      ),
    ],
  },
});

const namesMachine = (name: string) =>
  anyOf(BEFORE_MACHINE.map((before) => says(WHOLE_TEXTS, `${before}${name}`)));

/** Queries for names of accounts within a text: as they are, and as XML and JSON write them. */
export const spelledInText = (spellings: readonly string[]): object[] =>
  [...new Set(spellings.flatMap(writtenInText))].map((words) => says(WHOLE_TEXTS, words));

/** Within JSON the sign before a name becomes a part of its word: `>` of XML, the tab of a description. */
const writtenInText = (name: string): string[] => [
  ...[name, escapeXml(name), escapeQuotes(escapeXml(name)), ...escapesOfJson(name)],
  ...[MORE, 't'].map((sign) => `${sign}${name}`),
];

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const escapeQuotes = (text: string) => text.replaceAll("'", '&apos;').replaceAll('"', '&quot;');

/**
 * How a program writes a name in JSON of ASCII alone, as Python does: small, capital, and with a capital first, since
 * Elasticsearch sees no letter in `\u00fc`. None where the name is of ASCII.
 */
function escapesOfJson(name: string): string[] {
  if (!BEYOND_ASCII.test(name)) return [];
  const cased = [name, name.toUpperCase(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  return cased.map((spelling) => spelling.replaceAll(new RegExp(BEYOND_ASCII, 'g'), escapeUnit));
}

const BEYOND_ASCII = /[\u0080-\uffff]/;
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Documents with none of these fields. */
const without = (fields: readonly string[]) => fields.map((field) => ({ exists: { field } }));

/** What is asked of texts: in the indices of which patterns, and of which documents. */
export interface TextQuestion {
  /** Whether the texts of a pattern are read. */
  isRead(pattern: string): boolean;
  /** The fields with texts that have to be read; none where no pattern's are. */
  fields: readonly string[];
  /**
   * Documents whose text is an event of one of these numbers, and of which all of `more` holds. Undefined where the texts of
   * no pattern are read.
   */
  events(codes: readonly string[], more?: object[]): object | undefined;
  /** Documents whose text says that this machine logged it; none where the texts of no pattern are read. */
  ofMachine(name: string): object[];
  /** Documents in whose texts no search finds who wrote an event. */
  unsearchable: object;
  /** All documents whose text is an event of this number, in patterns whose texts are read, or in the others. */
  ofNumber(code: string, where: 'read' | 'unread'): object;
}

/** `ownCodes`: fields of the number that say that a document needs no text. */
export function createTextQuestion(
  patterns: readonly PatternFields[],
  ownCodes: readonly string[],
): TextQuestion {
  const read = patterns.filter(({ fromText }) => fromText).map(({ pattern }) => pattern);
  const inRead = anyOf(read.map(inPattern));
  const found = (filter: object[], but: object[] = []) => ({
    bool: { filter, must_not: [...without(ownCodes), ...but] },
  });
  return {
    isRead: (pattern) => read.includes(pattern),
    fields: read.length === 0 ? [] : WHOLE_TEXTS,
    events: (codes, more = []) =>
      read.length === 0 ? undefined : found([inRead, ...more, asOneText(codes)]),
    ofMachine: (name) => (read.length === 0 ? [] : [found([inRead, namesMachine(name)])]),
    unsearchable: found([], [OF_WRITERS]),
    ofNumber: (code, where) =>
      where === 'read'
        ? found([asOneText([code]), inRead])
        : found([asOneText([code])], read.length === 0 ? [] : [inRead]),
  };
}
