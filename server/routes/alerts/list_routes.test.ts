import { HOLD_REASONS } from '../../../common/alerts/verdicts';
import { API, type AlertsResponse } from '../../../common/api/api';
import { NEWEST_FIRST } from '../../../common/alerts/search';
import type { AlertRow } from '../../record/alert_store_port';
import { alert, iso, NOW } from '../../../test/builders';
import { FakeServices } from '../../../test/fake_services';
import { addListRoutes } from './list_routes';

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addListRoutes);
});

const list = (query: Record<string, unknown> = {}) =>
  kibana.ask<AlertsResponse>('GET', API.alerts, { query });
/** What the list looked for. */
const asked = () => JSON.parse(kibana.done[0]?.replace(/^(find|rows) /, '') ?? 'null') as unknown;

describe('a list of alerts', () => {
  it('carries each alert with its deliveries, and how many there are', async () => {
    kibana.alerts = [alert(), alert({ id: 'b'.repeat(32) })];
    const { body } = await list();
    expect([body.total, body.after, body.summary]).toEqual([2, null, null]);
    expect(body.alerts.map(({ id, deliveries }) => [id, deliveries])).toEqual([
      ['a'.repeat(32), []],
      ['b'.repeat(32), []],
    ]);
  });

  it('is the newest 25, of all that there are, where nothing is said', async () => {
    await list();
    expect(asked()).toEqual({
      search: { parts: true },
      order: NEWEST_FIRST,
      perPage: 25,
      after: null,
      withSummary: false,
    });
  });

  it.each<[Record<string, unknown>, object]>([
    [{ q: 'guest' }, { text: 'guest' }],
    [{ status: 'active' }, { status: ['active'] }],
    [{ workflow: ['open', 'snoozed'] }, { workflow: ['open', 'snoozed'] }],
    [{ severity: ['high', 'critical'] }, { severity: ['high', 'critical'] }],
    [{ rule: 'a_rule' }, { rule: ['a_rule'] }],
    [{ host: ['DC01', 'dc02, the old one'] }, { host: ['DC01', 'dc02, the old one'] }],
    [{ assignee: 'anna' }, { assignee: 'anna' }],
    [
      { told: 'no', held: 'cooldown' },
      { told: false, held: ['cooldown'] },
    ],
    [{ told: 'yes' }, { told: true }],
    [
      { from: iso(NOW), to: '2026-11-22T05:15:00+02:00' },
      { from: NOW, to: NOW },
    ],
    [{ parts: 'inside' }, { parts: false }],
  ])('%j restricts it', async (query, search) => {
    expect((await list(query)).status).toBe(200);
    expect(asked()).toMatchObject({ search: { parts: true, ...search } });
  });

  it.each<[Record<string, unknown>, object]>([
    [{ sort: 'severity' }, { order: { sort: 'severity', ascending: false } }],
    [{ sort: 'attempts', order: 'asc' }, { order: { sort: 'attempts', ascending: true } }],
    [{ per_page: '100' }, { perPage: 100 }],
    [{ summary: 'true' }, { withSummary: true }],
  ])('%j arranges it', async (query, wanted) => {
    expect((await list(query)).status).toBe(200);
    expect(asked()).toMatchObject(wanted);
  });

  it('goes on where the page before ended, in the same order only', async () => {
    kibana.found = { after: [NOW, 'a'.repeat(32)], summary: null };
    const { body } = await list({ sort: 'last' });
    kibana.done.length = 0;
    await list({ sort: 'last', after: body.after ?? '' });
    expect(asked()).toMatchObject({ after: [NOW, 'a'.repeat(32)] });
    const other = await list({ sort: 'severity', after: body.after ?? '' });
    expect([other.status, other.problems[0]?.field]).toEqual([400, 'after']);
  });

  it.each<[string, unknown]>([
    ['per_page', '0'],
    ['per_page', '101'],
    ['per_page', '1.5'],
    ['per_page', 'two'],
    ['per_page', ['1', '2']],
    ['q', ''],
    ['q', 'a'.repeat(1_025)],
    ['q', ['a', 'b']],
    ['status', 'open'],
    ['workflow', ['open', 'deleted']],
    ['severity', 'severe'],
    ['severity', Array.from({ length: 51 }, () => 'high')],
    ['rule', ''],
    ['host', Array.from({ length: 51 }, () => 'a')],
    ['told', 'maybe'],
    ['held', 'cooldown OR 1'],
    ['held', ['cooldown', 'bored']],
    ['from', 'yesterday'],
    ['from', '12345'],
    ['to', '2026-13-01T00:00:00Z'],
    ['to', '9999999-01-01T00:00:00Z'],
    ['sort', 'name'],
    ['order', 'up'],
    ['parts', 'no'],
    ['summary', '1'],
    ['after', 'x'],
    ['after', ''],
    ['after', Buffer.from('["fired desc",null]').toString('base64url')],
    ['after', Buffer.from('{"a":1}').toString('base64url')],
    ['after', Buffer.from('["fired desc",1]').toString('base64url')],
    ['after', Buffer.from('["fired desc","a"]').toString('base64url')],
    ['after', Buffer.from('["fired desc",1,2,"a"]').toString('base64url')],
    ['after', Buffer.from('["fired desc","1","a"]').toString('base64url')],
    ['after', Buffer.from('["fired desc",1e300,"a"]').toString('base64url')],
    ['after', 'a'.repeat(5_000)],
  ])('%s = %j is refused at its field, and nothing is read', async (field, value) => {
    const { status, problems } = await list({ [field]: value });
    expect([status, problems[0]?.field?.split('.')[0], kibana.done]).toEqual([400, field, []]);
    expect(problems[0]?.message).not.toBe('');
  });

  it('says which reasons there are where somebody asks for one that is none', async () => {
    const { status, problems } = await list({ held: 'bored' });
    expect([status, problems.length, problems[0]?.field]).toEqual([400, 1, 'held']);
    expect(problems[0]?.message).toBe(
      `This must be one of ${HOLD_REASONS.join(', ')}. Several are given by naming the parameter again.`,
    );
  });

  it('refuses a parameter that is not known, by its name', async () => {
    const { status, problems } = await list({ page: '5' });
    expect([status, problems[0]?.code, problems[0]?.field]).toEqual([400, 'unknown_field', 'page']);
  });
});

const row = (overrides: Partial<AlertRow> = {}): AlertRow => ({
  id: 'a'.repeat(32),
  firedAt: iso(NOW),
  firstAt: iso(NOW),
  lastAt: iso(NOW),
  status: 'active',
  severity: 'high',
  workflow: 'closed',
  closedBecause: 'duplicate',
  assignee: 'anna',
  rule: 'a_rule',
  technique: 'T1110.001',
  groupKind: 'account',
  attempts: 5,
  accounts: ['Guest'],
  sources: ['203.0.113.7', '::1'],
  hosts: [],
  held: null,
  sentence: '5 failed logons of Guest',
  ...overrides,
});

describe('the list as a table', () => {
  const table = (query: Record<string, unknown> = {}) =>
    kibana.ask<string>('GET', API.exportAlerts, { query });

  it('has a line for each alert that is looked for, in the order that is wanted', async () => {
    kibana.rows = [row(), row({ id: 'b' })];
    const { status, body, headers } = await table({ severity: 'high', sort: 'severity' });
    expect(status).toBe(200);
    expect(asked()).toEqual([
      { parts: true, severity: ['high'] },
      { sort: 'severity', ascending: false },
    ]);
    const lines = body.split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      `"${iso(NOW)}","high","active","closed","duplicate","anna","5 failed logons of Guest",5,"Guest",` +
        `"203.0.113.7; ::1","","${iso(NOW)}","${iso(NOW)}","a_rule","T1110.001","account",,"${'a'.repeat(32)}"`,
    );
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="brute_force_alerts_2026-11-22.csv"',
    });
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u00a0=1',
    '＝1',
    '|calc',
    '=HYPERLINK("http://evil","x")',
  ])('makes no formula of %j', async (name) => {
    kibana.rows = [row({ accounts: [name], sentence: name, assignee: name })];
    const { body } = await table();
    expect(body).toContain(`"'${name.replaceAll('"', '""')}"`);
    expect(body).not.toContain(`"${name.replaceAll('"', '""')}"`);
  });

  it('keeps quotes, commas and line breaks within their cell', async () => {
    kibana.rows = [row({ accounts: ['a"b,c\nd'] })];
    expect((await table()).body).toContain('"a""b,c\nd"');
  });

  it('names twenty of many names, and how many there are', async () => {
    kibana.rows = [row({ hosts: Array.from({ length: 500 }, (_, n) => `h${n}`) })];
    expect((await table()).body).toContain('; h19; … (500)"');
  });

  it('refuses more than 10,000, and says how to go on', async () => {
    kibana.rows = Array.from({ length: 10_001 }, () => row());
    const { status, problems } = await table();
    expect([status, problems[0]?.code]).toEqual([400, 'too_many_rows']);
    kibana.rows.pop();
    const whole = await table();
    expect([whole.status, whole.body.split('\r\n').length]).toEqual([200, 10_002]);
  });

  it('is not paged', async () => expect((await table({ per_page: '5' })).status).toBe(400));
});
