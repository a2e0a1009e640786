import type { ActionRequest, BulkResponse } from '../../../common/api/alerts_api';
import { UNTOUCHED, type Workflow } from '../../../common/alerts/workflow';
import { MINUTE, NOW } from '../../../test/builders';
import { snoozesAfter, undoOf } from './undo';

const was = (id: string, workflow: Partial<Workflow> = {}) => ({
  id,
  workflow: { ...UNTOUCHED, ...workflow },
});
const answer = (outcomes: Record<string, 'done' | 'unchanged' | 'conflict'>): BulkResponse => ({
  done: 0,
  alerts: Object.entries(outcomes).map(([id, outcome]) => ({
    id,
    outcome,
    workflow: { ...UNTOUCHED, revision: 7 },
    problem: null,
  })),
});

it('makes each what it was before, over the revision that the action left', () => {
  const before = [
    was('a'),
    was('b', { status: 'acknowledged' }),
    was('c'),
    was('d', { status: 'closed', reason: 'duplicate' }),
  ];
  const done = answer({ a: 'done', b: 'done', c: 'done', d: 'done' });
  expect(undoOf({ action: 'close', reason: 'other' }, before, done)).toEqual([
    {
      action: 'reopen',
      alerts: [
        { id: 'a', revision: 7 },
        { id: 'c', revision: 7 },
      ],
    },
    { action: 'acknowledge', alerts: [{ id: 'b', revision: 7 }] },
    { action: 'close', reason: 'duplicate', alerts: [{ id: 'd', revision: 7 }] },
  ]);
});

it('leaves alone what was not done', () =>
  expect(
    undoOf({ action: 'acknowledge' }, [was('a'), was('b')], answer({ a: 'unchanged', b: 'conflict' })),
  ).toEqual([]));

it.each<[ActionRequest, Partial<Workflow>, ActionRequest | undefined]>([
  [{ action: 'assign' }, { assignee: 'bert' }, { action: 'assign', assignee: 'bert' }],
  [{ action: 'assign', assignee: 'anna' }, {}, { action: 'assign', assignee: null }],
  [{ action: 'snooze', until: NOW }, {}, { action: 'unsnooze' }],
  [{ action: 'unsnooze' }, { snoozedUntil: NOW }, { action: 'snooze', until: NOW }],
  [{ action: 'comment', text: 'a' }, {}, undefined],
])('%j on %j is taken back by %j', (request, workflow, back) =>
  expect(undoOf(request, [was('a', workflow)], answer({ a: 'done' }))).toEqual(
    back ? [{ ...back, alerts: [{ id: 'a', revision: 7 }] }] : [],
  ),
);

describe('alerts that were snoozed and then closed', () => {
  const UNTIL = NOW + MINUTE;
  const opened = (id: string, workflow: Partial<Workflow> = {}): BulkResponse['alerts'][number] => ({
    id,
    outcome: 'done',
    workflow: { ...UNTOUCHED, revision: 8, ...workflow },
    problem: null,
  });
  const after = (one: BulkResponse['alerts'][number], snoozedUntil: number | null = UNTIL) =>
    snoozesAfter({ done: 1, alerts: [one] }, [was(one.id, { snoozedUntil })], NOW);

  it('are snoozed again over the revision at which they were opened, those until the same time at once', () => {
    const undone = { done: 2, alerts: [opened('a'), opened('b', { revision: 9 })] };
    const before = [was('a', { snoozedUntil: UNTIL }), was('b', { snoozedUntil: UNTIL })];
    const alerts = [
      { id: 'a', revision: 8 },
      { id: 'b', revision: 9 },
    ];
    expect(snoozesAfter(undone, before, NOW)).toEqual([{ action: 'snooze', until: UNTIL, alerts }]);
  });

  it.each([
    ['it was not snoozed', after(opened('a'), null)],
    ['it would be over by now', after(opened('a'), NOW)],
    ['it still is', after(opened('a', { snoozedUntil: UNTIL }))],
    ['somebody acted on it meanwhile', after({ ...opened('a'), outcome: 'conflict' })],
    ['it is closed again', after(opened('a', { status: 'closed', reason: 'other' }))],
  ])('an alert is not snoozed again where %s', (_what, requests) => expect(requests).toEqual([]));
});
