import { NOW } from '../../test/builders';
import type { TickReport } from '../../common/status/status';
import { remember } from './journal';
import { EMPTY_MEMORY } from '../../common/status/memory';

const report = (overrides: Partial<TickReport> = {}): TickReport => ({
  startedAt: NOW,
  finishedAt: NOW + 100,
  from: NOW - 1,
  to: NOW,
  eventsRead: 0,
  outcome: 'ok',
  verdicts: [],
  problems: [],
  ...overrides,
});
const told = {
  alertId: 'a',
  channelId: 'night',
  ruleId: 'r',
  group: { kind: 'account', value: 'Guest' },
  attempts: 5,
  verdict: { decision: 'notify', reason: 'first' },
} as const;
const held = { ...told, verdict: { decision: 'hold', reason: 'cooldown' } } as const;

describe('remember', () => {
  it('moves the mark and notes a good run', () => {
    expect(remember(EMPTY_MEMORY, report(), NOW)).toMatchObject({
      watermark: NOW,
      lastGoodTickAt: NOW + 100,
      journal: [],
    });
  });
  it('keeps the time of the last good run after a failed one', () => {
    const after = remember(
      remember(EMPTY_MEMORY, report(), NOW),
      report({ outcome: 'failed', finishedAt: NOW + 9 }),
      NOW,
    );
    expect(after.lastGoodTickAt).toBe(NOW + 100);
    expect(after.journal).toHaveLength(1);
  });
  it('keeps a run that told somebody in the journal, and not one that held', () => {
    expect(remember(EMPTY_MEMORY, report({ verdicts: [told] }), NOW).journal).toHaveLength(1);
    expect(remember(EMPTY_MEMORY, report({ verdicts: [held] }), NOW).journal).toHaveLength(0);
  });
  it('keeps a gap for the page after the run that noticed it', () => {
    const problem = { code: 'gap', message: 'a', remedy: 'b', severity: 'warning' } as const;
    const noticed = remember(EMPTY_MEMORY, report({ problems: [problem] }), NOW);
    expect(remember(noticed, report(), NOW)).toMatchObject({
      gap: { problem, at: NOW + 100 },
      journal: [{ problems: [problem] }],
    });
  });
  it('forgets what is older than it is kept', () => {
    const old = remember(EMPTY_MEMORY, report({ verdicts: [told] }), NOW);
    const later = report({ finishedAt: NOW + 100 + 86_400_000 });
    expect(remember(old, later, NOW, 86_400_000).journal).toHaveLength(1);
    expect(remember(old, later, NOW, 86_400_000 - 1).journal).toHaveLength(0);
    expect(remember(old, later, NOW, null).journal).toHaveLength(1);
  });
  it('keeps fifty, the newest first', () => {
    let memory = EMPTY_MEMORY;
    for (let n = 0; n < 60; n += 1)
      memory = remember(memory, report({ outcome: 'failed', eventsRead: n }), NOW);
    expect(memory.journal).toHaveLength(50);
    expect(memory.journal[0]?.eventsRead).toBe(59);
  });
});
