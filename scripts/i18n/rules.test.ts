import { findMessages } from './messages';
import { findMessageProblems } from './rules';

const problemsOf = (source: string) => findMessageProblems(findMessages('a.ts', source));
const call = (id: string, options: string) => `i18n.translate(${id}, ${options});`;

describe('messages that pass', () => {
  it.each([
    ['plain', call("'bruteForceAlerts.a.b'", "{ defaultMessage: 'Hello' }")],
    ['put together', call("'bruteForceAlerts.a.b'", "{ defaultMessage: 'Hello ' + 'you' }")],
    ['with a value', call("'bruteForceAlerts.a.b'", "{ defaultMessage: 'Hello {name}', values: { name } }")],
    [
      'with a plural',
      call(
        "'bruteForceAlerts.a.b'",
        "{ defaultMessage: '{count, plural, one {# logon of {name}} other {# logons}}', values: { count: 1, name } }",
      ),
    ],
    [
      'with values that come ready',
      call("'bruteForceAlerts.a.b'", "{ defaultMessage: 'Hello {name}', values }"),
    ],
    ['said twice in the same words', call("'bruteForceAlerts.a'", "{ defaultMessage: 'A' }").repeat(2)],
  ])('%s', (_, source) => expect(problemsOf(source)).toEqual([]));
});

describe('messages that do not', () => {
  it.each([
    ['an id that is computed', call('id', "{ defaultMessage: 'A' }"), 'the id must be a literal'],
    [
      'an id of another plugin',
      call("'other.a'", "{ defaultMessage: 'A' }"),
      'must be like bruteForceAlerts',
    ],
    ['an id that is a prefix only', call("'bruteForceAlerts'", "{ defaultMessage: 'A' }"), 'must be like'],
    [
      'a computed text',
      call("'bruteForceAlerts.a'", '{ defaultMessage: `A ${b}` }'),
      'defaultMessage must be a literal',
    ],
    [
      'a backslash',
      call("'bruteForceAlerts.a'", "{ defaultMessage: 'CORP\\\\\\\\guest' }"),
      'is an escape in Kibana 8.12',
    ],
    ['a tag', call("'bruteForceAlerts.a'", "{ defaultMessage: 'a < b' }"), 'begins a tag'],
    ['no text', call("'bruteForceAlerts.a'", "{ defaultMessage: ' ' }"), 'is empty'],
    ['a broken argument', call("'bruteForceAlerts.a'", "{ defaultMessage: '{a' }"), 'cannot be parsed'],
    ['no value', call("'bruteForceAlerts.a'", "{ defaultMessage: '{a}' }"), '{a} gets no value'],
    [
      'a value too many',
      call("'bruteForceAlerts.a'", "{ defaultMessage: 'A', values: { a } }"),
      'the value a is not in',
    ],
    [
      'one id with two texts',
      call("'bruteForceAlerts.a'", "{ defaultMessage: 'A' }") +
        call("'bruteForceAlerts.a'", "{ defaultMessage: 'B' }"),
      'has another message at a.ts:1',
    ],
  ])('%s', (_, source, problem) => expect(problemsOf(source)).toEqual([expect.stringContaining(problem)]));
});
