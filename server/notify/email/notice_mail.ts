import { i18n } from '@kbn/i18n';
import type { Severity } from '../../../common/rules/rules';
import { dailyWords, isAllQuiet, isWrong } from '../message/daily_words';
import type { DailyMessage, NoticeMessage } from '../message/message';
import { noticeWords, type NoticeWords } from '../message/notice_words';
import { footer, linkTo } from './common_words';
import type { MailContent } from './content';

/** The mail about trouble of detection itself. */
export const noticeMail = (message: NoticeMessage): MailContent =>
  mailOf(noticeWords(message), { severity: message.state === 'began' ? 'high' : null, link: message.link });

/** The mail that says every day how detection does. */
export const dailyMail = (message: DailyMessage): MailContent =>
  mailOf(dailyWords(message), { severity: severityOf(message), link: message.link });

function severityOf(message: DailyMessage): Severity | null {
  if (isAllQuiet(message)) return null;
  return isWrong(message) ? 'high' : 'medium';
}

function mailOf(
  { title, lines, facts }: NoticeWords,
  { severity, link }: { severity: Severity | null; link: string | null },
): MailContent {
  return {
    subject: title,
    preview: lines[0] ?? facts.map(({ name, value }) => `${name}: ${value}`).join(', '),
    severity,
    title,
    lines,
    facts: facts.map(({ name, value }) => ({ label: name, value })),
    pace: null,
    link: linkTo(
      link,
      i18n.translate('bruteForceAlerts.emailText.openPlugin', {
        defaultMessage: 'Open Brute force alerts in Kibana',
      }),
    ),
    footer: footer(),
  };
}
