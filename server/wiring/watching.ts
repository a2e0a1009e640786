import { reasonOf } from '../../common/text/reason_of';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '../../common/settings/conflict';
import type { TickReport } from '../../common/status/status';
import { durationMs } from '../../common/time';
import type { WantedTicks } from '../adapters/storage/wanted_ticks';
import type { TickOrder, WatchPorts } from '../flow/watch_ports';
import type { TickEnd, WatchedSpace } from '../flow/watched_space';
import { keyIdOf } from '../routes/settings/detection_key';
import { runTick, type Background } from './background';
import { KeptSettings } from './kept_settings';
import { runTimeWithin } from './run_time';
import { checkSource } from './source_check';

interface Parts {
  background: Background;
  wanted: WantedTicks;
  cleanUp(space: string, keyId: string | null): Promise<void>;
  /** Told of the spaces in which detection is on, at each look. */
  see(spaces: TurnedOn[]): void;
}

/** The ports of the watch, on the parts of this Kibana. */
export function watchPorts({ background: given, wanted, cleanUp, see }: Parts): WatchPorts {
  const kept = new KeptSettings(given.settings);
  const background: Background = {
    ...given,
    settings: { ...given.settings, open: (space) => kept.open(space) },
  };
  const readable = createReadable(given.logger);
  return {
    async spaces() {
      const spaces = await given.settings.spacesTurnedOn();
      kept.see(spaces);
      see(spaces);
      return readable(spaces);
    },
    wanted: (spaces) => wanted.take(spaces),
    tick: (order) => tick(background, order),
    checkSource: (space) => checkSource(background, space),
    cleanUp,
    clock: given.clock,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    log: (line) => given.logger.warn(line),
  };
}

type TurnedOn = Awaited<ReturnType<Background['settings']['spacesTurnedOn']>>[number];

const toWatchedSpace = ({ space, attributes, version }: TurnedOn): WatchedSpace => ({
  space,
  version,
  interval: durationMs(attributes.settings.interval),
  keyId: keyIdOf(attributes),
});

/** Leaves out a space that is set in a way that cannot be read, and says so once for each version of its settings. */
function createReadable(logger: Background['logger']): (spaces: TurnedOn[]) => WatchedSpace[] {
  const told = new Map<string, string>();
  return (spaces) =>
    spaces.flatMap((one) => {
      try {
        return [toWatchedSpace(one)];
      } catch (error) {
        const why = reasonOf(error);
        if (told.get(one.space) !== one.version)
          logger.warn(`Space ${one.space} is not watched until its settings are saved again: ${why}`);
        told.set(one.space, one.version);
        return [];
      }
    });
}

async function tick(
  background: Background,
  { space, budget, pace, isFirst, isWanted }: TickOrder,
): Promise<TickEnd> {
  try {
    const run = await runTick(background, space, {
      time: runTimeWithin(budget),
      pace,
      isAlone: !isFirst,
      isWanted,
    });
    return typeof run === 'string' ? run : endOf(run.report);
  } catch (error) {
    if (error instanceof ConflictError) return 'conflict';
    throw error;
  }
}

/**
 * How a tick ended, for the watch. After one that read only a part the next follows at once, unless an error
 * says that it would get no further.
 */
function endOf({ outcome, problems }: TickReport): TickEnd {
  if (outcome !== 'partial') return outcome;
  return problems.some(({ severity }) => severity === 'error') ? 'ok' : 'partial';
}
