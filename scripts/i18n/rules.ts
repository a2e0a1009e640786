import { IntlMessageFormat } from 'intl-messageformat';
import type { FoundMessage } from './messages';

/** The form of a message id. Kibana finds a plugin's messages by the beginning of the id. */
const ID = /^bruteForceAlerts(\.[a-zA-Z][a-zA-Z0-9]*)+$/;

/** Characters that one of Kibana's message parsers takes for syntax: the page that shows such a message fails. */
const FOREIGN = [
  { character: '\\', why: 'is an escape in Kibana 8.12' },
  { character: '<', why: 'begins a tag in Kibana 8.13 and newer' },
];

/** Problems for which a person would see an id, an error, or another message than the one that is meant. */
export function findMessageProblems(messages: FoundMessage[]): string[] {
  return [...messages.flatMap(ownProblems), ...contradictions(messages)];
}

function ownProblems({ place, id, text, values }: FoundMessage): string[] {
  if (id === undefined) return [`${place}: the id must be a literal, so that it can be extracted`];
  if (text === undefined)
    return [`${place}: ${id}: defaultMessage must be a literal, so that it can be extracted`];
  const idProblems = ID.test(id) ? [] : [`${place}: "${id}" must be like bruteForceAlerts.area.name`];
  return [...idProblems, ...textProblems(text, values).map((problem) => `${place}: ${id}: ${problem}`)];
}

function textProblems(text: string, values: string[] | undefined): string[] {
  if (text.trim() === '') return ['the message is empty'];
  const foreign = FOREIGN.find(({ character }) => text.includes(character));
  if (foreign) return [`"${foreign.character}" ${foreign.why}: pass it as a value`];
  const wanted = argumentsOf(text);
  if (typeof wanted === 'string') return [`the message cannot be parsed: ${wanted}`];
  if (!values) return [];
  return [
    ...wanted.filter((name) => !values.includes(name)).map((name) => `{${name}} gets no value`),
    ...values
      .filter((name) => !wanted.includes(name))
      .map((name) => `the value ${name} is not in the message`),
  ];
}

/** Names of the ICU arguments of a message, or the reason why it cannot be parsed. */
function argumentsOf(text: string): string[] | string {
  try {
    const names: string[] = [];
    collect(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst(), names);
    return [...new Set(names)];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Types of an ICU element: 0 is text, 7 the number sign of a plural; every other one names an argument. */
function collect(elements: Element[], names: string[]): void {
  for (const element of elements) {
    if ('value' in element && element.type !== 0) names.push(element.value);
    if ('options' in element)
      Object.values(element.options).forEach((option) => collect(option.value, names));
  }
}

/** Finds ids that are used with different messages. The first translation of an id is used everywhere. */
function contradictions(messages: FoundMessage[]): string[] {
  const first = new Map<string, FoundMessage>();
  return messages.flatMap((message) => {
    if (message.id === undefined) return [];
    const earlier = first.get(message.id);
    if (!earlier) first.set(message.id, message);
    if (!earlier || earlier.text === message.text) return [];
    return [`${message.place}: ${message.id} has another message at ${earlier.place}`];
  });
}
