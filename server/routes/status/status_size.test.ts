import { API, type JournalVerdict } from '../../../common/api/api';
import type { StatusResponse } from '../../../common/status/status';
import { ALL_ROUTES } from '../../../test/all_routes';
import { NOW, iso } from '../../../test/builders';
import { FakeServices } from '../../../test/fake_services';
import { memory, problem, sourceOf, tick } from '../../../test/status_facts';

/** Bytes. A page asks every five seconds: 2 kB are 24 kB a minute. */
const SMALL = 3_000;

const verdicts = Array.from({ length: 100 }, (_, n): JournalVerdict => ({
  alertId: `alert-${n}`.padEnd(64, '0'),
  channelId: 'on-duty',
  ruleId: 'failed_logons_of_one_account',
  group: { kind: 'account', value: `svc_with_a_long_name_${n}` },
  attempts: 5,
  verdict: { decision: 'hold', reason: 'cooldown', until: iso(NOW) } as JournalVerdict['verdict'],
}));

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(...ALL_ROUTES);
  kibana.save();
  kibana.memory = memory({
    lastTick: tick({ verdicts, problems: [problem('es_timeout'), problem('events_late', 'warning')] }),
    source: sourceOf(NOW),
  });
});

const ask = (query: Record<string, string>) => kibana.ask<StatusResponse>('GET', API.status, { query });

it.each<[string, Record<string, string>]>([
  ['where nothing is asked for', {}],
  ['with verdicts=false', { verdicts: 'false' }],
])('a status that a page polls is small after a run with a hundred verdicts: %s', async (_, query) => {
  const { status, body } = await ask(query);
  expect(status).toBe(200);
  expect(body.lastTick).not.toHaveProperty('verdicts');
  expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(SMALL);
});

it('tells the verdicts to who asks for them', async () => {
  const { body } = await ask({ verdicts: 'true' });
  expect(body.lastTick?.verdicts).toEqual(verdicts);
  expect(Buffer.byteLength(JSON.stringify(body))).toBeGreaterThan(5 * SMALL);
});

it.each<Record<string, string>>([{ verdicts: 'yes' }, { verdict: 'true' }])(
  '%j is refused',
  async (query) => {
    expect((await ask(query)).status).toBe(400);
  },
);
