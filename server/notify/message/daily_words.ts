import { i18n } from '@kbn/i18n';
import type { DetectionState } from '../../../common/status/status';
import { fitted } from '../../../common/text/fitted_text';
import type { DailyMessage } from './message';
import type { NoticeWords } from './notice_words';
import { atSecond, orNoName } from './values';

const DAY = 86_400_000;
/** The clocks of those who look and of those who count differ by a little, ms. */
const NEARLY = 3_600_000;
/** The most code points of what is wrong, so that the message fits into every kind of channel. */
const PROBLEM_MAX = 300;
const SPACE_MAX = 255;

/** Whether nothing is wrong and nobody has to look. */
export const isAllQuiet = ({ open, state, problems }: DailyMessage): boolean =>
  open === 0 && state === 'running' && problems.length === 0;

/** Whether something keeps attacks from being seen, or people from being told. */
export const isWrong = ({ state, problems }: DailyMessage): boolean =>
  state !== 'running' || problems.length > 0;

/** What the daily message says, in plain text that each channel shows in its own form. Times are UTC. */
export function dailyWords(message: DailyMessage): NoticeWords {
  const { problems, moreProblems, space } = message;
  return {
    title: titleOf(message),
    lines: [STATES[message.state](), countsOf(message), openOf(message)].filter((line) => line !== ''),
    facts: [
      ...problems.map(({ message: said }) => ({
        name: i18n.translate('bruteForceAlerts.daily.problemName', { defaultMessage: 'What is wrong' }),
        value: fitted(orNoName(said), PROBLEM_MAX),
      })),
      ...(moreProblems > 0 ? [moreFact(moreProblems)] : []),
      {
        name: i18n.translate('bruteForceAlerts.daily.spaceName', { defaultMessage: 'Kibana space' }),
        value: fitted(orNoName(space), SPACE_MAX),
      },
    ],
  };
}

function titleOf(message: DailyMessage): string {
  if (isWrong(message)) {
    return i18n.translate('bruteForceAlerts.daily.wrongTitle', {
      defaultMessage: 'Not all quiet: detection needs a look',
    });
  }
  if (message.open > 0) {
    return i18n.translate('bruteForceAlerts.daily.openTitle', {
      defaultMessage: 'Not all quiet: {open, plural, one {# alert is open} other {# alerts are open}}',
      values: { open: message.open },
    });
  }
  return i18n.translate('bruteForceAlerts.daily.quietTitle', { defaultMessage: 'All quiet' });
}

/** What the state of detection means; nothing where it runs. */
const STATES: Record<DetectionState, () => string> = {
  running: () => '',
  off: () => i18n.translate('bruteForceAlerts.daily.offText', { defaultMessage: 'Detection is off.' }),
  starting: () =>
    i18n.translate('bruteForceAlerts.daily.startingText', {
      defaultMessage: 'Detection is starting and has not read anything yet.',
    }),
  catching_up: () =>
    i18n.translate('bruteForceAlerts.daily.catchingUpText', {
      defaultMessage: 'Detection has not read all logon events yet; it goes on.',
    }),
  failing: () =>
    i18n.translate('bruteForceAlerts.daily.failingText', {
      defaultMessage: 'Detection is failing: attacks may go unseen.',
    }),
  stalled: () =>
    i18n.translate('bruteForceAlerts.daily.stalledText', {
      defaultMessage: 'Detection has stopped: attacks go unseen.',
    }),
};

function countsOf({ failures, attacks, since, until }: DailyMessage): string {
  const values = { failures, attacks };
  if (until - since >= DAY - NEARLY) {
    return i18n.translate('bruteForceAlerts.daily.countsText', {
      defaultMessage:
        '{failures, plural, one {# failed logon} other {# failed logons}} read, {attacks, plural, one {# alert} other {# alerts}} in the last 24 hours.',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.daily.countsSinceText', {
    defaultMessage:
      '{failures, plural, one {# failed logon} other {# failed logons}} read since {since} UTC, {attacks, plural, one {# alert} other {# alerts}} in the last 24 hours.',
    values: { ...values, since: atSecond(since) },
  });
}

function openOf({ open }: DailyMessage): string {
  if (open === 0) return '';
  return i18n.translate('bruteForceAlerts.daily.openText', {
    defaultMessage:
      '{open, plural, one {# alert is} other {# alerts are}} open: nobody has acknowledged or closed {open, plural, one {it} other {them}}.',
    values: { open },
  });
}

const moreFact = (more: number): NoticeWords['facts'][number] => ({
  name: i18n.translate('bruteForceAlerts.daily.moreName', { defaultMessage: 'More problems' }),
  value: String(more),
});
