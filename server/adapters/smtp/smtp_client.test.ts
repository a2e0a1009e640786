import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';
import { Secret } from '../../../common/channels/secret';
import { createTestAuthority } from '../../../test/certificates';
import { AUTHORITY, easyGoing, LOGIN } from '../../../test/mail_server';
import { at, HASTE, judged, MAIL, useSmtp } from '../../../test/smtp_rig';
import type { SmtpServer } from '../../notify/email/smtp_port';
import type { SmtpClientOptions } from './smtp_client';

const { folder, mailServer, scripted, client } = useSmtp();

describe('a mail', () => {
  it.each<[string, Partial<SmtpServer>, SMTPServerOptions]>([
    ['by STARTTLS and a login', { tls: 'starttls' }, {}],
    ['by TLS from the start', { tls: 'tls' }, { secure: true }],
    ['to a server by its name', { host: 'localhost' }, {}],
    ['by the login LOGIN', {}, { authMethods: ['LOGIN'] }],
  ])('%s arrives', async (_how, more, options) => {
    const server = await mailServer(options);
    const answer = await client().send(at(server.port, more), MAIL);
    expect(answer).toEqual({ ok: true, result: { said: expect.stringMatching(/^250/), rejected: [] } });
    expect(server.taken).toMatchObject([
      { user: LOGIN.user, from: 'kibana@mail.example', to: ['soc@mail.example'] },
    ]);
  });

  it('without TLS and login arrives where that is what was chosen', async () => {
    const server = await mailServer();
    const answer = await client().send(at(server.port, { tls: 'none', login: null }), MAIL);
    expect([answer.ok, server.taken[0]?.user, server.logins]).toEqual([true, undefined, []]);
  });

  it('is read by mail software as it was meant', async () => {
    const server = await mailServer();
    const reply = { ...MAIL, inReplyTo: '<a.1.mail@mail.example>', references: ['<a.1.mail@mail.example>'] };
    await client().send(at(server.port), { ...reply, messageId: '<a.2.mail@mail.example>' });
    const read = await PostalMime.parse(server.taken[0]?.raw ?? '');
    expect(read).toMatchObject({
      from: MAIL.from,
      to: [{ address: 'soc@mail.example', name: '' }],
      subject: MAIL.subject,
      messageId: '<a.2.mail@mail.example>',
      inReplyTo: '<a.1.mail@mail.example>',
      references: '<a.1.mail@mail.example>',
      attachments: [],
    });
    expect([read.text?.trim(), read.html?.trim()]).toEqual([MAIL.plain, MAIL.html]);
    expect(read.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
  });
});

describe('checking a server', () => {
  it('connects, logs in and sends nothing', async () => {
    const server = await mailServer();
    expect(await client().verify(at(server.port))).toEqual({ ok: true, result: null });
    expect([server.logins.length, server.taken]).toEqual([1, []]);
  });

  it('says what a mail would meet', async () => {
    const server = await mailServer();
    const wrong = { login: { user: LOGIN.user, password: new Secret('wrong') } };
    expect(judged(await client().verify(at(server.port, wrong)))).toEqual(['login_refused', 'refused_once']);
  });
});

describe('TLS', () => {
  it.each<[string, SMTPServerOptions, Partial<SmtpServer>, Partial<SmtpClientOptions>, string]>([
    ['a certificate of nobody that is trusted', {}, {}, { authorities: [] }, 'certificate_refused'],
    [
      'a certificate of nobody that is trusted, from the start',
      { secure: true },
      { tls: 'tls' },
      { authorities: [] },
      'certificate_refused',
    ],
    ['a certificate for another name', AUTHORITY.issue(['mail.example']), {}, {}, 'certificate_name'],
    ['a certificate that has expired', AUTHORITY.issue(['127.0.0.1'], -1), {}, {}, 'certificate_expired'],
    [
      'a certificate of another authority of the same name',
      createTestAuthority().issue(['127.0.0.1']),
      {},
      {},
      'certificate_refused',
    ],
    [
      'a server that offers no STARTTLS',
      { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] },
      {},
      {},
      'starttls_missing',
    ],
    ['TLS to a port that speaks none', {}, { tls: 'tls' }, {}, 'no_tls'],
    [
      'a file of authorities that is not there',
      {},
      {},
      { authorities: [join(folder, 'none.pem')] },
      'authority_unreadable',
    ],
  ])('%s: refused, and neither login nor mail was sent', async (_what, options, more, own, code) => {
    const server = await mailServer(options);
    expect(judged(await client(own).send(at(server.port, more), MAIL))).toEqual([code, 'refused']);
    expect([server.logins, server.taken]).toEqual([[], []]);
  });

  it('STARTTLS that somebody on the way strips: nothing goes out in clear', async () => {
    const server = await scripted((line) =>
      line === 'STARTTLS' ? '502 5.5.1 unknown command' : easyGoing(line),
    );
    expect(judged(await client().send(at(server.port), MAIL))).toEqual(['starttls_missing', 'refused']);
    expect(server.heard.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS']);
  });

  it('TLS that is expected by a server which is spoken to without: said at its greeting', async () => {
    const server = await mailServer({ secure: true });
    const answer = await client({ timeouts: HASTE }).send(at(server.port), MAIL);
    expect(judged(answer)).toEqual(['no_greeting', 'not_sent_retry']);
  });
});

describe('the login', () => {
  it('that is wrong is tried once', async () => {
    const server = await mailServer();
    const wrong = { login: { user: LOGIN.user, password: new Secret('wrong') } };
    const answer = await client().send(at(server.port, wrong), MAIL);
    expect([judged(answer), server.logins.length]).toEqual([['login_refused', 'refused_once'], 1]);
  });

  it('is not sent to a server that offers none', async () => {
    const server = await scripted((line) => (line.startsWith('EHLO') ? '250 stand-in' : easyGoing(line)));
    expect(judged(await client().send(at(server.port, { tls: 'none' }), MAIL))).toEqual([
      'no_login_offered',
      'refused',
    ]);
    expect(server.heard.some((line) => line.startsWith('AUTH'))).toBe(false);
  });

  it('that only other ways than a password are offered for', async () => {
    const script = (line: string) =>
      line.startsWith('EHLO') ? '250-stand-in\r\n250 AUTH XOAUTH2' : easyGoing(line);
    const server = await scripted(script);
    expect(judged(await client().send(at(server.port, { tls: 'none' }), MAIL))[1]).toBe('refused');
  });

  it.each<[string, string, [string, string]]>([
    ['534 5.7.9 Application-specific password required', 'AUTH', ['app_password_needed', 'refused_once']],
    [
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
      'AUTH',
      ['basic_login_disabled', 'refused_once'],
    ],
    ['538 5.7.11 Encryption required', 'AUTH', ['login_needs_tls', 'refused']],
    ['504 5.5.4 Unrecognized authentication type', 'AUTH', ['login_unsupported', 'refused_once']],
    ['454 4.7.0 Temporary authentication failure', 'AUTH', ['login_put_off', 'pause']],
    ['530 5.7.0 Must issue a STARTTLS command first', 'MAIL', ['login_needs_tls', 'refused']],
    ['530 5.7.1 Authentication required', 'MAIL', ['login_needed', 'refused']],
  ])('%s', async (answer, command, expected) => {
    const server = await scripted((line) => (line.startsWith(command) ? answer : easyGoing(line)));
    expect(judged(await client().send(at(server.port, { tls: 'none' }), MAIL))).toEqual(expected);
  });
});
