import { EuiBasicTable, EuiButtonEmpty, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { FieldProposal, PatternReport } from '../../common/settings/field_report';
import { fitted } from '../../common/text/fitted_text';
import { formatNumber } from '../shared/format';
import { conceptLabel } from './concept_words';
import { withAnyProvider, withFromText, withPatternField } from './pattern_fields';
import { anyProviderLabel, fromTextLabel } from './pattern_words';
import type { SectionProps } from './section';

/** The longest sample that an offer shows, in code points. */
const SAMPLE_MAX = 60;

type Props = Pick<SectionProps, 'form' | 'draft' | 'disabled'> & { reports: PatternReport[] };

/** How well each pattern is read, and what one click would change about it. */
export function PatternReports({ reports, ...props }: Props) {
  return (
    <>
      <EuiSpacer size="m" />
      <EuiBasicTable<PatternReport>
        items={reports}
        itemId="pattern"
        columns={columns(props)}
        rowHeader="pattern"
        tableCaption={caption()}
        compressed
        data-test-subj="bfaPatternReports"
      />
    </>
  );
}

const caption = () =>
  i18n.translate('bruteForceAlerts.fieldReport.patternsAriaLabel', {
    defaultMessage:
      'For how many of the newest failures of each pattern an account, an address, a host were found',
  });

const columns = (props: Omit<Props, 'reports'>) => [
  {
    field: 'pattern' as const,
    name: i18n.translate('bruteForceAlerts.source.patternLabel', { defaultMessage: 'Index pattern' }),
  },
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.eventsLabel', { defaultMessage: 'Failures' }),
    render: ({ events }: PatternReport) => formatNumber(events),
  },
  ...(['account', 'source', 'host'] as const).map((concept) => ({
    name: conceptLabel(concept),
    render: (report: PatternReport) => formatNumber(report[concept]),
  })),
  {
    name: i18n.translate('bruteForceAlerts.fieldReport.proposedLabel', { defaultMessage: 'May be read too' }),
    width: '35%',
    render: (report: PatternReport) => <Offers {...props} report={report} />,
  },
];

function Offers({ form, draft, disabled, report }: Omit<Props, 'reports'> & { report: PatternReport }) {
  const { pattern, proposals, withoutProvider, asText } = report;
  const set = draft.patternFields;
  return (
    <div>
      {proposals.map(({ concept, field, sample }) => (
        <Offer
          key={`${concept} ${field}`}
          label={offerText({ concept, field, sample })}
          disabled={disabled}
          onTake={() => form.edit({ patternFields: withPatternField(set, pattern, concept, field) })}
        />
      ))}
      {withoutProvider > 0 && (
        <Offer
          label={anyProviderLabel()}
          disabled={disabled}
          onTake={() => form.edit({ patternFields: withAnyProvider(set, pattern, true) })}
        />
      )}
      {asText > 0 && (
        <Offer
          label={fromTextLabel()}
          disabled={disabled}
          onTake={() => form.edit({ patternFields: withFromText(set, pattern, true) })}
        />
      )}
    </div>
  );
}

function Offer({ label, disabled, onTake }: { label: string; disabled: boolean; onTake(): void }) {
  return (
    <div>
      <EuiButtonEmpty
        size="xs"
        flush="left"
        isDisabled={disabled}
        onClick={onTake}
        data-test-subj="bfaTakeField"
      >
        {label}
      </EuiButtonEmpty>
    </div>
  );
}

const offerText = ({ concept, field, sample }: FieldProposal) =>
  i18n.translate('bruteForceAlerts.fieldReport.offerLabel', {
    defaultMessage: '{what} from {field}, for example “{sample}”',
    values: { what: conceptLabel(concept), field, sample: fitted(sample, SAMPLE_MAX) },
  });
