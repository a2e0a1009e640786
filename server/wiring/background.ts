import { i18n } from '@kbn/i18n';
import { isReady } from '../../common/channels/channels';
import type { ChannelKind } from '../../common/channels/kinds';
import { isReadElsewhere, undecryptable } from '../../common/status/unreadable_secrets';
import type { Problem } from '../../common/status/problems';
import { fieldsByPattern } from '../../common/settings/fields';
import { toRule } from '../../common/rules/rule_settings';
import type { Comparing, Rule } from '../../common/rules/rules';
import { durationMs } from '../../common/time';
import { keptFor, type SettingsInput } from '../../common/settings/settings';
import type { TickReport } from '../../common/status/status';
import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { createAlertStore } from '../adapters/storage/alert_index';
import { elasticsearchProblem, storageProblem } from '../adapters/elasticsearch_errors';
import { createGiveWay } from '../adapters/event_loop';
import { createEventSource } from '../adapters/events/elasticsearch_events';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { hashOf } from '../adapters/storage/own_indices';
import { createPlans } from '../adapters/storage/plans_index';
import { createQuestion } from '../detect/events/question';
import { clientFor, open, type Opening } from './opening';
import { remember } from '../record/journal';
import { countsAlso } from './counts_also';
import type { KeptInSpaces } from './kept_in_spaces';
import { keyIdOf } from '../routes/settings/detection_key';
import type { OpenedSettings } from '../routes/settings/settings_port';
import { RUN_TIME, withinTime, type RunTime } from './run_time';
import { tick, type TickPorts, type TickRun } from '../flow/tick';

export interface Background extends Opening {
  setUpIndices(): Promise<void>;
  /** Address of an alert's page; null where `server.publicBaseUrl` is not set. */
  linkOf(space: string, alertId: string): string | null;
  /** Address of the page with the alerts of a digest; null as above. */
  digestLinkOf(space: string, digestId: string): string | null;
  /** Whether channels of this kind can change messages. */
  canEdit(kind: ChannelKind): boolean;
  pokeOutbox(): void;
  kept: KeptInSpaces;
  /** When this Kibana started, epoch milliseconds. */
  startedAt: number;
  clock(): number;
}

export interface SpaceRun {
  report: TickReport;
}

export interface RunOptions {
  time?: RunTime;
  /** How far apart the last ticks began, ms. */
  pace?: number | null;
  /** Whether nobody else can have written the space's memory since this Kibana last ticked it. */
  isAlone?: boolean;
  /** Whether somebody waits for what it stores. */
  isWanted?: boolean;
}

/**
 * One tick of a space, with its settings, its key and its own memory. 'gone' where the space has no settings
 * any more or detection is off: the task has nothing left to do. 'unreadable' where this Kibana cannot decrypt the
 * space's secrets: another one may. Throws `RunGivenUpError` where the time was
 * up, and the error that kept it from storing that it failed.
 */
export function runTick(
  background: Background,
  space: string,
  { time = RUN_TIME, pace = null, isAlone = false, isWanted = true }: RunOptions = {},
): Promise<SpaceRun | 'gone' | 'unreadable'> {
  const deadline = background.clock() + time.reading;
  const run = (signal: AbortSignal, over: AbortSignal) =>
    runUntil(background, space, { deadline, pace, isAlone, isWanted, signal, over });
  return withinTime(run, time);
}

interface RunLimits {
  /** For reading, epoch milliseconds. */
  deadline: number;
  pace: number | null;
  isAlone: boolean;
  isWanted: boolean;
  signal: AbortSignal;
  /** Given up: nothing is written any more. */
  over: AbortSignal;
}

async function runUntil(
  background: Background,
  space: string,
  limits: RunLimits,
): Promise<SpaceRun | 'gone' | 'unreadable'> {
  const opened = await open(background, space);
  limits.over.throwIfAborted();
  if (opened === 'gone') {
    background.kept.forget(space);
    return 'gone';
  }
  if (opened === 'unreadable') {
    await recordUnreadable(background, space, limits);
    return 'unreadable';
  }
  const client = clientFor(background, opened);
  if (!client) return { report: await recordFailure(background, space, noKey(), limits) };
  const counts = await countsAlso(background, space, opened.attributes);
  const report = await tick(
    portsOf(background, space, opened, { client, counts, ...limits }),
    runOf(background, space, opened, limits),
  );
  logNews(background, space, report.problems);
  background.pokeOutbox();
  return { report };
}

/**
 * What is left of a space in which detection is off: what is kept of it and, where its settings are gone too, its key.
 * Settings that cannot be decrypted are there, so their key stays.
 */
export async function cleanUp(
  { settings, authority, kept }: Background,
  space: string,
  keyId: string | null,
): Promise<void> {
  const opened = await settings.open(space).catch((error: unknown) => {
    if (settings.isUndecryptable(error)) return 'undecryptable' as const;
    throw error;
  });
  if (opened === 'undecryptable') return kept.forget(space); // read again, where it is on after all
  if (opened?.attributes.detectionOn) return; // turned on again meanwhile
  kept.forget(space);
  if (!opened && keyId !== null) await authority.invalidate(keyId);
}

/**
 * Keeps that nothing was read. Where another Kibana reads, its memory is left alone: what it says of its ticks is
 * true, and the note says what this one cannot do.
 */
async function recordUnreadable(background: Background, space: string, limits: RunLimits): Promise<void> {
  const note = await background.secrets.read(space);
  const memory = await createMemoryStore(background.internalClient, space, background.setUpIndices).read();
  limits.over.throwIfAborted();
  if (isReadElsewhere(note, memory, background.clock()))
    return logNews(background, space, [undecryptable(true)]);
  await recordFailure(background, space, undecryptable(false), limits);
}

async function recordFailure(
  background: Background,
  space: string,
  problem: Problem,
  { over }: RunLimits,
): Promise<TickReport> {
  const now = background.clock();
  const report: TickReport = {
    startedAt: now,
    finishedAt: now,
    from: null,
    to: null,
    eventsRead: 0,
    outcome: 'failed',
    verdicts: [],
    problems: [problem],
  };
  const store = createMemoryStore(background.internalClient, space, background.setUpIndices, over);
  const memory = await store.read();
  await store.write(remember(memory, report, memory.watermark ?? now));
  logNews(background, space, report.problems);
  return report;
}

/** Writes to Kibana's log what the last tick of the space here did not say: one that lasts comes with every tick. */
function logNews({ kept, clock, logger }: Background, space: string, problems: Problem[]): void {
  if (!kept.areNews(space, problems, clock())) return;
  for (const { code, message } of problems) logger.warn(`Space ${space}: ${code}: ${message}`);
}

/** What these settings look for. */
export const rulesOf = ({ rules }: SettingsInput): Rule[] =>
  rules.filter(({ enabled }) => enabled).map(toRule);

const comparingOf = ({
  keepDomainsApart,
  excludedAccounts,
  excludedAddresses,
}: SettingsInput): Comparing => ({
  keepDomainsApart,
  excludedAccounts,
  excludedAddresses,
});

function portsOf(
  background: Background,
  space: string,
  { attributes }: OpenedSettings,
  {
    client,
    counts,
    pace,
    isAlone,
    isWanted,
    signal,
    over,
  }: RunLimits & {
    client: ElasticsearchClient;
    /** Whether Kerberos and NTLM failures count. */
    counts: boolean;
  },
): TickPorts {
  const { internalClient, setUpIndices, clock, kept } = background;
  const { indexPatterns: patterns, fields } = attributes.settings;
  const patternFields = fieldsByPattern(patterns, attributes.settings.patternFields);
  const question = createQuestion(fields, { kerberosAndNtlm: counts, patternFields });
  const read = { patterns, fields, patternFields, kerberosAndNtlm: counts, keyId: keyIdOf(attributes) };
  const now = clock();
  const stored = createMemoryStore(internalClient, space, setUpIndices, over);
  const memory = kept.memoryOf(space, now).of(stored, { now, isFirst: !isAlone, isWanted });
  return {
    events: createEventSource(client, patterns, question, clock),
    recentFor: ({ rules, comparing }) => kept.eventsOf(space, { ...read, rules, comparing }, clock()),
    alerts: createAlertStore(internalClient, space, setUpIndices, {
      kept: kept.alertsOf(space, clock()),
      signal,
    }),
    plans: createPlans(internalClient, space, setUpIndices, signal),
    memory: { ...memory, write: (remembered) => memory.write({ ...remembered, pace }) },
    toAlertId: (ruleId, groupKey, ordinal) => hashOf(space, ruleId, groupKey, String(ordinal)),
    toProblem(error, whileReading) {
      background.logger.warn(`Space ${space}: ${error instanceof Error ? error.message : String(error)}`);
      const cause: unknown = signal.aborted ? signal.reason : error;
      return whileReading ? elasticsearchProblem(cause) : storageProblem(cause);
    },
    clock,
    giveWay: createGiveWay(),
  };
}

function runOf(
  background: Background,
  space: string,
  { attributes, channelSecrets }: OpenedSettings,
  { deadline, signal }: RunLimits,
): TickRun {
  const { settings } = attributes;
  const now = background.clock();
  return {
    space,
    rules: rulesOf(settings),
    comparing: comparingOf(settings),
    cooldown: durationMs(settings.cooldown),
    keptFor: keptFor(settings),
    channels: settings.channels
      .filter((channel) => isReady(channel, Object.keys(channelSecrets[channel.id] ?? {})))
      .map((channel) => ({ ...channel, canEdit: background.canEdit(channel.kind) })),
    linkOf: (alertId) => background.linkOf(space, alertId),
    digestLinkOf: (digestId) => background.digestLinkOf(space, digestId),
    now,
    deadline,
    signal,
  };
}

const noKey = (): Problem => ({
  code: 'no_api_key',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.authority.noKeyErrorMessage', {
    defaultMessage: 'Elasticsearch asks for rights and detection has no API key, so it reads nothing.',
  }),
  remedy: i18n.translate('bruteForceAlerts.authority.noKeyRemedy', {
    defaultMessage: 'Renew the key as a person who may read the events.',
  }),
});
