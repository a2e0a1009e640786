import { EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useQuery } from '@tanstack/react-query';
import React from 'react';
import type { AlertWithDeliveries } from '../../common/api/api';
import { useServices } from '../shared/services';
import type { Alert } from '../../common/alerts/alerts';
import type { RuleInput } from '../../common/rules/rule_settings';
import { AlertLink } from './attacked';
import { linkText } from './link_words';

interface LinkedAlertsProps {
  alert: Alert;
  /** The alerts that the page has loaded. An alert among them is named; any other one is asked for. */
  known: readonly Alert[];
  rules: readonly RuleInput[];
  onOpen(id: string): void;
}

/** How many linked alerts are asked for by their ids, so that they can be named. */
const NAMED = 10;
/** Asked for once a minute at most; ms. */
const FRESH = 60_000;

/** The other alerts about the same attack. */
export function LinkedAlerts({ alert, known: onPage, rules, onOpen }: LinkedAlertsProps) {
  const { partOf, linked } = alert;
  const known = useNamed([partOf ?? [], linked.map(({ id }) => id)].flat(), onPage);
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

/** The alerts of the page, and those of the ids that are not on it. One that is gone stays unnamed. */
function useNamed(ids: string[], onPage: readonly Alert[]): readonly Alert[] {
  const { api } = useServices();
  const missing = ids.filter((id) => !onPage.some((alert) => alert.id === id)).slice(0, NAMED);
  const { data = [] } = useQuery({
    queryKey: ['linked', missing],
    staleTime: FRESH,
    queryFn: async () => {
      const found = await Promise.all(missing.map((id) => api.alert(id).catch(() => null)));
      return found.filter((alert): alert is AlertWithDeliveries => alert !== null);
    },
  });
  return [...onPage, ...data];
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.alert.linkedTitle', { defaultMessage: 'The same attack' });

const toldText = () =>
  i18n.translate('bruteForceAlerts.alert.toldLabel', { defaultMessage: '(people were told of this one)' });
