import { EuiDescribedFormGroup, EuiFieldText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { formatSpan, parseDuration } from '../../common/time';
import type { StatusResponse } from '../../common/status/status';
import { formatDuration } from '../shared/format';
import { HeartbeatSection } from './heartbeat/heartbeat_section';
import { FieldRow } from './row';
import { pageName } from './pages';
import type { SectionProps } from './section';
import { SwitchRow } from './switch_row';

type GeneralProps = SectionProps & { status: StatusResponse | undefined };

export const GeneralPage = (props: GeneralProps) => (
  <>
    <Detection {...props} />
    <HeartbeatSection {...props} />
  </>
);

const Detection = ({ status, ...section }: GeneralProps) => (
  <EuiDescribedFormGroup
    fullWidth
    ratio="third"
    title={<h2>{pageName('general')}</h2>}
    description={i18n.translate('bruteForceAlerts.general.description', {
      defaultMessage: 'How often events are read, and which names are one account. It holds for every rule.',
    })}
  >
    <Span {...section} field="interval" subject="bfaInterval" helpText={intervalHelp(status)} />
    <Span {...section} field="cooldown" subject="bfaCooldown" helpText={cooldownHelp()} />
    <Span {...section} field="retention" subject="bfaRetention" helpText={retentionHelp()} />
    <SwitchRow
      {...section}
      field="keepDomainsApart"
      helpText={keepDomainsApartHelp()}
      subject="bfaKeepDomainsApart"
    />
  </EuiDescribedFormGroup>
);

type SpanProps = SectionProps & {
  field: 'interval' | 'cooldown' | 'retention';
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

const retentionHelp = () =>
  i18n.translate('bruteForceAlerts.general.retentionHelpText', {
    defaultMessage:
      'Closed alerts that are older are removed, with their messages. Open, acknowledged and snoozed ones stay. From 1d to 3650d, or forever.',
  });

const keepDomainsApartHelp = () =>
  i18n.translate('bruteForceAlerts.detection.keepDomainsApartHelpText', {
    defaultMessage:
      'Off: {withDomain}, guest@corp.lan and guest count as one account; local accounts of machines, such as {ofMachine}, are told apart all the same. On: as one for each domain.',
    values: { withDomain: 'CORP\\guest', ofMachine: 'WEB03\\guest' },
  });
