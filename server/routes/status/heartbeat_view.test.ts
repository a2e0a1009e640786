import { API } from '../../../common/api/api';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { NO_HEARTBEAT, type StoredHeartbeat } from '../../../common/status/heartbeat';
import type { StatusResponse } from '../../../common/status/status';
import { MINUTE, NOW } from '../../../test/builders';
import { telegramChannel } from '../../../test/channels';
import { FakeServices } from '../../../test/fake_services';
import { attributes, facts } from '../../../test/status_facts';
import { metricsText } from './metrics_text';
import { addStatusRoute } from './status_route';
import { toStatus } from './status_view';

const HOST = 'hc-ping.com';
const settings = {
  ...DEFAULT_SETTINGS,
  channels: [telegramChannel('-2001')],
  heartbeat: { method: 'get', minutes: 5 },
} as const;
const TAKEN = { at: NOW - MINUTE, ok: true, said: 'HTTP 200: OK' } as const;
const REFUSED = { at: NOW - MINUTE, ok: false, code: 'x', said: 'HTTP 404', remedy: 'Copy it.' } as const;
const statusWith = (heartbeat: Partial<StoredHeartbeat>, heartbeatHost: string | null = HOST) =>
  toStatus(
    facts({
      attributes: attributes({ settings: { ...settings, channels: [...settings.channels] }, heartbeatHost }),
      heartbeat: { ...NO_HEARTBEAT, ...heartbeat },
    }),
  );

it('has none where none is set', () => {
  expect(toStatus(facts()).heartbeat).toBeNull();
});

it.each<[string, Partial<StoredHeartbeat>, StatusResponse['heartbeat'], string[]]>([
  ['no call was made', {}, { minutes: 5, host: HOST, lastCall: null }, []],
  ['the last call was taken', { last: TAKEN }, { minutes: 5, host: HOST, lastCall: TAKEN }, []],
  [
    'the last call failed',
    { last: REFUSED, failures: 1 },
    { minutes: 5, host: HOST, lastCall: REFUSED },
    ['warning heartbeat_failing'],
  ],
  [
    'calls fail for some time',
    { last: REFUSED, failures: 3 },
    { minutes: 5, host: HOST, lastCall: REFUSED },
    ['error heartbeat_failing'],
  ],
])('where %s, it says so', (_what, given, expected, problems) => {
  const status = statusWith(given);
  expect(status.heartbeat).toEqual(expected);
  expect(status.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(problems);
  // Detection itself works.
  expect(status.state).toBe('running');
});

it('names the host, the answer and the remedy of a call that failed', () => {
  expect(statusWith({ last: REFUSED, failures: 3 }).problems[0]).toMatchObject({
    message: expect.stringMatching(/does not arrive at hc-ping\.com: HTTP 404\./),
    remedy: 'Copy it.',
  });
});

it('has a problem where the URL is not known any more', () => {
  expect(statusWith({ last: TAKEN }, null).problems).toMatchObject([
    { code: 'heartbeat_url_missing', severity: 'error' },
  ]);
});

it('is in the metrics', () => {
  const lines = (given: Partial<StoredHeartbeat>) =>
    metricsText(statusWith(given), 'soc', NOW)
      .split('\n')
      .filter((line) => line.startsWith('brute_force_alerts_heartbeat'));
  expect(lines({})).toEqual([]);
  expect(lines({ last: TAKEN })).toEqual([
    `brute_force_alerts_heartbeat_last_call_timestamp_seconds{space="soc"} ${TAKEN.at / 1_000}`,
    'brute_force_alerts_heartbeat_ok{space="soc"} 1',
  ]);
  expect(lines({ last: REFUSED })).toContain('brute_force_alerts_heartbeat_ok{space="soc"} 0');
});

it('of the API is what is stored, and nothing of the URL', async () => {
  const kibana = new FakeServices(addStatusRoute);
  kibana.save(
    { heartbeat: settings.heartbeat },
    { heartbeatHost: HOST, heartbeatUrl: `https://${HOST}/KEY` },
  );
  kibana.beats.stored = { ...NO_HEARTBEAT, last: TAKEN };
  const { body } = await kibana.ask<StatusResponse>('GET', API.status);
  expect(body.heartbeat).toEqual({ minutes: 5, host: HOST, lastCall: TAKEN });
  expect(JSON.stringify(body)).not.toContain('KEY');
});
