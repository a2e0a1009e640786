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
import { every } from './every';
import { heartbeatOfWatch, type HeartbeatOfWatch } from './heartbeat';
import { listsBelow } from './links';
import { troublePorts } from './trouble_facts';
import { watchPorts } from './watching';

/** How often missing tasks are looked for, ms. */
const ENSURE_EVERY = 60_000;
/** How often it is looked for trouble that people are to be told of, ms. */
const LOOK_FOR_TROUBLE_EVERY = 60_000;
/** How often it is looked for what people did and no message says yet, ms. */
const TELL_DEEDS_EVERY = 60_000;
/** How often the remains of deleted spaces, and what is older than spaces keep it, are looked for, ms. */
const SWEEP_EVERY = 3_600_000;

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
  return {
    work: workOf(
      { watcher, heartbeat, worker },
      upkeepOf({
        tasks,
        sweep,
        retain: createRetention(retentionOf(background)),
        tellDeeds,
        async tellOfDetection() {
          await tellTrouble(trouble);
          await tellDaily(daily);
        },
        clock,
        logger,
      }),
    ),
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

interface Working {
  watcher: Watcher;
  heartbeat: HeartbeatOfWatch;
  worker: OutboxWorker;
}

function workOf({ watcher, heartbeat, worker }: Working, upkeep: () => void): Work {
  return {
    watch(keys, cancelled) {
      upkeep();
      return heartbeat.during(() => watcher.hold(keys, cancelled));
    },
    lookAtOutbox() {
      upkeep();
      return worker.look();
    },
  };
}

interface Upkeep {
  tasks: Tasks;
  sweep: SweepPorts | undefined;
  retain(): Promise<void>;
  tellDeeds(): Promise<void>;
  /** Tells of trouble, and every day how detection does. */
  tellOfDetection(): Promise<void>;
  clock(): number;
  logger: Logger;
}

/**
 * What every run of a task does beside its own work. Not behind it: a Telegram that hangs over a backlog must
 * not keep a lost task from being made anew. Each of the two tasks brings the other one back, and looks for trouble:
 * where ticks fail, or the watch is stuck, the task of messages still runs.
 */
function upkeepOf(upkeep: Upkeep): () => void {
  const { tasks, sweep, retain: removeOld, tellOfDetection, tellDeeds, clock, logger } = upkeep;
  const ensure = every(ENSURE_EVERY, clock, tasks.ensure);
  const sweepHourly = every(SWEEP_EVERY, clock, async () => {
    if (sweep) await sweepSpaces(sweep);
    await removeOld();
  });
  const look = every(LOOK_FOR_TROUBLE_EVERY, clock, tellOfDetection);
  const tell = every(TELL_DEEDS_EVERY, clock, tellDeeds);
  return () => {
    Promise.all([ensure(), sweepHourly()]).catch((error: Error) =>
      logger.warn(`Lost tasks are looked for again in a minute: ${error.message}`),
    );
    look().catch((error: Error) =>
      logger.warn(`It is looked for trouble again in a minute: ${error.message}`),
    );
    tell().catch((error: Error) =>
      logger.warn(`What people did with alerts is looked for again in a minute: ${error.message}`),
    );
  };
}
