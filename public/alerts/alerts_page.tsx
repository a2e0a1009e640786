import { EuiSkeletonText, EuiSpacer } from '@elastic/eui';
import React, { useRef, useState } from 'react';
import type { SettingsView } from '../../common/api/api';
import type { StatusResponse } from '../../common/status/status';
import { ProblemList } from '../shared/problem_list';
import { alertPath } from '../shared/routing';
import { useServices } from '../shared/services';
import { type Polled, usePolling } from '../shared/use_polling';
import { AlertFlyout } from './alert_flyout';
import { AlertsTable, type Paging } from './alerts_table';
import { NoAlerts } from './no_alerts';

interface AlertsPageProps {
  alertId: string | undefined;
  status: Polled<StatusResponse>;
  settings: SettingsView | null;
}

export function AlertsPage({ alertId, status, settings }: AlertsPageProps) {
  const { api, history } = useServices();
  const [paging, setPaging] = useState<Paging>({ page: 1, perPage: 25 });
  const key = `${paging.page}/${paging.perPage}`;
  const answer = usePolling(key, (options) => api.alerts(paging.page, paging.perPage, options));
  const returnFocus = useFocusOfDetails();
  const open = (id: string) => history.push(alertPath(id));
  const close = () => {
    history.push('/alerts');
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
        <AlertsTable
          answer={answer.data}
          loading={answer.key !== key && !answer.error}
          paging={paging}
          onPaging={setPaging}
          onOpen={open}
        />
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

/** Where the flyout was opened by its address, nothing had the focus before: it goes to the row, where there is one. */
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
