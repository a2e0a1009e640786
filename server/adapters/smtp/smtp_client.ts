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
  async function talk<T>(server: SmtpServer, goOn: (talk: Talk) => Promise<T>): Promise<SmtpAnswer<T>> {
    const one = new Talk({ server, authorities, timeouts, resolve });
    const deadline = setTimeout(() => one.giveUp(), timeouts.whole);
    try {
      await one.open();
      await one.logIn();
      return { ok: true, result: await goOn(one) };
    } catch (error) {
      return { ok: false, failure: toFailure(error as TalkError, one.stage, server) };
    } finally {
      clearTimeout(deadline);
      one.end();
    }
  }

  return {
    async send(server, mail: Mail) {
      const message = await compose(mail);
      return talk(server, async (one) => {
        const { response, rejectedErrors = [] } = await one.handOver(mail, message);
        const rejected = rejectedErrors.map((error) => toRejection(error, server));
        return { said: response, rejected };
      });
    },
    verify: (server) =>
      talk(server, async (one) => {
        await one.askNothing();
        return null;
      }),
  };
}
