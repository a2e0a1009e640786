import type { Alert } from '../../../common/alerts/alerts';
import type { FieldReport } from '../../../common/settings/field_report';
import { API, type AlertWithDeliveries, type SourceCheck } from '../../../common/api/api';
import { alert, NOW } from '../../../test/builders';
import { CHANNEL_ID } from '../../../test/channels';
import { delivery } from '../../../test/deliveries';
import { FakeServices } from '../../../test/fake_services';
import { addAlertRoutes } from './alert_routes';

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addAlertRoutes);
});

describe('the messages of one alert', () => {
  const told = alert({
    tellings: [
      {
        channelId: CHANNEL_ID,
        verdict: { decision: 'notify', reason: 'digest' },
        at: NOW,
        digest: { id: 'd', cause: 'flood' },
        severity: 'high',
      },
    ],
  });
  const read = async () =>
    (await kibana.ask<AlertWithDeliveries>('GET', API.alert, { params: { id: told.id } })).body.deliveries;

  it('are also those of the digest that tells of it, and no other', async () => {
    const { alertId: _alertId, ...message } = delivery({ reason: 'digest' });
    kibana.alerts = [told];
    kibana.digests = ['d', 'd-edit', 'other'].map((id) => ({ ...message, id }));
    expect((await read()).map(({ id, alertId }) => [id, alertId])).toEqual([
      ['d', told.id],
      ['d-edit', told.id],
    ]);
  });

  it('have the words that are to be sent, as long as they wait', async () => {
    kibana.alerts = [told];
    const waiting = { alertId: told.id, status: 'pending', text: null } as const;
    kibana.deliveries = [delivery({ alertId: told.id }), delivery({ ...waiting, id: 'd2' })];
    expect((await read()).map(({ text }) => text)).toEqual(['text', 'what Telegram will show']);
  });
});

describe('one alert', () => {
  it('is answered with its deliveries', async () => {
    kibana.alerts = [alert()];
    const { body } = await kibana.ask<Alert>('GET', API.alert, { params: { id: 'a'.repeat(32) } });
    expect(body).toEqual({ ...alert(), deliveries: [] });
  });

  it('that is not in this space is a 404 with its id and a remedy', async () => {
    const id = 'b'.repeat(32);
    const { status, problems } = await kibana.ask('GET', API.alert, { params: { id } });
    expect([status, problems[0]?.code, kibana.done]).toEqual([404, 'no_such_alert', [`get ${id}`]]);
    expect(problems[0]?.message).toContain(id);
    expect(problems[0]?.remedy).not.toBe('');
  });

  it.each([
    ['nothing', ''],
    ['a wildcard', '*'],
    ['all', '_all'],
    ['a list', `${'a'.repeat(32)},${'b'.repeat(32)}`],
    ['capitals', 'A'.repeat(32)],
    ['one too short', 'a'.repeat(31)],
    ['one too long', 'a'.repeat(33)],
    ['a line after it', `${'a'.repeat(32)}\n`],
    ['a query', '{"query":{"match_all":{}}}'],
    ["Lucene's words", 'a OR kibana.alert.uuid:*'],
    ['a path', '../../_search'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a placeholder of messages', '{id}'],
    ['a name of all objects', '__proto__'],
    ['a text that turns the words around it', '\u202eevil'],
    ['a very long one', 'a'.repeat(10_000)],
  ])('with an id that is %s is a 404 without a search, and a short one', async (_name, id) => {
    kibana.alerts = [alert(), alert({ id })];
    const { status, problems } = await kibana.ask('GET', API.alert, { params: { id } });
    expect([status, problems[0]?.code, kibana.done]).toEqual([404, 'no_such_alert', []]);
    expect(problems[0]?.message.length).toBeLessThan(200);
    expect(problems[0]?.message).not.toMatch(/[\u202e\n]/);
  });
});

describe('looking at a source', () => {
  it('answers what the caller sees', async () => {
    const sees: SourceCheck = {
      patterns: [{ pattern: 'winlogbeat-*', indices: 2, newestEventAt: null }],
      problems: [],
      logons: null,
    };
    kibana.callerSees = sees;
    const { status, body } = await kibana.ask('POST', API.checkSource, {
      body: { indexPatterns: ['winlogbeat-*'] },
    });
    expect([status, body]).toEqual([200, sees]);
    expect(kibana.asked).toEqual([['inspect', ['winlogbeat-*'], {}]]);
  });

  it('looks for the fields that stand in the form', async () => {
    const fields = { account: 'who' };
    await kibana.ask('POST', API.checkSource, { body: { indexPatterns: ['winlogbeat-*'], fields } });
    expect(kibana.asked).toEqual([['inspect', ['winlogbeat-*'], fields]]);
  });

  it('refuses a field that cannot be one, and asks nothing', async () => {
    const body = { indexPatterns: ['winlogbeat-*'], fields: { account: 'user.*' } };
    const { status, problems } = await kibana.ask('POST', API.checkSource, { body });
    expect([status, problems[0]?.field, kibana.asked]).toEqual([400, 'fields.account', []]);
  });

  it.each<[unknown, string]>([
    [undefined, 'indexPatterns'],
    ['winlogbeat-*', 'indexPatterns'],
    [[], 'indexPatterns'],
    [['winlogbeat-*', '.kibana'], 'indexPatterns.1'],
    [[5], 'indexPatterns.0'],
  ])('refuses %j at %s', async (indexPatterns, field) => {
    const { status, problems } = await kibana.ask('POST', API.checkSource, { body: { indexPatterns } });
    expect([status, problems[0]?.field]).toEqual([400, field]);
    expect(problems[0]?.message).not.toBe('');
  });
});

describe('looking at the fields of a source', () => {
  const indexPatterns = ['winlogbeat-*'];
  const report: FieldReport = {
    events: 4,
    concepts: [
      {
        concept: 'account',
        found: [{ field: 'who', types: ['keyword'], searchable: true }],
        coverage: 0.75,
        sample: 'Guest',
      },
    ],
    patterns: [],
    problems: [],
  };

  it.each<[string, object, object]>([
    ['without fields: those that are found by themselves', {}, {}],
    ['with fields that nobody saved', { fields: { account: 'who' } }, { account: 'who' }],
  ])('answers what the caller sees, %s', async (_what, given, asked) => {
    kibana.fieldReport = report;
    const { status, body } = await kibana.ask('POST', API.fieldReport, { body: { indexPatterns, ...given } });
    expect([status, body]).toEqual([200, report]);
    expect(kibana.asked).toEqual([['describeFields', indexPatterns, asked]]);
  });

  it.each<[string, object, string]>([
    ['no patterns', {}, 'indexPatterns'],
    ["Kibana's own indices", { indexPatterns: ['.kibana'] }, 'indexPatterns.0'],
    ['a field with a wildcard', { indexPatterns, fields: { account: 'user.*' } }, 'fields.account'],
    ['a field that is a number', { indexPatterns, fields: { host: 5 } }, 'fields.host'],
    ['a concept that is none', { indexPatterns, fields: { password: 'a' } }, 'fields.password'],
    ['more than is asked for', { indexPatterns, kerberosAndNtlm: true }, 'kerberosAndNtlm'],
  ])('refuses %s at its field, and asks nothing', async (_what, body, field) => {
    const { status, problems } = await kibana.ask('POST', API.fieldReport, { body });
    expect([status, problems[0]?.field, kibana.asked]).toEqual([400, field, []]);
    expect(problems[0]?.message).not.toBe('');
  });
});
