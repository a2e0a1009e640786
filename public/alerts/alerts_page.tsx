import { EuiSkeletonText, EuiSpacer } from '@elastic/eui';
import React, { useRef, useState } from 'react';
import { useHistory } from 'react-router-dom';
import type { SettingsView } from '../../common/api/api';
import type { StatusResponse } from '../../common/status/status';
import { alertPath, PATH } from '../shared/addresses';
import { type Polled, usePolled } from '../shared/polling';
import { ProblemList } from '../shared/problem_list';
import { useServices } from '../shared/services';
import { AlertFlyout } from './alert_flyout';
import { AlertsTable } from './alerts_table';
import { NoAlerts } from './no_alerts';
import { FIRST_PAGE, Pager } from './pager';

const PER_PAGE = 25;

interface AlertsPageProps {
  alertId: string | undefined;
  status: Polled<StatusResponse>;
  settings: SettingsView | null;
}

export function AlertsPage({ alertId, status, settings }: AlertsPageProps) {
  const { api } = useServices();
  const history = useHistory();
  const [places, setPlaces] = useState(FIRST_PAGE);
  const query = { per_page: PER_PAGE, after: places[places.length - 1] ?? undefined };
  const answer = usePolled(['alerts', query], (options) => api.alerts(query, options));
  const returnFocus = useFocusOfDetails();
  const open = (id: string) => history.push(alertPath(id));
  const close = () => {
    history.push(PATH.alerts);
    if (alertId !== undefined) returnFocus(alertId);
  };
  return (
    <>
      <ProblemList problems={answer.error?.problems ?? []} subject="bfaAlertsProblem" />
      {answer.error && <EuiSpacer size="m" />}
      {!answer.data && !answer.error && <EuiSkeletonText lines={8} data-test-subj="bfaAlertsLoading" />}
      {answer.data?.total === 0 && (
        <NoAlerts status={status.error ? undefined : status.data} settings={settings} />
      )}
      {answer.data && answer.data.total > 0 && (
        <>
          <AlertsTable answer={answer.data} loading={answer.isPrevious && !answer.error} onOpen={open} />
          <Pager
            places={places}
            perPage={PER_PAGE}
            shown={answer.data.alerts.length}
            total={answer.data.total}
            after={answer.data.after}
            onPlaces={setPlaces}
          />
        </>
      )}
      {alertId !== undefined && (
        <AlertFlyout
          key={alertId}
          alertId={alertId}
          known={answer.data?.alerts ?? []}
          rules={settings?.settings.rules ?? []}
          onOpen={open}
          onClose={close}
        />
      )}
    </>
  );
}

/**
 * Gives a function that moves the focus to the row of an alert, if there is one, after its flyout was closed. A flyout
 * that was opened by its address has no element that had the focus before.
 */
function useFocusOfDetails(): (alertId: string) => void {
  const pending = useRef<ReturnType<typeof setTimeout>>();
  return (alertId) => {
    clearTimeout(pending.current);
    pending.current = setTimeout(() => {
      const links = document.querySelectorAll<HTMLElement>('[data-bfa-alert]');
      [...links].find((link) => link.dataset.bfaAlert === alertId)?.focus();
    });
  };
}
