import type { SmtpStage } from '../../notify/email/smtp_port';

/** The commands by which a stage begins. What is sent within one, such as the answers of a login, changes nothing. */
const COMMANDS: ReadonlyArray<[RegExp, SmtpStage]> = [
  [/^(?:EHLO|HELO) /, 'greeting'],
  [/^STARTTLS$/, 'starttls'],
  [/^AUTH /, 'login'],
  [/^MAIL FROM:/, 'sender'],
  [/^RCPT TO:/, 'recipients'],
  [/^DATA$/, 'data'],
];

interface Entry {
  tnx?: string;
}

/**
 * A logger for nodemailer, which logs nothing: it tells the stage of a talk from what nodemailer says it does. A secret
 * never reaches it, since nodemailer masks what it logs of a login.
 */
export function stageLogger(enter: (stage: SmtpStage) => void) {
  let last: SmtpStage = 'connect';
  const to = (stage: SmtpStage) => {
    last = stage;
    enter(stage);
  };
  const heard = ({ tnx }: Entry, text: string) => {
    if (tnx === 'network' && text.includes('established')) to('greeting');
    // The whole mail with its end was written.
    if (tnx === 'message') to('answer');
    if (tnx === 'client') {
      const stage = COMMANDS.find(([command]) => command.test(text))?.[1];
      if (stage) to(stage);
    }
    // Of the answer to STARTTLS, only a yes leads on to TLS.
    if (tnx === 'server' && last === 'starttls' && /^2/.test(text)) to('tls');
  };
  const silent = () => undefined;
  return {
    level: silent,
    trace: silent,
    debug: heard,
    info: heard,
    warn: silent,
    error: silent,
    fatal: silent,
  };
}
