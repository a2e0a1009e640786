import { EuiFieldNumber, EuiFormRow, EuiSelect, EuiSpacer, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { BOUNDS } from '../../../common/bounds';
import type { Channel } from '../../../common/channels/channels';
import type { Tell } from '../../../common/channels/tell';
import { severityWord } from '../../../common/rules/rule_words';
import { SEVERITIES, type Severity } from '../../../common/rules/rules';
import { withTell } from '../channels/channel_list';
import type { SectionProps } from '../section';
import { AllQuiet } from './all_quiet';
import { DigestFields } from './digest_fields';
import { QuietHours } from './quiet_hours';
import type { TellFieldsProps } from './tell_fields';
import { Row } from '../row';

type TellFormProps = SectionProps & { channel: Channel; at: number };

/** When one channel tells. */
export function TellForm({ form, draft, disabled, fieldRef, channel, at }: TellFormProps) {
  const field = (name: keyof Tell) => `channels.${at}.tell.${name}` as const;
  const fields: TellFieldsProps = {
    tell: channel.tell,
    disabled,
    errorsOf: (name) => form.errors[field(name)],
    onChange: (change) => form.edit({ channels: withTell(draft.channels, channel.id, change) }),
    onLeave: (name) => form.leave(field(name)),
    fieldRef: (name) => fieldRef(field(name)),
  };
  return (
    <>
      <LeastSeverity {...fields} />
      <EuiSpacer size="m" />
      <QuietHours {...fields} />
      <EuiSpacer size="m" />
      <DigestFields {...fields} />
      <EuiSpacer size="m" />
      {channel.tell.digest.mode === 'off' && <FirstMessages {...fields} />}
      <TellEnd {...fields} />
      <TellTrouble {...fields} />
      <EuiSpacer size="m" />
      <AllQuiet {...fields} />
    </>
  );
}

function LeastSeverity({ tell, disabled, onChange, fieldRef }: TellFieldsProps) {
  return (
    <Row
      label={i18n.translate('bruteForceAlerts.when.leastSeverityLabel', {
        defaultMessage: 'Least severity',
      })}
      helpText={i18n.translate('bruteForceAlerts.when.leastSeverityHelpText', {
        defaultMessage: 'Less severe alerts are not told here.',
      })}
    >
      <EuiSelect
        options={SEVERITIES.map((severity) => ({ value: severity, text: severityWord(severity) }))}
        value={tell.leastSeverity}
        onChange={({ target }) => onChange({ leastSeverity: target.value as Severity })}
        disabled={disabled}
        inputRef={fieldRef('leastSeverity')}
        data-test-subj="bfaLeastSeverity"
      />
    </Row>
  );
}

function FirstMessages({ tell, disabled, errorsOf, onChange, onLeave, fieldRef }: TellFieldsProps) {
  const { min, max } = BOUNDS.firstMessages;
  return (
    <Row
      label={i18n.translate('bruteForceAlerts.when.firstMessagesLabel', {
        defaultMessage: 'New attacks in ten minutes',
      })}
      helpText={i18n.translate('bruteForceAlerts.when.firstMessagesHelpText', {
        defaultMessage: 'How many are told by messages of their own. What comes beyond is told together.',
      })}
      errors={errorsOf('firstMessages')}
    >
      <EuiFieldNumber
        min={min}
        max={max}
        value={Number.isNaN(tell.firstMessages) ? '' : tell.firstMessages}
        onChange={({ target }) => onChange({ firstMessages: target.valueAsNumber })}
        onBlur={() => onLeave('firstMessages')}
        isInvalid={errorsOf('firstMessages') !== undefined}
        disabled={disabled}
        inputRef={fieldRef('firstMessages')}
        data-test-subj="bfaFirstMessages"
      />
    </Row>
  );
}

function TellEnd({ tell, disabled, onChange }: TellFieldsProps) {
  return (
    <EuiFormRow
      fullWidth
      helpText={i18n.translate('bruteForceAlerts.when.tellEndHelpText', {
        defaultMessage:
          'Off: the end is seen in the last message where the channel can edit it, and in Kibana.',
      })}
    >
      <EuiSwitch
        label={i18n.translate('bruteForceAlerts.when.tellEndLabel', {
          defaultMessage: 'Tell the end of an attack by a message of its own',
        })}
        checked={tell.tellEnd}
        onChange={({ target }) => onChange({ tellEnd: target.checked })}
        disabled={disabled}
        data-test-subj="bfaTellEnd"
      />
    </EuiFormRow>
  );
}

function TellTrouble({ tell, disabled, onChange }: TellFieldsProps) {
  return (
    <EuiFormRow
      fullWidth
      helpText={i18n.translate('bruteForceAlerts.when.tellTroubleHelpText', {
        defaultMessage:
          'When nothing could be read for ten minutes, logon events stop, the key is lost or another channel takes no messages: once, and once more when it works again.',
      })}
    >
      <EuiSwitch
        label={i18n.translate('bruteForceAlerts.when.tellTroubleLabel', {
          defaultMessage: 'Tell when detection itself has trouble',
        })}
        checked={tell.tellTrouble}
        onChange={({ target }) => onChange({ tellTrouble: target.checked })}
        disabled={disabled}
        data-test-subj="bfaTellTrouble"
      />
    </EuiFormRow>
  );
}
