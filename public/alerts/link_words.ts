import { i18n } from '@kbn/i18n';
import type { Alert } from '../../common/alerts/alerts';
import { DEFAULT_RULES } from '../../common/rules/default_rules';
import type { RuleInput } from '../../common/rules/rule_settings';
import { ruleName, shapeOfRule } from '../../common/rules/rule_words';
import { alertSentence } from './alert_words';

interface Link {
  id: string;
  /** Absent where only the alert's id is known. */
  ruleId?: string;
}

/** What an alert is called where only its id, or also that of its rule, is known. */
export function linkText(link: Link, known: readonly Alert[], rules: readonly RuleInput[]): string {
  const alert = known.find(({ id }) => id === link.id);
  if (alert) return alertSentence(alert);
  const rule = [...rules, ...DEFAULT_RULES].find(({ id }) => id === link.ruleId);
  return i18n.translate('bruteForceAlerts.alert.linkLabel', {
    defaultMessage: '{name} ({id})',
    values: {
      name: rule ? ruleName(shapeOfRule(rule)) : (link.ruleId ?? anotherAlert()),
      id: link.id.slice(0, SHOWN_OF_ID),
    },
  });
}

/** How many characters of an id are shown: enough to tell alerts apart. */
const SHOWN_OF_ID = 8;

const anotherAlert = () =>
  i18n.translate('bruteForceAlerts.alert.anotherLabel', { defaultMessage: 'Another alert' });
