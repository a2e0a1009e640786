import { UNTOUCHED, type HistoryEntry, type Workflow } from '../../../common/alerts/workflow';
import { NOW } from '../../../test/builders';
import { deedText, workflowText } from './workflow_words';

describe('where an alert stands', () => {
  it.each<[Partial<Workflow>, string]>([
    [{}, 'Open'],
    [{ status: 'acknowledged', assignee: 'anna' }, 'Acknowledged, anna'],
    [{ status: 'closed', reason: 'false_positive' }, 'Closed: False positive'],
    [{ snoozedUntil: NOW + 60_000 }, 'Open, snoozed until Nov 22, 2026, 03:16:00 UTC'],
    [{ snoozedUntil: NOW }, 'Open'],
    [{ assignee: 'an\u202ena' }, 'Open, an\ufffdna'],
  ])('%j is %s', (workflow, text) =>
    expect(workflowText({ ...UNTOUCHED, ...workflow }, NOW, 'UTC')).toBe(text),
  );
});

describe('a line of the history', () => {
  it.each<[HistoryEntry, string]>([
    [{ kind: 'acknowledge', by: 'anna', at: NOW }, 'anna acknowledged it'],
    [
      { kind: 'acknowledge', by: '@anna (5001)', via: 'telegram', at: NOW },
      '@anna (5001), from Telegram, acknowledged it',
    ],
    [{ kind: 'reopen', by: null, at: NOW }, 'Somebody opened it again'],
    [{ kind: 'close', reason: 'duplicate', by: 'anna', at: NOW }, 'anna closed it: Duplicate'],
    [{ kind: 'snooze', until: NOW, by: 'anna', at: NOW }, 'anna snoozed it until Nov 22, 2026, 03:15:00 UTC'],
    [{ kind: 'unsnooze', by: 'anna', at: NOW }, 'anna ended the snooze'],
    [{ kind: 'assign', assignee: 'bert', by: 'anna', at: NOW }, 'anna assigned it to bert'],
    [{ kind: 'assign', assignee: null, by: 'anna', at: NOW }, 'anna assigned it to nobody'],
    [{ kind: 'comment', by: 'anna', at: NOW }, 'anna commented'],
    [
      { kind: 'severity', from: 'medium', to: 'critical', because: 'attack_worked', by: null, at: NOW },
      'Severity rose from Medium to Critical: a logon worked after the failures',
    ],
  ])('%j is %s', (entry, text) => expect(deedText(entry, 'UTC')).toBe(text));
});
