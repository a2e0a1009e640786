import { i18n } from '@kbn/i18n';
import type { NoticeMessage } from '../message/message';
import { noticeWords } from '../message/notice_words';
import { footer, linkTo } from './common_words';
import type { MailContent } from './content';

/** The mail about trouble of detection itself. */
export function noticeMail(message: NoticeMessage): MailContent {
  const { title, lines, facts } = noticeWords(message);
  return {
    subject: title,
    preview: lines[0] ?? facts.map(({ name, value }) => `${name}: ${value}`).join(', '),
    severity: message.state === 'began' ? 'high' : null,
    title,
    lines,
    facts: facts.map(({ name, value }) => ({ label: name, value })),
    pace: null,
    link: linkTo(
      message.link,
      i18n.translate('bruteForceAlerts.emailText.openPlugin', {
        defaultMessage: 'Open Brute force alerts in Kibana',
      }),
    ),
    footer: footer(),
  };
}
