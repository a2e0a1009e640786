import { EuiBasicTable, EuiButton, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { ConceptReport, FieldReport as Report } from '../../common/field_report';
import type { Problem } from '../../common/problems';
import { ICON } from '../icons';
import { ProblemList } from '../problem_list';
import { useServices } from '../services';
import { conceptLabel } from './concept_words';
import { coverageOf, fieldsRead, lookedAt, sampleOf, typeOf } from './field_report_words';
import type { SectionProps } from './section';
import { type CheckState, useCheck } from './use_check';

/** Which fields would be read with the values as they stand in the form, and what stands in them. */
export function FieldReport({ draft }: Pick<SectionProps, 'draft'>) {
  const { api } = useServices();
  const { state, run, clear } = useCheck<Report>();
  const { indexPatterns, fields } = draft;
  useEffect(clear, [clear, indexPatterns, fields]);
  return (
    <>
      <EuiSpacer size="m" />
      <div>
        <EuiButton
          size="s"
          iconType={ICON.watching}
          isLoading={state.kind === 'running'}
          isDisabled={indexPatterns.length === 0}
          onClick={() => void run(() => api.describeFields({ indexPatterns, fields }))}
          data-test-subj="bfaShowFields"
        >
          {i18n.translate('bruteForceAlerts.fieldReport.showLabel', { defaultMessage: 'Show what is read' })}
        </EuiButton>
      </div>
      <div data-test-subj="bfaFieldReport">
        <ReportResult state={state} />
      </div>
    </>
  );
}

/** Drawn anew only for a new answer: each drawing has screen readers say the caption of the table again. */
const ReportResult = React.memo(function ReportResult({ state }: { state: CheckState<Report> }) {
  return (
    <>
      <ProblemList problems={problemsOf(state)} subject="bfaFieldProblem" size="s" />
      {state.kind === 'answered' && (
        <>
          <EuiSpacer size="s" />
          <EuiText size="s">
            <p>{lookedAt(state.answer)}</p>
          </EuiText>
          <EuiSpacer size="s" />
          <EuiBasicTable<ConceptReport>
            items={state.answer.concepts}
            itemId="concept"
            columns={columns()}
            tableCaption={caption()}
            compressed
          />
        </>
      )}
    </>
  );
});

function problemsOf(state: CheckState<Report>): Problem[] {
  if (state.kind === 'failed') return state.problems;
  return state.kind === 'answered' ? state.answer.problems : [];
}

const caption = () =>
  i18n.translate('bruteForceAlerts.fieldReport.tableAriaLabel', {
    defaultMessage: 'Which field tells what, and how many of the newest failures have a value',
  });

const columns = () => [
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.conceptLabel', { defaultMessage: 'What' }),
    render: ({ concept }: ConceptReport) => conceptLabel(concept),
  },
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.fieldLabel', { defaultMessage: 'Field' }),
    width: '35%',
    render: fieldsRead,
  },
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.typeLabel', { defaultMessage: 'Type' }),
    render: typeOf,
  },
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.coverageLabel', { defaultMessage: 'Have a value' }),
    render: coverageOf,
  },
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.sampleLabel', { defaultMessage: 'Newest value' }),
    render: sampleOf,
  },
];
