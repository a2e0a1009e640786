import { DAY, HOUR, MINUTE, NOW, SECOND } from '../../../test/builders';
import { channelFact, watchedFacts } from '../../../test/troubles';
import { TROUBLES } from '../../../common/status/trouble';
import type { AuthorityState } from '../../../common/status/status';
import { conditionsOf, type HeartbeatFact, type SourceFact, type WatchedFacts } from './conditions';

const CAUSE = { code: 'es_timeout', said: 'It took too long.', remedy: 'Look at Elasticsearch.' };
const conditionOf = (code: string, facts: Partial<WatchedFacts>) =>
  conditionsOf(watchedFacts(facts)).find((one) => one.code === code);

it('has every kind of trouble, and none where all is well', () => {
  const conditions = conditionsOf(watchedFacts());
  expect(new Set(conditions.map(({ code }) => code))).toEqual(new Set(TROUBLES));
  expect(conditions.filter(({ is }) => is !== 'good')).toEqual([]);
});

describe('no good run', () => {
  const failed = (at: number) => ({ at, outcome: 'failed' as const, cause: CAUSE });
  it.each<[string, Partial<WatchedFacts>, string]>([
    ['for ten minutes is none yet', { lastGoodRunAt: NOW - 10 * MINUTE }, 'good'],
    ['for longer is trouble', { lastGoodRunAt: NOW - 10 * MINUTE - 1 }, 'bad'],
    [
      'is not expected where runs are rare: three intervals',
      { lastGoodRunAt: NOW - 2 * HOUR, interval: HOUR },
      'good',
    ],
    ['is trouble after three rare runs', { lastGoodRunAt: NOW - 3 * HOUR - 1, interval: HOUR }, 'bad'],
    ['since it was turned on counts too', { lastGoodRunAt: null, turnedOnAt: NOW - 11 * MINUTE }, 'bad'],
    ['a moment after it was turned on', { lastGoodRunAt: null, turnedOnAt: NOW - MINUTE }, 'unknown'],
    [
      'before it was turned off and on again is none',
      { lastGoodRunAt: NOW - DAY, turnedOnAt: NOW - MINUTE },
      'unknown',
    ],
    [
      'while Kibana was down is not known to be trouble yet',
      { lastGoodRunAt: NOW - DAY, startedAt: NOW - MINUTE },
      'unknown',
    ],
    [
      'ten minutes after Kibana started is trouble',
      { lastGoodRunAt: NOW - DAY, startedAt: NOW - 11 * MINUTE },
      'bad',
    ],
  ])('%s', (_what, facts, is) => {
    expect(conditionOf('no_good_run', facts)?.is).toBe(is);
  });

  it('says since when, and why the last run failed', () => {
    const facts = { lastGoodRunAt: NOW - HOUR, lastRun: failed(NOW - SECOND) };
    expect(conditionOf('no_good_run', facts)).toMatchObject({ since: NOW - HOUR, cause: CAUSE });
  });

  it('does not give an old failure as the reason why nothing runs', () => {
    const facts = { lastGoodRunAt: NOW - 2 * HOUR, lastRun: failed(NOW - HOUR) };
    expect(conditionOf('no_good_run', facts)).toMatchObject({ is: 'bad', cause: null });
  });

  it('is not asked where the key is lost, which says why', () => {
    const facts: Partial<WatchedFacts> = {
      lastGoodRunAt: NOW - HOUR,
      key: { state: 'revoked', cause: CAUSE, expiresAt: null },
    };
    expect(conditionOf('no_good_run', facts)).toBeUndefined();
  });
});

describe('the key', () => {
  const withState = (state: AuthorityState): Partial<WatchedFacts> => ({
    key: { state, cause: CAUSE, expiresAt: null },
  });
  it.each<[AuthorityState, string]>([
    ['working', 'good'],
    ['none', 'good'],
    ['unchecked', 'good'],
    ['security_off', 'good'],
    ['missing', 'bad'],
    ['expired', 'bad'],
    ['revoked', 'bad'],
    ['unknown', 'bad'],
    ['refused', 'bad'],
    ['too_weak', 'bad'],
    ['undecryptable', 'bad'],
    ['keys_disabled', 'bad'],
  ])('whose state is %s is %s', (state, is) => {
    expect(conditionOf('key_lost', withState(state))?.is).toBe(is);
  });

  it('is not known to be back where the run failed for another reason', () => {
    const lastRun = { at: NOW, outcome: 'failed' as const, cause: CAUSE };
    expect(conditionOf('key_lost', { lastRun })?.is).toBe('unknown');
    expect(conditionOf('key_lost', { lastRun: null })?.is).toBe('unknown');
  });

  it.each<[string, number | null, string]>([
    ['never expires', null, 'good'],
    ['expires in a week', NOW + 7 * DAY, 'good'],
    ['expires in less than a week', NOW + 7 * DAY - 1, 'bad'],
  ])('that %s: %#', (_what, expiresAt, is) => {
    const key = { state: 'working' as const, cause: null, expiresAt };
    expect(conditionOf('key_expiring', { key })).toMatchObject({ is, due: expiresAt });
  });

  it('that is lost is not said to expire', () => {
    const key = { state: 'expired' as const, cause: CAUSE, expiresAt: NOW - 1 };
    expect(conditionOf('key_expiring', { key })).toBeUndefined();
  });
});

describe('a source', () => {
  const source = (overrides: Partial<SourceFact>): Partial<WatchedFacts> => ({
    sources: [{ pattern: 'logs-*', checkedAt: NOW, newestLogonAt: NOW, longestGap: 0, ...overrides }],
  });
  it.each<[string, Partial<SourceFact>, string]>([
    ['that sends', {}, 'good'],
    ['silent for half an hour', { newestLogonAt: NOW - 30 * MINUTE }, 'good'],
    ['silent for longer', { newestLogonAt: NOW - 30 * MINUTE - 1 }, 'bad'],
    ['silent for a week', { newestLogonAt: NOW - 7 * DAY }, 'bad'],
    ['silent for more than a week, which is no news', { newestLogonAt: NOW - 7 * DAY - 1 }, 'unknown'],
    ['that never sent a logon', { newestLogonAt: null }, 'unknown'],
    ['that nobody looked at', { checkedAt: null, newestLogonAt: null }, 'unknown'],
    [
      'that is always silent for hours at night',
      { newestLogonAt: NOW - 14 * HOUR, longestGap: 10 * HOUR },
      'good',
    ],
    [
      'that is silent for half as long again as it ever was',
      { newestLogonAt: NOW - 15 * HOUR - 1, longestGap: 10 * HOUR },
      'bad',
    ],
    [
      'that sent when somebody last looked, whenever that was',
      { checkedAt: NOW - HOUR, newestLogonAt: NOW - HOUR - MINUTE },
      'good',
    ],
  ])('%s', (_what, overrides, is) => {
    expect(conditionOf('source_silent', source(overrides))).toMatchObject({
      is,
      subject: 'logs-*',
      name: 'logs-*',
    });
  });

  it('is silent since its last logon', () => {
    const newestLogonAt = NOW - HOUR;
    expect(conditionOf('source_silent', source({ newestLogonAt }))?.since).toBe(newestLogonAt);
  });
});

it('tells of a channel that refuses, since when and why', () => {
  const refused = { since: NOW - HOUR, ...CAUSE };
  const channels = [channelFact({ id: 'night', name: 'Night shift', refused })];
  expect(conditionOf('channel_refused', { channels })).toEqual({
    code: 'channel_refused',
    subject: 'night',
    name: 'Night shift',
    is: 'bad',
    since: NOW - HOUR,
    due: null,
    cause: CAUSE,
  });
});

describe('the heartbeat', () => {
  const REFUSED = { ok: false, at: NOW - MINUTE, ...CAUSE } as const;
  const beating = (overrides: Partial<HeartbeatFact>): Partial<WatchedFacts> => ({
    heartbeat: { host: 'hc.example', last: null, failures: 0, failingSince: null, ...overrides },
  });
  it.each<[string, Partial<HeartbeatFact>, string]>([
    ['of which no call ended yet', {}, 'unknown'],
    ['whose call was taken', { last: { ok: true, at: NOW, said: 'HTTP 200' } }, 'good'],
    ['whose first call failed', { last: REFUSED, failures: 1, failingSince: NOW }, 'unknown'],
    ['whose second call failed too', { last: REFUSED, failures: 2, failingSince: NOW }, 'unknown'],
    ['whose third call failed too', { last: REFUSED, failures: 3, failingSince: NOW }, 'bad'],
  ])('%s', (_what, overrides, is) => {
    expect(conditionOf('heartbeat_failing', beating(overrides))).toMatchObject({ is, name: 'hc.example' });
  });

  it('that fails says since when and why', () => {
    const failing = beating({ last: REFUSED, failures: 7, failingSince: NOW - HOUR });
    expect(conditionOf('heartbeat_failing', failing)).toEqual({
      code: 'heartbeat_failing',
      subject: 'hc.example',
      name: 'hc.example',
      is: 'bad',
      since: NOW - HOUR,
      due: null,
      cause: CAUSE,
    });
  });

  it('that nobody wants is no trouble', () => {
    expect(conditionOf('heartbeat_failing', { heartbeat: null })).toBeUndefined();
  });
});
