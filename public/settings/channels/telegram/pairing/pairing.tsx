import { EuiHealth, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useRef, useState } from 'react';
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
import { chatWords } from './chat_words';
import { Ways } from './ways';

/** Finds the chat for somebody who does not know its id: the bot is written to from it. */
export function Pairing({ form }: { form: TelegramProps }) {
  const { api } = useServices();
  const start = useCheck<TelegramCheck<StartedPairing>>();
  const [chosen, setChosen] = useState<PairedChat>();
  const token = usableToken(form);
  const { botToken } = form.typedSecrets;
  const { proxy } = form.channel.options;
  const { clear } = start;
  useEffect(() => {
    clear();
    setChosen(undefined);
  }, [botToken, proxy, clear]);
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
        <Answer key={started.id} started={started} token={token} onChosen={choose} onCancel={clear} />
      )}
      {chosen && <Chosen chat={chosen} />}
    </div>
  );
}

const startLabel = () =>
  i18n.translate('bruteForceAlerts.pairing.startLabel', { defaultMessage: 'Find the chat for me' });
const againLabel = () =>
  i18n.translate('bruteForceAlerts.pairing.againLabel', { defaultMessage: 'Make new links' });

/** It takes the focus, and is read for that: the button that was pressed is gone. */
function Chosen({ chat }: { chat: PairedChat }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), []);
  return (
    <div ref={element} tabIndex={-1}>
      <EuiSpacer size="s" />
      <EuiHealth color="success" data-test-subj="bfaPairingChosen">
        {i18n.translate('bruteForceAlerts.pairing.chosenLabel', {
          defaultMessage:
            'Alerts will go to {chat}. The bot may write there. Send a test message below, then save.',
          values: { chat: chatWords(chat) },
        })}
      </EuiHealth>
    </div>
  );
}
