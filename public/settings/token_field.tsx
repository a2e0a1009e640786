import {
  EuiButtonEmpty,
  EuiFieldPassword,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormErrorText,
  EuiHealth,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useRef } from 'react';
import type { CheckTokenResponse } from '../../common/api/api';
import { tokenProblem } from '../../common/channels/telegram';
import { useServices } from '../shared/services';
import { CheckResult } from './check_result';
import { FieldRow } from './field_row';
import type { SectionProps } from './section';
import { isTokenSaved, telegramFacts } from './telegram_channel';
import type { Check } from './use_check';

type TokenProps = SectionProps & { check: Check<CheckTokenResponse> };

const PAUSE_BEFORE_CHECK = 600;

/** The field of the bot token. A saved token is never shown; the field says that there is one, and of which bot. */
export function TokenField(props: TokenProps) {
  const { saved, replacingToken } = props.form.state;
  return isTokenSaved(saved) && !replacingToken ? <SavedToken {...props} /> : <NewToken {...props} />;
}

function SavedToken(props: TokenProps) {
  return (
    <>
      <SavedBot {...props} />
      {props.form.errors.botToken?.map((error) => (
        <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
      ))}
    </>
  );
}

function SavedBot({ form, disabled }: TokenProps) {
  const bot = telegramFacts(form.state.saved)?.sender;
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false}>
      <EuiFlexItem grow={false}>
        <EuiHealth color="success" data-test-subj="bfaTokenSaved">
          {bot ? savedOf(bot) : savedWord()}
        </EuiHealth>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="s"
          isDisabled={disabled || form.state.saved?.canEncrypt === false}
          onClick={() => form.replaceToken(true)}
          data-test-subj="bfaReplaceToken"
        >
          {i18n.translate('bruteForceAlerts.telegram.replaceLabel', { defaultMessage: 'Replace' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

const savedOf = (username: string) =>
  i18n.translate('bruteForceAlerts.telegram.tokenSavedOfLabel', {
    defaultMessage: 'Token saved, bot @{username}',
    values: { username },
  });
const savedWord = () =>
  i18n.translate('bruteForceAlerts.telegram.tokenSavedLabel', { defaultMessage: 'Token saved' });

function NewToken({ form, draft, disabled, fieldRef, check }: TokenProps) {
  const checkNow = useTokenCheck(draft.botToken, check);
  const { saved, replacingToken } = form.state;
  const onBlur = () => {
    if (draft.botToken !== '') form.leave('botToken');
    checkNow();
  };
  return (
    <>
      <FieldRow form={form} field="botToken" helpText={tokenHelp()}>
        <EuiFieldPassword
          type="dual"
          fullWidth
          autoFocus={replacingToken}
          autoComplete="new-password"
          spellCheck={false}
          value={draft.botToken}
          onChange={({ target }) => form.edit({ botToken: target.value.trim() })}
          onBlur={onBlur}
          isInvalid={form.errors.botToken !== undefined}
          disabled={disabled || saved?.canEncrypt === false}
          inputRef={fieldRef('botToken')}
          data-test-subj="bfaBotToken"
        />
      </FieldRow>
      <CheckResult
        state={check.state}
        subject="bfaTokenResult"
        render={({ username }) => botText(username)}
      />
      {replacingToken && isTokenSaved(saved) && <KeepToken onClick={() => form.replaceToken(false)} />}
    </>
  );
}

/** Asks Telegram as soon as a token looks whole and the typing pauses; at once when the field is left. */
function useTokenCheck(botToken: string, { run, clear }: Check<CheckTokenResponse>): () => void {
  const { api } = useServices();
  const asked = useRef('');
  const checkNow = () => {
    if (asked.current === botToken || tokenProblem(botToken) !== undefined) return;
    asked.current = botToken;
    run(() => api.checkToken({ botToken }));
  };
  const latest = useRef(checkNow);
  latest.current = checkNow;
  useEffect(() => {
    asked.current = '';
    clear();
    const timer = setTimeout(() => latest.current(), PAUSE_BEFORE_CHECK);
    return () => clearTimeout(timer);
  }, [botToken, clear]);
  return checkNow;
}

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

function KeepToken({ onClick }: { onClick(): void }) {
  return (
    <EuiButtonEmpty size="s" flush="left" onClick={onClick} data-test-subj="bfaKeepToken">
      {i18n.translate('bruteForceAlerts.telegram.keepTokenLabel', { defaultMessage: 'Keep the saved token' })}
    </EuiButtonEmpty>
  );
}
