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

/**
 * Documents whose text says in words that it is an event of this number, of Windows security auditing: as XML, JSON,
 * `EventCode=4625`, or with the number before or behind the provider. Found in text fields alone, by words that follow
 * each other; a keyword holds a text as a whole.
 */
export const asOneText = (code: string): object => ({
  bool: {
    filter: [
      says(WHOLE_TEXTS, PROVIDER),
      anyOf(
        [
          `EventID ${code}`,
          `event_id ${code}`,
          `EventCode ${code}`,
          `code ${code}`,
          `${code} ${PROVIDER}`,
          `Auditing ${code}`,
        ].map((words) => says(WHOLE_TEXTS, words)),
      ),
    ],
  },
});
