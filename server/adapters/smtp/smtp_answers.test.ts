import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { easyGoing, LOGIN, refusal, startMailServer } from '../../../test/mail_server';
import { at, failureOf, HASTE, judged, MAIL, QUICK, useSmtp } from '../../../test/smtp_rig';
import type { SmtpClientOptions } from './smtp_client';

const { mailServer, scripted, client } = useSmtp();

describe('what the server answers', () => {
  it.each<[string, string, [string, string]]>([
    ['554 5.7.1 no service for you', 'CONNECT', ['unwelcome', 'refused']],
    ['421 4.3.2 too many connections', 'CONNECT', ['server_slows_down', 'pause']],
    ['421 4.3.0 shutting down', 'EHLO', ['server_closes', 'not_sent_retry']],
    ['550 5.1.8 bad sender', 'MAIL', ['sender_refused', 'refused']],
    ['552 5.3.4 too big', 'MAIL', ['too_large', 'message_refused']],
    ['421 4.4.2 timeout', 'MAIL', ['server_closes', 'not_sent_retry']],
    ['452 4.3.1 insufficient storage', 'MAIL', ['no_room', 'pause']],
    ['450 4.2.0 greylisted, come back', 'RCPT', ['greylisted', 'wait']],
    ['451 4.7.1 try again later', 'RCPT', ['greylisted', 'wait']],
    ['550 5.1.1 no such user', 'RCPT', ['recipient_unknown', 'refused']],
    ['550 5.7.1 relaying denied', 'RCPT', ['relay_refused', 'refused']],
    ['552 5.2.2 mailbox full', 'RCPT', ['mailbox_full', 'refused']],
    ['553 5.7.999 not here', 'RCPT', ['recipient_refused', 'refused']],
    ['421 4.3.2 closing', 'DATA', ['server_slows_down', 'pause']],
    ['552 5.3.4 message too big', '.', ['too_large', 'message_refused']],
    ['554 5.7.1 looks like spam', '.', ['content_refused', 'message_refused']],
    ['550 5.7.60 client may not send as this sender', '.', ['sender_refused', 'refused']],
    ['432 4.3.2 concurrent connections limit exceeded', '.', ['server_slows_down', 'pause']],
    ['451 4.7.0 temporarily throttled', '.', ['server_slows_down', 'pause']],
    ['550 5.4.5 daily sending limit exceeded', '.', ['limit_reached', 'pause']],
    ['421 4.3.0 shutting down', '.', ['server_closes', 'not_sent_retry']],
    ['451 4.3.0 local error', '.', ['greylisted', 'wait']],
    ['471 4.9.9 something', '.', ['server_puts_off', 'not_sent_retry']],
    ['601 what is this', '.', ['other_answer_to_mail', 'unknown']],
    ['601 what is this', 'MAIL', ['other_answer', 'not_sent_retry']],
    ['500 5.5.1 what is this', 'EHLO', ['unwelcome', 'refused']],
  ])('%s to %s', async (answer, command, expected) => {
    const server = await scripted((line) =>
      line.startsWith(command) || (command === 'EHLO' && line.startsWith('HELO')) ? answer : easyGoing(line),
    );
    const failed = await client().send(at(server.port, { tls: 'none', login: null }), MAIL);
    expect([...judged(failed), failureOf(failed).said]).toEqual([...expected, answer]);
  });

  it('a mail that is larger than the server said it takes is not sent', async () => {
    const server = await mailServer({ size: 100 });
    expect(judged(await client().send(at(server.port), MAIL))).toEqual(['too_large', 'message_refused']);
    expect(server.taken).toEqual([]);
  });

  it('some recipients are refused: the others get it, and each refusal is told', async () => {
    const server = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('gone') ? done(refusal(550, '5.1.1 no such user')) : done(),
    });
    const to = ['soc@mail.example', 'gone@mail.example', 'night@mail.example'];
    const answer = await client().send(at(server.port), { ...MAIL, to });
    expect(answer).toMatchObject({
      ok: true,
      result: { rejected: [{ address: 'gone@mail.example', status: 550, said: '550 5.1.1 no such user' }] },
    });
    expect(server.taken[0]?.to).toEqual(['soc@mail.example', 'night@mail.example']);
  });

  it('all are refused, one only for now: it is tried again', async () => {
    const server = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('gone') ? refusal(550, '5.1.1 no such user') : refusal(450, '4.2.0 greylisted'),
        ),
    });
    const answer = await client().send(at(server.port), {
      ...MAIL,
      to: ['gone@mail.example', 'soc@mail.example'],
    });
    expect(judged(answer)).toEqual(['greylisted', 'wait']);
    expect(failureOf(answer).rejected.map(({ status }) => status)).toEqual([550, 450]);
  });
});

describe('no answer', () => {
  const stages = ['CONNECT', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', '.'];
  const perhaps = (command: string) => (command === '.' ? 'unknown' : 'not_sent_retry');

  it.each(stages)('a hang at %s ends by itself', async (command) => {
    const server = await scripted((line) => (line.startsWith(command) ? null : easyGoing(line)));
    const answer = await client({ timeouts: HASTE }).send(at(server.port, { tls: 'none' }), MAIL);
    expect(judged(answer)[1]).toBe(perhaps(command));
  });

  it.each(stages)('a server that hangs up at %s', async (command) => {
    const server = await scripted((line) => (line.startsWith(command) ? 'hang up' : easyGoing(line)));
    const answer = await client().send(at(server.port, { tls: 'none' }), MAIL);
    expect(judged(answer)).toEqual(
      command === '.' ? ['answer_lost', 'unknown'] : ['connection_lost', 'not_sent_retry'],
    );
  });

  it('a TLS handshake that hangs ends by itself', async () => {
    const server = await scripted(() => null);
    const answer = await client({ timeouts: HASTE }).send(at(server.port, { tls: 'tls' }), MAIL);
    expect(judged(answer)).toEqual(['timed_out', 'not_sent_retry']);
  });

  it('a server that drips words ends by the time for all of it', async () => {
    let timer: NodeJS.Timeout | undefined;
    const server = createServer((socket) => {
      timer = setInterval(() => socket.write('220-still here\r\n'), 20);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as { port: number };
    const timeouts = { ...QUICK, greeting: 5_000, answer: 5_000, whole: 300 };
    const answer = await client({ timeouts }).send(at(port, { tls: 'none' }), MAIL);
    clearInterval(timer);
    await new Promise((closed) => server.close(closed));
    expect(judged(answer)[1]).toBe('not_sent_retry');
  });

  it('nobody listens', async () => {
    const server = await startMailServer();
    await server.close();
    const answer = await client().send(at(server.port), MAIL);
    expect([...judged(answer), failureOf(answer).code]).toEqual([
      'unreachable',
      'not_sent_retry',
      'ECONNREFUSED',
    ]);
  });
});

describe('where the name leads', () => {
  const leadingTo = (...addresses: string[]) =>
    ((_name: string, _options: object, callback: (error: null, found: object[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as SmtpClientOptions['resolve'];

  it.each([
    ['169.254.169.254'],
    ['fe80::1'],
    ['::ffff:169.254.169.254'],
    ['fd00:ec2::254'],
    ['127.0.0.1', '169.254.169.254'],
  ])('to %s: nobody is connected to', async (...addresses) => {
    const server = await mailServer();
    const answer = await client({ resolve: leadingTo(...addresses) }).send(
      at(server.port, { host: 'mail.example' }),
      MAIL,
    );
    expect(judged(answer)).toEqual(['address_refused', 'refused']);
  });

  it.each(['169.254.169.254', 'fe80::1%eth0', '100.100.100.200', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::'])(
    'the address %s itself is refused',
    async (host) => {
      expect(judged(await client().send(at(25, { host }), MAIL))).toEqual(['address_refused', 'refused']);
    },
  );

  it('nowhere', async () => {
    // A label of more than 63 characters (RFC 1035) is no host anywhere: no name server needs to be asked.
    expect(judged(await client().send(at(25, { host: 'x'.repeat(64) }), MAIL))).toEqual([
      'host_unknown',
      'not_sent_retry',
    ]);
  });
});

describe('the password', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const forms = [LOGIN.password, base64(LOGIN.password), base64(`\0${LOGIN.user}\0${LOGIN.password}`)];

  it.each(['AUTH', 'MAIL', '.'])(
    'is in no failure, also where the server repeats what it heard, at %s',
    async (command) => {
      const echo = (line: string) => `550 you said ${forms.join(' ')} in ${line}`;
      const server = await scripted((line) => (line.startsWith(command) ? echo(line) : easyGoing(line)));
      const failure = failureOf(await client().send(at(server.port, { tls: 'none' }), MAIL));
      const printed = inspect(failure, { depth: null, showHidden: true }) + JSON.stringify(failure);
      expect(printed).toContain('you said ********');
      expect(forms.filter((form) => printed.includes(form))).toEqual([]);
    },
  );
});
