import { i18n } from '@kbn/i18n';
import type { AlertSort, AlertSummary, WorkflowFilter, ValueCount } from '../../../common/alerts/search';
import { ALERT_SORTS, WORKFLOW_FILTERS } from '../../../common/alerts/search';
import { HOLD_REASONS } from '../../../common/alerts/verdicts';
import type { RuleInput } from '../../../common/rules/rule_settings';
import { ruleName, severityWord, shapeOfRule } from '../../../common/rules/rule_words';
import { SEVERITIES } from '../../../common/rules/rules';
import { visible } from '../../../common/text/visible_text';
import { statusWord } from '../alert_words';
import { heldLabel } from '../held_words';
import type { FilterOption } from './filter_popover';
import { RANGES, type ListFilter, type Range } from './list_state';

const LABELS: Record<ListFilter, () => string> = {
  status: () => i18n.translate('bruteForceAlerts.list.statusLabel', { defaultMessage: 'Attack' }),
  workflow: () => i18n.translate('bruteForceAlerts.list.workflowLabel', { defaultMessage: 'Handled' }),
  severity: () => i18n.translate('bruteForceAlerts.list.severityLabel', { defaultMessage: 'Severity' }),
  rule: () => i18n.translate('bruteForceAlerts.list.ruleLabel', { defaultMessage: 'Rule' }),
  host: () => i18n.translate('bruteForceAlerts.list.hostLabel', { defaultMessage: 'Host' }),
  held: () => i18n.translate('bruteForceAlerts.list.heldLabel', { defaultMessage: 'Not told because' }),
};
export const filterLabel = (filter: ListFilter) => LABELS[filter]();

const WORKFLOWS: Record<WorkflowFilter, () => string> = {
  open: () => i18n.translate('bruteForceAlerts.list.openLabel', { defaultMessage: 'Open' }),
  acknowledged: () =>
    i18n.translate('bruteForceAlerts.list.acknowledgedLabel', { defaultMessage: 'Acknowledged' }),
  closed: () => i18n.translate('bruteForceAlerts.list.closedLabel', { defaultMessage: 'Closed' }),
  snoozed: () => i18n.translate('bruteForceAlerts.list.snoozedLabel', { defaultMessage: 'Snoozed' }),
};

/** The values that a filter offers: all of a closed list; of others those that the alerts of the list have. */
export function optionsOf(
  filter: ListFilter,
  summary: AlertSummary | null,
  rules: readonly RuleInput[],
): FilterOption[] {
  switch (filter) {
    case 'status':
      return [
        { value: 'active', label: statusWord(true) },
        { value: 'recovered', label: statusWord(false) },
      ];
    case 'workflow':
      return WORKFLOW_FILTERS.map((value) => ({ value, label: WORKFLOWS[value]() }));
    case 'severity':
      return [...SEVERITIES].reverse().map((value) => ({ value, label: severityWord(value) }));
    case 'rule':
      return counted(summary?.rules, (id) => nameOfRule(id, rules));
    case 'host':
      return counted(summary?.hosts, visible);
    case 'held':
      return counted(summary?.held, (reason) =>
        heldLabel(HOLD_REASONS.find((known) => known === reason) ?? null),
      );
  }
}

const counted = (values: ValueCount[] | undefined, labelOf: (value: string) => string): FilterOption[] =>
  (values ?? []).map(({ value, count }) => ({ value, count, label: labelOf(value) }));

/** The name of the rule as it is now; the id of one that is there no longer. */
function nameOfRule(id: string, rules: readonly RuleInput[]): string {
  const rule = rules.find((one) => one.id === id);
  return rule ? ruleName(shapeOfRule(rule)) : id;
}

const RANGE_LABELS: Record<Range, () => string> = {
  '1h': () => i18n.translate('bruteForceAlerts.list.lastHourLabel', { defaultMessage: 'Last hour' }),
  '24h': () => i18n.translate('bruteForceAlerts.list.lastDayLabel', { defaultMessage: 'Last 24 hours' }),
  '7d': () => i18n.translate('bruteForceAlerts.list.lastWeekLabel', { defaultMessage: 'Last 7 days' }),
  '30d': () => i18n.translate('bruteForceAlerts.list.lastMonthLabel', { defaultMessage: 'Last 30 days' }),
  '90d': () => i18n.translate('bruteForceAlerts.list.last90DaysLabel', { defaultMessage: 'Last 90 days' }),
  all: () => i18n.translate('bruteForceAlerts.list.allTimeLabel', { defaultMessage: 'All time' }),
};
export const rangeOptions = () => RANGES.map((value) => ({ value, text: RANGE_LABELS[value]() }));

const SORT_LABELS: Record<AlertSort, () => string> = {
  fired: () => i18n.translate('bruteForceAlerts.list.newestLabel', { defaultMessage: 'Newest first' }),
  severity: () => i18n.translate('bruteForceAlerts.list.gravestLabel', { defaultMessage: 'Gravest first' }),
  last: () =>
    i18n.translate('bruteForceAlerts.list.lastEventLabel', { defaultMessage: 'Last failure first' }),
  attempts: () =>
    i18n.translate('bruteForceAlerts.list.mostFailuresLabel', { defaultMessage: 'Most failures first' }),
};
export const sortOptions = () => ALERT_SORTS.map((value) => ({ value, text: SORT_LABELS[value]() }));
