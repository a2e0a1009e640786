import { Secret } from '../../../common/channels/secret';
import { emailChannel } from '../../../test/channels';
import { attackMessage } from '../../../test/messages';
import type { OpenChannel } from '../delivery/channel_sender_port';
import { createEmailPolicy } from './policy';
import { createEmailSender } from './sender';
import type { Rejection, SmtpApi, SmtpFailure } from './smtp_port';

const open = (options: Parameters<typeof emailChannel>[0] = {}): OpenChannel => ({
  ...emailChannel(options),
  space: 'soc',
  secrets: { password: new Secret('pass') },
  fingerprint: 'f',
});
const FAILURE: SmtpFailure = {
  stage: 'login',
  status: 535,
  enhanced: '5.7.8',
  said: '535 5.7.8 no',
  code: '',
  rejected: [],
};
const smtp = (overrides: Partial<SmtpApi> = {}): SmtpApi => ({
  send: async () => ({ ok: true, result: { said: '250 ok', rejected: [] } }),
  verify: async () => ({ ok: true, result: null }),
  ...overrides,
});
const sender = (overrides: Partial<SmtpApi> = {}) =>
  createEmailSender(smtp(overrides), createEmailPolicy({}));

it('a mail that was taken is delivered under its id, with its text', async () => {
  expect(await sender().send(attackMessage(), open())).toEqual({
    kind: 'delivered',
    messageId: '<5f0c1e2a9b7d4c33.1.mail@mail.example>',
    text: expect.stringMatching(/^Brute force: Guest\n/),
  });
});

it('a mail that some recipients did not get says which, and why', async () => {
  const rejected = [{ address: 'gone@mail.example', status: 550, said: '550 5.1.1 no such user' }];
  const send = async () => ({ ok: true as const, result: { said: '250 ok', rejected } });
  expect(await sender({ send }).send(attackMessage(), open())).toMatchObject({
    kind: 'delivered',
    text: expect.stringMatching(
      /\n\nThe server did not take it for:\ngone@mail\.example \(550 5\.1\.1 no such user\)$/,
    ),
  });
});

describe('the warning of a mail that some recipients did not get', () => {
  const refusal = (address: string, status: number, said = `${status} no`) => ({ address, status, said });
  const warningOf = async (rejected: Rejection[]) => {
    const send = async () => ({ ok: true as const, result: { said: '250 ok', rejected } });
    const outcome = await sender({ send }).send(attackMessage(), open());
    return outcome.kind === 'delivered' ? outcome.detour : undefined;
  };

  it('is none where all got it', async () => {
    expect(await warningOf([])).toBeUndefined();
  });

  it.each([
    [
      'put off',
      [refusal('busy@mail.example', 450, '450 4.2.0 greylisted')],
      'the server did not take it for 1 recipient: busy@mail.example (450 4.2.0 greylisted)',
      /^Tell them: .*The server may take the next one/,
    ],
    [
      'refused for good, beside others',
      [550, 450, 551, 552, 553].map((status, n) => refusal(`${n}@mail.example`, status)),
      'the server did not take it for 5 recipients: 0@mail.example (550 no), 1@mail.example (450 no), 2@mail.example (551 no), and 2 more',
      /^Tell them: .*correct or remove the addresses/,
    ],
  ])(
    'names one that was %s, with the words of the server and what to do',
    async (_what, some, said, remedy) => {
      expect(await warningOf(some)).toEqual({
        code: 'recipients_left_out',
        said,
        remedy: expect.stringMatching(remedy),
      });
    },
  );
});

it('a wrong login opens the circuit at once', async () => {
  const send = async () => ({ ok: false as const, failure: FAILURE });
  expect(await sender({ send }).send(attackMessage(), open())).toMatchObject({
    kind: 'refused',
    by: 'channel',
    code: 'login_refused',
    said: '535 5.7.8 no',
  });
});

it('the probe logs in, and says why it cannot', async () => {
  expect(await sender().probe(open())).toEqual({ works: true });
  const verify = async () => ({ ok: false as const, failure: FAILURE });
  expect(await sender({ verify }).probe(open())).toMatchObject({ works: false, code: 'login_refused' });
});

it('a list of kibana.yml that was made shorter holds for what is saved', async () => {
  const asked: string[] = [];
  const send: SmtpApi['send'] = async () => {
    asked.push('send');
    return { ok: true, result: { said: '', rejected: [] } };
  };
  const strict = createEmailSender(smtp({ send }), createEmailPolicy({ allowedHosts: ['relay.example'] }));
  expect(await strict.send(attackMessage(), open())).toMatchObject({
    kind: 'refused',
    by: 'channel',
    code: 'host_not_allowed',
  });
  expect(await strict.probe(open())).toMatchObject({ works: false, code: 'host_not_allowed' });
  expect(asked).toEqual([]);
});

it('turns are shared by all channels of one login, and by no other', () => {
  const keyOf = (channel: OpenChannel) => sender().limits(channel)[0].key;
  expect(keyOf(open({ recipients: ['x@mail.example'] }))).toBe(keyOf(open({ host: 'MAIL.example' })));
  expect(keyOf(open({ user: 'other' }))).not.toBe(keyOf(open()));
});

it('a server is not asked before its name and its password are there', async () => {
  const verify = async (): Promise<never> => {
    throw new Error('asked');
  };
  const changed = { secrets: false, options: true };
  const nothing = { sender: null, receiver: null, problems: [] };
  expect(await sender({ verify }).check(open({ host: '' }), changed)).toEqual(nothing);
  expect(await sender({ verify }).check({ ...open(), secrets: {} }, changed)).toEqual(nothing);
});

it('shows beforehand what a mail would say', () => {
  expect(sender().preview?.(attackMessage(), open())).toEqual({
    subject: 'Brute force: Guest',
    text: expect.stringMatching(/^Brute force: Guest\n\nSeverity: Medium/),
  });
});
