import { CONCEPTS, type Concept } from '../../common/settings/fields';
import { type Draft, DRAFT_KEYS, type DraftKey } from './draft';
import { RULE_FIELDS, type RuleField } from './rules/rule_draft';

/** A field of a channel: its name, one of its options, or something of when to tell. */
export type ChannelField = 'name' | `options.${string}` | `tell.${string}`;

/**
 * A place on the pages that can be wrong: a setting, one rule or channel by its number, a field of it, a secret by the
 * id of its channel, one overridden field.
 */
export type FieldName =
  | DraftKey
  | `rules.${number}`
  | `rules.${number}.${RuleField}`
  | `channels.${number}`
  | `channels.${number}.${ChannelField}`
  | `secrets.${string}.${string}`
  | `fields.${Concept}`;

/** The field that shows a path of the settings. Undefined where the form has no field for it. */
export function fieldOfPath(path: readonly PropertyKey[]): FieldName | undefined {
  const [key, second, third, fourth] = path.map(String);
  const found = DRAFT_KEYS.find((known) => known === key);
  if (found === 'fields') {
    const concept = CONCEPTS.find((known) => known === second);
    return concept ? `fields.${concept}` : found;
  }
  if (found === 'secrets') return second !== undefined && third ? `secrets.${second}.${third}` : found;
  const at = second === undefined ? NaN : Number(second);
  if ((found !== 'rules' && found !== 'channels') || !Number.isInteger(at)) return found;
  if (found === 'channels') return channelField(at, third, fourth);
  const field = RULE_FIELDS.find((known) => known === third);
  return field ? `rules.${at}.${field}` : `rules.${at}`;
}

/** What is deeper than an option is shown at the option: one recipient of many, at the recipients. */
function channelField(at: number, third: string | undefined, fourth: string | undefined): FieldName {
  if (third === 'name') return `channels.${at}.name`;
  const isPart = (third === 'options' || third === 'tell') && fourth !== undefined;
  return isPart ? `channels.${at}.${third}.${fourth}` : `channels.${at}`;
}

/** Sorts fields by their place on the pages: the first invalid one gets the focus. */
export function byPlace(a: FieldName, b: FieldName): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  return left.map((part, n) => part - (right[n] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** The parts of a channel in the order of their pages: those of the page "When to tell" come last. */
const CHANNEL_PARTS = ['name', 'options', 'tell'];

function placeOf(field: FieldName): [number, number, number] {
  const [key, second = '', third = ''] = field.split('.');
  const index = Number(second || -1);
  const number = key === 'fields' ? CONCEPTS.findIndex((known) => known === second) : index;
  const parts: readonly string[] = key === 'channels' ? CHANNEL_PARTS : RULE_FIELDS;
  return [
    DRAFT_KEYS.findIndex((known) => known === key),
    Number.isNaN(number) ? 0 : number,
    parts.findIndex((known) => known === third),
  ];
}

/**
 * Whether an edit changed the value of a field, so that what was said of it no longer holds. `before`: the form before
 * the edit.
 */
export function isOutdated(field: FieldName, before: Draft, change: Partial<Draft>): boolean {
  const [key = ''] = field.split('.');
  if (!(key in change)) return false;
  const after = { ...before, ...change };
  const isMoved = (key === 'rules' || key === 'channels') && idsOf(before[key]) !== idsOf(after[key]);
  return field === key || isMoved || valueAt(before, field) !== valueAt(after, field);
}

const idsOf = (list: ReadonlyArray<{ id: string }>) => list.map(({ id }) => id).join();

const valueAt = (draft: Draft, field: FieldName): string =>
  JSON.stringify(
    field
      .split('.')
      .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], draft),
  );
