import {
  EuiButtonEmpty,
  EuiEmptyPrompt,
  EuiFlyout,
  EuiFlyoutBody,
  EuiFlyoutFooter,
  EuiFlyoutHeader,
  EuiSkeletonText,
  EuiSpacer,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertWithDeliveries } from '../../common/api';
import { ICON } from '../icons';
import { ProblemList } from '../problem_list';
import { useServices } from '../services';
import { type Polled, usePolling } from '../use_polling';
import { AlertFacts } from './alert_facts';
import { alertSentence } from './alert_words';
import { StatusBadge } from './status_badge';
import { DeliveryList } from './delivery_list';
import { FailuresChart } from './failures_chart';

interface AlertFlyoutProps {
  alertId: string;
  /** From the list, where it is on it: shown until the own answer is here. */
  known: AlertWithDeliveries | undefined;
  onClose(): void;
}

const TITLE_ID = 'bfaAlertFlyoutTitle';

export function AlertFlyout({ alertId, known, onClose }: AlertFlyoutProps) {
  const { api } = useServices();
  const answer = usePolling(alertId, (options) => api.alert(alertId, options));
  const alert = answer.data ?? known;
  return (
    <EuiFlyout onClose={onClose} size="m" ownFocus aria-labelledby={TITLE_ID} data-test-subj="bfaAlertFlyout">
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s">
          <h2 id={TITLE_ID}>{title(alert, answer)}</h2>
        </EuiTitle>
        {alert && <Status alert={alert} />}
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <Body alert={alert} answer={answer} />
      </EuiFlyoutBody>
      <EuiFlyoutFooter>
        <EuiButtonEmpty onClick={onClose} flush="left" data-test-subj="bfaCloseAlert">
          {i18n.translate('bruteForceAlerts.alert.closeLabel', { defaultMessage: 'Close' })}
        </EuiButtonEmpty>
      </EuiFlyoutFooter>
    </EuiFlyout>
  );
}

function title(alert: AlertWithDeliveries | undefined, { error }: Polled<AlertWithDeliveries>) {
  if (alert) return <span data-test-subj="bfaAlertSentence">{alertSentence(alert)}</span>;
  return error
    ? i18n.translate('bruteForceAlerts.alert.notShownTitle', { defaultMessage: 'This alert cannot be shown' })
    : i18n.translate('bruteForceAlerts.alert.loadingTitle', { defaultMessage: 'Loading the alert' });
}

function Status({ alert }: { alert: AlertWithDeliveries }) {
  return (
    <>
      <EuiSpacer size="s" />
      <StatusBadge alert={alert} />
    </>
  );
}

interface BodyProps {
  alert: AlertWithDeliveries | undefined;
  answer: Polled<AlertWithDeliveries>;
}

function Body({ alert, answer: { error } }: BodyProps) {
  if (!alert && error?.status === 404) return <NotFound />;
  return (
    <>
      <ProblemList problems={error?.problems ?? []} subject="bfaAlertProblem" />
      {!alert && !error && <EuiSkeletonText lines={10} />}
      {alert && (
        <>
          <AlertFacts alert={alert} />
          <EuiSpacer size="l" />
          <FailuresChart evidence={alert.evidence} />
          <EuiSpacer size="l" />
          <DeliveryList deliveries={alert.deliveries} held={alert.held} />
        </>
      )}
    </>
  );
}

function NotFound() {
  return (
    <EuiEmptyPrompt
      iconType={ICON.missing}
      data-test-subj="bfaAlertNotFound"
      title={
        <h3>
          {i18n.translate('bruteForceAlerts.alert.notFoundTitle', {
            defaultMessage: 'No such alert in this space',
          })}
        </h3>
      }
      body={
        <p>
          {i18n.translate('bruteForceAlerts.alert.notFoundDescription', {
            defaultMessage:
              'It was deleted, or it belongs to another space. Look at the address: a space other than the default one is named in it.',
          })}
        </p>
      }
    />
  );
}
