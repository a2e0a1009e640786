import { BOUNDS } from '../../../common/bounds';
import { DEFAULT_RULES } from '../../../common/rules/default_rules';
import type { RuleInput } from '../../../common/rules/rule_settings';
import { type RuleShape, shapeOfRule } from '../../../common/rules/rule_words';
import type { GroupBy } from '../../../common/rules/rules';
import type { RuleDraft } from './rule_draft';

/** What a new rule may count: failures, different accounts, different addresses, or a success after failures. */
export const COUNTED = ['failures', 'accounts', 'addresses', 'success'] as const;
export type Counted = (typeof COUNTED)[number];

/** What a person chooses for a new rule. */
export interface Choice {
  counted: Counted;
  groupBy: GroupBy;
  withoutSource: boolean;
}

export const FIRST_CHOICE: Choice = { counted: 'failures', groupBy: 'account', withoutSource: false };

const GROUPS: Record<Counted, readonly GroupBy[]> = {
  failures: ['account', 'source', 'host', 'workstation'],
  accounts: ['source', 'host', 'workstation'],
  addresses: ['account', 'host', 'workstation'],
  success: ['account'],
};
/** The groups by which it may be counted. Accounts are not counted by account, nor addresses by address. */
export const groupsFor = (counted: Counted) => GROUPS[counted];

/** Whether a rule may be limited to failures without a source address. It may not group by addresses or count them. */
export const mayBeWithoutSource = ({ counted, groupBy }: Choice) =>
  groupBy !== 'source' && (counted === 'failures' || counted === 'accounts');

/** The nearest choice that is possible, after one part of it was changed. */
export function chosen(choice: Choice): Choice {
  const groups = groupsFor(choice.counted);
  const groupBy = groups.find((group) => group === choice.groupBy) ?? groups[0] ?? choice.groupBy;
  const fitting = { ...choice, groupBy };
  return { ...fitting, withoutSource: choice.withoutSource && mayBeWithoutSource(fitting) };
}

export function shapeOfChoice(choice: Choice): RuleShape {
  const { counted, groupBy, withoutSource } = chosen(choice);
  if (counted === 'success') return { kind: 'temporal_ordered', groupBy, of: null, withoutSource };
  if (counted === 'failures') return { kind: 'event_count', groupBy, of: null, withoutSource };
  return { kind: 'value_count', groupBy, of: counted === 'accounts' ? 'account' : 'source', withoutSource };
}

/** A new rule with an id that none of `rules` has; its numbers are those of the default rule that is most like it. */
export function newRule(choice: Choice, rules: readonly Pick<RuleDraft, 'id'>[]): RuleInput {
  const shape = shapeOfChoice(choice);
  const { threshold, timespan, severity, technique } = mostLike(shape);
  const id = uniqueId(baseId(shape), new Set(rules.map((rule) => rule.id)));
  const rule = { id, enabled: true, threshold, timespan, severity, technique };
  const { groupBy, of, withoutSource } = shape;
  if (shape.kind === 'temporal_ordered') return { ...rule, kind: shape.kind, groupBy: 'account' };
  if (of === null) return { ...rule, kind: 'event_count', groupBy, withoutSource };
  return { ...rule, kind: 'value_count', groupBy, of, withoutSource };
}

const isOf = (shape: RuleShape) => (rule: RuleInput) =>
  JSON.stringify(shapeOfRule(rule)) === JSON.stringify(shape);

function mostLike(shape: RuleShape): Pick<RuleInput, 'threshold' | 'timespan' | 'severity' | 'technique'> {
  const ofKind = DEFAULT_RULES.filter((rule) => {
    const other = shapeOfRule(rule);
    return other.kind === shape.kind && other.of === shape.of;
  });
  const like = DEFAULT_RULES.find(isOf(shape)) ?? ofKind.find(({ groupBy }) => groupBy === shape.groupBy);
  const found = like ?? ofKind[0];
  if (!found) throw new Error(`No default rule is of the kind ${shape.kind}.`);
  return found;
}

/**
 * An id made of what the rule looks for. A rule that is removed and made again gets the same id, so its alerts go on.
 */
function baseId(shape: RuleShape): string {
  const known = DEFAULT_RULES.find(isOf(shape));
  if (known) return known.id;
  const { kind, of, groupBy, withoutSource } = shape;
  return [kind, ...(of ? ['of', of] : []), 'by', groupBy, ...(withoutSource ? ['without_source'] : [])].join(
    '_',
  );
}

function uniqueId(base: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(id)) return id;
  }
}

export const isDefaultRule = (id: string) => DEFAULT_RULES.some((rule) => rule.id === id);

export const mayAddRule = (rules: readonly RuleDraft[]) => rules.length < BOUNDS.rules.max;
