import { EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useState } from 'react';
import type { TelegramCheck } from '../../../../../common/api/api';
import type { PairedChat, StartedPairing } from '../../../../../common/api/pairing';
import { AskButton } from '../../../../shared/ask_button';
import { BroughtIntoView } from '../../../../shared/brought_into_view';
import { ICON } from '../../../../shared/icons';
import { ProblemList } from '../../../../shared/problem_list';
import { useServices } from '../../../../shared/services';
import { telegramResult, useCheck } from '../../../use_check';
import { usableToken, type TelegramProps } from '../telegram_state';
import { Answer } from './answer';
import { ChosenChat } from './chosen_chat';
import { Ways } from './ways';

/**
 * Finds the chat for somebody who does not know its id: the bot is written to from it. Once the chat is confirmed the
 * channel is saved and tried. What was found by way of one proxy says nothing of another: give it a key by the proxy.
 */
export function Pairing({ form }: { form: TelegramProps }) {
  const { api } = useServices();
  const start = useCheck<TelegramCheck<StartedPairing>>();
  const [chosen, setChosen] = useState<PairedChat>();
  const token = usableToken(form);
  const { botToken } = form.typedSecrets;
  const { chatId } = form.channel.options;
  const { clear } = start;
  useEffect(clear, [botToken, clear]);
  useEffect(() => {
    // Once it is saved nothing is typed any more, and the chat stays chosen.
    if (botToken !== undefined) setChosen(undefined);
  }, [botToken]);
  const { result: started, problems } = telegramResult(start.state);
  const begin = () => {
    setChosen(undefined);
    if (token) start.run(() => api.startPairing(token));
  };
  const choose = (chat: PairedChat) => {
    form.onChange({ ...form.channel.options, chatId: chat.id, topicId: chat.topicId });
    setChosen(chat);
    clear();
  };
  return (
    <div data-test-subj="bfaPairing">
      <AskButton
        label={started ? againLabel() : startLabel()}
        icon={ICON.missing}
        isAsking={start.state.kind === 'running'}
        isDisabled={form.disabled || token === undefined}
        onAsk={begin}
        subject="bfaStartPairing"
      />
      <BroughtIntoView
        about={start.state.kind === 'idle' ? undefined : start.state}
        subject="bfaPairingStarted"
      >
        <ProblemList problems={problems} subject="bfaPairingProblem" size="s" />
        {started && (
          <>
            <EuiSpacer size="m" />
            <Ways started={started} />
          </>
        )}
      </BroughtIntoView>
      {started && token && (
        <Answer
          key={started.id}
          started={started}
          token={token}
          unsavedBeside={form.unsavedBeside}
          onChosen={choose}
          onCancel={clear}
        />
      )}
      {chosen && chosen.id === chatId && <ChosenChat chat={chosen} form={form} />}
    </div>
  );
}

const startLabel = () =>
  i18n.translate('bruteForceAlerts.pairing.startLabel', { defaultMessage: 'Find the chat for me' });
const againLabel = () =>
  i18n.translate('bruteForceAlerts.pairing.againLabel', { defaultMessage: 'Make new links' });
