import { UNTOUCHED, type Workflow } from '../../../common/alerts/workflow';
import type { ActOnAlertResponse, BulkResponse } from '../../../common/api/alerts_api';
import { API } from '../../../common/api/api';
import { alert, NOW } from '../../../test/builders';
import { FakeServices } from '../../../test/fake_services';
import { addActionRoutes } from './action_routes';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const ACKNOWLEDGED: Workflow = { ...UNTOUCHED, status: 'acknowledged', revision: 1, changedAt: NOW };

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addActionRoutes);
  kibana.alerts = [alert({ workflow: ACKNOWLEDGED })];
});

const act = (body: unknown, id = A) =>
  kibana.ask<ActOnAlertResponse>('POST', API.actOnAlert, { params: { id }, body });
const bulk = (body: unknown) => kibana.ask<BulkResponse>('POST', API.bulkAlerts, { body });

describe('acting on one alert', () => {
  beforeEach(() => {
    kibana.acted = { outcomes: [{ id: A, outcome: 'done', workflow: ACKNOWLEDGED }] };
  });

  it.each<[unknown, number | null, object]>([
    [{ action: 'acknowledge' }, null, { kind: 'acknowledge' }],
    [{ action: 'reopen', revision: 4 }, 4, { kind: 'reopen' }],
    [{ action: 'close', reason: 'duplicate' }, null, { kind: 'close', reason: 'duplicate' }],
    [{ action: 'snooze', until: 5, revision: 0 }, 0, { kind: 'snooze', until: 5 }],
    [{ action: 'unsnooze' }, null, { kind: 'unsnooze' }],
    [{ action: 'assign', assignee: 'bert' }, null, { kind: 'assign', assignee: 'bert' }],
    [{ action: 'assign', assignee: null }, null, { kind: 'assign', assignee: null }],
    [{ action: 'assign' }, null, { kind: 'assign', assignee: 'anna' }],
    [{ action: 'comment', text: 'a\r\nb' }, null, { kind: 'comment', text: 'a\nb' }],
  ])('%j is done by the caller, over the revision that was shown', async (body, revision, action) => {
    const { status, body: answer } = await act(body);
    expect([status, kibana.done[0]]).toEqual([
      200,
      `act ${JSON.stringify([[{ id: A, revision }], action, 'anna'])}`,
    ]);
    expect(answer).toEqual({
      outcome: 'done',
      alert: { ...alert({ workflow: ACKNOWLEDGED }), deliveries: [] },
    });
  });

  it.each<[string, unknown, string | undefined, RegExp]>([
    ['an action that is not known', { action: 'delete' }, 'action', /one of acknowledge, reopen, close/],
    ['no action', {}, 'action', /one of acknowledge/],
    ['an action that is no text', { action: 5 }, 'action', /one of acknowledge/],
    ['no body', undefined, 'action', /one of acknowledge/],
    ['a reason that is not known', { action: 'close', reason: 'boring' }, 'reason', /false_positive/],
    ['no reason', { action: 'close' }, 'reason', /false_positive/],
    ['no end of a snooze', { action: 'snooze' }, 'until', /milliseconds/],
    ['an end that is a text', { action: 'snooze', until: '2026-11-22' }, 'until', /milliseconds/],
    ['an end that is no whole number', { action: 'snooze', until: 1.5 }, 'until', /milliseconds/],
    ['a revision below zero', { action: 'reopen', revision: -1 }, 'revision', /workflow.revision/],
    ['a comment that is no text', { action: 'comment', text: 5 }, 'text', /string/],
    ['what belongs to another action', { action: 'acknowledge', reason: 'other' }, 'reason', /not known/],
    ['somebody to act for', { action: 'acknowledge', by: 'bert' }, 'by', /not known/],
  ])('%s is refused at its field, and nothing is done', async (_what, body, field, message) => {
    const { status, problems } = await act(body);
    expect([status, problems[0]?.field, kibana.done]).toEqual([400, field, []]);
    expect(problems[0]?.message).toMatch(message);
  });

  it.each([
    ['snooze_past', 'until'],
    ['snooze_too_far', 'until'],
    ['user_name_invalid', 'assignee'],
    ['comment_empty', 'text'],
    ['comment_too_long', 'text'],
    ['comment_control_characters', 'text'],
  ] as const)('the fault %s is named at %s', async (fault, field) => {
    kibana.acted = { fault };
    const { status, problems } = await act({ action: 'acknowledge' });
    expect([status, problems]).toEqual([400, [expect.objectContaining({ code: fault, field })]]);
    expect(problems[0]?.remedy).not.toBe('');
  });

  it('says of an alert that somebody closed since who did it when', async () => {
    const last = { kind: 'close', reason: 'other', by: 'bert', at: NOW } as const;
    kibana.acted = { outcomes: [{ id: A, outcome: 'conflict', last, workflow: ACKNOWLEDGED }] };
    const { status, problems } = await act({ action: 'close', reason: 'duplicate', revision: 0 });
    expect([status, problems[0]?.code]).toEqual([409, 'alert_conflict']);
    expect(problems[0]?.message).toBe(
      'Since you opened the alert, bert closed it at 2026-11-22T03:15:00.000Z.',
    );
  });

  it.each([
    [{ id: A, outcome: 'not_found' }, 404, 'no_such_alert'],
    [{ id: A, outcome: 'busy' }, 503, 'alert_busy'],
    [{ id: A, outcome: 'failed' }, 503, 'alert_not_stored'],
    [{ id: A, outcome: 'refused', refusal: 'alert_closed' }, 400, 'alert_closed'],
    [{ id: A, outcome: 'refused', refusal: 'too_many_comments' }, 400, 'too_many_comments'],
    [{ id: A, outcome: 'conflict', last: null, workflow: ACKNOWLEDGED }, 409, 'alert_conflict'],
  ] as const)('%j is answered by %i and %s', async (outcome, status, code) => {
    kibana.acted = { outcomes: [outcome] };
    const answer = await act({ action: 'acknowledge' });
    expect([answer.status, answer.problems[0]?.code]).toEqual([status, code]);
    expect(answer.problems[0]?.remedy).not.toBe('');
  });

  it('says on how many parts of the attack the same was done', async () => {
    kibana.acted = { outcomes: [{ id: A, outcome: 'done', workflow: ACKNOWLEDGED, parts: 2 }] };
    expect((await act({ action: 'acknowledge' })).body.parts).toBe(2);
    expect((await bulk({ action: 'acknowledge', alerts: [{ id: A }] })).body.alerts[0]?.parts).toBe(2);
  });

  it('is a 404 where retention removed the alert a moment later', async () => {
    kibana.alerts = [];
    expect((await act({ action: 'acknowledge' })).status).toBe(404);
  });

  it('does nothing by an id that can be none', async () => {
    expect((await act({ action: 'acknowledge' }, '_all')).status).toBe(404);
    expect(kibana.done).toEqual([]);
  });

  it('assigns to nobody where Kibana knows no users, and says so', async () => {
    kibana.user = null;
    const { status, problems } = await act({ action: 'assign' });
    expect([status, problems[0]?.code, kibana.done]).toEqual([400, 'no_user', []]);
    expect((await act({ action: 'assign', assignee: 'bert' })).status).toBe(200);
  });
});

describe('acting on many alerts', () => {
  it('answers for each, in the order of the request, also for ids that can be none', async () => {
    kibana.acted = {
      outcomes: [
        { id: B, outcome: 'unchanged', workflow: ACKNOWLEDGED },
        { id: A, outcome: 'done', workflow: ACKNOWLEDGED },
      ],
    };
    const alerts = [{ id: 'x' }, { id: A, revision: 0 }, { id: B }];
    const { status, body } = await bulk({ action: 'acknowledge', alerts });
    expect(status).toBe(200);
    expect(kibana.done).toEqual([
      `act ${JSON.stringify([
        [
          { id: A, revision: 0 },
          { id: B, revision: null },
        ],
        { kind: 'acknowledge' },
        'anna',
      ])}`,
    ]);
    expect(body.done).toBe(1);
    expect(body.alerts).toEqual([
      {
        id: 'x',
        outcome: 'not_found',
        workflow: null,
        problem: expect.objectContaining({ code: 'no_such_alert' }),
      },
      { id: A, outcome: 'done', workflow: ACKNOWLEDGED, problem: null },
      { id: B, outcome: 'unchanged', workflow: ACKNOWLEDGED, problem: null },
    ]);
  });

  const some = (count: number) => Array.from({ length: count }, () => ({ id: A }));
  it('takes a thousand', async () =>
    expect((await bulk({ action: 'acknowledge', alerts: some(1_000) })).status).toBe(200));
  it.each<[string, unknown]>([
    ['1,001 alerts', some(1_001)],
    ['none', []],
    ['a text', A],
    ['nothing', undefined],
  ])('refuses %s, and does nothing', async (_what, alerts) => {
    const { status, problems } = await bulk({ action: 'acknowledge', alerts });
    expect([status, problems[0]?.field, kibana.done]).toEqual([400, 'alerts', []]);
    expect(problems[0]?.message).toContain('from 1 to 1,000');
  });
  it('refuses ids that are no objects', async () =>
    expect((await bulk({ action: 'acknowledge', alerts: [A] })).status).toBe(400));
});
