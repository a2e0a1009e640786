import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { Secret } from '../common/channels/secret';
import { createSmtpClient, type SmtpClientOptions } from '../server/adapters/smtp/smtp_client';
import { classifyEmailFailure } from '../server/notify/email/errors';
import type { Mail, SmtpAnswer, SmtpFailure, SmtpServer } from '../server/notify/email/smtp_port';
import { AUTHORITY, LOGIN, startMailServer, startScriptedServer, type Script } from './mail_server';

/** Mail servers that end with their test, and a file with the authority of their certificates. */
export function useSmtp() {
  const folder = mkdtempSync(join(tmpdir(), 'bfa-smtp-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, AUTHORITY.certificate);
  const closers: Array<() => Promise<void>> = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const ending = <S extends { close(): Promise<void> }>(server: S): S => {
    closers.push(server.close);
    return server;
  };
  return {
    folder,
    mailServer: async (options: SMTPServerOptions = {}) => ending(await startMailServer(options)),
    scripted: async (script: Script) => ending(await startScriptedServer(script)),
    client: (more: Partial<SmtpClientOptions> = {}) =>
      createSmtpClient({ authorities: [caFile], timeouts: QUICK, ...more }),
  };
}

export const MAIL: Mail = {
  from: { name: 'Brute force alerts', address: 'kibana@mail.example' },
  to: ['soc@mail.example'],
  subject: 'Brute force: Gäst',
  html: '<p>Gäst</p>',
  plain: 'Gäst\n.\nend',
  messageId: '<a.1.mail@mail.example>',
  inReplyTo: null,
  references: [],
};
const login = { user: LOGIN.user, password: new Secret(LOGIN.password) };
export const at = (port: number, more: Partial<SmtpServer> = {}): SmtpServer => ({
  host: '127.0.0.1',
  port,
  tls: 'starttls',
  login,
  ...more,
});
export const QUICK = { connect: 2_000, greeting: 2_000, answer: 2_000, whole: 5_000 };
export const HASTE = { connect: 300, greeting: 300, answer: 300, whole: 2_000 };

export function failureOf(answer: SmtpAnswer<unknown>): SmtpFailure {
  if (answer.ok) throw new Error('The mail was taken.');
  return answer.failure;
}
/** The row of the error table and what follows of it. */
export function judged(answer: SmtpAnswer<unknown>): [string, string] {
  const { code, reaction } = classifyEmailFailure(failureOf(answer));
  return [code, reaction];
}
