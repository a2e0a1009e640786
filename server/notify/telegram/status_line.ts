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

/** A line has some two hundred characters, and Telegram takes no message of more than 4,096. */
const SPACES_MAX = 15;

/** How spaces are, a line of plain text for each; those beyond the first ones are counted. */
export function statusLines(told: readonly Told[]): string {
  const lines = told.slice(0, SPACES_MAX).map((one) => statusLine(one, told.length > 1));
  const more = told.length - lines.length;
  return [...lines, ...(more > 0 ? [moreText(more)] : [])].join('\n');
}

const moreText = (more: number): string =>
  i18n.translate('bruteForceAlerts.telegramText.statusMore', {
    defaultMessage: 'And {more, plural, one {# more space} other {# more spaces}}, in Kibana.',
    values: { more },
  });

/** `withName`: the chat is told of several. */
function statusLine(told: Told, withName: boolean): string {
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
