import { EuiFieldText, EuiHealth, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { ChatIdentity, CheckChatResponse } from '../../../../common/api/api';
import { chatIdProblem } from '../../../../common/channels/telegram';
import { useServices } from '../../../shared/services';
import { CheckResult } from '../../check_result';
import type { Check } from '../../use_check';
import { Row } from '../../row';
import { isSavedChat, usableToken, type TelegramProps } from './telegram_state';

const FIELD = 'options.chatId';

export function ChatField({ form, check }: { form: TelegramProps; check: Check<CheckChatResponse> }) {
  const { api } = useServices();
  const { channel, facts, disabled } = form;
  const { chatId } = channel.options;
  const errors = form.errorsOf(FIELD);
  const onBlur = () => {
    form.onLeave(FIELD);
    const token = usableToken(form);
    const askable = token && chatIdProblem(chatId) === undefined && check.state.kind === 'idle';
    if (askable && !disabled) check.run(() => api.checkChat({ ...token, chatId }));
  };
  return (
    <>
      <Row field={FIELD} label={chatLabel()} helpText={chatHelp()} errors={errors}>
        <EuiFieldText
          fullWidth
          spellCheck={false}
          value={chatId}
          onChange={({ target }) => form.onChange({ ...channel.options, chatId: target.value.trim() })}
          onBlur={onBlur}
          isInvalid={errors !== undefined}
          disabled={disabled}
          inputRef={form.fieldRef(FIELD)}
          data-test-subj="bfaChatId"
        />
      </Row>
      {check.state.kind === 'idle' && isSavedChat(form) && <SavedChat title={facts?.receiver ?? ''} />}
      <CheckResult state={check.state} subject="bfaChatResult" render={chatText} />
    </>
  );
}

const chatLabel = () =>
  i18n.translate('bruteForceAlerts.settings.chatIdLabel', { defaultMessage: 'Chat id' });
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
