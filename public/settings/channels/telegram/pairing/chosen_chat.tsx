import { EuiHealth, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useRef } from 'react';
import type { TestChannelResponse } from '../../../../../common/api/api';
import type { PairedChat } from '../../../../../common/api/pairing';
import type { Channel } from '../../../../../common/channels/channels';
import { useServices } from '../../../../shared/services';
import { type CheckState, useCheck } from '../../../use_check';
import { TestAnswer } from '../../test_answer';
import type { TelegramProps } from '../telegram_state';
import { chatWords } from './chat_words';

interface ChosenChatProps {
  chat: PairedChat;
  form: Pick<TelegramProps, 'channel' | 'onSave'>;
}

/**
 * The chat that was just confirmed. As soon as it is shown, the form is saved with it and a test message goes the way that
 * alerts go. It takes the focus, and is read for that: the button that was pressed is gone.
 */
export function ChosenChat({ chat, form }: ChosenChatProps) {
  const { api } = useServices();
  const element = useRef<HTMLDivElement>(null);
  const saving = useCheck<Channel | undefined>();
  const test = useCheck<TestChannelResponse>();
  const saveAndTry = async () => {
    const saved = await form.onSave({ ...form.channel.options, chatId: chat.id, topicId: chat.topicId });
    if (saved) test.run(() => api.testChannel({ channel: saved, secrets: {} }));
    return saved;
  };
  useEffect(() => {
    element.current?.focus();
    saving.run(saveAndTry);
  }, []);
  return (
    <div ref={element} tabIndex={-1}>
      <EuiSpacer size="s" />
      <EuiHealth color="success" data-test-subj="bfaPairingChosen">
        {i18n.translate('bruteForceAlerts.pairing.chosenLabel', {
          defaultMessage: 'Alerts will go to {chat}. The bot may write there.',
          values: { chat: chatWords(chat) },
        })}
      </EuiHealth>
      <div aria-live="polite">
        <EuiText size="s" data-test-subj="bfaPairingSaved">
          <p>{savingText(saving.state)}</p>
        </EuiText>
      </div>
      <TestAnswer state={test.state} subject="bfaPairingTest" />
    </div>
  );
}

function savingText(state: CheckState<Channel | undefined>): string {
  if (state.kind === 'idle' || state.kind === 'running')
    return i18n.translate('bruteForceAlerts.pairing.savingLabel', {
      defaultMessage: 'Saving the channel…',
    });
  if (state.kind === 'answered' && state.answer)
    return i18n.translate('bruteForceAlerts.pairing.savedLabel', {
      defaultMessage: 'The channel is saved, and a test message goes the way that alerts go.',
    });
  return i18n.translate('bruteForceAlerts.pairing.notSavedLabel', {
    defaultMessage:
      'The channel is not saved yet, so no test message was sent. Put right what is marked, save, and send a test message below.',
  });
}
