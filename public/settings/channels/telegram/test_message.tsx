import { EuiButton, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { TestMessageResponse } from '../../../../common/api/api';
import { ICON } from '../../../shared/icons';
import { useServices } from '../../../shared/services';
import { CheckResult } from '../../check_result';
import type { UsableToken } from './telegram_state';
import type { Check } from '../../use_check';

interface TestMessageProps {
  disabled: boolean;
  check: Check<TestMessageResponse>;
  token: UsableToken;
  chatId: string | undefined;
}

/** Sends a test message with the values of the form, saved or not. */
export function TestMessage({ disabled, check, token, chatId }: TestMessageProps) {
  const { api } = useServices();
  const ready = token !== undefined && chatId !== undefined;
  const send = () => {
    if (ready) check.run(() => api.sendTest({ ...token, chatId }));
  };
  return (
    <>
      <EuiButton
        size="s"
        iconType={ICON.send}
        isLoading={check.state.kind === 'running'}
        isDisabled={disabled || !ready}
        onClick={send}
        data-test-subj="bfaSendTest"
      >
        {i18n.translate('bruteForceAlerts.telegram.sendTestLabel', { defaultMessage: 'Send test message' })}
      </EuiButton>
      {!disabled && !ready && <Missing />}
      <CheckResult state={check.state} subject="bfaTestResult" render={sentText} quote={({ text }) => text} />
    </>
  );
}

const sentText = () =>
  i18n.translate('bruteForceAlerts.telegram.testSentLabel', {
    defaultMessage: 'Telegram took it. Look whether this arrived:',
  });

function Missing() {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="xs" color="subdued">
        <p>
          {i18n.translate('bruteForceAlerts.telegram.testMissingHelpText', {
            defaultMessage: 'Needs a bot token and a chat id. They need not be saved.',
          })}
        </p>
      </EuiText>
    </>
  );
}
