import { i18n } from '@kbn/i18n';
import { severityWord } from '../../../common/rules/rule_words';
import { fitted } from '../../../common/text/fitted_text';
import { escapedMarkup } from '../../../common/text/markup';
import type { AttackMessage, SummaryMessage } from '../message/message';
import { summarySpan, summaryTitle } from '../message/summary_words';
import type { TelegramHtml } from './bot_api_port';
import { GROUP_LINE } from './heading';
import { FIELD_MAX, shortId } from './values';

/** One message about several attacks. */
export function renderSummary(message: SummaryMessage): TelegramHtml {
  const { attacks, gravest, link } = message;
  const lines = [
    `📋 <b>${summaryTitle(message)}</b>`,
    summarySpan(message),
    ...gravest.map(attackLine),
    moreLine(attacks - gravest.length),
    link === null || [...link].length > FIELD_MAX.link ? '' : escapedMarkup(fitted(link, FIELD_MAX.link)),
  ];
  return lines.filter((line) => line !== '').join('\n') as TelegramHtml;
}

function attackLine(message: AttackMessage): string {
  return i18n.translate('bruteForceAlerts.telegramText.summaryAttack', {
    defaultMessage: '• {severity}: {group}, {attempts} attempts, alert {id}',
    values: {
      severity: severityWord(message.severity),
      group: GROUP_LINE[message.group.kind](message),
      attempts: String(message.attempts),
      id: shortId(message.alertId),
    },
  });
}

function moreLine(more: number): string {
  if (more <= 0) return '';
  return i18n.translate('bruteForceAlerts.telegramText.summaryMore', {
    defaultMessage: 'And {more, number} more, in Kibana.',
    values: { more },
  });
}
