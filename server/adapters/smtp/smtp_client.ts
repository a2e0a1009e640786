import dns from 'node:dns';
import type { Mail, SmtpAnswer, SmtpApi, SmtpServer } from '../../notify/email/smtp_port';
import { compose } from './compose';
import { toFailure, toRejection, type TalkError } from './failure';
import { Talk, type Timeouts } from './talk';

export interface SmtpClientOptions {
  /** Files with certificate authorities that are trusted besides Node's. */
  authorities: readonly string[];
  timeouts: Timeouts;
  /** Node's look-up of names; another one only in tests. */
  resolve?: typeof dns.lookup;
}

/** Talks to mail servers by nodemailer: one connection for each mail, which is closed after it. */
export function createSmtpClient({
  authorities,
  timeouts,
  resolve = dns.lookup,
}: SmtpClientOptions): SmtpApi {
  async function talk<T>(
    server: SmtpServer,
    signal: AbortSignal | undefined,
    goOn: (talk: Talk) => Promise<T>,
  ): Promise<SmtpAnswer<T>> {
    const one = new Talk({ server, authorities, timeouts, resolve });
    const deadline = setTimeout(() => one.giveUp('ETIMEDOUT'), timeouts.whole);
    const abort = () => one.giveUp('ABORT_ERR');
    signal?.addEventListener('abort', abort, { once: true });
    try {
      if (signal?.aborted) abort();
      await one.open();
      await one.logIn();
      return { ok: true, result: await goOn(one) };
    } catch (error) {
      return { ok: false, failure: toFailure(error as TalkError, one.stage, server) };
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      one.end();
    }
  }

  return {
    async send(server, mail: Mail, signal) {
      const message = await compose(mail);
      return talk(server, signal, async (one) => {
        const { response, rejectedErrors = [] } = await one.handOver(mail, message);
        const rejected = rejectedErrors.map((error) => toRejection(error, server));
        return { said: response, rejected };
      });
    },
    verify: (server, signal) =>
      talk(server, signal, async (one) => {
        await one.askNothing();
        return null;
      }),
  };
}
