import { NO_HEARTBEAT, type HeartbeatOutcome } from '../../common/status/heartbeat';
import { durationMs } from '../../common/time';
import { createHeartbeatStore } from '../adapters/storage/heartbeat_document';
import { Heartbeats, type HeartbeatPorts } from '../flow/heartbeat';
import { isWell } from '../judge/trouble/heartbeat';
import { notAllowed, outcomeOf } from '../notify/heartbeat/outcome';
import type { UrlCaller } from '../notify/webhook/webhook_port';
import type { HeartbeatServices } from '../routes/heartbeat/heartbeat_services_port';
import type { SavedSettings } from '../routes/settings/settings_port';
import { toStatus } from '../routes/status/status_view';
import type { Background } from './background';
import { remembered } from './trouble_facts';

/** How often it is looked which URLs are due, ms. */
const BEAT_EVERY = 5_000;

/** A space in which detection is on, as the watch saw it last. */
export type SeenSpace = SavedSettings & { space: string };

/** The heartbeat of the spaces that this Kibana watches. */
export interface HeartbeatOfWatch {
  /** The spaces in which detection is on. */
  see(spaces: SeenSpace[]): void;
  /** Calls what is due for as long as `work` goes on. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export function heartbeatOfWatch(background: Background, caller: UrlCaller): HeartbeatOfWatch {
  let seen: SeenSpace[] = [];
  const heartbeats = new Heartbeats(beatPorts(background, caller, () => seen));
  return {
    see(spaces) {
      seen = spaces;
    },
    async during(work) {
      const timer = setInterval(() => void heartbeats.beat(), BEAT_EVERY).unref();
      try {
        return await work();
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** The ports of calling, on the parts of this Kibana. `seen`: the spaces in which detection is on. */
export function beatPorts(
  background: Background,
  caller: UrlCaller,
  seen: () => SeenSpace[],
): HeartbeatPorts {
  const { internalClient, setUpIndices, clock, logger } = background;
  return {
    spaces: () =>
      seen().flatMap(({ space, version, attributes: { settings } }) =>
        settings.heartbeat ? [{ space, version, minutes: settings.heartbeat.minutes }] : [],
      ),
    async isWell(space) {
      const one = seen().find((known) => known.space === space);
      return one !== undefined && isWellIn(background, one);
    },
    storeOf: (space) => createHeartbeatStore(internalClient, space, setUpIndices),
    call: (space) => callOf(background, caller, space),
    clock,
    log: (line) => logger.warn(line),
  };
}

/** That another Kibana cannot decrypt the secrets says nothing of the detection here. */
async function isWellIn(background: Background, { space, attributes }: SeenSpace): Promise<boolean> {
  const { memory, source } = await remembered(background, space, attributes);
  const now = background.clock();
  const { state, lastGoodTickAt: lastGoodRunAt } = toStatus({
    attributes,
    memory: { ...memory, source },
    secrets: null,
    deliveries: [],
    heartbeat: NO_HEARTBEAT,
    canEncrypt: true,
    securityOn: background.authority.securityOn(),
    now,
  });
  return isWell({ state, lastGoodRunAt, interval: durationMs(attributes.settings.interval), now });
}

/** With the settings as they are now: what was saved a moment ago holds. */
async function callOf(
  { settings }: Background,
  caller: UrlCaller,
  space: string,
): Promise<HeartbeatOutcome | null> {
  const opened = await settings.openIfReadable(space);
  const heartbeat = opened?.attributes.settings.heartbeat;
  if (!opened?.heartbeatUrl || !heartbeat) return null;
  return outcomeOf(await caller.call(opened.heartbeatUrl, heartbeat.method));
}

/** What the routes ask of the heartbeat. */
export const heartbeatServices = (
  { internalClient, setUpIndices }: Pick<Background, 'internalClient' | 'setUpIndices'>,
  caller: UrlCaller,
): HeartbeatServices => ({
  call: async (url, method) => outcomeOf(await caller.call(url, method)),
  forbids(url) {
    const forbidden = caller.forbids(url);
    return forbidden && notAllowed(forbidden);
  },
  storeOf: (space) => createHeartbeatStore(internalClient, space, setUpIndices),
});
