import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { Secret } from '../../common/channels/secret';
import { createSmtpClient } from '../../server/adapters/smtp/smtp_client';
import { createEmailPolicy } from '../../server/notify/email/policy';
import { createEmailSender } from '../../server/notify/email/sender';
import { emailChannel } from '../channels';
import { createTestAuthority } from '../certificates';
import { eventually } from '../eventually';
import { attackMessage } from '../messages';
import { startPythonMailServer, type PythonMailServer } from './server';

jest.setTimeout(60_000);

const python = process.env.SMTP_PYTHON;
if (!python) throw new Error('SMTP_PYTHON is not set: run the suite with npm run test:smtp.');
const LOGIN = { user: 'kibana', password: 'correct horse battery' };

const folder = mkdtempSync(join(tmpdir(), 'bfa-real-mail-'));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const authority = createTestAuthority();
const authorityFile = file('authority.pem', authority.certificate);
const own = authority.issue(['127.0.0.1']);
const files = { certificate: file('own.pem', own.cert), key: file('own.key', own.key) };

let server: PythonMailServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

type Tls = 'none' | 'starttls' | 'tls';
const start = async (tls: Tls, login: typeof LOGIN | null) =>
  (server = await startPythonMailServer(python, { tls, login, ...files }));

/** What the outbox would send, by the sender and the client that the plugin runs with. */
async function send(port: number, tls: Tls, login: typeof LOGIN | null, authorities = [authorityFile]) {
  const timeouts = { connect: 5_000, greeting: 5_000, answer: 5_000, whole: 20_000 };
  const sender = createEmailSender(createSmtpClient({ authorities, timeouts }), createEmailPolicy({}));
  const channel = emailChannel({ host: '127.0.0.1', port, tls, user: login?.user ?? '' });
  return sender.send(attackMessage(), {
    ...channel,
    space: 'default',
    secrets: login ? { password: new Secret(login.password) } : {},
    fingerprint: 'f',
  });
}

describe('a mail about an attack, through aiosmtpd', () => {
  it.each<[string, Tls, typeof LOGIN | null]>([
    ['in clear, without a login', 'none', null],
    ['by STARTTLS, without a login', 'starttls', null],
    ['by STARTTLS and a login', 'starttls', LOGIN],
    ['by TLS from the start and a login', 'tls', LOGIN],
  ])('%s: arrives whole', async (_how, tls, login) => {
    const { port, taken } = await start(tls, login);
    expect(await send(port, tls, login)).toMatchObject({
      kind: 'delivered',
      messageId: '<5f0c1e2a9b7d4c33.1.mail@mail.example>',
    });
    const mail = await eventually('the mail', async () => taken[0]);
    expect(mail).toMatchObject({
      sender: 'kibana@mail.example',
      recipients: ['soc@mail.example'],
      loggedIn: login !== null,
    });
    const read = await PostalMime.parse(mail.raw);
    expect(read).toMatchObject({
      messageId: '<5f0c1e2a9b7d4c33.1.mail@mail.example>',
      subject: 'Brute force: Guest',
      to: [{ address: 'soc@mail.example' }],
    });
    expect(read.text).toContain('Guest');
    expect(read.html).toContain('Guest');
    expect(taken).toHaveLength(1);
  });
});

describe('what aiosmtpd refuses', () => {
  it('a wrong password, in its own words, and no mail', async () => {
    const { port, taken } = await start('starttls', LOGIN);
    expect(await send(port, 'starttls', { ...LOGIN, password: 'wrong' })).toMatchObject({
      kind: 'refused',
      by: 'channel',
      code: 'login_refused',
      said: expect.stringMatching(/^535/),
    });
    expect(taken).toEqual([]);
  });

  it('a mail without the login that it wants', async () => {
    const { port, taken } = await start('starttls', LOGIN);
    expect(await send(port, 'starttls', null)).toMatchObject({ code: 'login_needed' });
    expect(taken).toEqual([]);
  });

  it('a talk in clear where it wants TLS', async () => {
    const { port, taken } = await start('starttls', null);
    expect(await send(port, 'none', null)).toMatchObject({
      kind: 'refused',
      said: expect.stringMatching(/STARTTLS/),
    });
    expect(taken).toEqual([]);
  });
});

describe('what we refuse of aiosmtpd', () => {
  it('a certificate of an authority that is not trusted', async () => {
    const { port, taken } = await start('starttls', LOGIN);
    expect(await send(port, 'starttls', LOGIN, [])).toMatchObject({ code: 'certificate_refused' });
    expect(taken).toEqual([]);
  });

  it('to go on in clear where STARTTLS is required and not offered', async () => {
    const { port, taken } = await start('none', null);
    // aiosmtpd does not say that it has none, but that it has none now.
    expect(await send(port, 'starttls', null)).toMatchObject({ kind: 'deferred', code: 'starttls_put_off' });
    expect(taken).toEqual([]);
  });
});
