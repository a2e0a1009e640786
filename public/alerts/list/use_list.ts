import { useState } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import type { AlertsResponse } from '../../../common/api/api';
import { type Polled, usePolled } from '../../shared/polling';
import { useServices } from '../../shared/services';
import { FIRST_PAGE, type Places } from '../pager';
import { queryOf, searchOf, stateOf, type ListState } from './list_state';

export const PER_PAGE = 25;

/** The list of alerts that the address names. */
export interface List {
  state: ListState;
  /** Shows another list, by its address. */
  change(state: ListState): void;
  answer: Polled<AlertsResponse>;
  places: Places;
  setPlaces(places: Places): void;
  /** Gives what is listed, all pages of it, to the browser as a file. Rejects where the server refuses. */
  download(): Promise<void>;
}

export function useList(): List {
  const { api } = useServices();
  const history = useHistory();
  const { pathname, search } = useLocation();
  const state = stateOf(search);
  const list = searchOf(state);
  const [paging, setPaging] = useState({ list, places: FIRST_PAGE });
  // Another list begins at its first page.
  const places = paging.list === list ? paging.places : FIRST_PAGE;
  const after = places[places.length - 1] ?? undefined;
  const answer = usePolled(['alerts', list, after], (options) =>
    api.alerts({ ...queryOf(state, Date.now()), per_page: PER_PAGE, after, summary: 'true' }, options),
  );
  return {
    state,
    change: (next) => history.replace({ pathname, search: searchOf(next) }),
    answer,
    places,
    setPlaces: (next) => setPaging({ list, places: next }),
    download: async () => saveFile(await api.alertsTable(queryOf(state, Date.now()))),
  };
}

/** With the byte order mark, which is lost where a browser reads text, and without which Excel misreads UTF-8. */
function saveFile(table: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', table], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'brute_force_alerts.csv' });
  link.click();
  URL.revokeObjectURL(url);
}
