import { i18n } from '@kbn/i18n';
import { ruleName, severityWord, shapeOfRule } from '../../common/rules/rule_words';
import type { SettingsInput } from '../../common/settings/settings';
import { formatDuration } from '../shared/format';
import { conceptLabel } from './concept_words';
import { changedKeys, type Draft, type DraftKey, draftOf } from './draft';
import type { PatternFields } from '../../common/settings/fields';
import { anyProviderLabel, fromTextLabel } from './pattern_words';
import { kerberosAndNtlmWord } from './kerberos_words';
import type { Difference } from './difference';
import { channelDifferences } from './channels/channel_differences';
import { fieldLabel } from './field_words';
import { heartbeatText } from './heartbeat/heartbeat_words';
import { isDefaultRule } from './rules/new_rule';
import type { RuleDraft } from './rules/rule_draft';

/** The settings in which `saved` and `mine` differ. Secrets are not compared, since nobody is shown them. */
export function differences(saved: SettingsInput, mine: Draft): Difference[] {
  const theirs = draftOf(saved);
  return changedKeys(mine, theirs).flatMap((key) => {
    if (key === 'secrets' || key === 'heartbeatUrl') return [];
    if (key === 'channels') return channelDifferences(theirs.channels, mine.channels);
    return key === 'rules' ? ruleDifferences(theirs.rules, mine.rules) : [difference(key, theirs, mine)];
  });
}

type PlainKey = Exclude<DraftKey, 'rules' | 'channels' | 'secrets' | 'heartbeatUrl'>;

const difference = (key: PlainKey, theirs: Draft, mine: Draft): Difference => ({
  label: fieldLabel(key),
  theirs: valueOf(key, theirs),
  mine: valueOf(key, mine),
});

function ruleDifferences(theirs: RuleDraft[], mine: RuleDraft[]): Difference[] {
  const all = new Map([...theirs, ...mine].map((rule) => [rule.id, rule]));
  return [...all.values()].flatMap((rule) => {
    const [theirText, myText] = [theirs, mine].map((rules) =>
      ruleState(rules.find(({ id }) => id === rule.id)),
    );
    if (theirText === undefined || myText === undefined || theirText === myText) return [];
    return [{ label: ruleLabel(rule), theirs: theirText, mine: myText }];
  });
}

/** The name of a rule. A rule that a person added carries its id too, since there may be several of a kind. */
const ruleLabel = (rule: RuleDraft) =>
  isDefaultRule(rule.id) ? ruleName(shapeOfRule(rule)) : `${ruleName(shapeOfRule(rule))} (${rule.id})`;

function ruleState(rule: RuleDraft | undefined): string {
  if (!rule) {
    return i18n.translate('bruteForceAlerts.conflict.noRuleLabel', { defaultMessage: 'no such rule' });
  }
  return i18n.translate('bruteForceAlerts.conflict.ruleLabel', {
    defaultMessage:
      '{enabled, select, true {on} other {off}}, {threshold} within {timespan}, severity {severity}',
    values: {
      enabled: String(rule.enabled),
      threshold: rule.threshold,
      timespan: formatDuration(rule.timespan),
      severity: severityWord(rule.severity),
    },
  });
}

function valueOf(key: PlainKey, draft: Draft): string {
  if (key === 'kerberosAndNtlm') return kerberosAndNtlmWord(draft[key]);
  if (key === 'patternFields') return draft[key].map(patternText).join('; ') || empty();
  return key === 'heartbeat' ? heartbeatText(draft[key]) : valueText(draft[key]);
}

const patternText = ({ pattern, fields, anyProvider, fromText }: PatternFields) =>
  [pattern, textOf(fields), anyProvider ? anyProviderLabel() : '', fromText ? fromTextLabel() : '']
    .filter((text) => text !== '')
    .join(': ');

function valueText(value: Draft[Exclude<PlainKey, 'patternFields' | 'heartbeat'>]): string {
  if (typeof value === 'boolean') return value ? yes() : no();
  return textOf(value) || empty();
}

function textOf(value: string | string[] | Draft['fields']): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(', ');
  return Object.entries(value)
    .map(([concept, field]) => `${conceptLabel(concept as keyof Draft['fields'])} ${field}`)
    .join(', ');
}

const yes = () => i18n.translate('bruteForceAlerts.settings.yesLabel', { defaultMessage: 'yes' });
const no = () => i18n.translate('bruteForceAlerts.settings.noLabel', { defaultMessage: 'no' });
const empty = () => i18n.translate('bruteForceAlerts.settings.emptyLabel', { defaultMessage: 'empty' });
