import { Secret } from '../common/channels/secret';
import { planTest } from '../server/notify/message/test_entry';
import { createEmailPolicy } from '../server/notify/email/policy';
import { createEmailSender } from '../server/notify/email/sender';
import type { Mail, Rejection, SmtpFailure } from '../server/notify/email/smtp_port';
import type { OpenChannel } from '../server/notify/delivery/channel_sender_port';
import { CHANNEL_ID, DELIVERY_CHANNEL, emailChannel } from './channels';
import { FakeOutbox } from './fake_outbox';
import { testMessage } from './messages';

/** A talk with a mail server that failed. */
export const failedTalk = (change: Partial<SmtpFailure> = {}): SmtpFailure => ({
  stage: 'connect',
  status: 0,
  enhanced: '',
  said: '',
  code: '',
  rejected: [],
  ...change,
});

/** The outbox of one space with a channel of e-mail, and a mail server that answers as it is told. */
export class MailRig extends FakeOutbox {
  /** How each talk fails; null: it does not. A probe has no mail. */
  answer: (mail: Mail | null) => SmtpFailure | null = () => null;
  /** Recipients that the server does not take while it takes others. */
  rejected: Rejection[] = [];
  /** When each talk logged in. */
  readonly logins: number[] = [];
  /** The mails that the server was given, with those that it refused. */
  readonly mails: Mail[] = [];

  constructor() {
    const talk = (mail: Mail | null) => {
      this.logins.push(this.now);
      if (mail) this.mails.push(mail);
      const failure = this.answer(mail);
      return failure === null ? null : ({ ok: false, failure } as const);
    };
    const smtp = {
      send: async (_server: unknown, mail: Mail) =>
        talk(mail) ?? ({ ok: true, result: { said: '250 ok', rejected: this.rejected } } as const),
      verify: async () => talk(null) ?? ({ ok: true, result: null } as const),
    };
    super({ email: createEmailSender(smtp, createEmailPolicy({})) });
    this.channels.set(CHANNEL_ID, this.channel());
  }

  /** The channel, as it is used for sending. */
  channel(overrides: Partial<OpenChannel> = {}): OpenChannel {
    const secrets = { password: new Secret('pass') };
    return { ...emailChannel({}, CHANNEL_ID), space: 'default', secrets, fingerprint: 'f1', ...overrides };
  }

  planTest(): void {
    const message = { ...testMessage(), space: 'default', at: this.now };
    const entry = planTest(DELIVERY_CHANNEL, message, String(this.entries.size));
    this.entries.set(entry.id, entry);
  }

  subjects = () => this.mails.map(({ subject }) => subject);
}
