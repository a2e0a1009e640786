import type { TickReport } from '../../common/status/status';
import { intervalAfter } from './next_run';

const report = (code?: string): TickReport => ({
  startedAt: '',
  finishedAt: '',
  from: null,
  to: null,
  eventsRead: 0,
  outcome: 'ok',
  verdicts: [],
  problems: code ? [{ code, severity: 'warning', message: '', remedy: '' }] : [],
});

describe('the next run', () => {
  it.each([
    ['is when it is set', undefined, '1h', '1h'],
    ['is soon, where this one left all reading to it', 'reading', '1h', '5s'],
    ['is soon, where this one had no time to read everything', 'scan_unfinished', '1h', '5s'],
    ['is when it is set, where no run gets any further', 'scan_stuck', '1h', '1h'],
    ['is no later than it is set', 'reading', '2s', '2s'],
    ['is when it is set, whatever else went wrong', 'events_late', '1h', '1h'],
  ])('%s', (_sentence, code, interval, next) => {
    expect(intervalAfter(report(code), interval)).toBe(next);
  });
});
