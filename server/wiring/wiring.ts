import { setTimeout as sleep } from 'node:timers/promises';
import { RATES } from '../../common/bounds';
import { PLUGIN_ID, UI_CAPABILITY } from '../../common/api/plugin';
import type {
  CoreStart,
  ElasticsearchClient,
  Logger,
  SecuritySetup,
  StartPlugins,
} from '../../kibana_contracts/server';
import { createAlertReader } from '../adapters/storage/alert_index';
import { createAuthority } from '../adapters/authority/api_key';
import { isPassing } from '../adapters/elasticsearch_errors';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { createCircuits } from '../adapters/storage/circuits_index';
import { createDeliveryReader } from '../adapters/storage/delivery_reader';
import { createOutbox } from '../adapters/storage/outbox_index';
import { createPacing } from '../adapters/storage/pacing_index';
import { createOutboxWorker, type OutboxWorker } from '../adapters/task_manager/outbox_worker';
import { withoutWaiting } from '../adapters/storage/own_client';
import { createIndexSetup, createSpaceIndices } from '../adapters/storage/own_indices';
import {
  createBackgroundSettings,
  createCallerSettings,
  SETTINGS_TYPE,
} from '../adapters/storage/settings_object';
import { createQuestionLimit } from '../adapters/question_limit';
import { createSpaceRemains, isSpaceGone, SPACE_TYPE } from '../adapters/storage/space_remains';
import { createSchedule, type Work } from '../adapters/task_manager/tasks';
import { createTelegramBot } from '../adapters/telegram/bot';
import { createTestMessageLimit } from '../adapters/storage/message_limit';
import { cleanUp, runTick, type Background } from './background';
import type { Config } from '../config';
import { channelsOf } from './open_channels';
import { createSenders } from './channel_senders';
import { linksBelow, listsBelow } from './links';
import { look } from './look';
import type { ChannelMessage } from '../notify/message/message';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import { RETRY } from '../notify/delivery/retry_policy';
import { telegramProblem } from '../notify/telegram/errors';
import { renderTestMessage } from '../notify/telegram/text';
import { drainOutbox } from '../flow/outbox';
import type { OutboxPorts } from '../flow/outbox_ports';
import type { TelegramApi } from '../notify/telegram/bot_api_port';
import { KeptInSpaces } from './kept_in_spaces';
import type { Authority } from '../routes/authority_port';
import { keyIdOf } from '../routes/settings/detection_key';
import type { Schedule } from '../routes/schedule_port';
import type { Services } from '../routes/services';
import type { BackgroundSettings } from '../routes/settings/settings_port';
import { sourceQuestions } from './source_questions';
import { sweepSpace, sweepSpaces, type SweepPorts } from '../flow/sweep';

/** A Telegram that does not answer for this long has not answered, ms. */
const TELEGRAM_TIMEOUT = 15_000;
/** How often it is looked after whether every task is there, ms. */
const ENSURE_EVERY = 60_000;
/** How often it is looked after what deleted spaces left, ms. */
const SWEEP_EVERY = 3_600_000;

export interface WiringInput {
  core: CoreStart;
  plugins: StartPlugins;
  config: Config;
  canEncrypt: boolean;
  /** Of Kibana's security plugin; absent where that is switched off. */
  license: SecuritySetup['license'] | undefined;
  logger: Logger;
}

/** The running plugin: what routes, tasks and the lifecycle take hold of. */
export interface Wired {
  services: Services;
  work: Work;
  /** The outbox, and every space in which detection is on: Task Manager may have lost them. */
  schedule(): Promise<void>;
  stop(): Promise<void>;
}

export function wire({ core, plugins, config, canEncrypt, license, logger }: WiringInput): Wired {
  const internalClient = withoutWaiting(core.elasticsearch.client.asInternalUser);
  const setUpIndices = createIndexSetup(internalClient, logger);
  const clock = () => Date.now();
  const authority = createAuthority(core, { security: plugins.security, license }, logger);
  const repository = core.savedObjects.createInternalRepository([SETTINGS_TYPE]);
  const settings = createBackgroundSettings(repository, plugins.encryptedSavedObjects);
  const schedule = createSchedule(plugins.taskManager, logger);
  const { apiUrl, proxyUrl } = config.telegram;
  const telegram = createTelegramBot({ apiUrl, proxyUrl, timeoutMs: TELEGRAM_TIMEOUT });
  const senders = createSenders({ telegram });
  const outboxPorts = outboxPortsOf({ core, internalClient, setUpIndices, settings, senders, clock, logger });
  const worker = createOutboxWorker((signal) => drainOutbox(outboxPorts, signal), logger);
  const background: Background = {
    internalClient,
    settings,
    authority,
    setUpIndices,
    linkOf: linksBelow(core.http.basePath.publicBaseUrl),
    pokeOutbox: worker.poke,
    kept: new KeptInSpaces(),
    startedAt: clock(),
    clock,
    logger,
  };

  const services = servicesOf({
    core,
    plugins,
    canEncrypt,
    internalClient,
    setUpIndices,
    authority,
    settings,
    schedule,
    senders,
    telegram,
    poke: worker.poke,
    clock,
  });

  return {
    services,
    work: workOf(
      background,
      schedule,
      worker,
      every(ENSURE_EVERY, clock, () => scheduleAll(schedule, settings)),
      sweepOf({ core, plugins, logger }, internalClient),
    ),
    schedule: () => scheduleAll(schedule, settings),
    stop: worker.stop,
  };
}

type OutboxParts = Pick<WiringInput, 'core' | 'logger'> &
  Pick<Parts, 'internalClient' | 'setUpIndices' | 'settings' | 'senders' | 'clock'>;

function outboxPortsOf({
  core,
  internalClient,
  setUpIndices,
  settings,
  senders,
  clock,
  logger,
}: OutboxParts): OutboxPorts {
  return {
    outbox: createOutbox<ChannelMessage>(internalClient),
    circuits: createCircuits(internalClient, setUpIndices),
    pacing: createPacing(internalClient, setUpIndices),
    channels: channelsOf(settings),
    senders,
    listLinkOf: listsBelow(core.http.basePath.publicBaseUrl),
    clock,
    jitter: () => Math.random() * RETRY.jitterMax,
    wait: (ms) => sleep(ms),
    log: (line) => logger.warn(line),
  };
}

/** The outbox, and the ticks of the spaces in which detection is on. Those that are there stay as they are. */
async function scheduleAll(schedule: Schedule, settings: BackgroundSettings): Promise<void> {
  await schedule.scheduleOutbox();
  for (const { space, attributes } of await settings.spacesTurnedOn()) {
    const { interval } = attributes.settings;
    await schedule.scheduleTick({ space, interval, keyId: keyIdOf(attributes) });
  }
}

/** Calls are cheap and frequent, the work is neither. The first call works. */
function every(ms: number, clock: () => number, work: () => Promise<void>): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    if (clock() - last < ms) return;
    last = clock();
    await work();
  };
}

/** Without the Spaces plugin nobody can say that a space is gone. The repository is made when it is first asked. */
function sweepOf(
  { core, plugins, logger }: Pick<WiringInput, 'core' | 'plugins' | 'logger'>,
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

function workOf(
  background: Background,
  schedule: Schedule,
  worker: OutboxWorker,
  ensureTicks: () => Promise<void>,
  sweep: SweepPorts | undefined,
): Work {
  const sweepHourly = sweep && every(SWEEP_EVERY, background.clock, () => sweepSpaces(sweep));
  return {
    async tick(space, signal) {
      const run = await runTick(background, space, signal);
      return run === 'gone' ? null : run.interval;
    },
    async cleanUp(space, keyId) {
      await cleanUp(background, schedule, space, keyId);
      if (sweep) await sweepSpace(sweep, space);
    },
    async drainOutbox() {
      await worker.drain();
      // A tick whose task was lost, or could not be made when detection was turned on, would be missed by nobody.
      await ensureTicks();
      await sweepHourly?.();
    },
  };
}

interface Parts extends Pick<WiringInput, 'core' | 'plugins' | 'canEncrypt'> {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  authority: Authority;
  settings: BackgroundSettings;
  schedule: Schedule;
  senders: ChannelSenders;
  telegram: TelegramApi;
  poke(): void;
  clock(): number;
}

function servicesOf({
  core,
  plugins,
  canEncrypt,
  internalClient,
  setUpIndices,
  authority,
  settings,
  schedule,
  senders,
  telegram,
  poke,
  clock,
}: Parts): Services {
  return {
    canEncrypt,
    spaceOf: (request) => plugins.spaces?.spacesService.getSpaceId(request) ?? 'default',
    async maySend(request) {
      const capabilities = await core.capabilities.resolveCapabilities(request, {
        capabilityPath: `${PLUGIN_ID}.*`,
      });
      return capabilities[PLUGIN_ID]?.[UI_CAPABILITY.save] === true;
    },
    async settingsAs(context) {
      const { savedObjects } = await context.core;
      return createCallerSettings(savedObjects.getClient({ includedHiddenTypes: [SETTINGS_TYPE] }));
    },
    background: settings,
    authority,
    schedule,
    limits: {
      question: createQuestionLimit(RATES.questions, clock),
      testMessage: createTestMessageLimit(internalClient, setUpIndices, clock),
    },
    senders,
    telegram,
    telegramProblem,
    testMessage: (space) => renderTestMessage({ space }),
    ...sourceQuestions(authority.securityOn, clock),
    look: (client, wanted) => look(client, wanted, clock),
    async prepareStorage(space) {
      await setUpIndices();
      await createSpaceIndices(internalClient, space);
    },
    alerts: (space) => createAlertReader(internalClient, space),
    deliveries: (space) => createDeliveryReader(internalClient, space, setUpIndices),
    memory: (space) => createMemoryStore(internalClient, space, setUpIndices),
    pokeOutbox: poke,
    now: clock,
    wait: (ms) => sleep(ms),
    isPassing,
  };
}
