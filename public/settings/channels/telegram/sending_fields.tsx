import { EuiFieldNumber, EuiSpacer, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { Row } from '../../row';
import type { TelegramProps } from './telegram_state';

const TOPIC = 'options.topicId';

/** How messages go to the chat: to which topic, and whether they make a sound or may be passed on. */
export function SendingFields({ form }: { form: TelegramProps }) {
  const { options } = form.channel;
  return (
    <>
      <TopicField form={form} />
      <EuiSpacer size="m" />
      <EuiSwitch
        label={silentLabel()}
        checked={options.silent}
        onChange={({ target }) => form.onChange({ ...options, silent: target.checked })}
        disabled={form.disabled}
        data-test-subj="bfaSilent"
      />
      <EuiSpacer size="s" />
      <EuiSwitch
        label={protectLabel()}
        checked={options.protect}
        onChange={({ target }) => form.onChange({ ...options, protect: target.checked })}
        disabled={form.disabled}
        data-test-subj="bfaProtect"
      />
    </>
  );
}

function TopicField({ form }: { form: TelegramProps }) {
  const { options } = form.channel;
  const errors = form.errorsOf(TOPIC);
  return (
    <Row field={TOPIC} label={topicLabel()} helpText={topicHelp()} errors={errors}>
      <EuiFieldNumber
        value={options.topicId ?? ''}
        step={1}
        onChange={({ target }) =>
          form.onChange({ ...options, topicId: target.value === '' ? null : Number(target.value) })
        }
        onBlur={() => form.onLeave(TOPIC)}
        isInvalid={errors !== undefined}
        disabled={form.disabled}
        inputRef={form.fieldRef(TOPIC)}
        data-test-subj="bfaTopicId"
      />
    </Row>
  );
}

const topicLabel = () =>
  i18n.translate('bruteForceAlerts.telegram.topicLabel', { defaultMessage: 'Topic (optional)' });
const topicHelp = () =>
  i18n.translate('bruteForceAlerts.telegram.topicHelpText', {
    defaultMessage:
      'Only for a group with topics. In the link of a message, t.me/c/1234567890/7/42, it is the number in the middle: 7. Empty: the General topic.',
  });
const silentLabel = () =>
  i18n.translate('bruteForceAlerts.telegram.silentLabel', { defaultMessage: 'Messages make no sound' });
const protectLabel = () =>
  i18n.translate('bruteForceAlerts.telegram.protectLabel', {
    defaultMessage: 'Messages can be neither forwarded nor saved',
  });
