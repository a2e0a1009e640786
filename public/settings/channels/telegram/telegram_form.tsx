import { EuiSteps, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { CheckChatResponse, CheckTokenResponse, TestMessageResponse } from '../../../../common/api/api';
import { chatIdProblem } from '../../../../common/channels/telegram';
import { telegramResult, useCheck } from '../../use_check';
import type { KindForm } from '../form_props';
import { isSecretSaved } from '../secret_field';
import { ChatField } from './chat_field';
import { TelegramIcon } from './telegram_icon';
import { isSavedChat, type TelegramProps, usableToken } from './telegram_state';
import { TestMessage } from './test_message';
import { TokenField } from './token_field';

/** Telegram as a kind of channel on the page. */
export const telegramForm: KindForm<'telegram'> = {
  label: () => i18n.translate('bruteForceAlerts.telegram.title', { defaultMessage: 'Telegram' }),
  icon: TelegramIcon,
  description: () =>
    i18n.translate('bruteForceAlerts.telegram.description', {
      defaultMessage: 'To a person, a group or a channel. It takes a bot, which Telegram gives you for free.',
    }),
  summary: ({ chatId }) =>
    chatId === ''
      ? ''
      : i18n.translate('bruteForceAlerts.telegram.summaryLabel', {
          defaultMessage: 'chat {chatId}',
          values: { chatId },
        }),
  Form: TelegramForm,
  empty: () => ({ chatId: '' }),
};

/** The steps from nothing to a message that arrived. */
function TelegramForm(form: TelegramProps) {
  const token = useCheck<CheckTokenResponse>();
  const chat = useCheck<CheckChatResponse>();
  const test = useCheck<TestMessageResponse>();
  useClearOnChange(form, [chat.clear, test.clear]);
  const { chatId } = form.channel.options;
  const hasBot = isSecretSaved(form, 'botToken') || telegramResult(token.state).result !== undefined;
  const hasChat = isSavedChat(form) || telegramResult(chat.state).result !== undefined;
  const status = (complete: boolean) => (complete ? ('complete' as const) : ('incomplete' as const));
  return (
    <EuiSteps
      titleSize="xs"
      headingElement="h3"
      steps={[
        { title: createTitle(), status: status(hasBot), children: <CreateBot /> },
        { title: tokenTitle(), status: status(hasBot), children: <TokenField form={form} check={token} /> },
        { title: chatTitle(), status: status(hasChat), children: <ChatField form={form} check={chat} /> },
        {
          title: testTitle(),
          status: status(telegramResult(test.state).result !== undefined),
          children: (
            <TestMessage
              disabled={form.disabled}
              check={test}
              token={usableToken(form)}
              chatId={chatIdProblem(chatId) === undefined ? chatId : undefined}
            />
          ),
        },
      ]}
    />
  );
}

/** Removes the answers about the chat and the test message as soon as the token or the chat changes. */
function useClearOnChange(
  { typedSecrets: { botToken }, channel }: TelegramProps,
  [clearChat, clearTest]: [() => void, () => void],
): void {
  const { chatId } = channel.options;
  useEffect(() => {
    clearChat();
    clearTest();
  }, [botToken, chatId, clearChat, clearTest]);
}

const createTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.createTitle', { defaultMessage: 'Create a bot' });
const tokenTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.tokenTitle', { defaultMessage: 'Paste its token' });
const chatTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.chatTitle', { defaultMessage: 'Name the chat that is told' });
const testTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.testTitle', { defaultMessage: 'Send a test message' });

function CreateBot() {
  return (
    <EuiText size="s">
      <p>
        {i18n.translate('bruteForceAlerts.telegram.createDescription', {
          defaultMessage:
            'In Telegram, open a chat with @BotFather, send /newbot and answer its questions. It then gives you a token.',
        })}
      </p>
    </EuiText>
  );
}
