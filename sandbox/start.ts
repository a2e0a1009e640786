import type { Server } from '@hapi/hapi';
import type { CoreStart, StartPlugins } from '../kibana_contracts/server';
import { addPages } from './browser/pages';
import {
  coreSetup,
  coreStart,
  handlerContext,
  initializerContext,
  pluginsSetup,
  pluginsStart,
} from './contracts';
import { callerOf } from './http/requests';
import { SandboxRouter } from './http/router';
import { createServer } from './http/server';
import { installPlugin, type Installation } from './install/install';
import { checkOptions, type CheckedOptions, type SandboxOptions } from './options';
import {
  createInstance,
  loadServerModule,
  pickDependencies,
  readConfig,
  withinLifecycle,
} from './plugin_host';
import { resolveCapabilities } from './plugins/capabilities';
import { addSpaceRoutes } from './plugins/spaces';
import { createServices, forgetSpace, prepareServices, type Services } from './services';

/** A running sandbox. */
export interface Sandbox {
  /** Address of the sandbox, with the base path where there is one. */
  url: string;
  stop(): Promise<void>;
}

/** Undoes one step of the start. */
type Undo = () => unknown;

/** Installs the zip, runs the plugin and serves it. Where something throws, nothing is left behind. */
export async function startSandbox(given: SandboxOptions): Promise<Sandbox> {
  const options = checkOptions(given);
  const undo: Undo[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { url: await run(options, undo), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function run(options: CheckedOptions, undo: Undo[]): Promise<string> {
  const installation = await installPlugin(options.zip, options.kibanaVersion);
  undo.push(installation.remove);
  const services = createServices(options);
  undo.push(services.clients.close);
  const router = createRouter(services);
  undo.push(() => services.taskManager.stop());
  await startPlugin(services, installation, router, undo);
  const server = createServer({ ...options, ...services });
  await addPages(server, services, installation);
  server.route(router.routes);
  services.taskManager.start();
  await server.start();
  undo.push(() => server.stop({ timeout: 1_000 }));
  return urlOf(server) + options.basePath;
}

const urlOf = ({ info }: Server) =>
  `http://${info.host.includes(':') ? `[${info.host}]` : info.host}:${info.port}`;

function createRouter(services: Services): SandboxRouter {
  const contextFor: SandboxRouter['services']['contextFor'] = (request) => handlerContext(services, request);
  const router = new SandboxRouter({ contextFor, logger: services.logger.get('http') });
  const { version, status } = {
    version: services.options.kibanaVersion,
    status: { overall: { level: 'available' } },
  };
  const security = { authz: { enabled: false as const, reason: 'Tells what it is to everybody.' } };
  router.get({ path: '/api/status', validate: false, security }, async (_context, _request, response) =>
    response.ok({ body: { name: 'sandbox', version: { number: version }, status } }),
  );
  addCapabilitiesRoute(router, services);
  addSpaceRoutes(router, services.spaces, services.authorization, (id) => forgetSpace(services, id));
  return router;
}

/** What the browser asks for the caller, as Kibana's own pages do at their start. */
function addCapabilitiesRoute(
  router: SandboxRouter,
  { features, authorization }: Pick<Services, 'features' | 'authorization'>,
): void {
  const security = { authz: { enabled: false as const, reason: 'Tells callers of themselves.' } };
  router.post(
    { path: '/api/core/capabilities', validate: false, security },
    async (_context, request, response) =>
      response.ok({ body: await resolveCapabilities(callerOf(request), features.list, authorization) }),
  );
}

/** Setup, the indices, start. A plugin without a server side has none of its own. */
async function startPlugin(
  services: Services,
  installation: Installation,
  router: SandboxRouter,
  undo: Undo[],
): Promise<void> {
  const { manifest } = installation;
  const serverModule = manifest.server ? loadServerModule(installation) : {};
  const config = readConfig(serverModule, installation, services.options.config);
  if (!manifest.server) return prepareServices(services);
  const instance = await createInstance(
    serverModule,
    installation,
    initializerContext(services, manifest.id, config),
  );
  undo.push(() => instance.stop?.());
  const { promise: started, resolve } = promiseOf<[CoreStart, StartPlugins, unknown]>();
  const dependencies = pickDependencies(installation, pluginsSetup(services));
  const contract = instance.setup(coreSetup(services, router, started), dependencies);
  await withinLifecycle(manifest.id, 'Setup', contract);
  await prepareServices(services);
  const [core, plugins] = [
    coreStart(services),
    pickDependencies(installation, pluginsStart(services)) as StartPlugins,
  ];
  await withinLifecycle(manifest.id, 'Start', instance.start(core, plugins));
  resolve([core, plugins, undefined]);
}

function promiseOf<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((take) => (resolve = take));
  return { promise, resolve };
}
