import { i18n } from '@kbn/i18n';
import { severityWord } from '../../../common/rules/rule_words';
import { isLater, isOver, type AttackMessage } from '../message/message';
import type { MailContent } from './content';
import { factsOf } from './attack_facts';
import { footer, linkTo } from './common_words';
import { NAME_MAX, SUBJECT_NAME_MAX, named } from './values';

/**
 * The mail about an attack. Its subject holds nothing that changes while the attack goes on: mail software keeps a
 * thread together by it.
 */
export function attackMail(message: AttackMessage): MailContent {
  const headline = headlineOf(message, SUBJECT_NAME_MAX);
  const isReply = isLater(message) || message.partOf !== null;
  return {
    subject: isReply ? `Re: ${headline}` : headline,
    preview: previewOf(message),
    severity: message.severity,
    title: headlineOf(message, NAME_MAX),
    lines: newsOf(message),
    facts: factsOf(message),
    pace: message.pace,
    link: linkTo(
      message.link,
      i18n.translate('bruteForceAlerts.emailText.openAlert', { defaultMessage: 'Open the alert in Kibana' }),
    ),
    footer: footer(),
  };
}

/** What happened, to whom: `Brute force on account Guest`. `max`: the most code points of the name. */
export function headlineOf({ rule, group }: AttackMessage, max: number): string {
  const values = { name: named(group.value, max) };
  if (rule.kind === 'temporal_ordered') {
    return i18n.translate('bruteForceAlerts.emailText.workedTitle', {
      defaultMessage: 'The attack worked: {name} logged on',
      values,
    });
  }
  if (rule.of === 'account') {
    return i18n.translate('bruteForceAlerts.emailText.sprayTitle', {
      defaultMessage: 'Password spraying: {name}',
      values,
    });
  }
  if (rule.of === 'source') {
    return i18n.translate('bruteForceAlerts.emailText.distributedTitle', {
      defaultMessage: 'Distributed brute force: {name}',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.emailText.title', {
    defaultMessage: 'Brute force: {name}',
    values,
  });
}

const previewOf = ({ severity, attempts }: AttackMessage) =>
  i18n.translate('bruteForceAlerts.emailText.preview', {
    defaultMessage: '{severity}: {attempts, plural, one {# attempt} other {# attempts}} so far',
    values: { severity: severityWord(severity), attempts },
  });

/** Why there is another mail about an attack that people know of, and that it is over. */
function newsOf(message: AttackMessage): string[] {
  if (!isOver(message)) return whyAgain(message);
  const end = i18n.translate('bruteForceAlerts.emailText.ended', { defaultMessage: 'This attack is over.' });
  return [...(message.reason === 'reminder' ? [] : whyAgain(message)), end];
}

function whyAgain({ reason, partOf }: AttackMessage): string[] {
  if (reason === 'reminder') {
    return [
      i18n.translate('bruteForceAlerts.emailText.reminder', {
        defaultMessage: 'This attack is still going on.',
      }),
    ];
  }
  if (reason === 'severity') {
    return [
      i18n.translate('bruteForceAlerts.emailText.moreSerious', {
        defaultMessage: 'More serious than reported before.',
      }),
    ];
  }
  if (reason === 'ended' || partOf === null) return [];
  return [
    i18n.translate('bruteForceAlerts.emailText.partOf', {
      defaultMessage: 'Part of an attack that you were told of before.',
    }),
  ];
}
