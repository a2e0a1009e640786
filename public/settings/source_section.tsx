import {
  EuiBasicTable,
  EuiComboBox,
  type EuiComboBoxOptionOption,
  EuiDescribedFormGroup,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useMemo } from 'react';
import type { PatternCheck, SourceCheck } from '../../common/api/api';
import { DEFAULT_SETTINGS, toSourceSettings } from '../../common/settings/settings';
import { formatAgo, formatNumber, formatTime } from '../shared/format';
import { useServices } from '../shared/services';
import { ButtonWithAnswer } from './button_with_answer';
import { FieldRow } from './row';
import { FieldsAccordion } from './fields_accordion';
import { KerberosAndNtlm } from './kerberos_and_ntlm';
import { pageName } from './pages';
import { withTextsOf } from './pattern_fields';
import { withPatterns } from './patterns';
import { problemOffers } from './problem_offers';
import type { SectionProps } from './section';

export function SourceSection(props: SectionProps) {
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      title={<h2>{pageName('sources')}</h2>}
      description={i18n.translate('bruteForceAlerts.source.description', {
        defaultMessage:
          'Where the Windows logon events are: the indices that Winlogbeat or Elastic Agent writes the Security log to.',
      })}
    >
      <Patterns {...props} />
      <SourceTest {...props} />
      <EuiSpacer size="m" />
      <KerberosAndNtlm {...props} />
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

function SourceTest({ form: { edit }, draft, disabled }: SectionProps) {
  const { api } = useServices();
  const { patternFields } = draft;
  const offer = useMemo(
    () =>
      problemOffers({
        countKerberosAndNtlm: () => edit({ kerberosAndNtlm: 'auto' }),
        readTexts: (patterns) => edit({ patternFields: withTextsOf(patternFields, patterns) }),
      }),
    [edit, patternFields],
  );
  const source = toSourceSettings(draft);
  return (
    <ButtonWithAnswer<SourceCheck>
      label={i18n.translate('bruteForceAlerts.source.checkLabel', { defaultMessage: 'Check' })}
      isDisabled={disabled || source.indexPatterns.length === 0}
      about={Object.values(source)}
      ask={() => api.checkSource(source)}
      render={patternsOf}
      actionFor={offer}
      subjects={{ button: 'bfaCheckSource', answer: 'bfaSourceResult', problem: 'bfaSourceProblem' }}
    />
  );
}

const patternsOf = ({ patterns }: SourceCheck) => (
  <EuiBasicTable<PatternCheck>
    items={patterns}
    itemId="pattern"
    columns={columns(Date.now())}
    rowHeader="pattern"
    tableCaption={caption()}
    compressed
  />
);

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
      newestEventAt === null
        ? noEvent()
        : `${formatAgo(newestEventAt, now)} (${formatTime(newestEventAt, now)})`,
  },
];

const noEvent = () => i18n.translate('bruteForceAlerts.source.noEventLabel', { defaultMessage: 'None' });
