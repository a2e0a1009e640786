import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiLoadingSpinner,
  EuiScreenReaderOnly,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { TelegramCheck } from '../../../../../common/api/api';
import type { PairedChat, PairingState, StartedPairing } from '../../../../../common/api/pairing';
import type { Problem } from '../../../../../common/status/problems';
import { AskButton } from '../../../../shared/ask_button';
import { BroughtIntoView } from '../../../../shared/brought_into_view';
import { ICON } from '../../../../shared/icons';
import { type Pace, usePolled } from '../../../../shared/polling';
import { ProblemList } from '../../../../shared/problem_list';
import { useServices } from '../../../../shared/services';
import { telegramResult, useCheck } from '../../../use_check';
import type { UsableToken } from '../telegram_state';
import { foundWords } from './chat_words';

interface AnswerProps {
  started: StartedPairing;
  token: NonNullable<UsableToken>;
  /** What else is saved with the chat, in words. */
  unsavedBeside: readonly string[];
  onChosen(chat: PairedChat): void;
  onCancel(): void;
}

/** Waits until somebody wrote to the bot, then asks whether theirs is the chat. */
export function Answer({ started: { id }, token, unsavedBeside, onChosen, onCancel }: AnswerProps) {
  const { api } = useServices();
  const { data, error } = usePolled(
    ['pairing', id],
    (options) => api.pairingState({ ...token, id }, options),
    PACE,
  );
  const cancel = () => {
    // What cannot be ended now ends by itself after ten minutes.
    api.cancelPairing({ id }).catch(() => undefined);
    onCancel();
  };
  const problems = [...(data?.state === 'waiting' ? data.problems : []), ...(error?.problems ?? [])];
  return (
    <BroughtIntoView about={data?.state === 'found' ? data.chat : undefined} subject="bfaPairingAnswer">
      <EuiSpacer size="m" />
      <div aria-live="polite">
        {(!data || data.state === 'waiting') && <Waiting />}
        {data?.state === 'over' && <Over />}
        {data?.state === 'found' && (
          <EuiScreenReaderOnly>
            <p>{foundWords(data.chat)}</p>
          </EuiScreenReaderOnly>
        )}
      </div>
      <ProblemList problems={problems} subject="bfaPairingProblem" size="s" />
      {data?.state === 'found' ? (
        <Found
          chat={data.chat}
          unsavedBeside={unsavedBeside}
          ask={() => api.confirmPairing({ ...token, id })}
          onChosen={onChosen}
          onCancel={cancel}
        />
      ) : (
        <Cancel onClick={cancel} />
      )}
    </BroughtIntoView>
  );
}

/** Somebody looks from the phone to the page. */
const PACE: Pace<PairingState> = { every: 2_000, isLast: () => false };

const Cancel = ({ onClick }: { onClick(): void }) => (
  <EuiButtonEmpty size="s" flush="left" onClick={onClick} data-test-subj="bfaPairingCancel">
    {i18n.translate('bruteForceAlerts.pairing.cancelLabel', { defaultMessage: 'Cancel' })}
  </EuiButtonEmpty>
);

function Waiting() {
  return (
    <EuiText size="s" color="subdued" data-test-subj="bfaPairingWaiting">
      <EuiLoadingSpinner size="s" />{' '}
      {i18n.translate('bruteForceAlerts.pairing.waitingLabel', {
        defaultMessage:
          'Waiting for an answer from Telegram. The link is good for ten minutes and for one chat.',
      })}
    </EuiText>
  );
}

function Over() {
  return (
    <EuiText size="s" data-test-subj="bfaPairingOver">
      <p>
        {i18n.translate('bruteForceAlerts.pairing.overLabel', {
          defaultMessage:
            'Nobody answered in ten minutes, so these links are good for nothing any more. Make new ones.',
        })}
      </p>
    </EuiText>
  );
}

interface FoundProps {
  chat: PairedChat;
  unsavedBeside: readonly string[];
  ask(): Promise<TelegramCheck<PairedChat>>;
  onChosen(chat: PairedChat): void;
  onCancel(): void;
}

function Found({ chat, unsavedBeside, ask, onChosen, onCancel }: FoundProps) {
  const confirm = useCheck<TelegramCheck<PairedChat>>();
  const problems: Problem[] = telegramResult(confirm.state).problems;
  const confirmed = async () => {
    const answer = await ask();
    if (answer.ok) onChosen(answer.result);
    return answer;
  };
  return (
    <>
      <EuiCallOut title={foundWords(chat)} size="s" data-test-subj="bfaPairingFound">
        <EuiText size="s">
          <p>
            {i18n.translate('bruteForceAlerts.pairing.foundDescription', {
              defaultMessage: 'If you do not know this chat, somebody else got hold of the link: cancel.',
            })}
          </p>
          {unsavedBeside.length > 0 && <p data-test-subj="bfaPairingBeside">{besideText(unsavedBeside)}</p>}
        </EuiText>
        <EuiSpacer size="s" />
        <EuiFlexGroup gutterSize="s" responsive={false} wrap>
          <EuiFlexItem grow={false}>
            <AskButton
              label={confirmLabel()}
              icon={ICON.ok}
              isAsking={confirm.state.kind === 'running'}
              fill
              onAsk={() => confirm.run(confirmed)}
              subject="bfaPairingConfirm"
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <Cancel onClick={onCancel} />
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiCallOut>
      <ProblemList problems={problems} subject="bfaPairingProblem" size="s" />
    </>
  );
}

const confirmLabel = () =>
  i18n.translate('bruteForceAlerts.pairing.confirmLabel', { defaultMessage: 'Use this chat, save and test' });
const besideText = (unsavedBeside: readonly string[]) =>
  i18n.translate('bruteForceAlerts.pairing.unsavedBesideDescription', {
    defaultMessage: 'What else you changed is saved too: {what}.',
    values: { what: unsavedBeside.join(', ') },
  });
