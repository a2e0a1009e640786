import { EuiDescribedFormGroup, EuiFieldText, EuiFormRow, EuiSpacer, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { formatSpan, parseDuration } from '../../common/time';
import type { StatusResponse } from '../../common/status/status';
import { formatDuration } from '../shared/format';
import { ExcludedAccounts } from './excluded_accounts';
import { ExcludedAddresses } from './excluded_addresses';
import { KerberosAndNtlm } from './kerberos_and_ntlm';
import { FieldRow } from './field_row';
import { fieldLabel } from './field_words';
import { RulesList } from './rules/rules_list';
import type { SectionProps } from './section';

type DetectionProps = SectionProps & { status: StatusResponse | undefined };

export function DetectionSection({ status, ...section }: DetectionProps) {
  return (
    <>
      <EuiDescribedFormGroup
        fullWidth
        ratio="third"
        title={<h2>{i18n.translate('bruteForceAlerts.detection.title', { defaultMessage: 'Detection' })}</h2>}
        description={rulesDescription()}
      >
        <RulesList {...section} />
        <EuiSpacer size="m" />
        <Span {...section} field="interval" subject="bfaInterval" helpText={intervalHelp(status)} />
        <Span {...section} field="cooldown" subject="bfaCooldown" helpText={cooldownHelp()} />
      </EuiDescribedFormGroup>
      <EuiSpacer size="l" />
      <EuiDescribedFormGroup
        fullWidth
        ratio="third"
        title={<h2>{i18n.translate('bruteForceAlerts.counting.title', { defaultMessage: 'Counting' })}</h2>}
        description={i18n.translate('bruteForceAlerts.counting.description', {
          defaultMessage: 'Which events count, and which names are one account. It holds for every rule.',
        })}
      >
        <ExcludedAccounts {...section} />
        <ExcludedAddresses {...section} />
        <Switch {...section} field="keepDomainsApart" helpText={keepDomainsApartHelp()} />
        <KerberosAndNtlm {...section} />
      </EuiDescribedFormGroup>
    </>
  );
}

const rulesDescription = () =>
  i18n.translate('bruteForceAlerts.detection.description', {
    defaultMessage:
      'What counts as an attack. An alert is raised when a rule that is on reaches its threshold within its time: a number and s, m, h or d, for example 5m. An attack that several rules see is told once.',
  });

type SpanProps = SectionProps & { field: 'interval' | 'cooldown'; subject: string; helpText: string };

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

function intervalHelp(status: StatusResponse | undefined): string {
  return i18n.translate('bruteForceAlerts.detection.intervalHelpText', {
    defaultMessage:
      'How often new events are read. From 1s to 1h. Elasticsearch shows new events once a second at best.{attained}',
    values: { attained: attainedText(status) },
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

type SwitchProps = SectionProps & { field: 'keepDomainsApart'; helpText: string };

function Switch({ form, draft, disabled, field, helpText }: SwitchProps) {
  return (
    <EuiFormRow
      fullWidth
      isInvalid={form.errors[field] !== undefined}
      error={form.errors[field]}
      helpText={helpText}
    >
      <EuiSwitch
        label={fieldLabel(field)}
        checked={draft[field]}
        onChange={({ target }) => form.edit({ [field]: target.checked })}
        disabled={disabled}
        data-test-subj="bfaKeepDomainsApart"
      />
    </EuiFormRow>
  );
}

const keepDomainsApartHelp = () =>
  i18n.translate('bruteForceAlerts.detection.keepDomainsApartHelpText', {
    defaultMessage:
      'Off: {withDomain}, guest@corp.lan and guest count as one account; local accounts of machines, such as {ofMachine}, are told apart all the same. On: as one for each domain.',
    values: { withDomain: 'CORP\\guest', ofMachine: 'WEB03\\guest' },
  });
