import type dns from 'node:dns';
import net from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Mail, SmtpServer, SmtpStage } from '../../notify/email/smtp_port';
import { authoritiesOf } from '../certificates';
import { guardedLookup } from '../guarded_lookup';
import { NO_LOGIN_OFFERED, talkError, TOO_LARGE, type TalkError } from './failure';
import { assertAllowed, isRefused, refusal } from './refused_addresses';
import { stageLogger } from './stage_logger';

/** How long is waited, ms. */
export interface Timeouts {
  /** For the connection, TLS from the start included. */
  connect: number;
  /** For the first words of the server. */
  greeting: number;
  /** For each later answer. */
  answer: number;
  /** For all of it: a server that drips a byte a second ends here. Shorter than the outbox holds a claim. */
  whole: number;
}

export interface TalkOptions {
  server: SmtpServer;
  authorities: readonly string[];
  timeouts: Timeouts;
  resolve: typeof dns.lookup;
}

/** What nodemailer tells of a mail that was taken. */
interface Taken {
  response: string;
  rejectedErrors?: TalkError[];
}

/** How long a server is given to say goodbye, ms. */
const GOODBYE = 2_000;

/** One talk with a server, from the connection to the end. Each step rejects with what went wrong at its stage. */
export class Talk {
  stage: SmtpStage = 'connect';
  readonly #options: TalkOptions;
  #socket: net.Socket | undefined;
  #connection: SMTPConnection | undefined;
  #fail: (error: TalkError) => void = () => undefined;
  /** Rejects with the first error that comes of no step: a timeout, a broken connection. Never resolves. */
  readonly #broken: Promise<never>;

  constructor(options: TalkOptions) {
    this.#options = options;
    this.#broken = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // It may break when nobody waits any more.
    this.#broken.catch(() => undefined);
  }

  /** Connects, greets and changes to TLS. */
  async open(): Promise<void> {
    const { server, authorities, timeouts } = this.#options;
    const ca = await this.#orBroken(authoritiesOf(authorities));
    const socket = await this.#orBroken(this.#connect());
    if (server.tls === 'tls') this.stage = 'tls';
    const connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      connection: socket,
      secure: server.tls === 'tls',
      requireTLS: server.tls === 'starttls',
      ignoreTLS: server.tls === 'none',
      tls: { ca, minVersion: 'TLSv1.2', rejectUnauthorized: true },
      connectionTimeout: timeouts.connect,
      greetingTimeout: timeouts.greeting,
      socketTimeout: timeouts.answer,
      transactionLog: true,
      logger: stageLogger((stage) => {
        this.stage = stage;
      }),
    });
    this.#connection = connection;
    // A server that closes without a word is no error to nodemailer.
    connection.on('error', this.#fail);
    connection.on('end', () => this.#fail(talkError('ECONNRESET', 'The server closed the connection.')));
    await this.#step((done) => connection.connect(done));
  }

  async logIn(): Promise<void> {
    const { login } = this.#options.server;
    if (!login) return;
    const connection = this.#opened();
    this.stage = 'login';
    if (!(connection as SMTPConnection & { allowsAuth?: boolean }).allowsAuth)
      throw talkError(NO_LOGIN_OFFERED, 'The server offers no AUTH.');
    const auth = { user: login.user, pass: login.password.reveal() };
    await this.#step((done) => {
      try {
        connection.login(auth, done);
      } catch {
        // A way to log in that needs more than user and password.
        done(talkError(NO_LOGIN_OFFERED, 'The server offers no AUTH with user name and password.'));
      }
    });
  }

  /** Hands the mail over. Resolves where the server took it for at least one recipient. */
  handOver({ from, to }: Mail, message: Buffer): Promise<Taken> {
    const envelope = { from: from.address, to: [...to], size: message.length };
    return this.#step<Taken>((done) =>
      this.#opened().send(envelope, message, (error, info) => {
        const tooLarge =
          error && (error as TalkError).response === undefined && error.message.startsWith('Message size');
        done(tooLarge ? talkError(TOO_LARGE, error.message) : error, info as Taken | undefined);
      }),
    );
  }

  /** A command that changes nothing: the server answers it only to whom it serves. */
  async askNothing(): Promise<void> {
    await this.#step((done) => this.#opened().reset(done));
  }

  /** Ends the talk, whose time is up, at whatever stage it is. */
  giveUp(): void {
    this.#fail(talkError('ETIMEDOUT', 'Timeout'));
    this.#socket?.destroy();
  }

  /** Says goodbye, and hangs up where the server says nothing. */
  end(): void {
    const [connection, socket] = [this.#connection, this.#socket];
    if (!connection || connection.destroyed) {
      socket?.destroy();
      return;
    }
    connection.quit();
    const hangUp = setTimeout(() => socket?.destroy(), GOODBYE).unref();
    socket?.once('close', () => clearTimeout(hangUp));
  }

  #opened(): SMTPConnection {
    if (!this.#connection) throw new Error('The talk is not open.');
    return this.#connection;
  }

  async #connect(): Promise<net.Socket> {
    const { server, timeouts, resolve } = this.#options;
    assertAllowed(server.host);
    const lookup = guardedLookup(resolve, (address) => !isRefused(address), refusal);
    const socket = net.connect({ host: server.host, port: server.port, lookup });
    this.#socket = socket;
    const late = setTimeout(
      () => socket.destroy(talkError('ETIMEDOUT', 'connect ETIMEDOUT')),
      timeouts.connect,
    );
    try {
      return await new Promise((connected, reject) => {
        socket.once('connect', () => connected(socket)).once('error', reject);
      });
    } finally {
      clearTimeout(late);
    }
  }

  #step<T = unknown>(run: (done: (error?: Error | null, result?: T) => void) => void): Promise<T> {
    const step = new Promise<T>((done, reject) => {
      run((error, result) => (error ? reject(error) : done(result as T)));
    });
    return this.#orBroken(step);
  }

  #orBroken<T>(step: Promise<T>): Promise<T> {
    return Promise.race([step, this.#broken]);
  }
}
