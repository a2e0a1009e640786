import { EuiSkeletonText, EuiSpacer } from '@elastic/eui';
import React, { useRef, useState } from 'react';
import { useHistory } from 'react-router-dom';
import type { SettingsView } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import type { StatusResponse } from '../../common/status/status';
import { alertPath, PATH } from '../shared/addresses';
import { toApiError } from '../shared/api_error';
import type { Polled } from '../shared/polling';
import { ProblemList } from '../shared/problem_list';
import { AlertFlyout } from './alert_flyout';
import { type Column, readColumns, rememberColumns } from './list/column_choice';
import { ListPanel } from './list/list_panel';
import { EVERYTHING, isNarrowed, type ListState } from './list/list_state';
import { NothingMatches } from './list/nothing_matches';
import { Toolbar } from './list/toolbar';
import { useList } from './list/use_list';
import { neighboursOf, useNeighbourKeys } from './neighbours';
import { NoAlerts } from './no_alerts';

interface AlertsPageProps {
  alertId: string | undefined;
  status: Polled<StatusResponse>;
  settings: SettingsView | null;
}

export function AlertsPage({ alertId, status, settings }: AlertsPageProps) {
  const list = useList();
  const { answer, state, change } = list;
  const { problems, download } = useDownload(list.download);
  const alerts = answer.data?.alerts ?? [];
  const rules = settings?.settings.rules ?? [];
  const { open, close } = useDetails(alertId);
  const neighbours = neighboursOf(
    alerts.map(({ id }) => id),
    alertId,
  );
  useNeighbourKeys(neighbours, open);
  const { columns, setColumns } = useColumns();
  return (
    <>
      <Toolbar
        state={state}
        summary={answer.data?.summary ?? null}
        rules={rules}
        columns={columns}
        onColumns={setColumns}
        onChange={change}
        onExport={download}
      />
      <ProblemList problems={[...(answer.error?.problems ?? []), ...problems]} subject="bfaAlertsProblem" />
      <EuiSpacer size="s" />
      {!answer.data && !answer.error && <EuiSkeletonText lines={8} data-test-subj="bfaAlertsLoading" />}
      {answer.data?.total === 0 && isChosen(state) && <NothingMatches onChange={change} />}
      {answer.data?.total === 0 && !isChosen(state) && (
        <NoAlerts status={status.error ? undefined : status.data} settings={settings} />
      )}
      {answer.data && answer.data.total > 0 && (
        <ListPanel list={list} data={answer.data} columns={columns} onOpen={open} />
      )}
      {alertId !== undefined && (
        <AlertFlyout
          key={alertId}
          alertId={alertId}
          known={alerts}
          rules={rules}
          source={settings?.settings ?? null}
          channels={status.data?.channels ?? []}
          neighbours={neighbours}
          onOpen={open}
          onClose={close}
        />
      )}
    </>
  );
}

/** Whether somebody chose what is shown, so that an empty list says nothing of detection. */
const isChosen = (state: ListState) => isNarrowed(state) || state.range !== EVERYTHING.range;

/** Opens and closes the details of an alert. The list behind them stays as it is. */
function useDetails(alertId: string | undefined) {
  const history = useHistory();
  const returnFocus = useFocusOfDetails();
  // The table keeps these functions while the address changes, so the address is read when they are called.
  const show = (pathname: string) => history.push({ pathname, search: history.location.search });
  return {
    open: (id: string) => show(alertPath(id)),
    close() {
      show(PATH.alerts);
      if (alertId !== undefined) returnFocus(alertId);
    },
  };
}

/** What the table shows, as it was chosen in this browser. */
function useColumns() {
  const [columns, setColumns] = useState(() => readColumns(window.localStorage));
  return {
    columns,
    setColumns(chosen: readonly Column[]) {
      setColumns(chosen);
      rememberColumns(window.localStorage, chosen);
    },
  };
}

/** Exports the list, and says why that did not work. */
function useDownload(save: () => Promise<void>) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const download = () => {
    setProblems([]);
    save().catch((error: unknown) => setProblems(toApiError(error).problems));
  };
  return { problems, download };
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
