import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Evidence } from '../../common/alerts/evidence';
import { formatNumber } from '../shared/format';
import { ICON } from '../shared/icons';
import { successText } from './alert_words';

/** The logons that worked: when, from where, on which host. Shown in red, as the gravest finding of an alert. */
export function AttackWorked({ evidence: { successes, successCount } }: { evidence: Evidence }) {
  if (successes.length === 0) return null;
  const left = successCount - successes.length;
  return (
    <>
      <EuiCallOut
        color="danger"
        iconType={ICON.danger}
        title={titleText(successCount)}
        data-test-subj="bfaAttackWorked"
      >
        <ul>
          {successes.map((success, n) => (
            <li key={n}>{successText(success)}</li>
          ))}
          {left > 0 && <li>{moreText(left)}</li>}
        </ul>
        <p>{whatToDo()}</p>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

const titleText = (count: number) =>
  i18n.translate('bruteForceAlerts.alert.workedTitle', {
    defaultMessage: 'The attack worked: {count, plural, one {# logon} other {# logons}} succeeded',
    values: { count },
  });

const moreText = (count: number) =>
  i18n.translate('bruteForceAlerts.alert.moreSuccessesLabel', {
    defaultMessage: 'and {count} more',
    values: { count: formatNumber(count) },
  });

const whatToDo = () =>
  i18n.translate('bruteForceAlerts.alert.workedDescription', {
    defaultMessage:
      'Ask whose logon it was. If nobody knows it, lock the account, end its sessions and look at the host.',
  });
