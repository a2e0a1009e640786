import { EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useQuery } from '@tanstack/react-query';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import { visible } from '../../common/text/visible_text';
import { PATH } from '../shared/addresses';
import { LinkTo } from '../shared/link_to';
import { useServices } from '../shared/services';
import { alertSentence } from './alert_words';
import { AlertLink } from './attacked';
import { queryOf, searchOf } from './list/list_state';
import { listOf, relatedBy, type Shared, sharedBy } from './related';

/** How many alerts are looked at, and how many of them are named. */
const [LOOKED_AT, NAMED] = [25, 5];
/** Related alerts change seldom, so they are asked for once a minute at most; ms. */
const FRESH = 60_000;

interface RelatedAlertsProps {
  alert: Alert;
  onOpen(id: string): void;
}

/** Other alerts of the same account, source or host, the latest of each. Nothing where there are none. */
export function RelatedAlerts({ alert, onOpen }: RelatedAlertsProps) {
  const { api } = useServices();
  const shared = sharedBy(alert);
  const { data = [] } = useQuery({
    queryKey: ['related', alert.id, shared],
    staleTime: FRESH,
    queryFn: () =>
      Promise.all(
        shared.map((one) => api.alerts({ ...queryOf(listOf(one), Date.now()), per_page: LOOKED_AT })),
      ),
  });
  const related = shared.map((one, n) => ({ one, found: relatedBy(one, alert, data[n]?.alerts ?? []) }));
  const some = related.filter(({ found }) => found.length > 0);
  if (some.length === 0) return null;
  return (
    <section aria-label={title()} data-test-subj="bfaRelated">
      <EuiTitle size="xs">
        <h3>{title()}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EuiText size="s">
        {some.map(({ one, found }) => (
          <React.Fragment key={one.kind}>
            <LinkTo path={`${PATH.alerts}${searchOf(listOf(one))}`} subject={`bfaRelated-${one.kind}`}>
              {sharedText(one)}
            </LinkTo>
            <ul>
              {found.slice(0, NAMED).map((other) => (
                <li key={other.id}>
                  <AlertLink id={other.id} onOpen={onOpen} subject={`bfaRelatedAlert-${other.id}`}>
                    {alertSentence(other)}
                  </AlertLink>
                </li>
              ))}
            </ul>
          </React.Fragment>
        ))}
      </EuiText>
      <EuiSpacer size="l" />
    </section>
  );
}

const title = () =>
  i18n.translate('bruteForceAlerts.alert.relatedTitle', { defaultMessage: 'Related alerts' });

const TEXTS: Record<Shared['kind'], (value: string) => string> = {
  account: (value) =>
    i18n.translate('bruteForceAlerts.alert.sameAccountLabel', {
      defaultMessage: 'All alerts of account {value}',
      values: { value },
    }),
  source: (value) =>
    i18n.translate('bruteForceAlerts.alert.sameSourceLabel', {
      defaultMessage: 'All alerts from {value}',
      values: { value },
    }),
  host: (value) =>
    i18n.translate('bruteForceAlerts.alert.sameHostLabel', {
      defaultMessage: 'All alerts on host {value}, and of the accounts attacked there',
      values: { value },
    }),
};
const sharedText = ({ kind, value }: Shared) => TEXTS[kind](visible(value));
