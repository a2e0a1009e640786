import {
  burst,
  comparing,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
} from '../../test/builders';
import { FakeSpace, tickRun } from '../../test/fakes';
import { DEFAULT_RULES } from '../../common/rules/default_rules';
import { toRule } from '../../common/rules/rule_settings';
import { SuccessesRefusedError } from '../../common/status/successes_refused';
import { tick, type TickRun } from './tick';

const RULES = DEFAULT_RULES.map(toRule);
const runAt = (space: FakeSpace, now: number, overrides: Partial<TickRun> = {}) => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, rules: RULES, ...overrides }));
};
const told = (space: FakeSpace) =>
  [...space.planned.values()]
    .filter(({ edits }) => edits === null)
    .map(({ ruleId, groupKey, reason }) => [ruleId, groupKey, reason].join(' '));
const HOUR = 60 * MINUTE;

describe('nobody hides behind what people know of', () => {
  it('each account of a spray that is broken into is told of', async () => {
    const space = new FakeSpace();
    space.events = ['anna', 'bert', 'carl', 'dora', 'emil'].flatMap((account) => burst(6, { account }));
    await runAt(space, NOW);
    for (const [n, account] of ['anna', 'bert', 'carl'].entries()) {
      space.events.push(successfulLogon({ account, at: NOW + n * MINUTE + SECOND }));
      await runAt(space, NOW + n * MINUTE + 5 * SECOND);
    }
    await runAt(space, NOW + 3 * MINUTE);
    expect(told(space)).toEqual([
      'accounts_tried_from_one_source 203.0.113.7 first',
      'success_after_failures anna severity',
      'success_after_failures bert severity',
      'success_after_failures carl severity',
    ]);
  });

  it('a spray is told of although half of its failures are of an account that people know', async () => {
    const space = new FakeSpace();
    const noisy = (at: number, source: string) => failedLogon({ account: 'svc', source, host: 'B1', at });
    for (let n = 0; n < 12; n += 1) space.events.push(noisy(NOW - n * SECOND, `10.1.0.${n % 6}`));
    await runAt(space, NOW);
    for (let n = 0; n < 20; n += 1) {
      space.events.push(noisy(NOW + MINUTE + n, '203.0.113.66'));
      space.events.push(
        failedLogon({ account: `user${n}`, source: '203.0.113.66', host: 'DC', at: NOW + MINUTE + n }),
      );
    }
    await runAt(space, NOW + 2 * MINUTE);
    expect(told(space)).toContain('accounts_tried_from_one_source 203.0.113.66 first');
  });

  it('guessing at one account is told of although people know of its address', async () => {
    const space = new FakeSpace();
    space.events = ['anna', 'bert', 'carl', 'dora', 'emil'].map((account) => failedLogon({ account }));
    await runAt(space, NOW);
    space.events.push(...burst(30, { account: 'administrator' }, SECOND, NOW + MINUTE));
    await runAt(space, NOW + MINUTE);
    expect(told(space)).toContain('failed_logons_of_one_account administrator first');
  });
});

describe('what is over is not told again', () => {
  const attackOn = (account: string, at: number) =>
    burst(30, { account, source: '10.0.0.1', host: 'H1' }, SECOND, at);
  const after = async (overrides: Partial<TickRun>) => {
    const space = new FakeSpace();
    space.events = [...attackOn('guest', NOW), ...attackOn('anna', NOW + 40 * MINUTE)];
    await runAt(space, NOW);
    const before = told(space).length;
    let from = NOW;
    for (let now = NOW + 5 * SECOND; now < NOW + 4 * HOUR; now += MINUTE)
      from = now - ((await runAt(space, now, overrides)).from ?? NaN);
    return {
      again: told(space)
        .slice(before)
        .filter((one) => one.includes('guest')),
      slice: from,
    };
  };
  it.each<[string, Partial<TickRun>]>([
    ['its rule was switched off', { rules: [rule()] }],
    ['its account was left out', { comparing: comparing({ excludedAccounts: ['guest'] }) }],
  ])('after %s, and a run reads no more for it', async (_what, overrides) => {
    const { again, slice } = await after(overrides);
    expect(again).toEqual([]);
    expect(slice).toBeLessThan(HOUR);
  });
});

describe('successes that cannot be read in time', () => {
  it('hold up no other rule, and are named', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    space.successesTo = NOW - HOUR;
    const report = await runAt(space, NOW);
    expect(report).toMatchObject({ outcome: 'ok', problems: [{ code: 'successes_unread' }] });
    expect(space.memory.watermark).toBe(NOW);
    expect(told(space)).toEqual(['failed_logons_of_one_account guest first']);
  });
});

describe('successes that Elasticsearch refuses to look for', () => {
  const runRefusedAt = (space: FakeSpace, now: number) => {
    const ports = space.ports();
    const readSuccesses = () => Promise.reject(new SuccessesRefusedError('400'));
    return tick({ ...ports, events: { ...ports.events, readSuccesses } }, tickRun({ now, rules: RULES }));
  };

  it.each<[string, number | undefined, string[]]>([
    ['', undefined, ['successes_refused']],
    [' of the busiest', 0, ['reading']],
  ])('keep no failure%s from being told', async (_whose, many, problems) => {
    const space = new FakeSpace();
    space.events = burst(5);
    space.many = many;
    const report = await runRefusedAt(space, NOW);
    expect(report.problems.map(({ code }) => code)).toEqual(problems);
    expect(space.memory.watermark).toBe(NOW);
    expect(told(space)).toEqual(['failed_logons_of_one_account guest first']);
  });
});
