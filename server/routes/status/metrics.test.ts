import { API } from '../../../common/api/api';
import { EMPTY_MEMORY } from '../../../common/status/memory';
import { telegramChannel } from '../../../test/channels';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { FakeServices } from '../../../test/fake_services';
import { NOW, SECOND } from '../../../test/builders';
import { attributes, facts, problem, sourceOf, memory, tick } from '../../../test/status_facts';
import { addMetricsRoute } from './metrics_route';
import { METRICS_TYPE, metricsText } from './metrics_text';
import { toStatus, type StatusFacts } from './status_view';

const textOf = (change: Partial<StatusFacts> = {}, space = 'soc') =>
  metricsText(toStatus(facts(change), { withVerdicts: false }), space, NOW);
const samples = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const seconds = (at: number) => at / 1_000;

describe('the numbers of a space', () => {
  it.each<[string, string]>([
    ['the state', 'detection_state{space="soc",brute_force_alerts_detection_state="running"} 1'],
    ['every other state', 'detection_state{space="soc",brute_force_alerts_detection_state="stalled"} 0'],
    ['the outcome', 'last_run_outcome{space="soc",brute_force_alerts_last_run_outcome="ok"} 1'],
    ['the end of the last run', `last_run_timestamp_seconds{space="soc"} ${seconds(NOW - 4 * SECOND)}`],
    ['how long it took', 'last_run_duration_seconds{space="soc"} 1'],
    ['how much it read', 'last_run_events{space="soc"} 3'],
    ['how far behind it is', 'lag_seconds{space="soc"} 5'],
    ['the indices of a pattern', 'source_indices{space="soc",pattern="winlogbeat-*"} 1'],
    [
      'whether a channel can send',
      'channel_ready{space="soc",channel="night",kind="telegram",name="Telegram"} 1',
    ],
    ['what waits', 'channel_waiting{space="soc",channel="night",kind="telegram",name="Telegram"} 0'],
    ['what is wrong', 'problems{space="soc",severity="error"} 0'],
  ])('say %s', (_what, line) => {
    expect(samples(textOf())).toContain(`brute_force_alerts_${line}`);
  });

  it('say how far behind a run is that read a part, and what is wrong', () => {
    const lastTick = tick({
      outcome: 'failed',
      to: NOW - 90 * SECOND,
      problems: [problem('search_failed')],
    });
    const text = textOf({ memory: memory({ lastTick }) });
    expect(samples(text)).toEqual(
      expect.arrayContaining([
        'brute_force_alerts_lag_seconds{space="soc"} 90',
        'brute_force_alerts_last_run_outcome{space="soc",brute_force_alerts_last_run_outcome="failed"} 1',
        'brute_force_alerts_problems{space="soc",severity="error"} 1',
      ]),
    );
  });

  it('leave out what is not known yet', () => {
    const text = textOf({ attributes: null, memory: EMPTY_MEMORY });
    expect(text).not.toMatch(/^brute_force_alerts_(last_run|lag|last_good_run|channel)/m);
    expect(samples(text)).toContain(
      'brute_force_alerts_detection_state{space="soc",brute_force_alerts_detection_state="off"} 1',
    );
  });

  it('leave out the time of an event where a pattern has none', () => {
    expect(textOf({ memory: memory({ source: sourceOf(null) }) })).not.toMatch(
      /^brute_force_alerts_source_newest_event/m,
    );
  });
});

describe('the form of OpenMetrics', () => {
  it('ends as it must, and has a type and a help for every metric, once', () => {
    const text = textOf();
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    const typed = [...text.matchAll(/^# TYPE (\S+) (?:gauge|stateset)$/gm)].map(([, name]) => name);
    const helped = [...text.matchAll(/^# HELP (\S+) .+$/gm)].map(([, name]) => name);
    expect(new Set(typed).size).toBe(typed.length);
    expect(helped).toEqual(typed);
    const named = samples(text).map((line) => line.replace(/\{.*/, ''));
    expect(named.filter((name) => !typed.includes(name))).toEqual([]);
  });

  it('has every sample on one line, whatever a channel is called', () => {
    const name = 'a "b" \\ c\nd} 1\n# EOF';
    const settings = { ...DEFAULT_SETTINGS, channels: [{ ...telegramChannel('-2001'), name }] };
    const line = samples(textOf({ attributes: attributes({ settings }) })).find((one) =>
      one.startsWith('brute_force_alerts_channel_ready'),
    );
    expect(line).toContain('name="a \\"b\\" \\\\ c\ufffdd} 1\ufffd# EOF"} 1');
  });
});

describe('GET metrics', () => {
  const kibana = new FakeServices(addMetricsRoute);
  it('answers text of its type', async () => {
    kibana.save();
    const { status, body, headers } = await kibana.ask<string>('GET', API.metrics);
    expect([status, headers?.['content-type']]).toEqual([200, METRICS_TYPE]);
    expect(body).toMatch(/^# TYPE brute_force_alerts_detection_state stateset\n/);
  });
  it('refuses a parameter that it does not know', async () => {
    expect(await kibana.ask('GET', API.metrics, { query: { verdicts: 'true' } })).toMatchObject({
      status: 400,
      problems: [{ code: 'unknown_field' }],
    });
  });
});
