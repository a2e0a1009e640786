import {
  EuiBadge,
  EuiButtonEmpty,
  EuiFieldSearch,
  EuiFilterButton,
  EuiFilterGroup,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSelect,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useState } from 'react';
import type { AlertSort, AlertSummary } from '../../../common/alerts/search';
import type { RuleInput } from '../../../common/rules/rule_settings';
import { ICON } from '../../shared/icons';
import type { Column } from './column_choice';
import { ColumnPicker } from './column_picker';
import { FilterPopover } from './filter_popover';
import { filterLabel, optionsOf, sortOptions } from './filter_words';
import { EVERYTHING, isNarrowed, type ListFilter, type ListState } from './list_state';
import { Spans } from './spans';

const FILTERS: ListFilter[] = ['status', 'workflow', 'severity', 'rule', 'host', 'held'];

interface ToolbarProps {
  state: ListState;
  summary: AlertSummary | null;
  rules: readonly RuleInput[];
  columns: readonly Column[];
  onColumns(columns: readonly Column[]): void;
  onChange(state: ListState): void;
  onExport(): void;
}

/** What restricts and sorts the list of alerts. */
export function Toolbar({ state, summary, rules, columns, onColumns, onChange, onExport }: ToolbarProps) {
  const change = (changes: Partial<ListState>) => onChange({ ...state, ...changes });
  return (
    <EuiFlexGroup
      gutterSize="s"
      alignItems="center"
      responsive={false}
      wrap
      style={{ rowGap: 8 }}
      data-test-subj="bfaToolbar"
    >
      <EuiFlexItem grow={1} style={{ minWidth: 200 }}>
        <SearchField text={state.text} onSearch={(text) => change({ text })} />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <Spans range={state.range} onRange={(range) => change({ range })} />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <Sorts sort={state.sort} onSort={(sort) => change({ sort })} />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <Filters state={state} summary={summary} rules={rules} onChange={onChange} />
      </EuiFlexItem>
      {state.digest !== null && (
        <EuiFlexItem grow={false}>
          <DigestChip onRemove={() => change({ digest: null, range: EVERYTHING.range })} />
        </EuiFlexItem>
      )}
      {isNarrowed(state) && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="s"
            onClick={() => onChange({ ...EVERYTHING, range: state.range, sort: state.sort })}
            data-test-subj="bfaClearFilters"
          >
            {i18n.translate('bruteForceAlerts.list.clearLabel', { defaultMessage: 'Clear filters' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
      <EuiFlexItem grow={false}>
        <EuiFilterGroup compressed>
          <ColumnPicker columns={columns} onChange={onColumns} />
        </EuiFilterGroup>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="xs" onClick={onExport} data-test-subj="bfaExport">
          {i18n.translate('bruteForceAlerts.list.exportLabel', { defaultMessage: 'Export as CSV' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

type FiltersProps = Pick<ToolbarProps, 'state' | 'summary' | 'rules' | 'onChange'>;

const Filters = ({ state, summary, rules, onChange }: FiltersProps) => (
  <EuiFilterGroup compressed style={{ flexWrap: 'wrap' }}>
    {FILTERS.map((filter) => (
      <FilterPopover
        key={filter}
        label={filterLabel(filter)}
        options={optionsOf(filter, summary, rules)}
        chosen={state[filter]}
        subject={`bfaFilter-${filter}`}
        onChange={(chosen) => onChange({ ...state, [filter]: chosen })}
      />
    ))}
    <EuiFilterButton
      hasActiveFilters={state.told === 'no'}
      aria-pressed={state.told === 'no'}
      onClick={() => onChange({ ...state, told: state.told === 'no' ? null : 'no' })}
      data-test-subj="bfaFilter-notTold"
    >
      {i18n.translate('bruteForceAlerts.list.notToldLabel', { defaultMessage: 'Nobody was told' })}
    </EuiFilterButton>
  </EuiFilterGroup>
);

/** Says that only the attacks of one digest are shown, with a way to all others. */
const DigestChip = ({ onRemove }: { onRemove(): void }) => (
  <EuiBadge
    color="hollow"
    iconType={ICON.discard}
    iconSide="right"
    iconOnClick={onRemove}
    iconOnClickAriaLabel={i18n.translate('bruteForceAlerts.list.removeDigestAriaLabel', {
      defaultMessage: 'Show also what is not in this digest',
    })}
    data-test-subj="bfaDigestChip"
  >
    {i18n.translate('bruteForceAlerts.list.digestLabel', { defaultMessage: 'Attacks of one digest' })}
  </EuiBadge>
);

/** Searches when somebody presses Enter, or empties the field. */
function SearchField({ text, onSearch }: { text: string; onSearch(text: string): void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <EuiFieldSearch
      compressed
      fullWidth
      value={typed}
      placeholder={searchLabel()}
      aria-label={searchLabel()}
      onChange={({ target }) => setTyped(target.value)}
      onSearch={onSearch}
      title={searchHelp()}
      data-test-subj="bfaSearch"
    />
  );
}

const searchLabel = () =>
  i18n.translate('bruteForceAlerts.list.searchAriaLabel', {
    defaultMessage: 'Part of an account, source or host',
  });

const searchHelp = () =>
  i18n.translate('bruteForceAlerts.list.searchHelpText', {
    defaultMessage:
      'An address, or a name in "quotes", is found whole. 10.0.0.0/24 finds a range, 10.0.0.* what begins so.',
  });

const Sorts = ({ sort, onSort }: { sort: AlertSort; onSort(sort: AlertSort): void }) => (
  <EuiSelect
    compressed
    aria-label={i18n.translate('bruteForceAlerts.list.sortAriaLabel', { defaultMessage: 'Order' })}
    options={sortOptions()}
    value={sort}
    onChange={({ target }) => onSort(target.value as AlertSort)}
    data-test-subj="bfaSort"
  />
);
