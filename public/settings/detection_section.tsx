import { EuiDescribedFormGroup, EuiFieldNumber, EuiFieldText, EuiFormRow, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { BOUNDS, TASK_POLL } from '../../common/bounds';
import { formatSpan, parseDuration } from '../../common/duration';
import type { StatusResponse } from '../../common/status';
import { formatDuration } from '../format';
import { FieldRow } from './field_row';
import { fieldLabel } from './field_words';
import type { SectionProps } from './section';

type DetectionProps = SectionProps & { status: StatusResponse | undefined };

export function DetectionSection({ status, ...section }: DetectionProps) {
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      title={<h2>{i18n.translate('bruteForceAlerts.detection.title', { defaultMessage: 'Detection' })}</h2>}
      description={i18n.translate('bruteForceAlerts.detection.description', {
        defaultMessage: 'How many failed logons of one account, within which time, make an attack.',
      })}
    >
      <Threshold {...section} />
      <Span {...section} field="timespan" subject="bfaTimespan" helpText={timespanHelp()} />
      <Span {...section} field="interval" subject="bfaInterval" helpText={intervalHelp(status)} />
      <Span {...section} field="cooldown" subject="bfaCooldown" helpText={cooldownHelp()} />
      <KeepDomainsApart {...section} />
    </EuiDescribedFormGroup>
  );
}

function Threshold({ form, draft, disabled, fieldRef }: SectionProps) {
  return (
    <FieldRow
      form={form}
      field="threshold"
      helpText={i18n.translate('bruteForceAlerts.detection.thresholdHelpText', {
        defaultMessage: 'An alert is raised when an account reaches this number of failed logons.',
      })}
    >
      <EuiFieldNumber
        min={BOUNDS.threshold.min}
        max={BOUNDS.threshold.max}
        step={1}
        value={draft.threshold}
        onChange={({ target }) => form.edit({ threshold: target.value })}
        onBlur={() => form.leave('threshold')}
        isInvalid={form.errors.threshold !== undefined}
        disabled={disabled}
        inputRef={fieldRef('threshold')}
        data-test-subj="bfaThreshold"
      />
    </FieldRow>
  );
}

type SpanProps = SectionProps & {
  field: 'timespan' | 'interval' | 'cooldown';
  subject: string;
  helpText: string;
};

function Span({ form, draft, disabled, fieldRef, field, subject, helpText }: SpanProps) {
  const value = draft[field];
  return (
    <FieldRow form={form} field={field} helpText={helpText}>
      <EuiFieldText
        value={value}
        onChange={({ target }) => form.edit({ [field]: target.value.trim() })}
        onBlur={() => form.leave(field)}
        isInvalid={form.errors[field] !== undefined}
        disabled={disabled}
        inputRef={fieldRef(field)}
        append={parseDuration(value) === undefined ? undefined : formatDuration(value)}
        data-test-subj={subject}
      />
    </FieldRow>
  );
}

const timespanHelp = () =>
  i18n.translate('bruteForceAlerts.detection.timespanHelpText', {
    defaultMessage: 'The failed logons must lie within this time. A number and s, m, h or d, for example 5m.',
  });

function intervalHelp(status: StatusResponse | undefined): string {
  return i18n.translate('bruteForceAlerts.detection.intervalHelpText', {
    defaultMessage:
      'How often new events are read. Kibana looks for work every {poll} unless it is set otherwise, so a shorter interval is not reached.{attained}',
    values: { poll: formatSpan(TASK_POLL), attained: attainedText(status) },
  });
}

function attainedText(status: StatusResponse | undefined): string {
  if (!status || status.state === 'off' || status.interval.attained === status.interval.set) return '';
  return i18n.translate('bruteForceAlerts.detection.attainedHelpText', {
    defaultMessage: ' Reached now: {attained}.',
    values: { attained: formatSpan(status.interval.attained) },
  });
}

const cooldownHelp = () =>
  i18n.translate('bruteForceAlerts.detection.cooldownHelpText', {
    defaultMessage:
      'While an attack goes on, a reminder comes after this time at the earliest. From 1m to 7d.',
  });

function KeepDomainsApart({ form, draft, disabled }: SectionProps) {
  return (
    <EuiFormRow
      fullWidth
      isInvalid={form.errors.keepDomainsApart !== undefined}
      error={form.errors.keepDomainsApart}
      helpText={i18n.translate('bruteForceAlerts.detection.keepDomainsApartHelpText', {
        defaultMessage:
          'Off: {withDomain}, guest@corp.lan and guest count as one account. On: as one for each domain.',
        values: { withDomain: 'CORP\\guest' },
      })}
    >
      <EuiSwitch
        label={fieldLabel('keepDomainsApart')}
        checked={draft.keepDomainsApart}
        onChange={({ target }) => form.edit({ keepDomainsApart: target.checked })}
        disabled={disabled}
        data-test-subj="bfaKeepDomainsApart"
      />
    </EuiFormRow>
  );
}
