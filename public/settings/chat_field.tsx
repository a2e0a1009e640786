import { EuiFieldText, EuiHealth, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { ChatIdentity, CheckChatResponse } from '../../common/api/api';
import { chatIdProblem } from '../../common/channels/telegram';
import { useServices } from '../shared/services';
import { CheckResult } from './check_result';
import { FieldRow } from './field_row';
import type { SectionProps } from './section';
import { telegramFacts } from './telegram_channel';
import { isSavedChat, type UsableToken } from './telegram_state';
import type { Check } from './use_check';

type ChatProps = SectionProps & { check: Check<CheckChatResponse>; token: UsableToken };

export function ChatField({ form, draft, disabled, fieldRef, check, token }: ChatProps) {
  const { api } = useServices();
  const chatId = draft.telegramChatId;
  const onBlur = () => {
    form.leave('telegramChatId');
    const askable = token && chatIdProblem(chatId) === undefined && check.state.kind === 'idle';
    if (askable && !disabled) check.run(() => api.checkChat({ ...token, chatId }));
  };
  return (
    <>
      <FieldRow form={form} field="telegramChatId" helpText={chatHelp()}>
        <EuiFieldText
          fullWidth
          spellCheck={false}
          value={chatId}
          onChange={({ target }) => form.edit({ telegramChatId: target.value.trim() })}
          onBlur={onBlur}
          isInvalid={form.errors.telegramChatId !== undefined}
          disabled={disabled}
          inputRef={fieldRef('telegramChatId')}
          data-test-subj="bfaChatId"
        />
      </FieldRow>
      {check.state.kind === 'idle' && isSavedChat(form.state.saved, draft) && (
        <SavedChat title={telegramFacts(form.state.saved)?.receiver ?? ''} />
      )}
      <CheckResult state={check.state} subject="bfaChatResult" render={chatText} />
    </>
  );
}

const chatHelp = () =>
  i18n.translate('bruteForceAlerts.telegram.chatIdHelpText', {
    defaultMessage:
      'Send /start to your bot, or add it to a group. The id of a group ends its address in Telegram Web, for example -1001234567890; a public group or channel may be named by its @name. Empty: nobody is told by Telegram.',
  });

function SavedChat({ title }: { title: string }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiHealth color="success" data-test-subj="bfaChatSaved">
        {i18n.translate('bruteForceAlerts.telegram.savedChatLabel', {
          defaultMessage: 'Saved: {title}',
          values: { title },
        })}
      </EuiHealth>
    </>
  );
}

const chatText = ({ title, type }: ChatIdentity) =>
  i18n.translate('bruteForceAlerts.telegram.chatLabel', {
    defaultMessage:
      '{title} ({type, select, private {one person} group {group} supergroup {group} channel {channel} other {chat}})',
    values: { title, type },
  });
