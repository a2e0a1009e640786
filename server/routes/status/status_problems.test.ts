import { channelFacts, telegramChannel } from '../../../test/channels';
import { EMPTY_MEMORY } from '../../../common/status/memory';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { toStatus, type StatusFacts } from './status_view';
import { iso, MINUTE, NOW, SECOND } from '../../../test/builders';
import {
  HOUR,
  DAY,
  attributes,
  tick,
  problem,
  sourceOf,
  memory,
  deliveries,
  facts,
  ranAgo,
} from '../../../test/status_facts';

const failure = (code: string) => ({ code, said: `${code} was said`, remedy: `Mend ${code}.` });
const codes = (given: Partial<StatusFacts>) => toStatus(facts(given)).problems.map(({ code }) => code);

describe('two Kibanas with different encryption keys', () => {
  const secrets = { by: 'one', since: NOW - HOUR, at: NOW };
  const good = memory({ lastGoodTickAt: NOW - 2 * SECOND });
  const bad = memory({
    lastGoodTickAt: NOW - 2 * SECOND,
    lastTick: tick({ outcome: 'failed', problems: [problem('undecryptable')] }),
  });

  it('have one state and one text, whichever of them ran last', () => {
    const [one, other] = [good, bad].map((ran) => toStatus(facts({ secrets, memory: ran })));
    expect([one?.state, one?.authority.state, one?.problems]).toEqual([
      'failing',
      'undecryptable',
      other?.problems,
    ]);
    expect([other?.state, other?.authority.state]).toEqual(['failing', 'undecryptable']);
  });

  it.each([
    [
      'the text names both causes, and that the other one reads',
      good,
      /differ, or the key of one was changed/,
    ],
    [
      'the text names both causes, and that nothing is read, where no tick goes well any more',
      memory({ lastGoodTickAt: NOW - 2 * MINUTE }),
      /nothing is read: Kibana's encryption key was changed, or another Kibana with another key/,
    ],
    [
      'a tick that went well before it was noted is of no other Kibana',
      memory({ lastGoodTickAt: NOW - 2 * HOUR }),
      /nothing is read/,
    ],
  ])('%s', (_what, ran, text) => {
    const [told] = toStatus(facts({ secrets, memory: ran })).problems;
    expect(told?.message).toMatch(text);
    expect(told?.remedy).toMatch(/same xpack\.encryptedSavedObjects\.encryptionKey.*decryptionOnlyKeys/);
  });
});

describe('problems', () => {
  it('none where all is well', () => {
    expect(toStatus(facts()).problems).toEqual([]);
  });

  const refused = { refused: 1, refusal: failure('chat_not_found') };
  const off = attributes({ detectionOn: false });
  const noteSince = (ago: number) => ({ by: 'one', since: NOW - ago, at: NOW });
  const gapFrom = (ago: number) => memory({ gap: { problem: problem('gap', 'warning'), at: NOW - ago } });
  it.each<[string, Partial<StatusFacts>, string[]]>([
    ['no_encryption_key, also while off', { canEncrypt: false, attributes: off }, ['no_encryption_key']],
    [
      'no_encryption_key before anything was saved',
      { canEncrypt: false, attributes: null, memory: EMPTY_MEMORY },
      ['no_encryption_key'],
    ],
    [
      'a refused message, also while off',
      { attributes: off, deliveries: [deliveries(refused)] },
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
    ['undecryptable, as a Kibana noted it', { secrets: noteSince(MINUTE) }, ['undecryptable']],
    [
      'undecryptable once, not again from the run that saw it',
      {
        secrets: noteSince(MINUTE),
        memory: memory({ lastTick: tick({ outcome: 'failed', problems: [problem('undecryptable')] }) }),
      },
      ['undecryptable'],
    ],
    [
      'undecryptable from the run alone',
      { memory: memory({ lastTick: tick({ outcome: 'failed', problems: [problem('undecryptable')] }) }) },
      ['undecryptable'],
    ],
    ['nothing of secrets while off', { secrets: noteSince(MINUTE), attributes: off }, []],
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
    [
      'no_channel without a token',
      { attributes: attributes({ channels: [channelFacts({ secretsSaved: [] })] }) },
      ['no_channel'],
    ],
    ['no_channel without a chat', { attributes: attributes({ settings: DEFAULT_SETTINGS }) }, ['no_channel']],
    ['security_off where a key is stored', { securityOn: false }, ['security_off']],
    [
      'no security_off where there never was a key',
      {
        securityOn: false,
        attributes: attributes({ authority: { kind: 'internal_user', since: NOW } }),
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
        attributes: attributes({ channels: [channelFacts({ secretsSaved: [] })] }),
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
      attributes: attributes({ channels: [channelFacts({ secretsSaved: [] })] }),
      deliveries: [deliveries({ delay: failure('flood') })],
      memory: {
        ...gapFrom(0),
        lastTick: tick({
          outcome: 'failed',
          finishedAt: NOW - HOUR,
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

describe('a channel', () => {
  const of = (change: Parameters<typeof deliveries>[0]) =>
    toStatus(facts({ deliveries: [deliveries(change)] })).channels[0];
  const severities = (change: Parameters<typeof deliveries>[0]) =>
    of(change)?.problems.map(({ code, severity }) => `${code}: ${severity}`);
  const broken = { ...failure('bot_kicked'), since: NOW - HOUR };

  it.each<[string, Parameters<typeof deliveries>[0], string[]]>([
    ['works', { lastDeliveredAt: NOW }, []],
    ['is broken', { broken, refused: 1, refusal: failure('bot_kicked') }, ['bot_kicked: error']],
    ['refused a message', { refused: 1, refusal: failure('text_empty') }, ['text_empty: error']],
    [
      'did not take one yet',
      { waiting: 1, delay: failure('too_many_requests') },
      ['too_many_requests: warning'],
    ],
    [
      'did not bring its newest message everywhere',
      { lastDeliveredAt: NOW, detour: failure('recipients_left_out') },
      ['recipients_left_out: warning'],
    ],
    ['could not be told in time', { undelivered: 2 }, ['not_delivered: error']],
    [
      'refused one, and told later ones: the refused one is still untold',
      { refused: 1, refusal: failure('text_empty'), lastDeliveredAt: NOW },
      ['text_empty: error'],
    ],
    [
      'refused one, and makes others wait: what passes does not stand in front of what does not',
      { refused: 1, refusal: failure('bot_kicked'), waiting: 1, delay: failure('too_many_requests') },
      ['bot_kicked: error', 'too_many_requests: warning'],
    ],
  ])('that %s', (_name, change, expected) => {
    expect(severities(change)).toEqual(expected);
    expect(codes({ deliveries: [deliveries(change)] })).toEqual(expected.map((one) => one.split(':')[0]));
  });

  it('whose chat cannot be read still works, and says what is in the way, for as long as its buttons are on', () => {
    const told = (buttons: boolean) => {
      const channel = telegramChannel('-2001');
      const set = { ...channel, options: { ...channel.options, buttons } };
      const settings = { ...attributes().settings, channels: [set] };
      const given = facts({
        attributes: attributes({ settings }),
        deliveries: [deliveries({ unread: failure('other_reader') })],
      });
      return toStatus(given).channels[0];
    };
    expect(told(true)).toMatchObject({
      broken: false,
      problems: [
        {
          code: 'other_reader',
          severity: 'warning',
          message: expect.stringMatching(/^Telegram sends messages, but nobody can work on alerts/),
          remedy: 'Mend other_reader.',
        },
      ],
    });
    expect(told(false)?.problems).toEqual([]);
  });

  it('that is broken says what the far side said, what to do, and how many wait', () => {
    const [problem] = of({ broken, waiting: 499 })?.problems ?? [];
    expect(problem?.message).toMatch(
      /^Telegram takes no messages: bot_kicked was said\. 499 more messages wait/,
    );
    expect(problem?.remedy).toBe('Mend bot_kicked.');
    expect(of({ broken })?.broken).toBe(true);
  });

  it('of which nothing was planned yet is there too', () => {
    expect(toStatus(facts({ deliveries: [] })).channels).toMatchObject([
      { id: 'night', ready: true, broken: false, waiting: 0, problems: [] },
    ]);
  });

  it('that was removed is not shown, whatever it left', () => {
    const attributesWithout = attributes({ settings: DEFAULT_SETTINGS, channels: [] });
    expect(codes({ attributes: attributesWithout, deliveries: [deliveries({ refused: 1 })] })).toEqual([
      'no_channel',
    ]);
  });
});
