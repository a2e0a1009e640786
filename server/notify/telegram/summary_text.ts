import { i18n } from '@kbn/i18n';
import { severityWord } from '../../../common/rules/rule_words';
import { fitted } from '../../../common/text/fitted_text';
import type { AttackMessage, SummaryMessage } from '../message/message';
import type { TelegramHtml } from './bot_api_port';
import { escaped } from './field';
import { GROUP_LINE } from './heading';
import { FIELD_MAX, atSecond, shortId } from './values';

/** The message about everything that could not be told while the chat took no messages. */
export function renderSummary({ since, attacks, gravest, link }: SummaryMessage): TelegramHtml {
  const lines = [
    `📋 <b>${titleText(attacks)}</b>`,
    i18n.translate('bruteForceAlerts.telegramText.summarySince', {
      defaultMessage: 'Since {since} UTC this chat could not be told. It can be again.',
      values: { since: atSecond(since) },
    }),
    ...gravest.map(attackLine),
    moreLine(attacks - gravest.length),
    link === null || [...link].length > FIELD_MAX.link ? '' : escaped(fitted(link, FIELD_MAX.link)),
  ];
  return lines.filter((line) => line !== '').join('\n') as TelegramHtml;
}

const titleText = (attacks: number) =>
  i18n.translate('bruteForceAlerts.telegramText.summaryTitle', {
    defaultMessage: '{attacks, plural, one {# attack was} other {# attacks were}} held back',
    values: { attacks },
  });

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
