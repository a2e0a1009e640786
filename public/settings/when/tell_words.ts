import { i18n } from '@kbn/i18n';
import type { Tell } from '../../../common/channels/tell';
import { severityWord } from '../../../common/rules/rule_words';
import { formatFullTime } from '../../shared/format';

/** When a channel tells, in a line, e.g. "From Medium on; quiet 22:00 to 07:00 (Europe/Paris); each attack by itself". */
export const tellText = (tell: Tell): string =>
  [
    leastText(tell),
    quietText(tell),
    digestText(tell),
    endText(tell),
    troubleText(tell),
    allQuietText(tell),
    mutedText(tell),
  ]
    .filter((text) => text !== '')
    .join('; ');

const leastText = ({ leastSeverity }: Tell) =>
  i18n.translate('bruteForceAlerts.tell.leastLabel', {
    defaultMessage: 'From {severity} on',
    values: { severity: severityWord(leastSeverity) },
  });

function quietText({ quietHours }: Tell): string {
  if (!quietHours) return '';
  return i18n.translate('bruteForceAlerts.tell.quietLabel', {
    defaultMessage: 'quiet {from} to {to} ({timeZone})',
    values: { ...quietHours },
  });
}

function digestText({ digest, firstMessages }: Tell): string {
  if (digest.mode === 'every') {
    return i18n.translate('bruteForceAlerts.tell.everyLabel', {
      defaultMessage: 'a digest every {minutes} minutes',
      values: { minutes: String(digest.minutes) },
    });
  }
  if (digest.mode === 'daily') {
    return i18n.translate('bruteForceAlerts.tell.dailyLabel', {
      defaultMessage: 'a digest every day at {at} ({timeZone})',
      values: { at: digest.at, timeZone: digest.timeZone },
    });
  }
  return i18n.translate('bruteForceAlerts.tell.eachLabel', {
    defaultMessage: 'each attack by itself, at most {firstMessages} in ten minutes',
    values: { firstMessages: String(firstMessages) },
  });
}

function endText({ tellEnd }: Tell): string {
  if (!tellEnd) return '';
  return i18n.translate('bruteForceAlerts.tell.endLabel', { defaultMessage: 'the end is told too' });
}

function troubleText({ tellTrouble }: Tell): string {
  if (tellTrouble) return '';
  return i18n.translate('bruteForceAlerts.tell.noTroubleLabel', {
    defaultMessage: 'trouble of detection is not told',
  });
}

function allQuietText({ allQuiet }: Tell): string {
  if (!allQuiet) return '';
  return i18n.translate('bruteForceAlerts.tell.allQuietLabel', {
    defaultMessage: 'every day at {at} ({timeZone}) how detection does',
    values: { ...allQuiet },
  });
}

function mutedText({ mutedUntil }: Tell): string {
  if (mutedUntil === null) return '';
  return i18n.translate('bruteForceAlerts.tell.mutedLabel', {
    defaultMessage: 'muted until {time}',
    values: { time: formatFullTime(mutedUntil) },
  });
}
