import type {
  CoreSetup,
  CoreStart,
  FeatureConfig,
  PluginInitializerContext,
  SetupPlugins,
  StartPlugins,
} from '../../kibana_contracts/server';
import type { SandboxOptions } from '../options';
import { startSandbox, type Sandbox } from '../start';
import { makePluginZip, removePluginZip, type FixtureParts } from './plugin_zip';

/** What the fixture plugin does: the archive's server side calls these in the test's own process. */
export interface FixtureHooks {
  setup?(core: CoreSetup, plugins: SetupPlugins, context: PluginInitializerContext<unknown>): unknown;
  start?(core: CoreStart, plugins: StartPlugins): unknown;
  config?(schema: Record<string, (...given: unknown[]) => unknown>): unknown;
}

declare global {
  var fixture: FixtureHooks | undefined;
}

/** A sandbox with the fixture plugin in it, and what the plugin was given. */
export interface Running extends Sandbox {
  core: CoreStart;
  plugins: StartPlugins;
  log: string[];
}

type Options = Partial<SandboxOptions> & { node: string; zipParts?: FixtureParts };

/** Starts the fixture plugin; the names of its indices and so on are the test's. */
export async function runFixture(
  { node, zipParts, ...options }: Options,
  hooks: FixtureHooks = {},
): Promise<Running> {
  const log: string[] = [];
  const given: Partial<Pick<Running, 'core' | 'plugins'>> = {};
  globalThis.fixture = {
    ...hooks,
    start(core, plugins) {
      Object.assign(given, { core, plugins });
      return hooks.start?.(core, plugins);
    },
  };
  const zip = await makePluginZip(zipParts);
  const defaults = { zip, elasticsearch: { node }, security: false, encryptionKey: 'k'.repeat(32) };
  const sandbox = await startSandbox({ ...defaults, ...options, logger: (line) => log.push(line) }).finally(
    () => removePluginZip(zip),
  );
  return { ...sandbox, ...(given as Pick<Running, 'core' | 'plugins'>), log };
}

/** A feature as 8.12 takes it. */
export function featureOf(changes: Partial<FeatureConfig> = {}): FeatureConfig {
  const both = { app: ['fixture', 'kibana'] };
  return {
    id: 'fixture',
    name: 'Fixture',
    category: { id: 'securitySolution', label: 'Security', order: 4000, euiIconType: 'logoSecurity' },
    app: ['fixture', 'kibana'],
    privileges: {
      all: {
        ...both,
        api: ['fixture_read', 'fixture_all'],
        savedObject: { all: ['fixture-note'], read: [] },
        ui: ['show', 'save'],
      },
      read: {
        ...both,
        api: ['fixture_read'],
        savedObject: { all: [], read: ['fixture-note'] },
        ui: ['show'],
      },
    },
    ...changes,
  };
}

/** Asks the sandbox; with `kbn-xsrf`, unless other headers are given. */
export async function ask(
  url: string,
  method = 'GET',
  body?: unknown,
  headers: Record<string, string> = { 'kbn-xsrf': 'x' },
) {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    headers: { ...type, ...headers },
    body: text,
    redirect: 'manual',
  });
  const answer = await response.text();
  const isJson = response.headers.get('content-type')?.includes('application/json');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(answer) : answer) as Record<string, unknown>,
  };
}
