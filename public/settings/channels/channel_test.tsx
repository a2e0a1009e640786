import { EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { TestChannelResponse } from '../../../common/api/api';
import type { Channel } from '../../../common/channels/channels';
import type { TypedSecrets } from '../../../common/channels/kinds';
import { AskButton } from '../../shared/ask_button';
import { ICON } from '../../shared/icons';
import { useServices } from '../../shared/services';
import { useCheck } from '../use_check';
import { TestAnswer } from './test_answer';

interface ChannelTestProps {
  channel: Channel;
  /** New secrets; those that are saved are used where none was typed. */
  typedSecrets: TypedSecrets;
  disabled: boolean;
}

/** Sends a test message with the values of the form, saved or not, and says beside the button what became of it. */
export function ChannelTest({ channel, typedSecrets, disabled }: ChannelTestProps) {
  const { api } = useServices();
  const { state, run, clear } = useCheck<TestChannelResponse>();
  const about = JSON.stringify([channel.options, typedSecrets]);
  useEffect(clear, [clear, about]);
  const typed = Object.entries(typedSecrets).filter(([, text]) => text !== '');
  const secrets: TypedSecrets = Object.fromEntries(typed);
  return (
    <section aria-label={titleText()}>
      <EuiTitle size="xs">
        <h3>{titleText()}</h3>
      </EuiTitle>
      <EuiText size="s" color="subdued">
        <p>
          {i18n.translate('bruteForceAlerts.channels.testDescription', {
            defaultMessage:
              'With the values above, which need not be saved. As it is saved, the channel is tried the way that alerts go.',
          })}
        </p>
      </EuiText>
      <EuiSpacer size="s" />
      <EuiFlexGroup gutterSize="m" alignItems="flexStart" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <AskButton
            label={i18n.translate('bruteForceAlerts.telegram.sendTestLabel', {
              defaultMessage: 'Send test message',
            })}
            icon={ICON.send}
            isAsking={state.kind === 'running'}
            isDisabled={disabled}
            onAsk={() => run(() => api.testChannel({ channel, secrets }))}
            subject="bfaSendTest"
          />
        </EuiFlexItem>
        <EuiFlexItem style={{ minWidth: 280 }}>
          <TestAnswer state={state} subject="bfaTestResult" />
        </EuiFlexItem>
      </EuiFlexGroup>
    </section>
  );
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.telegram.testTitle', { defaultMessage: 'Send a test message' });
