import { reasonOf } from '../common/text/reason_of';
import type {
  ActionsSetup,
  CoreSetup,
  CoreStart,
  Logger,
  PluginInitializerContext,
  SecuritySetup,
  SetupPlugins,
  StartPlugins,
} from '../kibana_contracts/server';
import { registerEncryption, settingsType } from './adapters/storage/settings_object';
import { registerTasks } from './adapters/task_manager/tasks';
import type { Config } from './config';
import { feature } from './feature';
import { addActionRoutes } from './routes/alerts/action_routes';
import { addAlertRoutes } from './routes/alerts/alert_routes';
import { addListRoutes } from './routes/alerts/list_routes';
import { addDeliveryRoutes } from './routes/deliveries/delivery_routes';
import { addDetectRoute } from './routes/alerts/detect_route';
import { addSettingsRoutes } from './routes/settings/settings_routes';
import { addMetricsRoute } from './routes/status/metrics_route';
import { addStatusRoute } from './routes/status/status_route';
import { addSwitchRoutes } from './routes/settings/switch_routes';
import { addPreviewRoute } from './routes/channels/preview_route';
import { addPairingRoutes } from './routes/channels/pairing_routes';
import { addTestChannelRoutes } from './routes/channels/test_channel_route';
import { addTestHeartbeatRoute } from './routes/heartbeat/test_heartbeat_route';
import { addTelegramRoutes } from './routes/channels/telegram_routes';
import { toRefusal } from './wiring/refusal_of_errors';
import { wire, type Wired } from './wiring/wiring';

const RETRY_SCHEDULING = 15_000;

/** Kibana's lifecycle: setup declares, start wires and schedules. Neither throws for what can go wrong later. */
export class BruteForceAlertsPlugin {
  readonly #logger: Logger;
  readonly #context: PluginInitializerContext<Config>;
  #wired: Promise<Wired>;
  #resolveWired: (wired: Wired) => void = () => undefined;
  #running: Wired | undefined;
  #retry: NodeJS.Timeout | undefined;
  #canEncrypt = false;
  #license: SecuritySetup['license'] | undefined;
  #actions: ActionsSetup | undefined;

  constructor(context: PluginInitializerContext<Config>) {
    this.#context = context;
    this.#logger = context.logger.get();
    this.#wired = new Promise((resolve) => {
      this.#resolveWired = resolve;
    });
  }

  setup(core: CoreSetup, plugins: SetupPlugins): void {
    this.#canEncrypt = plugins.encryptedSavedObjects.canEncrypt;
    this.#license = plugins.security?.license;
    this.#actions = plugins.actions;
    core.savedObjects.registerType(settingsType);
    registerEncryption(plugins.encryptedSavedObjects);
    plugins.features.registerKibanaFeature(feature());
    registerTasks(
      plugins.taskManager,
      async () => (await this.#wired).work,
      () => Date.now(),
    );
    const setup = {
      router: core.http.createRouter(),
      services: async () => (await this.#wired).services,
      toRefusal,
      logger: this.#logger,
    };
    for (const add of [
      addSettingsRoutes,
      addSwitchRoutes,
      addTelegramRoutes,
      addPairingRoutes,
      addActionRoutes,
      addTestChannelRoutes,
      addTestHeartbeatRoute,
      addPreviewRoute,
      addAlertRoutes,
      addDeliveryRoutes,
      addListRoutes,
      addDetectRoute,
      addStatusRoute,
      addMetricsRoute,
    ]) {
      add(setup);
    }
  }

  start(core: CoreStart, plugins: StartPlugins): void {
    const wired = wire({
      core,
      plugins,
      config: this.#context.config.get(),
      canEncrypt: this.#canEncrypt,
      kibana: this.#context.env.instanceUuid ?? '',
      license: this.#license,
      actions: this.#actions,
      logger: this.#logger,
    });
    this.#running = wired;
    this.#resolveWired(wired);
    // Off the lifecycle: Kibana waits for no plugin longer than ten seconds.
    void this.#schedule(wired);
  }

  /** Elasticsearch may not be there yet: tries until it is. */
  async #schedule(wired: Wired): Promise<void> {
    try {
      await wired.schedule();
    } catch (error) {
      this.#logger.error(`Tasks could not be scheduled, trying again: ${reasonOf(error)}`);
      this.#retry = setTimeout(() => void this.#schedule(wired), RETRY_SCHEDULING).unref();
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#retry);
    await this.#running?.stop();
  }
}
