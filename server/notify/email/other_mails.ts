import { i18n } from '@kbn/i18n';
import { severityWord } from '../../../common/rules/rule_words';
import type { AttackMessage, SummaryMessage, TestMessage } from '../message/message';
import { summarySpan, summaryTitle } from '../message/summary_words';
import { atSecond } from '../message/values';
import { headlineOf } from './attack_mail';
import { footer, linkTo } from './common_words';
import type { Fact, MailContent } from './content';
import { NAME_MAX, named, shortId } from './values';

/** The mail about several attacks: a digest, or what could not be told while the server took no mail. */
export function summaryMail(message: SummaryMessage): MailContent {
  const { attacks, gravest, link } = message;
  const title = summaryTitle(message);
  const told = summarySpan(message);
  return {
    subject: title,
    preview: told,
    severity: gravest[0]?.severity ?? null,
    title,
    lines: [told, ...moreOf(attacks - gravest.length)],
    facts: gravest.map(attackFact),
    pace: null,
    link: linkTo(
      link,
      i18n.translate('bruteForceAlerts.emailText.openAlerts', {
        defaultMessage: 'Open the alerts in Kibana',
      }),
    ),
    footer: footer(),
  };
}

/** One attack of several, in one line. */
export const attackFact = (message: AttackMessage): Fact => ({
  label: severityWord(message.severity),
  value: i18n.translate('bruteForceAlerts.emailText.summaryAttack', {
    defaultMessage: '{headline}, {attempts, plural, one {# attempt} other {# attempts}}, alert {id}',
    values: {
      headline: headlineOf(message, NAME_MAX),
      attempts: message.attempts,
      id: shortId(message.alertId),
    },
  }),
});

export function moreOf(more: number): string[] {
  if (more <= 0) return [];
  return [
    i18n.translate('bruteForceAlerts.emailText.summaryMore', {
      defaultMessage: 'These are the gravest; {more, number} more are in Kibana.',
      values: { more },
    }),
  ];
}

/** The mail that somebody asked for, to see whether the channel works. It cannot be taken for an alert. */
export function testMail({ askedBy, at, channel, space }: TestMessage): MailContent {
  const title = i18n.translate('bruteForceAlerts.emailText.testTitle', {
    defaultMessage: 'Test message of Brute force alerts',
  });
  const told = i18n.translate('bruteForceAlerts.emailText.testBody', {
    defaultMessage:
      'Alerts about password guessing from the Kibana space {space} will arrive here, by the channel {channel}. Nothing is wrong.',
    values: { space: named(space), channel: named(channel) },
  });
  return {
    subject: title,
    preview: told,
    severity: null,
    title,
    lines: [told, askedLine(askedBy, atSecond(at))],
    facts: [],
    pace: null,
    link: null,
    footer: footer(),
  };
}

function askedLine(askedBy: string | null, when: string): string {
  if (askedBy === null) {
    return i18n.translate('bruteForceAlerts.emailText.testAsked', {
      defaultMessage: 'Asked for in Kibana at {when} UTC.',
      values: { when },
    });
  }
  return i18n.translate('bruteForceAlerts.emailText.testAskedBy', {
    defaultMessage: 'Asked for in Kibana by {person} at {when} UTC.',
    values: { person: named(askedBy), when },
  });
}
