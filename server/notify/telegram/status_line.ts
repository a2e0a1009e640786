import { i18n } from '@kbn/i18n';
import type { DetectionState } from '../../../common/status/status';
import { atSecond } from '../message/values';

interface Told {
  space: string;
  state: DetectionState;
  /** Epoch ms; null before the first. */
  lastGoodAt: number | null;
  openAlerts: number;
  waitingMessages: number;
}

const MARK: Record<DetectionState, string> = {
  running: '🟢',
  starting: '🟡',
  catching_up: '🟡',
  failing: '🔴',
  stalled: '🔴',
  off: '⚪',
};

/** How a space is, in one line of plain text. `withName`: the chat is told of several. */
export function statusLine(told: Told, withName: boolean): string {
  const { space, state, lastGoodAt, openAlerts, waitingMessages } = told;
  const line = i18n.translate('bruteForceAlerts.telegramText.statusLine', {
    defaultMessage:
      '{state, select, running {Detection is running} starting {Detection is starting} catching_up {Detection is catching up} failing {Detection is failing} stalled {Detection has stopped} other {Detection is off}} · last good check {when} · {openAlerts, plural, one {# open alert} other {# open alerts}} · {waitingMessages, plural, one {# message waits} other {# messages wait}}',
    values: { state, when: whenText(lastGoodAt), openAlerts, waitingMessages },
  });
  return withName ? `${MARK[state]} ${space}: ${line}` : `${MARK[state]} ${line}`;
}

const whenText = (at: number | null): string =>
  at === null
    ? i18n.translate('bruteForceAlerts.telegramText.statusNever', { defaultMessage: 'none yet' })
    : i18n.translate('bruteForceAlerts.telegramText.statusAt', {
        defaultMessage: '{when} UTC',
        values: { when: atSecond(at) },
      });
