import { textFaultWords } from '../../server/adapters/source_health/text_problems';
import { COMMON_CODES } from '../../server/detect/events/candidates';
import { readEventText } from '../../server/detect/events/event_in_text';
import { WHOLE_TEXTS } from '../../server/detect/events/whole_texts';
import { valueAt } from './event_time';
import { quoted } from './printable';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Failed logons that are not read, with a reason that they share. */
export interface Unread {
  reason: string;
  count: number;
  /** The first of them as JSON, shortened. */
  sample: string;
}

/** Names of fields that may hold the number of an event. Other fields may hold 4625 as a port or a process id. */
const NUMBER_FIELD = /(?:^|[._])(?:event_?)?(?:id|code|identifier)(?:\.(?:value|#text|id))?$/i;
const NUMBER = '4625';
const XML = /<EventID[^>]{0,200}>\s*4625\s*</;
const WORDS = /An account failed to log on\b/;
/** The number in a text of JSON, of `EventCode=4625`, beside the provider's name, or in the head of CEF or LEEF. */
const IN_TEXT =
  /\b(?:CEF|LEEF):[^\r\n]{0,200}\|4625\||\bevent_?(?:id|code)["']?\s{0,3}[:=]\s{0,3}["']?4625\b|\b4625\W{1,4}Microsoft.Windows.Security.Auditing|Security.Auditing\W{1,4}4625\b/i;

/** Looks for failed logons in documents whose number of the event stands in no field that is read. */
export class HiddenLogons {
  readonly #known: readonly string[];
  readonly #found = new Map<string, Unread>();

  constructor(known: readonly string[]) {
    this.#known = known;
  }

  /**
   * Looks at one document. `json` is its text: most texts do not hold the number, and then the document is not
   * searched.
   */
  see({ document, json }: { document: Json; json: string }): void {
    if (!json.includes(NUMBER) && !WORDS.test(json)) return;
    if (this.#known.some((field) => tellsNumber(field, valueAt(document, field)))) return;
    const reason = reasonOf(document);
    if (reason === undefined) return;
    const before = this.#found.get(reason) ?? { reason, count: 0, sample: quoted(document) };
    this.#found.set(reason, { ...before, count: before.count + 1 });
  }

  found(): Unread[] {
    return [...this.#found.values()];
  }
}

/**
 * Whether a field that is read says which event a document is. One with a common name does so by the number alone; others
 * by any number, and not by words, such as `Microsoft-Windows-Security-Auditing:4625` in the events of CEF.
 */
function tellsNumber(field: string, value: unknown): boolean {
  const texts = [value].flat().map((one) => String(one).trim());
  return texts.some((text) =>
    COMMON_CODES.includes(field) ? text === NUMBER : /^-?\d+(?:\.\d+)?$/.test(text),
  );
}

/** Why a document that no known field tells of seems to be a failed logon; undefined where it does not. */
function reasonOf(document: Json): string | undefined {
  const leaves = leavesOf(document);
  const number = leaves.find(([path, value]) => NUMBER_FIELD.test(path) && String(value).trim() === NUMBER);
  if (number)
    return `the number of the event stands in ${number[0]}, which is not looked into: name it as "code" in the rules file`;
  const text = leaves.find(
    ([, value]) => typeof value === 'string' && [XML, WORDS, IN_TEXT].some((form) => form.test(value)),
  );
  return text && `the event stands as one text in ${text[0]}${whyUnread(text[0], String(text[1]))}`;
}

function whyUnread(field: string, text: string): string {
  const read = readEventText(text);
  if (typeof read === 'string')
    return `, and ${textFaultWords(read)}: let the shipper take it apart into fields`;
  return WHOLE_TEXTS.includes(field)
    ? ', which the rules file leaves out: set "fromText" to true there, or let the shipper take it apart into fields'
    : ', which is not looked into: let the shipper write it into message, or take it apart into fields';
}

function leavesOf(value: unknown, path = ''): Array<[string, unknown]> {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, path));
  if (!isObject(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, one]) =>
    leavesOf(one, path === '' ? name : `${path}.${name}`),
  );
}
