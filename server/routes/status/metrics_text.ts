import type {
  ChannelStatus,
  DetectionState,
  StatusResponse,
  TickReport,
} from '../../../common/status/status';
import { visible } from '../../../common/text/visible_text';

/** As OpenMetrics 1.0 names itself. */
export const METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

const STATES: readonly DetectionState[] = ['off', 'starting', 'running', 'catching_up', 'failing', 'stalled'];
const OUTCOMES: ReadonlyArray<TickReport['outcome']> = ['ok', 'partial', 'failed'];
const PREFIX = 'brute_force_alerts';

type Labels = Readonly<Record<string, string>>;
interface Sample {
  labels?: Labels;
  value: number;
}
interface Metric {
  /** Without the prefix; it ends in its unit where it has one. */
  name: string;
  type: 'gauge' | 'stateset';
  help: string;
  samples: Sample[];
}

/** The status of a space as OpenMetrics text. What is not known yet has no sample. `now`: epoch ms. */
export function metricsText(status: StatusResponse, space: string, now: number): string {
  const metrics = [
    ...ofRuns(status, now),
    ...ofSources(status),
    ...ofChannels(status),
    ...ofHeartbeat(status),
    ofProblems(status),
  ];
  const lines = metrics.flatMap((metric) => linesOf(metric, { space }));
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function ofRuns({ state, lastTick, lastGoodTickAt, interval }: StatusResponse, now: number): Metric[] {
  return [
    stateset('detection_state', 'The state of detection in the space.', STATES, state),
    stateset('last_run_outcome', 'How the last run ended.', OUTCOMES, lastTick?.outcome),
    gauge('last_run_timestamp_seconds', 'When the last run ended.', secondsOf(lastTick?.finishedAt)),
    gauge('last_run_duration_seconds', 'How long the last run took.', durationOf(lastTick)),
    gauge('last_run_events', 'Events that the last run read.', lastTick?.eventsRead),
    gauge(
      'last_good_run_timestamp_seconds',
      'When the last run ended that read everything.',
      secondsOf(lastGoodTickAt),
    ),
    gauge('lag_seconds', 'How far behind the last run read.', lagOf(lastTick, now)),
    {
      name: 'run_interval_seconds',
      type: 'gauge',
      help: 'Time between runs, as it is set and as it is attained.',
      samples: [
        { labels: { kind: 'set' }, value: interval.set / 1_000 },
        { labels: { kind: 'attained' }, value: interval.attained / 1_000 },
      ],
    },
  ];
}

const ofSources = ({ sources }: StatusResponse): Metric[] => [
  perSource('source_indices', 'Indices that a pattern reaches.', sources, ({ indices }) => indices),
  perSource(
    'source_newest_event_timestamp_seconds',
    'When the newest event of a pattern happened.',
    sources,
    ({ newestEventAt }) => secondsOf(newestEventAt),
  ),
];

const ofChannels = ({ channels }: StatusResponse): Metric[] => [
  perChannel('channel_ready', 'Whether a channel has all that sending needs.', channels, ({ ready }) =>
    Number(ready),
  ),
  perChannel('channel_broken', 'Whether a channel refuses for good.', channels, ({ broken }) =>
    Number(broken),
  ),
  perChannel('channel_waiting', 'Messages that wait for a channel.', channels, ({ waiting }) => waiting),
  perChannel('channel_refused', 'Messages that a channel refused.', channels, ({ refused }) => refused),
  perChannel(
    'channel_last_delivery_timestamp_seconds',
    'When a channel last took a message.',
    channels,
    ({ lastDeliveredAt }) => secondsOf(lastDeliveredAt),
  ),
];

const ofHeartbeat = ({ heartbeat }: StatusResponse): Metric[] => [
  gauge(
    'heartbeat_last_call_timestamp_seconds',
    'When the URL of the heartbeat was last called.',
    secondsOf(heartbeat?.lastCall?.at),
  ),
  gauge(
    'heartbeat_ok',
    'Whether the last call of the heartbeat was taken.',
    heartbeat?.lastCall ? Number(heartbeat.lastCall.ok) : undefined,
  ),
];

const ofProblems = ({ problems }: StatusResponse): Metric => ({
  name: 'problems',
  type: 'gauge',
  help: 'Everything that is wrong in the space.',
  samples: (['error', 'warning'] as const).map((severity) => ({
    labels: { severity },
    value: problems.filter((problem) => problem.severity === severity).length,
  })),
});

const gauge = (name: string, help: string, value: number | undefined): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: value === undefined ? [] : [{ value }],
});

/** One sample for each state, 1 for the present one; none where there is no state yet. */
const stateset = (
  name: string,
  help: string,
  states: readonly string[],
  present: string | undefined,
): Metric => ({
  name,
  type: 'stateset',
  help,
  samples:
    present === undefined
      ? []
      : states.map((state) => ({
          labels: { [`${PREFIX}_${name}`]: state },
          value: Number(state === present),
        })),
});

type Source = StatusResponse['sources'][number];
const perSource = (
  name: string,
  help: string,
  sources: readonly Source[],
  valueOf: (source: Source) => number | undefined,
): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: sources.flatMap((source) => known({ pattern: source.pattern }, valueOf(source))),
});
const perChannel = (
  name: string,
  help: string,
  channels: readonly ChannelStatus[],
  valueOf: (channel: ChannelStatus) => number | undefined,
): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: channels.flatMap((channel) =>
    known({ channel: channel.id, kind: channel.kind, name: channel.name }, valueOf(channel)),
  ),
});
const known = (labels: Labels, value: number | undefined): Sample[] =>
  value === undefined ? [] : [{ labels, value }];

function linesOf({ name, type, help, samples }: Metric, common: Labels): string[] {
  const full = `${PREFIX}_${name}`;
  return [
    `# TYPE ${full} ${type}`,
    ...(name.endsWith('_seconds') ? [`# UNIT ${full} seconds`] : []),
    `# HELP ${full} ${help}`,
    ...samples.map(({ labels, value }) => `${full}${labelText({ ...common, ...labels })} ${value}`),
  ];
}

const labelText = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;

/** A name that somebody chose, as one line within quotes. */
const escaped = (text: string): string => visible(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');

/** OpenMetrics counts in seconds. `at`: epoch milliseconds. */
const secondsOf = (at: number | null | undefined): number | undefined =>
  at === null || at === undefined ? undefined : at / 1_000;

const durationOf = (run: StatusResponse['lastTick']): number | undefined =>
  run === null ? undefined : (run.finishedAt - run.startedAt) / 1_000;

/** Seconds between now and the time up to which the last run read; undefined where none read anything yet. */
function lagOf(run: StatusResponse['lastTick'], now: number): number | undefined {
  const until = secondsOf(run?.to);
  return until === undefined ? undefined : Math.max(0, now / 1_000 - until);
}
