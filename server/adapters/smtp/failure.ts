import { withoutTexts } from '../../../common/channels/secret';
import { fitted } from '../../../common/text/fitted_text';
import type { Rejection, SmtpFailure, SmtpServer, SmtpStage } from '../../notify/email/smtp_port';

/** The code of a failure to connect to an address that is never connected to, whatever name leads there. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';
/** The code of a failure to log in at a server that offers no login that is known here. */
export const NO_LOGIN_OFFERED = 'NO_LOGIN_OFFERED';
/** The code of a mail that is larger than the server said it would take, so that it was not sent. */
export const TOO_LARGE = 'TOO_LARGE';

/** The most code points of a server's words that are repeated. */
const SAID_MAX = 300;
/** nodemailer's codes that say only at which step it was; the stage says more. */
const OWN_CODES = new Set(['ESOCKET', 'ECONNECTION', 'EPROTOCOL', 'EAUTH', 'EENVELOPE', 'ETLS', 'EMESSAGE']);

/** What nodemailer and Node put on an error, as far as it is read here. */
export interface TalkError extends Error {
  code?: string;
  /** The code of the system, where nodemailer put its own into `code`. */
  errno?: number;
  syscall?: string;
  responseCode?: number;
  response?: string;
  recipient?: string;
  rejectedErrors?: TalkError[];
}

/** Why a talk failed, as a value without secrets. Of several refused recipients, one that may be taken later counts. */
export function toFailure(error: TalkError, stage: SmtpStage, server: SmtpServer): SmtpFailure {
  const rejected = (error.rejectedErrors ?? []).map((one) => toRejection(one, server));
  const telling = error.rejectedErrors?.find(({ responseCode = 0 }) => responseCode < 500) ?? error;
  const { response = '', responseCode = 0 } = telling;
  return {
    stage,
    status: responseCode,
    enhanced: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '',
    said: scrubbed(response || withCode(telling), server),
    code: responseCode > 0 ? '' : codeOf(telling),
    rejected,
  };
}

export const toRejection = (
  { recipient = '', responseCode = 0, response = '' }: TalkError,
  server: SmtpServer,
): Rejection => ({ address: recipient, status: responseCode, said: scrubbed(response, server) });

/** An error that came of no library, with a code of the table. */
export const talkError = (code: string, message: string): TalkError =>
  Object.assign(new Error(message), { code });

/** The code of the system: nodemailer writes its own over it, and the message begins or ends with the first. */
function codeOf({ code = '', message }: TalkError): string {
  if (!OWN_CODES.has(code)) return code;
  return /\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? code;
}

const withCode = (error: TalkError): string => {
  const code = codeOf(error);
  return error.message.includes(code) ? error.message : `${error.message} (${code})`;
};

/** In one line, without the password in any of the forms in which it was sent: servers like to repeat things. */
export function scrubbed(text: string, { login }: SmtpServer): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  if (!login) return fitted(oneLine, SAID_MAX);
  const password = login.password.reveal();
  const base64 = (plain: string) => Buffer.from(plain, 'utf8').toString('base64');
  const forms = [base64(`\0${login.user}\0${password}`), base64(password), password];
  return fitted(withoutTexts(oneLine, forms), SAID_MAX);
}
