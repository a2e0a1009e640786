import {
  EuiBasicTable,
  EuiButton,
  EuiComboBox,
  type EuiComboBoxOptionOption,
  EuiDescribedFormGroup,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { PatternCheck, SourceCheck } from '../../common/api';
import type { Problem } from '../../common/problems';
import { DEFAULT_SETTINGS } from '../../common/settings';
import { formatAgo, formatNumber, formatTime } from '../format';
import { ICON } from '../icons';
import { ProblemList } from '../problem_list';
import { useServices } from '../services';
import { FieldRow } from './field_row';
import { FieldsAccordion } from './fields_accordion';
import { withPatterns } from './patterns';
import type { SectionProps } from './section';
import { type CheckState, useCheck } from './use_check';

export function SourceSection(props: SectionProps) {
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      title={<h2>{i18n.translate('bruteForceAlerts.source.title', { defaultMessage: 'Source' })}</h2>}
      description={i18n.translate('bruteForceAlerts.source.description', {
        defaultMessage:
          'Where the Windows logon events are: the indices that Winlogbeat or Elastic Agent writes the Security log to.',
      })}
    >
      <Patterns {...props} />
      <SourceTest {...props} />
      <EuiSpacer size="m" />
      <FieldsAccordion {...props} />
    </EuiDescribedFormGroup>
  );
}

function Patterns({ form, draft, disabled, fieldRef }: SectionProps) {
  const setPatterns = (indexPatterns: string[]) => form.edit({ indexPatterns });
  return (
    <FieldRow
      form={form}
      field="indexPatterns"
      helpText={i18n.translate('bruteForceAlerts.source.indexPatternsHelpText', {
        defaultMessage: 'Type a name, * stands for anything, and press Enter. For example winlogbeat-*.',
      })}
    >
      <EuiComboBox<string>
        fullWidth
        options={suggestions(draft.indexPatterns)}
        selectedOptions={draft.indexPatterns.map((label) => ({ label }))}
        onChange={(chosen: Array<EuiComboBoxOptionOption<string>>) =>
          setPatterns(chosen.map(({ label }) => label))
        }
        onCreateOption={(typed: string) => setPatterns(withPatterns(draft.indexPatterns, typed))}
        onBlur={() => form.leave('indexPatterns')}
        isInvalid={form.errors.indexPatterns !== undefined}
        isDisabled={disabled}
        inputRef={fieldRef('indexPatterns')}
        data-test-subj="bfaIndexPatterns"
      />
    </FieldRow>
  );
}

const suggestions = (chosen: string[]) =>
  DEFAULT_SETTINGS.indexPatterns.filter((pattern) => !chosen.includes(pattern)).map((label) => ({ label }));

function SourceTest({ draft, disabled }: SectionProps) {
  const { api } = useServices();
  const { state, run, clear } = useCheck<SourceCheck>();
  const { indexPatterns } = draft;
  useEffect(clear, [clear, indexPatterns]);
  return (
    <>
      <EuiSpacer size="m" />
      <div>
        <EuiButton
          size="s"
          iconType={ICON.watching}
          isLoading={state.kind === 'running'}
          isDisabled={disabled || indexPatterns.length === 0}
          onClick={() => void run(() => api.checkSource({ indexPatterns }))}
          data-test-subj="bfaCheckSource"
        >
          {i18n.translate('bruteForceAlerts.source.checkLabel', { defaultMessage: 'Check' })}
        </EuiButton>
      </div>
      <div data-test-subj="bfaSourceResult">
        <SourceResult state={state} />
      </div>
    </>
  );
}

/** Drawn anew only for a new answer: each drawing has screen readers say the caption of the table again. */
const SourceResult = React.memo(function SourceResult({ state }: { state: CheckState<SourceCheck> }) {
  return (
    <>
      <ProblemList problems={problemsOf(state)} subject="bfaSourceProblem" size="s" />
      {state.kind === 'answered' && (
        <>
          <EuiSpacer size="s" />
          <EuiBasicTable<PatternCheck>
            items={state.answer.patterns}
            itemId="pattern"
            columns={columns(Date.now())}
            rowHeader="pattern"
            tableCaption={caption()}
            compressed
          />
        </>
      )}
    </>
  );
});

function problemsOf(state: CheckState<SourceCheck>): Problem[] {
  if (state.kind === 'failed') return state.problems;
  return state.kind === 'answered' ? state.answer.problems : [];
}

const caption = () =>
  i18n.translate('bruteForceAlerts.source.tableAriaLabel', {
    defaultMessage: 'What each index pattern finds',
  });

const columns = (now: number) => [
  {
    field: 'pattern' as const,
    name: i18n.translate('bruteForceAlerts.source.patternLabel', { defaultMessage: 'Index pattern' }),
  },
  {
    name: i18n.translate('bruteForceAlerts.source.indicesLabel', { defaultMessage: 'Indices you can read' }),
    render: ({ indices }: PatternCheck) => formatNumber(indices),
  },
  {
    name: i18n.translate('bruteForceAlerts.source.newestLabel', { defaultMessage: 'Newest event' }),
    render: ({ newestEventAt }: PatternCheck) =>
      newestEventAt ? `${formatAgo(newestEventAt, now)} (${formatTime(newestEventAt, now)})` : noEvent(),
  },
];

const noEvent = () => i18n.translate('bruteForceAlerts.source.noEventLabel', { defaultMessage: 'None' });
