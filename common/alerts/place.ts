/** A group as one rule counts it. */
export interface Place {
  ruleId: string;
  groupKey: string;
}

export const placeOf = ({ rule, group }: { rule: { id: string }; group: { key: string } }): Place => ({
  ruleId: rule.id,
  groupKey: group.key,
});
/** The same text for the same place, and for no other. */
export const placeKey = ({ ruleId, groupKey }: Place): string => JSON.stringify([ruleId, groupKey]);
