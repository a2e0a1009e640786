import { i18n } from '@kbn/i18n';
import type { HistoryEntry } from '../../../common/alerts/workflow';
import { fitted } from '../../../common/text/fitted_text';
import { visible } from '../../../common/text/visible_text';
import type { WorkAction } from '../message/work';
import { atSecond } from '../message/values';

/** What somebody who pressed a button is told. `loud`: until they close it, since nothing was done. */
export interface PressAnswer {
  text: string;
  loud: boolean;
}

/** Telegram takes no longer answer, in characters. */
const TEXT_MAX = 200;
const NAME_MAX = 64;

const quiet = (text: string): PressAnswer => ({ text: fitted(text, TEXT_MAX), loud: false });
const loud = (text: string): PressAnswer => ({ text: fitted(text, TEXT_MAX), loud: true });

/** A person of Telegram as the history names them: what they call themselves, and the number that they cannot choose. */
export const nameOfPerson = ({ id, name }: { id: number; name: string }): string =>
  `${fitted(visible(name), NAME_MAX)} (${id})`.trim();

export const PRESS_TEXTS = {
  done: (action: WorkAction) =>
    quiet(
      i18n.translate('bruteForceAlerts.press.doneText', {
        defaultMessage:
          '{action, select, acknowledge {Acknowledged. Nobody is reminded of it any more.} snooze {Snoozed: nobody is told of it for an hour.} other {Closed as a false positive.}}',
        values: { action },
      }),
    ),
  /** The alert is so already. `last`: who did it, where anybody knows. */
  already: (last: HistoryEntry | null) =>
    loud(
      i18n.translate('bruteForceAlerts.press.alreadyText', {
        defaultMessage:
          'Nothing was changed: {who} {kind, select, acknowledge {acknowledged the alert} snooze {snoozed the alert} close {closed the alert} other {changed the alert}} at {when} UTC.',
        values: {
          who: whoDid(last),
          kind: last?.kind ?? 'other',
          when: last ? atSecond(last.at) : '?',
        },
      }),
    ),
  pressedBefore: (by: string) =>
    loud(
      i18n.translate('bruteForceAlerts.press.pressedBeforeText', {
        defaultMessage:
          'Nothing was changed: {who} pressed this button before. The message is brought up to date.',
        values: { who: by },
      }),
    ),
  conflict: () =>
    loud(
      i18n.translate('bruteForceAlerts.press.conflictText', {
        defaultMessage:
          'Nothing was changed: somebody did something with the alert at the same moment. Look at it again, then press.',
      }),
    ),
  expired: () =>
    loud(
      i18n.translate('bruteForceAlerts.press.expiredText', {
        defaultMessage:
          'Nothing was changed: these buttons are too old to work. Open the alert in Kibana instead.',
      }),
    ),
  gone: () =>
    loud(
      i18n.translate('bruteForceAlerts.press.goneText', {
        defaultMessage: 'Nothing was changed: the alert was removed from Kibana, as old ones are.',
      }),
    ),
  unknown: () =>
    loud(
      i18n.translate('bruteForceAlerts.press.unknownText', {
        defaultMessage:
          'Nothing was changed: Kibana does not know this button. If the message just changed, press again.',
      }),
    ),
  otherChat: () =>
    loud(
      i18n.translate('bruteForceAlerts.press.otherChatText', {
        defaultMessage:
          'Nothing was changed: alerts are not worked on from this chat. That is a switch of the channel in Kibana.',
      }),
    ),
  stranger: (id: number) =>
    loud(
      i18n.translate('bruteForceAlerts.press.strangerText', {
        defaultMessage:
          'Nothing was changed: you are not on the list of people who may. Ask the Kibana admin to add your Telegram id: {id}.',
        values: { id: String(id) },
      }),
    ),
  tryAgain: () =>
    loud(
      i18n.translate('bruteForceAlerts.press.tryAgainText', {
        defaultMessage:
          'It did not work: Kibana could not store it. Press again, or open the alert in Kibana.',
      }),
    ),
};

const whoDid = (last: HistoryEntry | null): string =>
  last === null || last.by === null ? somebody() : fitted(visible(last.by), NAME_MAX);
const somebody = () => i18n.translate('bruteForceAlerts.press.somebodyText', { defaultMessage: 'somebody' });
