import { durationMs } from '../../common/time';
import { isReady } from '../../common/channels/channels';
import type { LastLogon, Memory, SourceMemory } from '../../common/status/memory';
import type { Problem } from '../../common/status/problems';
import type { TroubleCause } from '../../common/status/trouble';
import { createHeartbeatStore } from '../adapters/storage/heartbeat_document';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { circuitsOfSpace } from '../adapters/storage/circuits_index';
import { createPlans } from '../adapters/storage/plans_index';
import { createSourceStore } from '../adapters/storage/source_document';
import { createTroubleStore } from '../adapters/storage/troubles_document';
import type { LookedFacts, TroublePorts } from '../flow/tell_trouble';
import type { ChannelFact, HeartbeatFact, SourceFact, WatchedFacts } from '../judge/trouble/conditions';
import type { Circuit } from '../notify/delivery/outbox_port';
import { toAuthority } from '../routes/status/authority_view';
import { factsOf } from '../routes/settings/settings_view';
import type { SettingsAttributes } from '../routes/settings/settings_port';
import type { Background } from './background';
import { basisOf } from './counts_also';
import { RunsAhead } from './runs_ahead';

/** The ports of looking for trouble, on the parts of this Kibana. `linkOf`: the address of the plugin's page. */
export function troublePorts(background: Background, linkOf: TroublePorts['linkOf']): TroublePorts {
  const { internalClient, setUpIndices, settings, logger } = background;
  const ahead = new RunsAhead();
  return {
    async spaces() {
      const spaces = await settings.spacesTurnedOn();
      return spaces.map(({ space, attributes }) => ({
        space,
        facts: () => factsIn(background, space, attributes, ahead),
      }));
    },
    storeOf: (space) => createTroubleStore(internalClient, space, setUpIndices),
    add: (space, entries) => createPlans(internalClient, space, setUpIndices).add(entries),
    linkOf,
    poke: background.pokeOutbox,
    log: (line) => logger.warn(line),
  };
}

/** What a space remembers of its detection. What another key or other patterns showed of the source does not count. */
export async function remembered(
  { internalClient, setUpIndices }: Pick<Background, 'internalClient' | 'setUpIndices'>,
  space: string,
  attributes: SettingsAttributes,
): Promise<{ memory: Memory; source: SourceMemory | null }> {
  const memory = await createMemoryStore(internalClient, space, setUpIndices).read();
  const looked = await createSourceStore(internalClient, space, setUpIndices).read();
  return { memory, source: looked?.basis === basisOf(attributes) ? looked : null };
}

async function factsIn(
  background: Background,
  space: string,
  attributes: SettingsAttributes,
  ahead: RunsAhead,
): Promise<LookedFacts> {
  const { authority, clock } = background;
  const now = clock();
  const { memory, source } = await remembered(background, space, attributes);
  const { settings } = attributes;
  const known = { attributes, memory: { ...memory, source }, securityOn: authority.securityOn() };
  const { lastTick, lastGoodTickAt } = memory;
  return {
    now,
    ...goodRun(background, attributes, {
      at: lastGoodTickAt,
      aheadSince: ahead.since(space, lastGoodTickAt, now),
    }),
    interval: durationMs(settings.interval),
    lastRun: lastTick && {
      at: lastTick.finishedAt,
      outcome: lastTick.outcome,
      cause: causeOf(lastTick.problems),
    },
    key: {
      state: toAuthority(known).state,
      cause: causeOf([...(lastTick?.problems ?? []), ...(source?.problems ?? [])]),
      expiresAt: source?.keyExpiresAt ?? null,
    },
    isExpiryUnknown: source?.keyExpiresAt === undefined,
    sources: settings.indexPatterns.map((pattern) => sourceFact(pattern, source)),
    channels: await channelFacts(background, space, attributes),
    heartbeat: await heartbeatFact(background, space, attributes),
  };
}

/** Where the last good run lies ahead, the time without one counts from when that was seen. */
function goodRun(
  { startedAt }: Background,
  { authority }: SettingsAttributes,
  { at, aheadSince }: { at: number | null; aheadSince: number | null },
): Pick<WatchedFacts, 'startedAt' | 'turnedOnAt' | 'lastGoodRunAt'> {
  if (aheadSince === null) return { startedAt, turnedOnAt: authority?.since ?? startedAt, lastGoodRunAt: at };
  return { startedAt: Math.min(startedAt, aheadSince), turnedOnAt: aheadSince, lastGoodRunAt: null };
}

const causeOf = (problems: Problem[]): TroubleCause | null => {
  const problem = problems.find(({ severity }) => severity === 'error');
  return problem ? { code: problem.code, said: problem.message, remedy: problem.remedy } : null;
};

function sourceFact(pattern: string, source: SourceMemory | null): SourceFact {
  const last: LastLogon | undefined = source?.lastLogons.find((one) => one.pattern === pattern);
  return {
    pattern,
    checkedAt: source?.checkedAt ?? null,
    newestLogonAt: last?.at ?? null,
    longestGap: last?.longestGap ?? 0,
  };
}

/** Null where none is set, or its URL is not known any more: then nobody is called. */
async function heartbeatFact(
  { internalClient, setUpIndices }: Background,
  space: string,
  { settings, heartbeatHost: host }: SettingsAttributes,
): Promise<HeartbeatFact | null> {
  if (!settings.heartbeat || !host) return null;
  return { host, ...(await createHeartbeatStore(internalClient, space, setUpIndices).read()) };
}

/** The channels of a space's settings, and which of them refuse. */
export async function channelFacts(
  { internalClient }: Pick<Background, 'internalClient'>,
  space: string,
  attributes: SettingsAttributes,
): Promise<ChannelFact[]> {
  const broken = await circuitsOfSpace(internalClient, space);
  return attributes.settings.channels.map((channel) => channelFact(channel, attributes, broken));
}

function channelFact(
  channel: SettingsAttributes['settings']['channels'][number],
  { channels }: SettingsAttributes,
  broken: Circuit[],
): ChannelFact {
  const { id, kind, name, tell } = channel;
  const circuit = broken.find(({ channelId }) => channelId === id);
  return {
    id,
    kind,
    name,
    tell,
    isReady: isReady(channel, factsOf(channels, id).secretsSaved),
    refused: circuit
      ? { since: circuit.openedAt, code: circuit.code, said: circuit.said, remedy: circuit.remedy }
      : null,
  };
}
