import { keptFor } from '../../common/settings/settings';
import type { CoreStart, ElasticsearchClient, Logger, StartPlugins } from '../../kibana_contracts/server';
import { createRetentionStore } from '../adapters/storage/retention_index';
import { createSpaceRemains, isSpaceGone, SPACE_TYPE } from '../adapters/storage/space_remains';
import { createWantedTicks } from '../adapters/storage/wanted_ticks';
import type { OutboxWorker } from '../adapters/task_manager/outbox_worker';
import type { Tasks, Work } from '../adapters/task_manager/tasks';
import { createRetention, type RetentionPorts } from '../flow/retention';
import { sweepSpace, sweepSpaces, type SweepPorts } from '../flow/sweep';
import { tellDaily } from '../flow/tell_daily';
import { tellTrouble } from '../flow/tell_trouble';
import { Watcher } from '../flow/watch';
import type { UrlCaller } from '../notify/webhook/webhook_port';
import type { Schedule } from '../routes/schedule_port';
import { cleanUp, type Background } from './background';
import { dailyPorts } from './daily_facts';
import { heartbeatOfWatch } from './heartbeat';
import { listsBelow } from './links';
import { troublePorts } from './trouble_facts';
import { upkeepOf, withUpkeep } from './upkeep';
import { watchPorts } from './watching';

interface Kibana {
  core: CoreStart;
  plugins: StartPlugins;
}

interface Parts extends Kibana {
  background: Background;
  caller: UrlCaller;
  canEncrypt: boolean;
  worker: OutboxWorker;
  tasks: Tasks;
  /** Looks for what people did and no message says yet. */
  tellDeeds(): Promise<void>;
}

/** What the tasks do, how the routes call it, and how it ends with this Kibana. */
export interface TasksWork {
  work: Work;
  schedule: Schedule;
  /** Lets go of the watch. */
  stop(): Promise<void>;
}

export function workOfTasks({
  core,
  plugins,
  background,
  caller,
  canEncrypt,
  worker,
  tasks,
  tellDeeds,
}: Parts): TasksWork {
  const { internalClient, setUpIndices, clock, logger } = background;
  const sweep = sweepOf({ core, plugins, logger }, internalClient);
  const linkOf = listsBelow(core.http.basePath.publicBaseUrl);
  const trouble = troublePorts(background, linkOf);
  const daily = dailyPorts({ background, canEncrypt, linkOf });
  const heartbeat = heartbeatOfWatch(background, caller);
  const wanted = createWantedTicks(internalClient, setUpIndices);
  const watcher = new Watcher(
    watchPorts({
      background,
      wanted,
      see: heartbeat.see,
      async cleanUp(space, keyId) {
        await cleanUp(background, space, keyId);
        if (sweep) await sweepSpace(sweep, space);
      },
    }),
  );
  const upkeep = upkeepOf({
    ensureTasks: tasks.ensure,
    sweep: sweepAll(sweep, createRetention(retentionOf(background))),
    async tellOfDetection() {
      await tellTrouble(trouble);
      await tellDaily(daily);
    },
    tellDeeds,
    clock,
    logger,
  });
  return {
    work: withUpkeep(upkeep, {
      watch: (keys, cancelled) => heartbeat.during(() => watcher.hold(keys, cancelled)),
      lookAtOutbox: () => worker.look(),
    }),
    schedule: {
      ensureTasks: tasks.ensure,
      lookSoon: (space) => lookSoon({ watcher, tasks, wanted, logger }, space),
    },
    stop: () => watcher.stop(),
  };
}

interface Calling {
  watcher: Watcher;
  tasks: Tasks;
  wanted: ReturnType<typeof createWantedTicks>;
  logger: Logger;
}

/**
 * Has a space ticked soon. Where this Kibana does not watch, a document tells the one that does, and Task
 * Manager is asked to run the watch.
 */
async function lookSoon({ watcher, tasks, wanted, logger }: Calling, space: string): Promise<void> {
  if (watcher.nudge(space)) return;
  try {
    await wanted.ask(space);
  } catch (error) {
    logger.warn(`The tick of ${space} comes when it is due: ${error instanceof Error ? error.message : ''}`);
  }
  await tasks.watchSoon();
}

/** Without the Spaces plugin nobody can say that a space is gone. The repository is made when it is first asked. */
function sweepOf(
  { core, plugins, logger }: Kibana & { logger: Logger },
  client: ElasticsearchClient,
): SweepPorts | undefined {
  if (!plugins.spaces) return undefined;
  const repository = () => core.savedObjects.createInternalRepository([SPACE_TYPE]);
  return {
    remains: createSpaceRemains(client),
    isGone: async (space) => isSpaceGone(repository(), space),
    logger,
  };
}

/** Removes the remains of deleted spaces, and then what is older than spaces keep it. */
const sweepAll = (sweep: SweepPorts | undefined, removeOld: () => Promise<void>) => async () => {
  if (sweep) await sweepSpaces(sweep);
  await removeOld();
};

const retentionOf = ({ internalClient, settings, clock, logger }: Background): RetentionPorts => ({
  spaces: () => createSpaceRemains(internalClient).spaces(),
  async keptFor(space) {
    const opened = await settings.openIfReadable(space);
    return opened ? keptFor(opened.attributes.settings) : null;
  },
  storeOf: (space) => createRetentionStore(internalClient, space),
  now: clock,
  logger,
});
