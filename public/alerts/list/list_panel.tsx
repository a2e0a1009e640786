import { EuiSpacer } from '@elastic/eui';
import React, { useState } from 'react';
import type { AlertsResponse } from '../../../common/api/api';
import { useServices } from '../../shared/services';
import { useActions } from '../actions/use_actions';
import { AlertsTable } from '../alerts_table';
import { Pager } from '../pager';
import type { Column } from './column_choice';
import { Histogram } from './histogram';
import { SelectionBar } from './selection_bar';
import { PER_PAGE, type List } from './use_list';

interface ListPanelProps {
  list: List;
  data: AlertsResponse;
  columns: readonly Column[];
  onOpen(id: string): void;
}

/** The alerts of a list, over time and as a table, with what can be done to several at once by who may. */
export function ListPanel({ list, data, columns, onOpen }: ListPanelProps) {
  const { canSave } = useServices();
  const actions = useActions();
  const [selected, setSelected] = useState<string[]>([]);
  // A table that is made anew has nothing selected.
  const [round, setRound] = useState(0);
  const done = () => {
    setSelected([]);
    setRound(round + 1);
  };
  const { answer, places, setPlaces, state, change } = list;
  return (
    <>
      {data.summary && (
        <Histogram histogram={data.summary.histogram} onZoom={(range) => change({ ...state, range })} />
      )}
      <EuiSpacer size="s" />
      {canSave && (
        <SelectionBar
          alerts={data.alerts.filter(({ id }) => selected.includes(id))}
          actions={actions}
          onDone={done}
        />
      )}
      <AlertsTable
        key={round}
        alerts={data.alerts}
        columns={columns}
        now={Date.now()}
        loading={answer.isPrevious && !answer.error}
        onOpen={onOpen}
        onSelect={canSave ? setSelected : undefined}
      />
      <Pager
        places={places}
        perPage={PER_PAGE}
        shown={data.alerts.length}
        total={data.total}
        after={data.after}
        onPlaces={setPlaces}
      />
    </>
  );
}
