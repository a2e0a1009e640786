import { EuiDescribedFormGroup, EuiSteps, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { CheckChatResponse, CheckTokenResponse, TestMessageResponse } from '../../common/api/api';
import { chatIdProblem } from '../../common/channels/telegram';
import { ChatField } from './chat_field';
import type { Draft } from './draft';
import type { SectionProps } from './section';
import { TestMessage } from './test_message';
import { isTokenSaved } from './telegram_channel';
import { isSavedChat, usableToken } from './telegram_state';
import { TokenField } from './token_field';
import { telegramResult, useCheck } from './use_check';

export function TelegramSection(props: SectionProps) {
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      title={<h2>{i18n.translate('bruteForceAlerts.telegram.title', { defaultMessage: 'Telegram' })}</h2>}
      description={i18n.translate('bruteForceAlerts.telegram.description', {
        defaultMessage:
          'Who is told. Without it alerts appear on this page only. Everything can be tried before it is saved.',
      })}
    >
      <Steps {...props} />
    </EuiDescribedFormGroup>
  );
}

function Steps(props: SectionProps) {
  const { form, draft } = props;
  const token = useCheck<CheckTokenResponse>();
  const chat = useCheck<CheckChatResponse>();
  const test = useCheck<TestMessageResponse>();
  useClearOnChange(draft, [chat.clear, test.clear]);
  const usable = usableToken(form.state.saved, draft);
  const chatId = chatIdProblem(draft.telegramChatId) === undefined ? draft.telegramChatId : undefined;
  const hasBot = isTokenSaved(form.state.saved) || telegramResult(token.state).result !== undefined;
  const status = (complete: boolean) => (complete ? ('complete' as const) : ('incomplete' as const));
  return (
    <EuiSteps
      titleSize="xs"
      headingElement="h3"
      steps={[
        { title: createTitle(), status: status(!!hasBot), children: <CreateBot /> },
        { title: tokenTitle(), status: status(!!hasBot), children: <TokenField {...props} check={token} /> },
        {
          title: chatTitle(),
          status: status(
            isSavedChat(form.state.saved, draft) || telegramResult(chat.state).result !== undefined,
          ),
          children: <ChatField {...props} check={chat} token={usable} />,
        },
        {
          title: testTitle(),
          status: status(telegramResult(test.state).result !== undefined),
          children: <TestMessage disabled={props.disabled} check={test} token={usable} chatId={chatId} />,
        },
      ]}
    />
  );
}

/** Removes the answers about the chat and the test message as soon as the token or the chat changes. */
function useClearOnChange(
  { botToken, telegramChatId }: Draft,
  [clearChat, clearTest]: [() => void, () => void],
): void {
  useEffect(() => {
    clearChat();
    clearTest();
  }, [botToken, telegramChatId, clearChat, clearTest]);
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
