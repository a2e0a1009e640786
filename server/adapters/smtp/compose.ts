import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../../notify/email/smtp_port';

/**
 * The mail as it is handed over (RFC 5322 and MIME). Addresses go in as objects and so are never parsed; nothing is
 * read from a file or fetched.
 */
export function compose(mail: Mail): Promise<Buffer> {
  const { from, to, subject, html, plain, messageId, inReplyTo, references } = mail;
  return new MailComposer({
    from,
    to: to.map((address) => ({ name: '', address })),
    subject,
    text: withCrLf(plain),
    html: withCrLf(html),
    messageId,
    inReplyTo: inReplyTo ?? undefined,
    references: [...references],
    // Nobody's out-of-office note should come back.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

/** Lines as mail ends them (RFC 5322). */
const withCrLf = (text: string) => text.replaceAll('\n', '\r\n');
