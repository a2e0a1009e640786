import { i18n } from '@kbn/i18n';
import type { Alert } from '../../common/alerts/alerts';
import { DEFAULT_RULES } from '../../common/rules/default_rules';
import type { RuleInput } from '../../common/rules/rule_settings';
import { ruleName, shapeOfRule } from '../../common/rules/rule_words';
import { alertSentence } from './alert_words';

interface Link {
  id: string;
  /** Absent where only the alert's id is known: it is the one that people were told of. */
  ruleId?: string;
}

/** What an alert is called: its sentence or, where only its place in the attack is known, that. */
export function linkText(link: Link, known: readonly Alert[], rules: readonly RuleInput[]): string {
  const alert = known.find(({ id }) => id === link.id);
  if (alert) return alertSentence(alert);
  if (link.ruleId === undefined)
    return i18n.translate('bruteForceAlerts.alert.wholeLabel', {
      defaultMessage: 'The alert of the whole attack',
    });
  const rule = [...rules, ...DEFAULT_RULES].find(({ id }) => id === link.ruleId);
  return rule
    ? i18n.translate('bruteForceAlerts.alert.partOfRuleLabel', {
        defaultMessage: 'The same attack as another rule sees it: {rule}',
        values: { rule: ruleName(shapeOfRule(rule)) },
      })
    : i18n.translate('bruteForceAlerts.alert.partLabel', {
        defaultMessage: 'The same attack as a rule saw it that is there no longer',
      });
}
