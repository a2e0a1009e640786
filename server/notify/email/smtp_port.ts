import type { Secret } from '../../../common/channels/secret';

/** The server that takes mail, and how it is talked to. */
export interface SmtpServer {
  /** In ASCII, or an IP address. */
  host: string;
  port: number;
  /** What is chosen is required: a server that offers less is told nothing. */
  tls: 'tls' | 'starttls' | 'none';
  /** Null where the server asks for no login. */
  login: { user: string; password: Secret } | null;
}

/** One mail. Addresses are in ASCII and without a name. Whatever the texts hold, they add no header and no part. */
export interface Mail {
  from: { name: string; address: string };
  to: readonly string[];
  subject: string;
  html: string;
  plain: string;
  /** With its angle brackets, as the two below. */
  messageId: string;
  /** The mail that this one answers; null for the first of a thread. */
  inReplyTo: string | null;
  /** The mails of the thread before this one, the oldest first. */
  references: readonly string[];
}

/** How far a talk with a server got. `answer`: the whole mail was handed over, and the answer to it is awaited. */
export type SmtpStage =
  'connect' | 'tls' | 'greeting' | 'starttls' | 'login' | 'sender' | 'recipients' | 'data' | 'answer';

/** A recipient that the server did not take, with its answer. */
export interface Rejection {
  address: string;
  status: number;
  said: string;
}

/** Why a talk failed. `status` 0: no answer came. It carries no secret. */
export interface SmtpFailure {
  stage: SmtpStage;
  /** The number of the server's answer, such as 550; 0 where none came. */
  status: number;
  /** The enhanced status of the answer (RFC 3463), such as `5.1.1`; empty where it has none. */
  enhanced: string;
  /** The server's answer in its own words, in one line; else what Node says of the connection. */
  said: string;
  /** The code of a network or TLS error, such as ECONNREFUSED; empty where the server answered. */
  code: string;
  /** Where the server refused every recipient: its answer to each. */
  rejected: readonly Rejection[];
}

export type SmtpAnswer<T> = { ok: true; result: T } | { ok: false; failure: SmtpFailure };

/** Talks to mail servers. It never throws for what they or the network do: such failures are answers. */
export interface SmtpApi {
  /** `rejected`: recipients that the server did not take, where it took the mail for others. */
  send(server: SmtpServer, mail: Mail): Promise<SmtpAnswer<{ said: string; rejected: readonly Rejection[] }>>;
  /** Connects, logs in and asks for nothing more. */
  verify(server: SmtpServer): Promise<SmtpAnswer<null>>;
}
