import { failedTalk as failure } from '../../../test/mail_rig';
import { EMAIL_ERRORS } from './error_table';
import { classifyEmailFailure, emailProblem, PATIENCE, toOutcome } from './errors';
import type { SmtpFailure, SmtpStage } from './smtp_port';

const STAGES: SmtpStage[] = [
  'connect',
  'tls',
  'greeting',
  'starttls',
  'login',
  'sender',
  'recipients',
  'data',
  'answer',
];

/** A failure that is made for a row: what the row asks for, and nothing else. */
function madeFor({ recognition }: (typeof EMAIL_ERRORS)[number]): SmtpFailure {
  const [stage = 'sender'] = recognition.stages;
  const [said = ''] = recognition.words;
  if (recognition.by === 'network') {
    const [code = ''] = recognition.codes;
    return failure({ stage, code: code.replace('*', 'X'), said });
  }
  const { status } = recognition;
  const number = typeof status === 'number' ? status : { '4xx': 477, '5xx': 577, any: 299 }[status];
  return failure({ stage, status: number, enhanced: recognition.enhanced[0] ?? '', said });
}

describe('the error table', () => {
  it.each(EMAIL_ERRORS.map((row, n) => [`${n} ${row.code}`, row] as const))(
    'row %s is reached, and has words with a remedy',
    (_name, row) => {
      const found = classifyEmailFailure(madeFor(row));
      expect([found.code, found.reaction]).toEqual([row.code, row.reaction]);
      expect([found.message, found.remedy].filter((text) => !/^[A-Z].{15,}\.$/s.test(text))).toEqual([]);
    },
  );

  it.each(STAGES)('an answer at the stage %s that nobody knows: 4xx later, 5xx for good', (stage) => {
    expect(toOutcome(failure({ stage, status: 477 })).kind).toBe('deferred');
    expect(toOutcome(failure({ stage, status: 577 })).kind).toBe('refused');
  });

  it.each(STAGES)(
    'a silence at the stage %s is perhaps sent only where all of it was handed over',
    (stage) => {
      for (const code of ['ETIMEDOUT', 'ECONNRESET', 'EPIPE', '']) {
        expect(toOutcome(failure({ stage, code })).kind).toBe(stage === 'answer' ? 'unknown' : 'deferred');
      }
    },
  );
});

describe('what becomes of the delivery', () => {
  it.each([
    ['a wrong login opens the circuit', { stage: 'login', status: 535 }, { kind: 'refused', by: 'channel' }],
    ['a refused mail is its own fault', { stage: 'answer', status: 554 }, { kind: 'refused', by: 'message' }],
    [
      'greylisting waits for five minutes',
      { stage: 'recipients', status: 450 },
      { kind: 'deferred', waitMs: PATIENCE },
    ],
    [
      'a server that closes is tried soon',
      { stage: 'sender', status: 421 },
      { kind: 'deferred', waitMs: null },
    ],
  ] as const)('%s', (_what, change, outcome) => {
    expect(toOutcome(failure(change))).toMatchObject(outcome);
  });
});

describe('the problem for the page', () => {
  it.each([
    ['options.host', { stage: 'connect', code: 'ENOTFOUND', said: 'getaddrinfo ENOTFOUND' }, 'warning'],
    ['options.tls', { stage: 'starttls', status: 502, said: '502 what?' }, 'error'],
    ['options.tls', { stage: 'greeting', code: 'ETIMEDOUT' }, 'warning'],
    ['options.user', { stage: 'sender', status: 530, said: '530 authentication required' }, 'error'],
    ['secrets.password', { stage: 'login', status: 535, said: '535 no' }, 'error'],
    ['options.from', { stage: 'sender', status: 550 }, 'error'],
    ['options.recipients', { stage: 'recipients', status: 550 }, 'error'],
  ] as const)('stands at %s', (field, change, severity) => {
    const problem = emailProblem(failure(change));
    expect([problem.field, problem.severity]).toEqual([field, severity]);
  });

  it('repeats what the server said, word for word', () => {
    const { message } = emailProblem(failure({ stage: 'login', status: 535, said: '535 5.7.8 go away' }));
    expect(message).toMatch(/The server says: "535 5\.7\.8 go away"$/);
  });
});
