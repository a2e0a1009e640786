import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../common/channels/secret';
import type { BotApi } from '../../sandbox/bot_api/bot_api';
import { DEMO_BOT, DEMO_CHATS } from '../../sandbox/bot_api/chats';
import { createSmtpClient } from '../../server/adapters/smtp/smtp_client';
import { createTelegramBot } from '../../server/adapters/telegram/bot';
import type { JudgedChannel } from '../../server/judge/channel';
import type { ChannelSenders, OpenChannel } from '../../server/notify/delivery/channel_sender_port';
import { createEmailPolicy } from '../../server/notify/email/policy';
import { createEmailSender } from '../../server/notify/email/sender';
import { createTelegramSender } from '../../server/notify/telegram/sender';
import { DELIVERY_CHANNEL, emailChannel, judgedChannel } from '../channels';
import { openChannel } from '../fake_outbox';
import { AUTHORITY, LOGIN } from '../mail_server';
import type { FaultyMail } from './faulty_mail';
import type { Process } from './mortal';

/** The one channel of a world, and what arrived by it. */
export interface Via {
  channel: JudgedChannel;
  open(space: string): OpenChannel;
  /** The senders of a process, which may be killed at their calls. */
  senders(process: Process): ChannelSenders;
  /** How many first messages about the account arrived so far. */
  messagesAbout(account: string): number;
  /** What may be stored or logged nowhere. */
  secret: string;
}

export interface ViaTelegram extends Via {
  /** From now on Telegram is looked for at this address; null: where it is. */
  reach(apiUrl: string | null): void;
}

const CHAT_ID = String(DEMO_CHATS.find(({ state }) => state === 'member')?.id);
/** A call of Telegram that is not answered is given up after this, milliseconds. */
const TELEGRAM_TIMEOUT = 1_000;

/** By Telegram, to the stand-in of the Bot API. */
export function viaTelegram(botApi: Pick<BotApi, 'url' | 'messages'>): ViaTelegram {
  const botAt = (apiUrl: string) => createTelegramBot({ apiUrl, timeoutMs: TELEGRAM_TIMEOUT });
  let bot = botAt(botApi.url);
  return {
    reach: (apiUrl) => void (bot = botAt(apiUrl ?? botApi.url)),
    channel: judgedChannel(),
    open: (space) =>
      openChannel({ space, options: { chatId: CHAT_ID }, secrets: { botToken: new Secret(DEMO_BOT.token) } }),
    senders(process) {
      const api = process.over('telegram', bot);
      return { telegram: createTelegramSender(() => api) };
    },
    // A line of its own, so that victim1 is not found in the message about victim11.
    messagesAbout: (account) =>
      botApi.messages().filter(({ text }) => text.split('\n').includes(`User: ${account}`)).length,
    secret: DEMO_BOT.token.split(':')[1] ?? '',
  };
}

/** The certificate of the authority whose servers are trusted, in a file. `close` removes it. */
export function authorityFile(): { file: string; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'bfa-faults-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, AUTHORITY.certificate);
  return { file, close: () => rmSync(folder, { recursive: true }) };
}

/** A talk that hangs is given up after this, milliseconds. */
const MAIL_TIMEOUTS = { connect: 1_000, greeting: 1_000, answer: 1_000, whole: 4_000 };

/** By e-mail, to a mail server on loopback. `close` removes the file of its authority. */
export function viaEmail(mail: FaultyMail): Via & { close(): void } {
  const { file, close } = authorityFile();
  const smtp = createSmtpClient({ authorities: [file], timeouts: MAIL_TIMEOUTS });
  const { kind, name, options } = emailChannel({ host: '127.0.0.1', port: mail.port, user: LOGIN.user });
  const { id } = DELIVERY_CHANNEL;
  return {
    channel: judgedChannel({}, { kind, name, canEdit: false }),
    open: (space) =>
      openChannel({ space, id, kind, name, options, secrets: { password: new Secret(LOGIN.password) } }),
    senders: (process) => ({
      email: createEmailSender(process.over('smtp', smtp), createEmailPolicy({})),
    }),
    messagesAbout(account) {
      const subject = new RegExp(`^Subject: (Re: )?Brute force: ${account}\r?$`, 'm');
      return mail.mails().filter((raw) => subject.test(raw)).length;
    },
    secret: LOGIN.password,
    close,
  };
}
