import type { PatternFields } from '../../../common/settings/fields';
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
          ...['EventID', 'event_id', 'EventCode'].map((name) => near(`${name} ${code}`)),
          ...[`code ${code}`, `event.code ${code}`, `${code} ${PROVIDER}`, `Auditing ${code}`].map((words) =>
            says(WHOLE_TEXTS, words),
          ),
        ]),
      ),
    ],
  },
});

/** Queries for names of accounts within a text: as they are, and as XML writes them. */
export const spelledInText = (spellings: readonly string[]): object[] =>
  [...new Set(spellings.flatMap((spelling) => [spelling, escapeXml(spelling)]))].map((words) =>
    says(WHOLE_TEXTS, words),
  );

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

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
    unsearchable: found([], [OF_WRITERS]),
    ofNumber: (code, where) =>
      where === 'read'
        ? found([asOneText([code]), inRead])
        : found([asOneText([code])], read.length === 0 ? [] : [inRead]),
  };
}
