import type { ActionFault, AlertAction } from '../../common/alerts/actions';
import type { Alert } from '../../common/alerts/alerts';
import { HISTORY_MAX, UNTOUCHED, type HistoryEntry, type Workflow } from '../../common/alerts/workflow';
import { alert, MINUTE, NOW } from '../../test/builders';
import { act, faultOf } from './actions';

const DAY = 86_400_000;
const ANNA = { by: 'anna', now: NOW };
const worked = (workflow: Partial<Workflow>) =>
  alert({ workflow: { ...UNTOUCHED, revision: 3, ...workflow } });
const partOf = (given: Alert, action: AlertAction) => {
  const acted = act(given, action, ANNA);
  if (!acted.ok || !acted.part) throw new Error('Nothing was done.');
  return acted.part;
};

describe('an action', () => {
  it.each<[string, Partial<Workflow>, AlertAction, Partial<Workflow>]>([
    ['acknowledges', {}, { kind: 'acknowledge' }, { status: 'acknowledged' }],
    [
      'closes with a reason',
      {},
      { kind: 'close', reason: 'duplicate' },
      { status: 'closed', reason: 'duplicate' },
    ],
    [
      'closes what is snoozed, and ends the snooze',
      { snoozedUntil: NOW + MINUTE },
      { kind: 'close', reason: 'other' },
      { status: 'closed', reason: 'other', snoozedUntil: null },
    ],
    [
      'closes what is closed for another reason',
      { status: 'closed', reason: 'other' },
      { kind: 'close', reason: 'true_positive' },
      { status: 'closed', reason: 'true_positive' },
    ],
    [
      'opens again what is closed',
      { status: 'closed', reason: 'other' },
      { kind: 'reopen' },
      { status: 'open' },
    ],
    ['opens again what is acknowledged', { status: 'acknowledged' }, { kind: 'reopen' }, { status: 'open' }],
    [
      'acknowledges what is closed, so that nothing is closed any more',
      { status: 'closed', reason: 'other' },
      { kind: 'acknowledge' },
      { status: 'acknowledged', reason: null },
    ],
    ['snoozes', {}, { kind: 'snooze', until: NOW + MINUTE }, { snoozedUntil: NOW + MINUTE }],
    ['ends a snooze', { snoozedUntil: NOW + 1 }, { kind: 'unsnooze' }, { snoozedUntil: null }],
    ['assigns', {}, { kind: 'assign', assignee: 'bert' }, { assignee: 'bert' }],
    ['takes it from everybody', { assignee: 'bert' }, { kind: 'assign', assignee: null }, { assignee: null }],
  ])('%s', (_what, before, action, after) => {
    const given = worked(before);
    const { workflow, history } = partOf(given, action);
    const stays = { ...given.workflow, reason: null };
    expect(workflow).toEqual({ ...stays, ...after, revision: 4, changedAt: NOW });
    expect(history.entries).toEqual([{ ...action, by: 'anna', at: NOW }]);
    expect(given.workflow).toEqual({ ...UNTOUCHED, revision: 3, ...before });
  });

  it('comments: the words once, and a line in the history', () => {
    const { comments, history, workflow } = partOf(alert(), { kind: 'comment', text: ' Is it Anna?\n ' });
    expect(comments).toEqual([{ by: 'anna', at: NOW, text: 'Is it Anna?' }]);
    expect(history.entries).toEqual([{ kind: 'comment', by: 'anna', at: NOW }]);
    expect(workflow).toEqual({ ...UNTOUCHED, revision: 1, changedAt: NOW });
  });

  it.each<[string, Partial<Workflow>, AlertAction]>([
    ['acknowledged', { status: 'acknowledged' }, { kind: 'acknowledge' }],
    ['open', {}, { kind: 'reopen' }],
    ['closed for that reason', { status: 'closed', reason: 'other' }, { kind: 'close', reason: 'other' }],
    ['snoozed until then', { snoozedUntil: NOW + 5 }, { kind: 'snooze', until: NOW + 5 }],
    ['not snoozed', {}, { kind: 'unsnooze' }],
    ['snoozed until now, so no longer', { snoozedUntil: NOW }, { kind: 'unsnooze' }],
    ['theirs', { assignee: 'bert' }, { kind: 'assign', assignee: 'bert' }],
    ['of nobody', {}, { kind: 'assign', assignee: null }],
  ])('changes nothing where the alert is %s already', (_what, before, action) =>
    expect(act(worked(before), action, ANNA)).toEqual({ ok: true, part: null }),
  );

  it('does not snooze what is closed', () =>
    expect(act(worked({ status: 'closed' }), { kind: 'snooze', until: NOW + MINUTE }, ANNA)).toEqual({
      ok: false,
      refusal: 'alert_closed',
    }));

  it('takes a hundredth comment and no further one', () => {
    const said = (count: number) =>
      alert({ comments: Array.from({ length: count }, () => ({ by: null, at: NOW, text: 'a' })) });
    expect(partOf(said(99), { kind: 'comment', text: 'b' }).comments).toHaveLength(100);
    expect(act(said(100), { kind: 'comment', text: 'b' }, ANNA)).toEqual({
      ok: false,
      refusal: 'too_many_comments',
    });
  });

  it('keeps the newest entries of the history, and says how many are gone', () => {
    const entries: HistoryEntry[] = Array.from({ length: HISTORY_MAX }, (_, n) => ({
      kind: 'reopen',
      by: 'bert',
      at: n,
    }));
    const { history } = partOf(alert({ history: { entries, dropped: 2 } }), { kind: 'acknowledge' });
    expect([history.entries.length, history.dropped]).toEqual([HISTORY_MAX, 3]);
    expect(history.entries[0]?.at).toBe(1);
    expect(history.entries[HISTORY_MAX - 1]).toEqual({ kind: 'acknowledge', by: 'anna', at: NOW });
  });
});

describe('an action of which something is wrong', () => {
  const snooze = (until: number): AlertAction => ({ kind: 'snooze', until });
  const comment = (text: string): AlertAction => ({ kind: 'comment', text });
  const assign = (assignee: string): AlertAction => ({ kind: 'assign', assignee });

  it.each<[string, AlertAction, ActionFault | null]>([
    ['a snooze until a moment ago', snooze(NOW - 1), 'snooze_past'],
    ['a snooze until now', snooze(NOW), 'snooze_past'],
    ['the shortest snooze', snooze(NOW + 1), null],
    ['a snooze of a year', snooze(NOW + 365 * DAY), null],
    ['a snooze beyond a year', snooze(NOW + 365 * DAY + 1), 'snooze_too_far'],
    ['an empty comment', comment(''), 'comment_empty'],
    ['a comment of blanks', comment(' \n\t '), 'comment_empty'],
    ['a comment of spaces of no width', comment('\u200b\ufeff \u00ad'), 'comment_empty'],
    ['a comment of the longest length', comment('a'.repeat(4_000)), null],
    ['one of the longest length in characters of four bytes', comment('🙂'.repeat(4_000)), null],
    ['a comment that is one too long', comment('a'.repeat(4_001)), 'comment_too_long'],
    ['a comment of 10,000 characters', comment('a'.repeat(10_000)), 'comment_too_long'],
    ['a comment of lines with tabs', comment('one\n\ttwo'), null],
    ['a comment with joined emoji and accents', comment('👩‍💻 café'), null],
    ['a comment with a zero', comment('a\u0000b'), 'comment_control_characters'],
    ['a comment with an escape', comment('a\u001b[31mb'), 'comment_control_characters'],
    ['a comment with half a character', comment('a\ud800b'), 'comment_control_characters'],
    ['a comment that turns the direction', comment('a\u202eb'), 'comment_control_characters'],
    ['a name', assign('bert'), null],
    ['a name with a blank and an at', assign('Bert B. @ CORP'), null],
    ['an empty name', assign(''), 'user_name_invalid'],
    ['a name of blanks', assign('  '), 'user_name_invalid'],
    ['a name with a line break', assign('bert\nanna'), 'user_name_invalid'],
    ['a name of a space of no width', assign('\u200b'), 'user_name_invalid'],
    ['a name that turns the direction', assign('a\u202eb'), 'user_name_invalid'],
    ['a name that is too long', assign('b'.repeat(1_025)), 'user_name_invalid'],
    ['what has nothing to be wrong', { kind: 'acknowledge' }, null],
  ])('%s', (_what, action, fault) => expect(faultOf(action, NOW)).toBe(fault));
});
