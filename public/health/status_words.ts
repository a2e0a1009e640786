import { i18n } from '@kbn/i18n';
import { formatSpan } from '../../common/time';
import type { ChannelStatus, DetectionState, LastTick, StatusResponse } from '../../common/status/status';
import type { ApiError } from '../shared/api_error';
import { formatAgo, formatNumber, formatTime } from '../shared/format';

export type Tone = 'subdued' | 'primary' | 'success' | 'warning' | 'danger';

export interface StateView {
  word: string;
  tone: Tone;
}

/** Milliseconds after which an answer no longer counts as the present state: the tab was hidden, or requests hang. */
export const STALE_AFTER = 20_000;

export interface StatusAnswer {
  data?: StatusResponse;
  receivedAt?: number;
  error?: ApiError;
}

/** The coloured dot and its word. It is green only where a fresh answer says that detection reads everything. */
export function stateView({ data, receivedAt, error }: StatusAnswer, now: number): StateView {
  if (error) return { word: unknownWord(), tone: 'danger' };
  if (!data || receivedAt === undefined || now - receivedAt > STALE_AFTER)
    return { word: askingWord(), tone: 'subdued' };
  if (READS.includes(data.state) && isNobodyTold(data)) return { word: untoldWord(), tone: 'danger' };
  if (data.state === 'running' && !readsEverything(data)) return { word: troubledWord(), tone: 'warning' };
  return { word: stateWord(data.state), tone: TONES[data.state] };
}

const TONES: Record<DetectionState, Tone> = {
  off: 'subdued',
  starting: 'primary',
  running: 'success',
  catching_up: 'warning',
  failing: 'danger',
  stalled: 'danger',
};

/** The states in which people would be told. */
const READS: readonly DetectionState[] = ['running', 'catching_up'];

/** Whether every channel that is set up refuses messages for good. */
function isNobodyTold({ channels }: StatusResponse): boolean {
  const ready = channels.filter((channel) => channel.ready);
  return ready.length > 0 && ready.every(({ broken }) => broken);
}

function readsEverything({ problems, authority, lastTick, sources }: StatusResponse): boolean {
  const sourceMissing = sources.length > 0 && sources.every((source) => source.indices === 0);
  const hasError = problems.some((problem) => problem.severity === 'error');
  return !hasError && !sourceMissing && authority.kind !== 'none' && lastTick?.outcome === 'ok';
}

function stateWord(state: DetectionState): string {
  switch (state) {
    case 'off':
      return i18n.translate('bruteForceAlerts.status.offLabel', { defaultMessage: 'Off' });
    case 'starting':
      return i18n.translate('bruteForceAlerts.status.startingLabel', { defaultMessage: 'Starting' });
    case 'running':
      return i18n.translate('bruteForceAlerts.status.runningLabel', { defaultMessage: 'Running' });
    case 'catching_up':
      return i18n.translate('bruteForceAlerts.status.catchingUpLabel', { defaultMessage: 'Catching up' });
    case 'failing':
      return i18n.translate('bruteForceAlerts.status.failingLabel', { defaultMessage: 'Failing' });
    case 'stalled':
      return i18n.translate('bruteForceAlerts.status.stalledLabel', { defaultMessage: 'Stalled' });
  }
}

const untoldWord = () =>
  i18n.translate('bruteForceAlerts.status.untoldLabel', {
    defaultMessage: 'Running, and nobody can be told',
  });
const troubledWord = () =>
  i18n.translate('bruteForceAlerts.status.troubledLabel', { defaultMessage: 'Running, with problems' });
const unknownWord = () =>
  i18n.translate('bruteForceAlerts.status.unknownLabel', { defaultMessage: 'Unknown' });
const askingWord = () => i18n.translate('bruteForceAlerts.status.askingLabel', { defaultMessage: 'Asking…' });

/** `Last run 18:42:10 (12 s ago)` */
export function lastRunText(tick: LastTick | null, now: number): string {
  if (!tick) return i18n.translate('bruteForceAlerts.status.noRunLabel', { defaultMessage: 'No run yet' });
  return i18n.translate('bruteForceAlerts.status.lastRunLabel', {
    defaultMessage: 'Last run {time} ({ago})',
    values: { time: formatTime(tick.finishedAt, now), ago: formatAgo(tick.finishedAt, now) },
  });
}

/**
 * `read 1,204 failed logons up to 18:42:10`. Where reading goes on in the next tick: how many failures this tick
 * looked at.
 */
export function readText(tick: LastTick | null, now: number): string | undefined {
  if (!tick) return undefined;
  if (tick.to === null || tick.outcome === 'failed') {
    return i18n.translate('bruteForceAlerts.status.readNothingLabel', { defaultMessage: 'could not read' });
  }
  const read = { count: tick.eventsRead, shown: formatNumber(tick.eventsRead) };
  if (tick.problems.some(({ code }) => code === 'reading')) {
    return i18n.translate('bruteForceAlerts.status.lookedLabel', {
      defaultMessage:
        'looked at {count, plural, one {{shown} failed logon} other {{shown} failed logons}}, reading the rest',
      values: read,
    });
  }
  return i18n.translate('bruteForceAlerts.status.readLabel', {
    defaultMessage:
      '{count, plural, =0 {read no new failed logon} one {read {shown} failed logon} other {read {shown} failed logons}} up to {time}',
    values: { ...read, time: formatTime(tick.to, now) },
  });
}

/** When everything was last read. Undefined where the newest tick read everything. */
export function lastGoodText(status: StatusResponse, now: number): string | undefined {
  if (!status.lastTick || status.lastTick.outcome === 'ok') return undefined;
  if (status.lastGoodTickAt === null) {
    return i18n.translate('bruteForceAlerts.status.neverReadLabel', {
      defaultMessage: 'No run has read everything yet',
    });
  }
  return i18n.translate('bruteForceAlerts.status.lastGoodLabel', {
    defaultMessage: 'Everything was last read {time} ({ago})',
    values: { time: formatTime(status.lastGoodTickAt, now), ago: formatAgo(status.lastGoodTickAt, now) },
  });
}

/** How often runs come, where Kibana's own pace makes that less often than is set. It is no fault: nothing is missed. */
export function intervalText({ state, interval }: StatusResponse): string | undefined {
  if (state === 'off' || interval.attained === interval.set) return undefined;
  return i18n.translate('bruteForceAlerts.status.intervalLabel', {
    defaultMessage: "Checks every {attained}, at Kibana's pace",
    values: { attained: formatSpan(interval.attained) },
  });
}

export function channelText({ channels }: StatusResponse, now: number): string {
  const ready = channels.filter((channel) => channel.ready);
  if (ready.length === 0) {
    return i18n.translate('bruteForceAlerts.status.noChannelLabel', {
      defaultMessage: 'No channel is set up',
    });
  }
  return ready.map((channel) => stateOf(channel, now)).join('; ');
}

const stateOf = (channel: ChannelStatus, now: number) =>
  i18n.translate('bruteForceAlerts.status.channelLabel', {
    defaultMessage:
      '{name}: {waiting, plural, =0 {none waiting} other {# waiting}}, {refused, plural, =0 {none refused} other {# refused}}, {last}',
    values: {
      name: channel.name,
      waiting: channel.waiting,
      refused: channel.refused,
      last: lastDeliveredText(channel, now),
    },
  });

function lastDeliveredText({ lastDeliveredAt }: ChannelStatus, now: number): string {
  if (lastDeliveredAt === null) {
    return i18n.translate('bruteForceAlerts.status.neverDeliveredLabel', {
      defaultMessage: 'nothing delivered yet',
    });
  }
  return i18n.translate('bruteForceAlerts.status.lastDeliveredLabel', {
    defaultMessage: 'last delivered {time}',
    values: { time: formatTime(lastDeliveredAt, now) },
  });
}
