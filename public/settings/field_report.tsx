import { EuiBasicTable, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { ConceptReport, FieldReport as Report } from '../../common/settings/field_report';
import { useServices } from '../shared/services';
import { ButtonWithAnswer } from './button_with_answer';
import { conceptLabel } from './concept_words';
import {
  coverageOf,
  fieldsRead,
  hasFields,
  hasPatterns,
  lookedAt,
  sampleOf,
  typeOf,
} from './field_report_words';
import { PatternReports } from './pattern_reports';
import type { SectionProps } from './section';

/** Which fields would be read with the values as they stand in the form, and what stands in them. */
export function FieldReport({ form, draft, disabled }: Pick<SectionProps, 'form' | 'draft' | 'disabled'>) {
  const { api } = useServices();
  const { indexPatterns, fields, patternFields } = draft;
  return (
    <ButtonWithAnswer<Report>
      label={i18n.translate('bruteForceAlerts.fieldReport.showLabel', {
        defaultMessage: 'Show what is read',
      })}
      isDisabled={indexPatterns.length === 0}
      about={[indexPatterns, fields, patternFields]}
      ask={() => api.describeFields({ indexPatterns, fields, patternFields })}
      render={(report) => (
        <>
          {reportOf(report)}
          {hasPatterns(report) && (
            <PatternReports form={form} draft={draft} disabled={disabled} reports={report.patterns} />
          )}
        </>
      )}
      subjects={{ button: 'bfaShowFields', answer: 'bfaFieldReport', problem: 'bfaFieldProblem' }}
    />
  );
}

const reportOf = (report: Report) => (
  <>
    <EuiText size="s">
      <p>{lookedAt(report)}</p>
    </EuiText>
    <EuiSpacer size="s" />
    {hasFields(report) && (
      <EuiBasicTable<ConceptReport>
        items={report.concepts}
        itemId="concept"
        columns={columns()}
        tableCaption={caption()}
        compressed
      />
    )}
  </>
);

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
