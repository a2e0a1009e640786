import { setTimeout as sleep } from 'node:timers/promises';
import { RATES } from '../../common/bounds';
import { PLUGIN_ID, UI_CAPABILITY } from '../../common/api/plugin';
import type {
  ActionsSetup,
  CoreStart,
  ElasticsearchClient,
  Logger,
  SecuritySetup,
  StartPlugins,
} from '../../kibana_contracts/server';
import { createAuthority } from '../adapters/authority/api_key';
import { isPassing } from '../adapters/elasticsearch_errors';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { createCircuits } from '../adapters/storage/circuits_index';
import { createOutbox } from '../adapters/storage/outbox_index';
import { createPacing } from '../adapters/storage/pacing_index';
import { createPeopleStore } from '../adapters/storage/people_index';
import { createRecentDeeds } from '../adapters/storage/recent_deeds';
import { createOutboxWorker } from '../adapters/task_manager/outbox_worker';
import { withoutWaiting } from '../adapters/storage/own_client';
import { createIndexSetup, createSpaceIndices } from '../adapters/storage/own_indices';
import {
  createBackgroundSettings,
  createCallerSettings,
  SETTINGS_TYPE,
} from '../adapters/storage/settings_object';
import { createQuestionLimit } from '../adapters/question_limit';
import { createSecretsNotes } from '../adapters/storage/secrets_note';
import { createSourceStore } from '../adapters/storage/source_document';
import { createTasks, type Work } from '../adapters/task_manager/tasks';
import { createTelegramWays } from '../adapters/telegram/bot';
import { createWebhookTalk } from '../adapters/webhook/talk';
import { createTestMessageLimit } from '../adapters/storage/message_limit';
import { alertServicesOf } from './alert_services';
import type { Background } from './background';
import { watchSecrets } from './opening';
import type { Config } from '../config';
import { channelsOf } from './open_channels';
import { createSenders } from './channel_senders';
import { emailOf } from './email';
import { heartbeatServices } from './heartbeat';
import { previewsOf } from './previews';
import { digestsBelow, linksBelow, listsBelow } from './links';
import { look } from './look';
import type { ChannelMessage } from '../notify/message/message';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import { RETRY } from '../notify/delivery/retry_policy';
import { telegramProblem } from '../notify/telegram/errors';
import { OutboxFlow } from '../flow/outbox';
import { deedLooker, tellDeeds, type DeedPorts } from '../flow/tell_deeds';
import type { OutboxPorts } from '../flow/outbox_ports';
import type { TelegramWays } from '../notify/telegram/bot_api_port';
import { KeptInSpaces } from './kept_in_spaces';
import { alertWorkOf, chatsOf } from './chats';
import { pairingWork } from './pairing';
import type { Pairing } from '../routes/channels/pairing_port';
import type { HeartbeatServices } from '../routes/heartbeat/heartbeat_services_port';
import type { Schedule } from '../routes/schedule_port';
import type { Services } from '../routes/services';
import { sourceQuestions } from './source_questions';
import { workOfTasks } from './work_of_tasks';

/** A Telegram that does not answer for this long has not answered, ms. */
const TELEGRAM_TIMEOUT = 15_000;
/** A receiver that does not answer for this long has not answered, ms. */
const WEBHOOK_TIMEOUT = 15_000;
/** How long Task Manager takes to store what a run gave back, ms, with a good margin. */
const STORED_WITHIN = 500;
export interface WiringInput {
  core: CoreStart;
  plugins: StartPlugins;
  config: Config;
  canEncrypt: boolean;
  /** Identifies this Kibana, also after a restart. */
  kibana: string;
  /** Of Kibana's security plugin; absent where that is switched off. */
  license: SecuritySetup['license'] | undefined;
  /** Of Kibana's actions plugin; absent where that is switched off. */
  actions: ActionsSetup | undefined;
  logger: Logger;
}

/** The running plugin: what routes, tasks and the lifecycle take hold of. */
export interface Wired {
  services: Services;
  work: Work;
  /** Makes the tasks that are missing. */
  schedule(): Promise<void>;
  stop(): Promise<void>;
}

export function wire(input: WiringInput): Wired {
  const { core, plugins, config, canEncrypt, license, actions, logger } = input;
  const internalClient = withoutWaiting(core.elasticsearch.client.asInternalUser);
  const setUpIndices = createIndexSetup(internalClient, logger);
  const clock = () => Date.now();
  const authority = createAuthority(core, { security: plugins.security, license }, logger);
  const repository = core.savedObjects.createInternalRepository([SETTINGS_TYPE]);
  const settings = createBackgroundSettings(repository, plugins.encryptedSavedObjects);
  const storage = { client: internalClient, setUp: setUpIndices };
  const secrets = createSecretsNotes({ ...storage, kibana: input.kibana, clock });
  const tasks = createTasks(plugins.taskManager, logger);
  const { proxies } = config;
  const telegram = createTelegramWays({ ...config.telegram, proxies, timeoutMs: TELEGRAM_TIMEOUT });
  const webhooks = createWebhookTalk({ ...config.webhook, proxies, timeoutMs: WEBHOOK_TIMEOUT, clock });
  const senders = createSenders({ telegram, webhooks, email: emailOf(config, actions) });
  const outboxPorts = outboxPortsOf({ core, internalClient, setUpIndices, settings, senders, clock, logger });
  const worker = createOutboxWorker(new OutboxFlow(outboxPorts), logger);
  const shared = { internalClient, setUpIndices, settings, secrets, authority, clock, logger };
  const background: Background = {
    ...shared,
    linkOf: linksBelow(core.http.basePath.publicBaseUrl),
    digestLinkOf: digestsBelow(core.http.basePath.publicBaseUrl),
    canEdit: (kind) => senders[kind].edit !== undefined,
    pokeOutbox: worker.poke,
    kept: new KeptInSpaces(),
    startedAt: clock(),
  };

  const stopLooking = watchSecrets(background);
  const deeds = deedPortsOf(outboxPorts, internalClient, worker.poke);
  const tellOf = (space: string, alertIds: string[]) => tellDeeds(deeds, space, alertIds);
  const ofTasks = { background, caller: webhooks, canEncrypt, worker, tasks, tellDeeds: deedLooker(deeds) };
  const { work, schedule, stop } = workOfTasks({ core, plugins, ...ofTasks });
  const ofChats = { telegram, canEncrypt, outbox: outboxPorts, pokeOutbox: worker.poke, tellDeeds: tellOf };
  const pairing = pairingWork({ ...shared, telegram, chats: chatsOf({ ...shared, ...ofChats }) });
  const services = servicesOf({
    core,
    plugins,
    canEncrypt,
    background,
    schedule,
    senders,
    telegram,
    heartbeat: heartbeatServices(background, webhooks),
    pairing: pairing.pairing,
    tellDeeds: tellOf,
    proxies: proxies.map(({ name }) => name),
  });

  return {
    services,
    work,
    schedule: tasks.ensure,
    stop: () => inTurn(stopLooking, stop, worker.stop, pairing.stop),
  };
}

const deedPortsOf = (
  { outbox, channels, senders, clock, log }: OutboxPorts,
  client: ElasticsearchClient,
  pokeOutbox: () => void,
): DeedPorts => ({
  people: (space) => createPeopleStore(client, space),
  recent: createRecentDeeds(client),
  ...{ outbox, channels, senders, pokeOutbox, clock, log },
});

async function inTurn(...stops: Array<() => Promise<void> | void>): Promise<void> {
  for (const stop of stops) await stop();
  // Task Manager collects what runs gave back for a moment before it stores it.
  await sleep(STORED_WITHIN);
}

type OutboxParts = Pick<WiringInput, 'core' | 'logger'> &
  Pick<Background, 'internalClient' | 'setUpIndices' | 'settings' | 'clock'> &
  Pick<Parts, 'senders'>;

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
    work: alertWorkOf(internalClient, setUpIndices),
    listLinkOf: listsBelow(core.http.basePath.publicBaseUrl),
    clock,
    jitter: () => Math.random() * RETRY.jitterMax,
    wait: (ms) => sleep(ms),
    log: (line) => logger.warn(line),
  };
}

interface Parts extends Pick<WiringInput, 'core' | 'plugins' | 'canEncrypt'> {
  background: Background;
  schedule: Schedule;
  senders: ChannelSenders;
  telegram: TelegramWays;
  heartbeat: HeartbeatServices;
  pairing: Pairing;
  tellDeeds(space: string, alertIds: string[]): Promise<void>;
  proxies: readonly string[];
}

function servicesOf({
  core,
  plugins,
  canEncrypt,
  background,
  schedule,
  senders,
  telegram,
  heartbeat,
  pairing,
  tellDeeds: tellOf,
  proxies,
}: Parts): Services {
  const { internalClient, setUpIndices, authority, settings, secrets, clock } = background;
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
    secrets,
    authority,
    schedule,
    limits: {
      question: createQuestionLimit(RATES.questions, clock),
      testMessage: createTestMessageLimit(internalClient, setUpIndices, clock),
    },
    senders,
    previews: previewsOf(senders, core.http.basePath.publicBaseUrl, clock),
    telegram,
    heartbeat,
    pairing,
    proxies,
    telegramProblem,
    ...sourceQuestions(authority.securityOn, clock),
    look: (client, wanted, logons) => look(client, wanted, logons, clock),
    async prepareStorage(space) {
      await setUpIndices();
      await createSpaceIndices(internalClient, space);
    },
    ...alertServicesOf({
      ...{ internalClient, setUpIndices, settings, senders, tellDeeds: tellOf, clock },
      pokeOutbox: background.pokeOutbox,
    }),
    memory: (space) => createMemoryStore(internalClient, space, setUpIndices),
    source: (space) => createSourceStore(internalClient, space, setUpIndices),
    pokeOutbox: background.pokeOutbox,
    now: clock,
    wait: (ms) => sleep(ms),
    isPassing,
  };
}
