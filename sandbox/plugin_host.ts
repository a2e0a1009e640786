import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
  CoreSetup,
  CoreStart,
  PluginInitializerContext,
  SetupPlugins,
  StartPlugins,
} from '../kibana_contracts/server';
import type { Installation } from './install/install';
import type { SchemaType } from './kbn/config_schema';

interface PluginInstance {
  setup(core: CoreSetup, plugins: Partial<SetupPlugins>): unknown;
  start(core: CoreStart, plugins: Partial<StartPlugins>): unknown;
  stop?(): unknown;
}
interface ServerModule {
  plugin?: (context: PluginInitializerContext<unknown>) => PluginInstance | Promise<PluginInstance>;
  config?: { schema: SchemaType<unknown> };
}

/** Kibana gives setup and start ten seconds each. */
const LIFECYCLE_SECONDS = 10;

/** Reads the server side of an installed plugin as Kibana does: `require` of its folder `server`. */
export function loadServerModule({ directory }: Installation): ServerModule {
  return createRequire(join(directory, 'package.json'))(join(directory, 'server')) as ServerModule;
}

/** The keys of kibana.yml below the plugin's path, checked by its own schema. */
export function readConfig(
  { config }: ServerModule,
  { manifest }: Installation,
  given: Record<string, unknown> | undefined,
): unknown {
  const path = manifest.configPath;
  if (!config && given && Object.keys(given).length > 0)
    throw new Error(`No validation schema has been defined for [${path}]`);
  if (config && config.schema?.__isKbnConfigSchemaType !== true)
    throw new Error(`Configuration schema expected to be an instance of Type`);
  return config ? config.schema.validate(given, {}, `config validation of [${path}]`) : {};
}

/** Calls the plugin's initializer and looks at what it gives. */
export async function createInstance(
  { plugin }: ServerModule,
  { manifest }: Installation,
  context: PluginInitializerContext<unknown>,
): Promise<PluginInstance> {
  if (typeof plugin !== 'function')
    throw new Error(`Definition of plugin "${manifest.id}" should be a function.`);
  const instance = await plugin(context);
  for (const name of ['setup', 'start'] as const)
    if (typeof instance?.[name] !== 'function')
      throw new Error(`Instance of plugin "${manifest.id}" does not define "${name}" function.`);
  return instance;
}

/** Only the plugins that the manifest names. */
export function pickDependencies<P extends object>({ manifest }: Installation, plugins: P): Partial<P> {
  const named = [...manifest.requiredPlugins, ...manifest.optionalPlugins];
  return Object.fromEntries(Object.entries(plugins).filter(([name]) => named.includes(name))) as Partial<P>;
}

/** Waits for a step of the plugin's life, no longer than Kibana does. */
export async function withinLifecycle(id: string, step: 'Setup' | 'Start', done: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const why = `${step} lifecycle of "${id}" plugin wasn't completed in ${LIFECYCLE_SECONDS}sec. Consider disabling the plugin and re-start.`;
    timer = setTimeout(() => reject(new Error(why)), LIFECYCLE_SECONDS * 1_000);
  });
  await Promise.race([done, late]).finally(() => clearTimeout(timer));
}
