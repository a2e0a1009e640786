import { CONCEPTS, type Concept } from '../../common/settings/fields';
import { type Draft, DRAFT_KEYS, type DraftKey } from './draft';
import { RULE_FIELDS, type RuleField } from './rules/rule_draft';

/** A place on the page that can be wrong: a setting, one rule by its number, a field of it, one overridden field. */
export type FieldName = DraftKey | `rules.${number}` | `rules.${number}.${RuleField}` | `fields.${Concept}`;

/** The field that shows a path of the settings. Undefined where the form has no field for it. */
export function fieldOfPath([key, second, third]: readonly PropertyKey[]): FieldName | undefined {
  // The page shows one channel, so every problem of a channel is shown at its fields.
  if (key === 'channels') return 'telegramChatId';
  if (key === 'secrets') return 'botToken';
  const found = DRAFT_KEYS.find((known) => known === key);
  if (found === 'fields') {
    const concept = CONCEPTS.find((known) => known === second);
    return concept ? `fields.${concept}` : found;
  }
  const at = typeof second === 'undefined' ? NaN : Number(second);
  if (found !== 'rules' || !Number.isInteger(at)) return found;
  const field = RULE_FIELDS.find((known) => known === third);
  return field ? `rules.${at}.${field}` : `rules.${at}`;
}

/** Sorts fields by their place on the page: the first invalid one gets the focus. */
export function byPlace(a: FieldName, b: FieldName): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  return left.map((part, n) => part - (right[n] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function placeOf(field: FieldName): [number, number, number] {
  const [key, second = '', third = ''] = field.split('.');
  const number = key === 'fields' ? CONCEPTS.findIndex((known) => known === second) : Number(second || -1);
  return [
    DRAFT_KEYS.findIndex((known) => known === key),
    number,
    RULE_FIELDS.findIndex((known) => known === third),
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
  const isMoved = idsOf(before) !== idsOf(after);
  return field === key || isMoved || valueAt(before, field) !== valueAt(after, field);
}

const idsOf = ({ rules }: Draft) => rules.map(({ id }) => id).join();

const valueAt = (draft: Draft, field: FieldName): string =>
  JSON.stringify(
    field
      .split('.')
      .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], draft),
  );
