import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLUGIN_ID, UI_CAPABILITY } from '../common/plugin';
import type {
  CoreStart,
  ElasticsearchClient,
  Logger,
  SecuritySetup,
  StartPlugins,
} from '../kibana_contracts/server';
import { createAlertReader } from './adapters/alert_index';
import { createAuthority } from './adapters/api_key';
import { createMemoryStore } from './adapters/memory_document';
import { createOutbox } from './adapters/outbox_index';
import { createOutboxWorker, type OutboxWorker } from './adapters/outbox_worker';
import { createIndexSetup, createSpaceIndices } from './adapters/own_indices';
import { createBackgroundSettings, createCallerSettings, SETTINGS_TYPE } from './adapters/settings_object';
import { inspectSource } from './adapters/source_inspector';
import { createDeliveryReader } from './adapters/space_deliveries';
import { createSchedule, type Work } from './adapters/tasks';
import { createTelegramBot } from './adapters/telegram_bot';
import { cleanUp, runTick, type Background } from './background';
import type { Config } from './config';
import { createQuestion } from './detect/fields/question';
import { look } from './look';
import type { AttackMessage } from './notify/message';
import type { Channels } from './notify/outbox_port';
import { RETRY } from './notify/retry_policy';
import { telegramProblem } from './notify/telegram_errors';
import { renderTestMessage } from './notify/telegram_text';
import { drainOutbox, type OutboxPorts } from './outbox';
import type { TelegramApi } from './notify/telegram_port';
import type { Authority } from './routes/authority_port';
import { keyIdOf } from './routes/detection_key';
import type { Schedule } from './routes/schedule_port';
import type { Services } from './routes/services';
import type { BackgroundSettings } from './routes/settings_port';

/** A Telegram that does not answer for this long has not answered, ms. */
const TELEGRAM_TIMEOUT = 15_000;

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
  const internalClient = core.elasticsearch.client.asInternalUser;
  const setUpIndices = createIndexSetup(internalClient, logger);
  const clock = () => Date.now();
  const authority = createAuthority(core, { security: plugins.security, license }, logger);
  const repository = core.savedObjects.createInternalRepository([SETTINGS_TYPE]);
  const settings = createBackgroundSettings(repository, plugins.encryptedSavedObjects);
  const schedule = createSchedule(plugins.taskManager, logger);
  const { apiUrl, proxyUrl } = config.telegram;
  const telegram = createTelegramBot({ apiUrl, proxyUrl, timeoutMs: TELEGRAM_TIMEOUT });
  const outboxPorts: OutboxPorts = {
    outbox: createOutbox<AttackMessage>(internalClient, setUpIndices),
    channels: channelsOf(settings),
    telegram,
    clock,
    jitter: () => Math.random() * RETRY.jitterMax,
    wait: (ms) => sleep(ms),
    log: (line) => logger.warn(line),
  };
  const worker = createOutboxWorker((signal) => drainOutbox(outboxPorts, signal), logger);
  const background: Background = {
    internalClient,
    settings,
    authority,
    setUpIndices,
    linkOf: linksBelow(core.http.basePath.publicBaseUrl),
    pokeOutbox: worker.poke,
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
      everyMinute(clock, () => scheduleAll(schedule, settings)),
    ),
    schedule: () => scheduleAll(schedule, settings),
    stop: worker.stop,
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

/** Calls are cheap and frequent, the work is neither. */
function everyMinute(clock: () => number, work: () => Promise<void>): () => Promise<void> {
  let last = clock();
  return async () => {
    if (clock() - last < 60_000) return;
    last = clock();
    await work();
  };
}

function workOf(
  background: Background,
  schedule: Schedule,
  worker: OutboxWorker,
  ensureTicks: () => Promise<void>,
): Work {
  return {
    async tick(space, signal) {
      const run = await runTick(background, space, signal);
      return run === 'gone' ? null : run.interval;
    },
    cleanUp: (space, keyId) => cleanUp(background, schedule, space, keyId),
    async drainOutbox() {
      await worker.drain();
      // A tick whose task was lost, or could not be made when detection was turned on, would be missed by nobody.
      await ensureTicks();
    },
  };
}

interface Parts extends Pick<WiringInput, 'core' | 'plugins' | 'canEncrypt'> {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  authority: Authority;
  settings: BackgroundSettings;
  schedule: Schedule;
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
    telegram,
    telegramProblem,
    testMessage: (space) => renderTestMessage({ space }),
    inspect: (client, patterns, fields = {}) =>
      inspectSource(client, {
        patterns,
        question: createQuestion(fields, { kerberosAndNtlm: false }),
        securityOn: authority.securityOn(),
      }),
    look: (client, wanted) => look(client, wanted, clock),
    async prepareStorage(space) {
      await setUpIndices();
      await createSpaceIndices(internalClient, space);
    },
    alerts: (space) => createAlertReader(internalClient, space),
    deliveries: (space) => createDeliveryReader(internalClient, space),
    memory: (space) => createMemoryStore(internalClient, space, setUpIndices),
    pokeOutbox: poke,
    now: clock,
    wait: (ms) => sleep(ms),
  };
}

function channelsOf(settings: BackgroundSettings): Channels {
  return {
    async of(space) {
      const opened = await openOrNull(settings, space);
      const chatId = opened?.attributes.settings.telegramChatId;
      if (!opened?.botToken || !chatId) return null;
      const bot = createHash('sha256').update(opened.botToken.reveal()).digest('hex').slice(0, 16);
      return { token: opened.botToken, chatId, key: `${bot}:${chatId}` };
    },
    moved: (space, chatId) => settings.changeChat(space, chatId),
  };
}

/** A space whose secrets cannot be decrypted has no channel: its page says so, and the others go on. */
async function openOrNull(settings: BackgroundSettings, space: string) {
  try {
    return await settings.open(space);
  } catch (error) {
    if (settings.isUndecryptable(error)) return null;
    throw error;
  }
}

/** Links need `server.publicBaseUrl`: without it nobody knows under which address people reach Kibana. */
function linksBelow(publicBaseUrl: string | undefined): Background['linkOf'] {
  return (space, alertId) => {
    if (!publicBaseUrl) return null;
    const inSpace = space === 'default' ? '' : `/s/${space}`;
    return `${publicBaseUrl}${inSpace}/app/${PLUGIN_ID}/alerts/${alertId}`;
  };
}
