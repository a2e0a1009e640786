import { i18n } from '@kbn/i18n';
import { durationMs, formatSpan, isAhead } from '../../../common/time';
import type { ChannelDeliveries } from '../../../common/deliveries/channel_deliveries';
import type { StoredHeartbeat } from '../../../common/status/heartbeat';
import type { Problem } from '../../../common/status/problems';
import type { DetectionState, LastTick, StatusResponse, TickReport } from '../../../common/status/status';
import { expiringKey, hiddenFromKey, toAuthority } from './authority_view';
import { toChannels } from './channels_view';
import { heartbeatProblems, toHeartbeat } from './heartbeat_view';
import type { SettingsAttributes } from '../settings/settings_port';
import type { Memory, SecretsNote, SourceMemory } from '../../../common/status/memory';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { noEncryptionKey } from '../refusals';
import { isReadElsewhere, undecryptable } from '../../../common/status/unreadable_secrets';

/** The task counts as stalled after this many intervals without a tick, but not before `atLeast` milliseconds. */
const STALLED_AFTER = { intervals: 3, atLeast: 90_000 };
/** A warning appears where a source has had documents and got none for this long, ms. */
const SILENT_AFTER = 3_600_000;
const GAP_SHOWN_FOR = 3 * 86_400_000;
const UNDECRYPTABLE = 'undecryptable';
/** Problems of a tick that last longer than that tick, and have a place of their own. */
const TOLD_APART = ['gap', UNDECRYPTABLE];

export interface StatusFacts {
  attributes: SettingsAttributes | null;
  memory: Memory & { source?: SourceMemory | null };
  /** That a Kibana cannot decrypt the secrets. */
  secrets: SecretsNote | null;
  deliveries: ChannelDeliveries[];
  heartbeat: StoredHeartbeat;
  canEncrypt: boolean;
  securityOn: boolean;
  now: number;
}

/**
 * Makes the status answer from what is stored. Pure. The verdicts of the last tick are in it with `withVerdicts` only.
 */
export function toStatus(facts: StatusFacts, { withVerdicts = false } = {}): StatusResponse {
  const { attributes, memory } = facts;
  const interval = durationMs((attributes?.settings ?? DEFAULT_SETTINGS).interval);
  return {
    state: stateOf(facts, interval),
    authority: toAuthority(facts),
    lastTick: withVerdicts ? memory.lastTick : withoutVerdicts(memory.lastTick),
    lastGoodTickAt: memory.lastGoodTickAt,
    interval: { set: interval, attained: attainedBy(memory.pace, interval) },
    sources: memory.source?.patterns ?? [],
    sourcesCheckedAt: memory.source?.checkedAt ?? null,
    channels: toChannels(facts),
    kerberosAndNtlm: {
      setting: (attributes?.settings ?? DEFAULT_SETTINGS).kerberosAndNtlm,
      seen: memory.source?.logons ?? null,
    },
    heartbeat: toHeartbeat(facts),
    problems: problemsOf(facts, interval),
  };
}

function withoutVerdicts(tick: TickReport | null): LastTick | null {
  if (!tick) return null;
  const { verdicts: _verdicts, ...told } = tick;
  return told;
}

/**
 * The interval that ticks really keep, ms. A difference of less than a tenth and a quarter of a second is not
 * reported.
 */
function attainedBy(pace: number | null, interval: number): number {
  if (pace === null || pace <= interval * 1.1 + 250) return interval;
  return Math.round(pace / 1_000) * 1_000;
}

function stateOf(facts: StatusFacts, interval: number): DetectionState {
  const { attributes, memory, secrets } = facts;
  if (!attributes?.detectionOn) return 'off';
  // Told in one way by all ticks: those of the Kibana that can decrypt them go well.
  if (secrets) return 'failing';
  if (isStalled(facts, interval)) return 'stalled';
  if (!memory.lastTick) return 'starting';
  const { outcome, problems } = memory.lastTick;
  if (outcome === 'failed' || hasError([...problems, ...(memory.source?.problems ?? [])])) return 'failing';
  return outcome === 'partial' ? 'catching_up' : 'running';
}

const hasError = (problems: Problem[]) => problems.some(({ severity }) => severity === 'error');

/**
 * Counted from the last tick or, where there is none, from when detection was turned on. A tick that lies ahead was before
 * the clock was set back: nobody knows how long ago, and ticks that go on are stored with the new time at once.
 */
function isStalled({ attributes, memory, now }: StatusFacts, interval: number): boolean {
  const since = memory.lastTick?.finishedAt ?? attributes?.authority?.since;
  if (since === undefined) return false;
  return (
    isAhead(since, now) || now - since > Math.max(STALLED_AFTER.intervals * interval, STALLED_AFTER.atLeast)
  );
}

const bySeverity = (a: Problem, b: Problem) =>
  a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1;

function problemsOf(facts: StatusFacts, interval: number): Problem[] {
  const { attributes, memory, canEncrypt, securityOn } = facts;
  const problems: Problem[] = canEncrypt ? [] : [noEncryptionKey()];
  const channels = toChannels(facts);
  problems.push(...channels.flatMap((channel) => channel.problems));
  if (!attributes?.detectionOn) return problems.sort(bySeverity);
  if (isStalled(facts, interval)) problems.push(stalled(facts));
  problems.push(...unreadableSecrets(facts));
  problems.push(
    ...openGap(facts),
    ...(memory.lastTick?.problems ?? []).filter(({ code }) => !TOLD_APART.includes(code)),
    ...(memory.source?.problems ?? []),
    ...silentSources(facts),
    ...hiddenFromKey(facts),
    ...expiringKey(facts),
    ...heartbeatProblems(facts),
  );
  if (!channels.some(({ ready }) => ready)) problems.push(noChannel());
  if (!securityOn && attributes.authority?.kind === 'api_key') problems.push(securityWasTurnedOff());
  return problems.sort(bySeverity);
}

/** The note that a Kibana cannot decrypt the secrets, or what a tick said of it after the note had ended. */
function unreadableSecrets({ secrets, memory, now }: StatusFacts): Problem[] {
  if (secrets) return [undecryptable(isReadElsewhere(secrets, memory, now))];
  return (memory.lastTick?.problems ?? []).filter(({ code }) => code === UNDECRYPTABLE);
}

/** The problem of a stretch of time that was not read. It is shown for three days. */
function openGap({ memory: { gap }, now }: StatusFacts): Problem[] {
  return gap && now - gap.at < GAP_SHOWN_FOR ? [gap.problem] : [];
}

function stalled({ memory: { lastTick }, now }: StatusFacts): Problem {
  if (lastTick && isAhead(lastTick.finishedAt, now)) return stalledAhead(lastTick.finishedAt - now);
  return {
    code: 'stalled',
    severity: 'error',
    message: lastTick
      ? i18n.translate('bruteForceAlerts.status.stalledErrorMessage', {
          defaultMessage: 'Detection has not run for {ago}. Nothing is being watched.',
          values: { ago: formatSpan(now - lastTick.finishedAt) },
        })
      : i18n.translate('bruteForceAlerts.status.neverRanErrorMessage', {
          defaultMessage: 'Detection was turned on and has not run yet. Nothing is being watched.',
        }),
    remedy: i18n.translate('bruteForceAlerts.status.stalledRemedy', {
      defaultMessage:
        "Look at Kibana's log for Task Manager and bruteForceAlerts; then turn detection off and on again.",
    }),
  };
}

/** `ahead`: how far the last tick lies ahead of the clock, ms. */
const stalledAhead = (ahead: number): Problem => ({
  code: 'stalled',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.status.stalledAheadErrorMessage', {
    defaultMessage:
      'The last run of detection is dated {ahead} ahead of the clock: it is not known whether anything is being watched.',
    values: { ahead: formatSpan(ahead) },
  }),
  remedy: i18n.translate('bruteForceAlerts.status.stalledAheadRemedy', {
    defaultMessage:
      'If the clock was just set back, look again in a minute. Otherwise make the clocks of all Kibanas agree.',
  }),
});

function silentSources({ memory, now }: StatusFacts): Problem[] {
  return (memory.source?.patterns ?? [])
    .flatMap(({ pattern, newestEventAt: at }) => (at === null ? [] : [{ pattern, at }]))
    .filter(({ at }) => now - at > SILENT_AFTER)
    .map(({ pattern, at }) => ({
      code: 'source_silent',
      severity: 'warning',
      message: i18n.translate('bruteForceAlerts.status.silentErrorMessage', {
        defaultMessage: 'No event of any kind came to "{pattern}" since {since}.',
        values: { pattern, since: new Date(at).toISOString() },
      }),
      remedy: i18n.translate('bruteForceAlerts.status.silentRemedy', {
        defaultMessage:
          'Check that the shipper runs and that its clock is right: an attack would not be seen.',
      }),
    }));
}

const noChannel = (): Problem => ({
  code: 'no_channel',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.status.noChannelErrorMessage', {
    defaultMessage: 'No channel is set up: alerts are shown here, and nobody is told.',
  }),
  remedy: i18n.translate('bruteForceAlerts.status.noChannelRemedy', {
    defaultMessage: 'Under Settings, Channels, add Telegram, e-mail or a webhook.',
  }),
});

const securityWasTurnedOff = (): Problem => ({
  code: 'security_off',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.status.securityOffErrorMessage', {
    defaultMessage:
      "Elasticsearch's security was turned off since detection was turned on: events are read by Kibana's own user.",
  }),
  remedy: i18n.translate('bruteForceAlerts.status.securityOffRemedy', {
    defaultMessage: 'If that is intended, turn detection off and on again.',
  }),
});
