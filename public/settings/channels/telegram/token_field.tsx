import { i18n } from '@kbn/i18n';
import React, { useEffect, useRef } from 'react';
import type { CheckTokenResponse } from '../../../../common/api/api';
import { tokenProblem } from '../../../../common/channels/telegram';
import { useServices } from '../../../shared/services';
import { CheckResult } from '../../check_result';
import type { Check } from '../../use_check';
import { SecretField } from '../secret_field';
import type { TelegramProps } from './telegram_state';

const PAUSE_BEFORE_CHECK = 600;

/** The field of the bot token. Of a saved one it says whose it is. */
export function TokenField({ form, check }: { form: TelegramProps; check: Check<CheckTokenResponse> }) {
  const bot = form.facts?.sender;
  return (
    <>
      <SecretField
        form={form}
        name="botToken"
        label={tokenLabel()}
        helpText={tokenHelp()}
        savedText={bot ? savedOf(bot) : undefined}
        isTrimmed
        onBlur={useTokenCheck(form, check)}
      />
      <CheckResult
        state={check.state}
        subject="bfaTokenResult"
        render={({ username }) => botText(username)}
      />
    </>
  );
}

/** Asks Telegram as soon as a token looks whole and the typing pauses; at once when the field is left. */
function useTokenCheck(
  { typedSecrets: { botToken = '' }, channel }: TelegramProps,
  { run, clear }: Check<CheckTokenResponse>,
): () => void {
  const { api } = useServices();
  const { proxy } = channel.options;
  const asked = useRef('');
  const checkNow = () => {
    if (asked.current === botToken || tokenProblem(botToken) !== undefined) return;
    asked.current = botToken;
    run(() => api.checkToken({ botToken, proxy }));
  };
  const latest = useRef(checkNow);
  latest.current = checkNow;
  useEffect(() => {
    asked.current = '';
    clear();
    const timer = setTimeout(() => latest.current(), PAUSE_BEFORE_CHECK);
    return () => clearTimeout(timer);
  }, [botToken, proxy, clear]);
  return checkNow;
}

const tokenLabel = () =>
  i18n.translate('bruteForceAlerts.settings.botTokenLabel', { defaultMessage: 'Bot token' });
const savedOf = (username: string) =>
  i18n.translate('bruteForceAlerts.telegram.tokenSavedOfLabel', {
    defaultMessage: 'Token saved, bot @{username}',
    values: { username },
  });
const tokenHelp = () =>
  i18n.translate('bruteForceAlerts.telegram.tokenHelpText', {
    defaultMessage:
      'Looks like 123456789:AAE… It is checked at once, saved encrypted, and never shown again.',
  });
const botText = (username: string) =>
  i18n.translate('bruteForceAlerts.telegram.botLabel', {
    defaultMessage: 'This is the token of @{username}',
    values: { username },
  });
