import type { Tell } from '../../../common/channels/tell';
import { DEFAULT_TELL } from '../../../common/channels/tell';
import type { Trouble, TroubleCode } from '../../../common/status/trouble';
import { DAY, MINUTE, NOW } from '../../../test/builders';
import { channelFact, trouble, watchedFacts } from '../../../test/troubles';
import { conditionsOf, type ChannelFact, type Condition, type WatchedFacts } from './conditions';
import { follow, notice, SETTLED } from './notices';

const REFUSED = { since: NOW - MINUTE, code: 'chat_gone', said: 'kicked', remedy: 'Add the bot.' };
const conditions = (facts: Partial<WatchedFacts> = {}) => conditionsOf(watchedFacts(facts));
const dead: Partial<WatchedFacts> = { lastGoodRunAt: NOW - 15 * MINUTE };
const look = { now: NOW, nth: 7 };

describe('follow', () => {
  it('begins a trouble that is new, under an id of its own', () => {
    expect(follow([], conditions(dead), look)).toEqual([trouble({ id: '7-0', seenAt: NOW })]);
  });

  it('goes on with one that is known', () => {
    expect(follow([trouble()], conditions(dead), look)).toEqual([trouble()]);
  });

  it('waits for three minutes before it calls one over', () => {
    const [gone] = follow([trouble()], conditions(), look);
    expect(gone).toEqual(trouble({ clearSince: NOW }));
    const later = { now: NOW + SETTLED, nth: 8 };
    expect(follow(gone ? [gone] : [], conditions(), later)).toEqual([
      trouble({ clearSince: NOW, over: NOW }),
    ]);
  });

  it('takes one that comes back within three minutes for the same', () => {
    const gone = trouble({ clearSince: NOW - MINUTE });
    expect(follow([gone], conditions(dead), look)).toEqual([trouble()]);
  });

  it('begins another where one comes back after it was over', () => {
    const over = trouble({ over: NOW - MINUTE, clearSince: NOW - 4 * MINUTE });
    expect(follow([over], conditions(dead), look)).toEqual([over, trouble({ id: '7-0', seenAt: NOW })]);
  });

  it('does not know an end from a beginning where nobody can tell', () => {
    const unknown: Condition[] = conditions({ ...dead, startedAt: NOW - MINUTE });
    expect(follow([trouble()], unknown, look)).toEqual([trouble()]);
    expect(follow([], unknown, look)).toEqual([]);
  });

  it('forgets what was about a channel or a pattern that was removed', () => {
    const ofChannel = trouble({ code: 'channel_refused', subject: 'gone', name: 'Gone' });
    const ofPattern = trouble({ code: 'source_silent', subject: 'old-*', name: 'old-*' });
    expect(follow([ofChannel, ofPattern], conditions(), look)).toEqual([]);
  });
});

/** By channel, what it is told now. */
const toldBy = (troubles: Trouble[], channels: ChannelFact[], now = NOW) =>
  notice(troubles, channels, now).news.map(
    ({ channel, state, trouble: { code } }) => `${channel.id} ${code} ${state}`,
  );
const tell = (overrides: Partial<Tell>): Pick<ChannelFact, 'tell'> => ({
  tell: { ...DEFAULT_TELL, ...overrides },
});
/** NOW is within it. */
const quiet = tell({ quietHours: { from: '00:00', to: '23:59', timeZone: 'UTC' } });
const night = channelFact();
const mail = channelFact({ id: 'mail' });

describe('who is told', () => {
  it.each<[string, Trouble[], ChannelFact[], string[]]>([
    [
      'everybody, of what began',
      [trouble()],
      [night, mail],
      ['night no_good_run began', 'mail no_good_run began'],
    ],
    ['nobody twice', [trouble({ told: { night: 'began', mail: 'began' } })], [night, mail], []],
    [
      'who was not told yet',
      [trouble({ told: { night: 'began' } })],
      [night, mail],
      ['mail no_good_run began'],
    ],
    [
      'everybody, that it is over',
      [trouble({ over: NOW, told: { night: 'began', mail: 'began' } })],
      [night, mail],
      ['night no_good_run over', 'mail no_good_run over'],
    ],
    [
      'of the end alone who could not be told of the beginning',
      [trouble({ over: NOW })],
      [night],
      ['night no_good_run over'],
    ],
    ['not by a channel that is not set up', [trouble()], [channelFact({ isReady: false })], []],
    ['not by a channel that refuses', [trouble()], [channelFact({ refused: REFUSED })], []],
    ['not by a channel that is not to tell it', [trouble()], [channelFact(tell({ tellTrouble: false }))], []],
    ['not by a channel that is muted', [trouble()], [channelFact(tell({ mutedUntil: NOW + 1 }))], []],
    [
      'of a channel that refuses, the others',
      [trouble({ code: 'channel_refused', subject: 'night' })],
      [night, mail],
      ['mail channel_refused began'],
    ],
    [
      'of a lost key not within the first minute',
      [trouble({ code: 'key_lost', seenAt: NOW - MINUTE + 1 })],
      [night],
      [],
    ],
    [
      'of a lost key after a minute',
      [trouble({ code: 'key_lost', seenAt: NOW - MINUTE })],
      [night],
      ['night key_lost began'],
    ],
    [
      'nobody of a key that was lost for less than a minute',
      [trouble({ code: 'key_lost', seenAt: NOW - 5 * MINUTE, over: NOW - 4.5 * MINUTE })],
      [night],
      [],
    ],
  ])('%s', (_what, troubles, channels, expected) => {
    expect(toldBy(troubles, channels)).toEqual(expected);
  });
});

describe('in quiet hours', () => {
  it.each<[TroubleCode, boolean]>([
    ['no_good_run', true],
    ['key_lost', true],
    ['source_silent', false],
    ['key_expiring', false],
    ['heartbeat_failing', false],
  ])('%s is told: %s', (code, isTold) => {
    expect(toldBy([trouble({ code })], [channelFact(quiet)])).toHaveLength(isTold ? 1 : 0);
  });

  const refused = trouble({ code: 'channel_refused', subject: 'night' });
  const broken = channelFact({ refused: REFUSED });
  it('a channel that refuses is told where nobody else is told of attacks', () => {
    expect(toldBy([refused], [broken, channelFact({ id: 'mail', ...quiet })])).toEqual([
      'mail channel_refused began',
    ]);
  });

  it('a channel that refuses waits where another one still tells of attacks', () => {
    const day = channelFact({ id: 'day', ...tell({ tellTrouble: false }) });
    expect(toldBy([refused], [broken, channelFact({ id: 'mail', ...quiet }), day])).toEqual([]);
  });

  it('the end is told to who was woken, and to nobody else', () => {
    const over = { over: NOW, code: 'no_good_run' as const };
    expect(toldBy([trouble({ ...over, told: { night: 'began' } })], [channelFact(quiet)])).toHaveLength(1);
    expect(toldBy([trouble(over)], [channelFact(quiet)])).toEqual([]);
  });

  it('what was held is told when they end', () => {
    const silent = trouble({ code: 'source_silent', subject: 'winlogbeat-*' });
    const { troubles } = notice([silent], [channelFact(quiet)], NOW);
    expect(toldBy(troubles, [night])).toEqual(['night source_silent began']);
  });
});

describe('what is remembered', () => {
  const over = trouble({ over: NOW - MINUTE, told: { night: 'began' } });
  it.each<[string, Trouble, ChannelFact[], number]>([
    ['one that lasts', trouble({ told: { night: 'began' } }), [night], 1],
    ['not one whose end was told', over, [night], 0],
    [
      'one whose end waits for quiet hours to pass',
      { ...over, code: 'source_silent' },
      [channelFact(quiet)],
      1,
    ],
    [
      'not one whose end waited for a day',
      { ...over, over: NOW - DAY - 1 },
      [channelFact(tell({ mutedUntil: NOW + DAY }))],
      0,
    ],
    ['not one of whose end nobody can be told', over, [], 0],
  ])('%s', (_what, known, channels, count) => {
    expect(notice([known], channels, NOW).troubles).toHaveLength(count);
  });
});

it('tells each channel of each trouble at most twice, however often it is looked, and whatever comes and goes', () => {
  let known: Trouble[] = [];
  const told: string[] = [];
  for (let minute = 0; minute < 240; minute += 1) {
    const now = NOW + minute * MINUTE;
    const isDead = minute % 60 < 20 || (minute % 60 < 30 && minute % 3 === 0);
    const facts = watchedFacts({ now, lastGoodRunAt: isDead ? NOW - 15 * MINUTE : now });
    known = follow(known, conditionsOf({ ...facts, sources: [] }), { now, nth: minute });
    const noticed = notice(known, facts.channels, now);
    known = noticed.troubles;
    told.push(...noticed.news.map(({ trouble: { id }, channel, state }) => `${id} ${channel.id} ${state}`));
  }
  expect(new Set(told).size).toBe(told.length);
  expect(told).toHaveLength(4 * 2 * 2);
});
