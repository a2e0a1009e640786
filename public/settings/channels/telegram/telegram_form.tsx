import { EuiSpacer, EuiSteps, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { CheckChatResponse, CheckTokenResponse } from '../../../../common/api/api';
import { PLAIN } from '../../../../common/channels/telegram';
import { telegramResult, useCheck, type Check } from '../../use_check';
import type { KindForm } from '../form_props';
import { ProxyField } from '../proxy_field';
import { isSecretSaved } from '../secret_field';
import { ButtonFields } from './button_fields';
import { ChatField } from './chat_field';
import { TelegramIcon } from './telegram_icon';
import { isSavedChat, type TelegramProps } from './telegram_state';
import { Pairing } from './pairing/pairing';
import { SendingFields } from './sending_fields';
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
  empty: () => ({ chatId: '', ...PLAIN }),
};

/** The steps from nothing to a chat that can be told. */
function TelegramForm(form: TelegramProps) {
  const token = useCheck<CheckTokenResponse>();
  const chat = useCheck<CheckChatResponse>();
  useClearOnChange(form, chat.clear);
  const hasBot = isSecretSaved(form, 'botToken') || telegramResult(token.state).result !== undefined;
  const hasChat = isSavedChat(form) || telegramResult(chat.state).result !== undefined;
  const status = (complete: boolean) => (complete ? ('complete' as const) : ('incomplete' as const));
  return (
    <EuiSteps
      titleSize="xs"
      headingElement="h3"
      steps={[
        { title: createTitle(), status: status(hasBot), children: <CreateBot /> },
        { title: tokenTitle(), status: status(hasBot), children: <TokenSteps form={form} check={token} /> },
        { title: chatTitle(), status: status(hasChat), children: <ChatSteps form={form} check={chat} /> },
      ]}
    />
  );
}

/** The proxy stands above the token, which is checked by way of it. */
function TokenSteps({ form, check }: { form: TelegramProps; check: Check<CheckTokenResponse> }) {
  const { options } = form.channel;
  return (
    <>
      <ProxyField
        form={form}
        chosen={options.proxy}
        onChange={(proxy) => form.onChange({ ...options, proxy })}
      />
      <TokenField form={form} check={check} />
    </>
  );
}

/** The chat is found by writing to the bot from it, or its id is typed. */
function ChatSteps({ form, check }: { form: TelegramProps; check: Check<CheckChatResponse> }) {
  return (
    <>
      <Pairing key={form.channel.options.proxy ?? ''} form={form} />
      <EuiSpacer size="m" />
      <ChatField form={form} check={check} />
      <EuiSpacer size="m" />
      <SendingFields form={form} />
      <EuiSpacer size="m" />
      <ButtonFields form={form} />
    </>
  );
}

/** Removes the answer about the chat as soon as the token, the chat or the proxy changes. */
function useClearOnChange({ typedSecrets: { botToken }, channel }: TelegramProps, clear: () => void): void {
  const { chatId, proxy } = channel.options;
  useEffect(clear, [botToken, chatId, proxy, clear]);
}

const createTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.createTitle', { defaultMessage: 'Create a bot' });
const tokenTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.tokenTitle', { defaultMessage: 'Paste its token' });
const chatTitle = () =>
  i18n.translate('bruteForceAlerts.telegram.chatTitle', { defaultMessage: 'Name the chat that is told' });
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
