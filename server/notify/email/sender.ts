import { i18n } from '@kbn/i18n';
import { email } from '../../../common/channels/email';
import { asciiHost } from '../../../common/channels/email_address';
import type { OptionsOf } from '../../../common/channels/kinds';
import type { Problem } from '../../../common/status/problems';
import type {
  ChannelSender,
  Failure,
  OpenChannel,
  Outcome,
  ReadableText,
} from '../delivery/channel_sender_port';
import { failureOf } from '../delivery/failure';
import type { ChannelMessage } from '../message/message';
import { classifyEmailFailure, emailProblem, refusalOf, toOutcome } from './errors';
import { leftOut, notTaken } from './left_out';
import { contentOf, mailOf } from './mail';
import { toPlain } from './plain';
import { asciiAddresses, type EmailPolicy } from './policy';
import type { SmtpApi, SmtpServer } from './smtp_port';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Slower than any server that is known to count: Microsoft 365 takes 30 mails a minute of a mailbox. */
const RATES = [
  { most: 1, per: SECOND },
  { most: 20, per: MINUTE },
] as const;

type Options = OptionsOf<'email'>;
const optionsOf = ({ options }: OpenChannel): Options => email.options.parse(options);

function serverOf({ host, port, tls, user }: Options, { secrets }: OpenChannel): SmtpServer {
  const { password } = secrets;
  return {
    host: asciiHost(host) ?? host,
    port,
    tls,
    login: user === '' || !password ? null : { user, password },
  };
}

/** E-mail as a kind of channel. A mail cannot be changed once it is sent, so there is no edit. */
export function createEmailSender(smtp: SmtpApi, policy: EmailPolicy): ChannelSender {
  /** Why kibana.yml forbids the channel, with the option at fault. */
  function forbidden({ host, from, recipients }: Options): (Failure & { field: string }) | undefined {
    const byHost = policy.ofHost(asciiHost(host) ?? host);
    if (byHost) return { ...byHost, field: 'options.host' };
    const bySender = policy.ofAddresses(asciiAddresses([from]));
    if (bySender) return { ...bySender, field: 'options.from' };
    const byRecipients = policy.ofAddresses(asciiAddresses(recipients));
    return byRecipients && { ...byRecipients, field: 'options.recipients' };
  }

  return {
    async send(message, channel) {
      const options = optionsOf(channel);
      const failure = forbidden(options);
      if (failure) return refusedBy(failure);
      const mail = mailOf(message, channel.id, options);
      const answer = await smtp.send(serverOf(options, channel), mail);
      if (!answer.ok) return toOutcome(answer.failure);
      const { rejected } = answer.result;
      const delivered = { kind: 'delivered', messageId: mail.messageId } as const;
      if (rejected.length === 0) return { ...delivered, text: mail.plain };
      return { ...delivered, text: [mail.plain, notTaken(rejected)].join('\n\n'), detour: leftOut(rejected) };
    },

    async probe(channel) {
      const options = optionsOf(channel);
      const failure = forbidden(options);
      if (failure) return { works: false, ...failureOf(failure) };
      const answer = await smtp.verify(serverOf(options, channel));
      if (answer.ok) return { works: true };
      return { works: false, ...refusalOf(classifyEmailFailure(answer.failure)) };
    },

    limits(channel) {
      const { host, port, user } = optionsOf(channel);
      return [{ key: `email:${asciiHost(host) ?? host}:${port}:${user}`, rates: RATES }];
    },

    preview: readable,

    async check(channel) {
      const options = optionsOf(channel);
      const nobody = { sender: null, receiver: null };
      if (options.host === '') return { ...nobody, problems: [] };
      const failure = forbidden(options);
      if (failure) return { ...nobody, problems: [toProblem(failure)] };
      // Without its password the server could only be asked for what it tells everybody.
      if (options.user !== '' && !channel.secrets['password']) return { ...nobody, problems: [] };
      const answer = await smtp.verify(serverOf(options, channel));
      return { ...nobody, problems: answer.ok ? [] : [emailProblem(answer.failure)] };
    },
  };
}

/** What a mail says to people who read it as plain text. */
function readable(message: ChannelMessage): ReadableText {
  const content = contentOf(message);
  return { subject: content.subject, text: toPlain(content) };
}
const refusedBy = (failure: Failure): Outcome => ({ kind: 'refused', by: 'channel', ...failureOf(failure) });
const toProblem = ({ code, said, remedy, field }: Failure & { field: string }): Problem => ({
  code,
  message: i18n.translate('bruteForceAlerts.emailErrors.notAllowedErrorMessage', {
    defaultMessage: '{said} is not allowed.',
    values: { said },
  }),
  remedy,
  field,
  severity: 'error',
});
