import { EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { MessagePreview, PreviewedMessage, PreviewResponse } from '../../../common/api/api';
import type { Channel } from '../../../common/channels/channels';
import { useServices } from '../../shared/services';
import { ButtonWithAnswer } from '../button_with_answer';

/** How a channel tells of a made-up attack, in its own words: with the values of the form, saved or not. */
export function MessagePreviews({ channel }: { channel: Channel }) {
  const { api } = useServices();
  const isRolling = channel.tell.digest.mode === 'off';
  return (
    <ButtonWithAnswer<PreviewResponse & { problems: [] }>
      label={i18n.translate('bruteForceAlerts.when.previewLabel', { defaultMessage: 'Show its messages' })}
      isDisabled={false}
      about={[JSON.stringify([channel.kind, channel.name, channel.options, isRolling])]}
      ask={async () => ({ ...(await api.previewMessages({ channel })), problems: [] })}
      render={isRolling ? withRollingDigest : withDigestsAtSetTimes}
      subjects={{ button: 'bfaPreview', answer: 'bfaPreviews', problem: 'bfaPreviewProblem' }}
    />
  );
}

/** `isRolling`: the digest tells only what is too much at once, and is no digest of a set time. */
const Messages = ({ messages, isRolling }: PreviewResponse & { isRolling: boolean }) =>
  messages.length === 0 ? (
    <EuiText size="s" color="subdued">
      <p>{noneText()}</p>
    </EuiText>
  ) : (
    <>
      {messages.map((message) => (
        <Preview key={message.of} message={message} title={titleOf(message.of, isRolling)} />
      ))}
    </>
  );

const withRollingDigest = ({ messages }: PreviewResponse) => <Messages messages={messages} isRolling />;
const withDigestsAtSetTimes = ({ messages }: PreviewResponse) => (
  <Messages messages={messages} isRolling={false} />
);

function Preview({ message: { of, subject, text }, title }: { message: MessagePreview; title: string }) {
  return (
    <section aria-label={title} data-test-subj={`bfaPreview-${of}`}>
      <EuiTitle size="xxs">
        <h3>{title}</h3>
      </EuiTitle>
      <EuiSpacer size="xs" />
      <EuiPanel hasBorder hasShadow={false} paddingSize="s">
        <EuiText size="s" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {subject !== null && <strong>{`${subject}\n\n`}</strong>}
          {text}
        </EuiText>
      </EuiPanel>
      <EuiSpacer size="m" />
    </section>
  );
}

const titleOf = (of: PreviewedMessage, isRolling: boolean) =>
  of === 'digest' && isRolling ? rollingTitle() : TITLES[of]();

const rollingTitle = () =>
  i18n.translate('bruteForceAlerts.when.previewRollingTitle', {
    defaultMessage: 'What is too much at once: told together, and changed as more come',
  });
const TITLES: Record<PreviewedMessage, () => string> = {
  alert: () =>
    i18n.translate('bruteForceAlerts.when.previewAlertTitle', {
      defaultMessage: 'An attack, told by itself',
    }),
  ended: () =>
    i18n.translate('bruteForceAlerts.when.previewEndedTitle', { defaultMessage: 'The end of an attack' }),
  digest: () =>
    i18n.translate('bruteForceAlerts.when.previewDigestTitle', {
      defaultMessage: 'Several attacks, told together',
    }),
};

const noneText = () =>
  i18n.translate('bruteForceAlerts.when.previewNoneDescription', {
    defaultMessage:
      'How this kind of channel looks cannot be shown here. Send a test message from its settings instead.',
  });
