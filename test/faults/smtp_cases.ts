import type { FaultCase } from './fault_cases';
import type { FaultyMail, MailFault } from './faulty_mail';
import { Process } from './mortal';

const answers = (
  status: number,
  ...points: Array<Extract<MailFault, { kind: 'answer' }>['at']>
): MailFault[] => points.map((at) => ({ kind: 'answer', at, status }));

/**
 * Every way in which a talk with a mail server fails. Left out is a server that refuses this one mail for good (552, 554 to
 * the mail): that stays refused on the page, and nobody could deliver it.
 */
const MAIL_FAULTS: readonly MailFault[] = [
  { kind: 'reset', at: 'connection' },
  { kind: 'reset', at: 'taken' },
  { kind: 'hang', at: 'connection' },
  { kind: 'hang', at: 'taken' },
  { kind: 'truncated', at: 'connection' },
  { kind: 'truncated', at: 'taken' },
  ...answers(421, 'greeting', 'login', 'sender', 'recipients', 'mail'),
  ...answers(450, 'recipients', 'mail'),
  ...answers(451, 'sender', 'recipients', 'mail'),
  ...answers(452, 'recipients', 'mail'),
  ...answers(454, 'login'),
  ...answers(554, 'greeting'),
  ...answers(535, 'login'),
  ...answers(534, 'login'),
  ...answers(530, 'sender'),
  ...answers(550, 'sender', 'recipients'),
  { kind: 'no_starttls' },
  { kind: 'certificate', of: 'a stranger' },
  { kind: 'certificate', of: 'last week' },
  { kind: 'certificate', of: 'another host' },
];

const nameOf = ({ kind, ...rest }: MailFault) => [kind, ...Object.values(rest)].join(' ');

/** A login that was refused is not tried again until somebody saves the channel. */
const isRefusedLogin = (fault: MailFault) =>
  fault.kind === 'answer' && fault.at === 'login' && fault.status >= 500;

/** All cases in which the mail server fails; they need a world that tells by e-mail. */
export const smtpCases = (mail: FaultyMail): FaultCase[] => [
  {
    what: 'smtp',
    how: 'connection refused',
    play: async (world) => {
      await mail.goDown();
      return world.play(
        new Process(),
        () => undefined,
        () => mail.comeBack(),
      );
    },
  },
  ...MAIL_FAULTS.map((fault) => ({
    what: 'smtp',
    how: nameOf(fault),
    play: (world: Parameters<FaultCase['play']>[0]) =>
      world.play(
        new Process(),
        () => mail.harm(fault),
        async () => {
          mail.heal();
          if (isRefusedLogin(fault)) await world.life.save();
        },
      ),
  })),
];
