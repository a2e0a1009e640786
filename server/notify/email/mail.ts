import type { OptionsOf } from '../../../common/channels/kinds';
import { asciiAddress } from '../../../common/channels/email_address';
import type { ChannelMessage } from '../message/message';
import { attackMail } from './attack_mail';
import type { MailContent } from './content';
import { toHtml } from './html';
import { dailyMail, noticeMail } from './notice_mail';
import { summaryMail, testMail } from './other_mails';
import { toPlain } from './plain';
import { asciiAddresses } from './policy';
import type { Mail } from './smtp_port';
import { threadOf } from './thread';

/** The name beside the sender's address. */
const SENDER = 'Brute force alerts';

/** Makes the mail of any message. */
export function mailOf(
  message: ChannelMessage,
  channelId: string,
  { from, recipients }: OptionsOf<'email'>,
): Mail {
  const content = contentOf(message);
  return {
    from: { name: SENDER, address: asciiAddress(from) ?? from },
    to: asciiAddresses(recipients),
    subject: content.subject,
    html: toHtml(content),
    plain: toPlain(content),
    ...threadOf(message, { channelId, from }),
  };
}

/** What the mail about a message says, before it is written out. */
export function contentOf(message: ChannelMessage): MailContent {
  switch (message.kind) {
    case 'attack':
      return attackMail(message);
    case 'summary':
      return summaryMail(message);
    case 'notice':
      return noticeMail(message);
    case 'daily':
      return dailyMail(message);
    case 'test':
      return testMail(message);
  }
}
