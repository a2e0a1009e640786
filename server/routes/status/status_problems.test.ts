import { EMPTY_MEMORY } from '../../../common/status/memory';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Problem } from '../../../common/status/problems';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { toStatus, type StatusFacts } from './status_view';
import { iso, MINUTE, NOW } from '../../../test/builders';
import {
  HOUR,
  DAY,
  attributes,
  tick,
  problem,
  sourceOf,
  memory,
  entry,
  deliveries,
  facts,
  ranAgo,
} from '../../../test/status_facts';

const codes = (given: Partial<StatusFacts>) => toStatus(facts(given)).problems.map(({ code }) => code);

describe('problems', () => {
  it('none where all is well', () => {
    expect(toStatus(facts()).problems).toEqual([]);
  });

  const refused = { newest: entry({ status: 'refused', lastErrorCode: 'chat_not_found' }) };
  const off = attributes({ detectionOn: false });
  const gapFrom = (ago: number) =>
    memory({ gap: { problem: problem('gap', 'warning'), at: iso(NOW - ago) } });
  it.each<[string, Partial<StatusFacts>, string[]]>([
    ['no_encryption_key, also while off', { canEncrypt: false, attributes: off }, ['no_encryption_key']],
    [
      'no_encryption_key before anything was saved',
      { canEncrypt: false, attributes: null, memory: EMPTY_MEMORY },
      ['no_encryption_key'],
    ],
    [
      'a refused message, also while off',
      { attributes: off, deliveries: deliveries(refused) },
      ['chat_not_found'],
    ],
    [
      'off: nothing of runs and sources',
      {
        attributes: off,
        memory: memory({
          lastTick: tick({ problems: [problem('es_timeout')] }),
          source: sourceOf(null, [problem('pattern_unreadable')]),
        }),
      },
      [],
    ],
    ['stalled', { memory: ranAgo(HOUR) }, ['stalled']],
    ['a gap that was just noticed', { memory: gapFrom(0) }, ['gap']],
    ['a gap for three days', { memory: gapFrom(3 * DAY - 1) }, ['gap']],
    ['a gap not longer than three days', { memory: gapFrom(3 * DAY) }, []],
    [
      'a gap once, not again from the run that saw it',
      { memory: { ...gapFrom(0), lastTick: tick({ problems: [problem('gap', 'warning')] }) } },
      ['gap'],
    ],
    [
      'what the last run said',
      { memory: memory({ lastTick: tick({ outcome: 'failed', problems: [problem('es_forbidden')] }) }) },
      ['es_forbidden'],
    ],
    [
      'what the last look at the source said',
      { memory: memory({ source: sourceOf(NOW, [problem('pattern_unreadable')]) }) },
      ['pattern_unreadable'],
    ],
    [
      'a source that is silent for more than an hour',
      { memory: memory({ source: sourceOf(NOW - HOUR - 1) }) },
      ['source_silent'],
    ],
    [
      'a source that is silent for an hour is not yet',
      { memory: memory({ source: sourceOf(NOW - HOUR) }) },
      [],
    ],
    ['a source without any event is not silent', { memory: memory({ source: sourceOf(null) }) }, []],
    ['no_channel without a token', { attributes: attributes({ tokenSaved: false }) }, ['no_channel']],
    ['no_channel without a chat', { attributes: attributes({ settings: DEFAULT_SETTINGS }) }, ['no_channel']],
    ['security_off where a key is stored', { securityOn: false }, ['security_off']],
    [
      'no security_off where there never was a key',
      {
        securityOn: false,
        attributes: attributes({ authority: { kind: 'internal_user', since: iso(NOW) } }),
      },
      [],
    ],
  ])('%s', (_name, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });

  it('each says what to do, and a silent source which one and since when', () => {
    const { problems } = toStatus(
      facts({
        canEncrypt: false,
        securityOn: false,
        attributes: attributes({ tokenSaved: false }),
        memory: { ...ranAgo(2 * HOUR), source: sourceOf(NOW - 2 * HOUR) },
      }),
    );
    expect(problems.filter(({ remedy }) => remedy === '')).toEqual([]);
    const silent = problems.find(({ code }) => code === 'source_silent');
    expect(silent?.message).toContain(`"winlogbeat-*" since ${iso(NOW - 2 * HOUR)}`);
  });

  it.each<[string, StatusFacts['memory'], string]>([
    ['says how long ago the last run was', ranAgo(2 * HOUR), 'has not run for 2 h'],
    ['says that there was none', EMPTY_MEMORY, 'has not run yet'],
  ])('stalled %s', (_name, remembered, words) => {
    const [first] = toStatus(facts({ memory: remembered })).problems;
    expect(first?.code).toBe('stalled');
    expect(first?.message).toContain(words);
  });

  it('stand worst first, and each kind in the order of the chain', () => {
    const all = codes({
      canEncrypt: false,
      securityOn: false,
      attributes: attributes({ tokenSaved: false }),
      deliveries: deliveries({ newest: entry({ lastErrorCode: 'flood' }) }),
      memory: {
        ...gapFrom(0),
        lastTick: tick({
          outcome: 'failed',
          finishedAt: iso(NOW - HOUR),
          problems: [problem('conflict', 'warning'), problem('es_timeout')],
        }),
        source: sourceOf(NOW - 2 * HOUR, [problem('pattern_unreadable')]),
      },
    });
    const errors = ['no_encryption_key', 'stalled', 'es_timeout', 'pattern_unreadable'];
    const warnings = ['flood', 'gap', 'conflict', 'source_silent', 'no_channel', 'security_off'];
    expect(all).toEqual([...errors, ...warnings]);
  });
});

describe('the last message', () => {
  const failed = (status: OutboxEntry<unknown>['status'], more: Partial<OutboxEntry<unknown>> = {}) =>
    deliveries({
      newest: entry({
        status,
        lastErrorCode: 'chat_not_found',
        lastError: 'chat not found',
        remedy: 'Fix it.',
        ...more,
      }),
    });

  it.each<[OutboxEntry<unknown>['status'], Problem['severity'] | undefined]>([
    ['refused', 'error'],
    ['expired', 'error'],
    ['pending', 'warning'],
    ['sending', 'warning'],
    ['delivered', undefined],
  ])('that failed and is %s: %s', (status, severity) => {
    const { telegram, problems } = toStatus(facts({ deliveries: failed(status) }));
    expect(telegram.lastProblem?.severity).toBe(severity);
    expect(problems).toEqual(telegram.lastProblem ? [telegram.lastProblem] : []);
  });

  it('says what Telegram said and what to do', () => {
    const { lastProblem } = toStatus(facts({ deliveries: failed('refused') })).telegram;
    expect(lastProblem).toMatchObject({ code: 'chat_not_found', remedy: 'Fix it.' });
    expect(lastProblem?.message).toContain('said: chat not found.');
  });

  it.each<[string, Partial<StatusFacts['deliveries']>, boolean]>([
    ['waits and never failed', { newest: entry() }, false],
    [
      'failed, and the one before arrived earlier',
      { ...failed('refused'), lastDeliveredAt: NOW - 2 * HOUR },
      true,
    ],
    [
      'was refused after an older one arrived late',
      { ...failed('refused', { lastTriedAt: NOW - MINUTE }), lastDeliveredAt: NOW - 2 * MINUTE },
      true,
    ],
    ['failed, and one arrived since', { ...failed('refused'), lastDeliveredAt: NOW - MINUTE }, false],
  ])('that %s', (_name, given, isProblem) => {
    expect(toStatus(facts({ deliveries: deliveries(given) })).problems).toHaveLength(isProblem ? 1 : 0);
  });
});
