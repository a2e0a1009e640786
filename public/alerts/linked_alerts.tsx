import { EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import type { RuleInput } from '../../common/rules/rule_settings';
import { AlertLink } from './attacked';
import { linkText } from './link_words';

interface LinkedAlertsProps {
  alert: Alert;
  /** The alerts that the page has loaded. An alert among them is named; any other one is called after its rule. */
  known: readonly Alert[];
  rules: readonly RuleInput[];
  onOpen(id: string): void;
}

/** The other alerts about the same attack. */
export function LinkedAlerts({ alert, known, rules, onOpen }: LinkedAlertsProps) {
  const { partOf, linked } = alert;
  if (partOf === null && linked.length === 0) return null;
  return (
    <section aria-label={titleText()} data-test-subj="bfaLinkedAlerts">
      <EuiTitle size="xs">
        <h3>{titleText()}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EuiText size="s">
        <ul>
          {partOf !== null && (
            <li>
              <AlertLink id={partOf} onOpen={onOpen} subject={`bfaLinked-${partOf}`}>
                {linkText({ id: partOf }, known, rules)}
              </AlertLink>{' '}
              {toldText()}
            </li>
          )}
          {linked.map((link) => (
            <li key={link.id}>
              <AlertLink id={link.id} onOpen={onOpen} subject={`bfaLinked-${link.id}`}>
                {linkText(link, known, rules)}
              </AlertLink>
            </li>
          ))}
        </ul>
      </EuiText>
      <EuiSpacer size="l" />
    </section>
  );
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.alert.linkedTitle', { defaultMessage: 'The same attack' });

const toldText = () =>
  i18n.translate('bruteForceAlerts.alert.toldLabel', { defaultMessage: '(people were told of this one)' });
