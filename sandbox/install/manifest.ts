/** `kibana.json` as Kibana 8.12 accepts it, and as far as the sandbox can serve it. */
export interface Manifest {
  id: string;
  version: string;
  kibanaVersion: string;
  configPath: string;
  server: boolean;
  ui: boolean;
  requiredPlugins: string[];
  optionalPlugins: string[];
}

/** The plugins that the sandbox stands in for. */
export const PROVIDED_PLUGINS = ['encryptedSavedObjects', 'features', 'security', 'spaces', 'taskManager'];

const KNOWN_KEYS = new Set([
  'id', 'version', 'kibanaVersion', 'owner', 'server', 'ui', 'type', 'configPath', 'requiredPlugins',
  'optionalPlugins', 'runtimePluginDependencies', 'requiredBundles', 'extraPublicDirs', 'serviceFolders',
  'description', 'enabledOnAnonymousPages',
]); // prettier-ignore

/** A manifest before it was looked at. */
export type RawManifest = Record<string, unknown>;

function demand(condition: boolean, why: string): asserts condition {
  if (!condition) throw new Error(why);
}

/** The installer's part: a camelCase id, and a version that is this Kibana's. */
export function checkForInstall(raw: RawManifest, kibanaVersion: string): string {
  const { id } = raw;
  const isName = typeof id === 'string' && /^[a-z]{1}([a-zA-Z0-9]{1,})$/.test(id);
  demand(isName, `Invalid plugin name [${id}] in kibana.json, expected it to be valid camelCase`);
  const wanted = raw.kibanaVersion || raw.version;
  demand(
    typeof wanted === 'string',
    'Plugin kibana.json is missing both a version property (required) and a kibanaVersion property (optional).',
  );
  const same = triple(wanted) === triple(kibanaVersion);
  demand(same, `Plugin ${id} [${triple(wanted)}] is incompatible with Kibana [${triple(kibanaVersion)}]`);
  return id;
}

/** The installer compares the first three numbers of a version, and the raw text where there are none. */
const triple = (version: string) => version.match(/\d+\.\d+\.\d+/)?.[0] ?? version;

/** The server's part: known keys only, an owner, something to load, and dependencies that exist. */
export function parseManifest(raw: RawManifest): Manifest {
  const plugin = `Manifest for plugin "${raw.id}"`;
  const unknown = Object.keys(raw).filter((key) => !KNOWN_KEYS.has(key));
  demand(
    unknown.length === 0,
    `${plugin} contains the following unrecognized properties: ${unknown.join(',')}.`,
  );
  demand(typeof raw.version === 'string' && raw.version !== '', `${plugin} must contain a version.`);
  const owner = raw.owner as { name?: unknown } | undefined;
  demand(
    !!owner?.name,
    `${plugin} must contain an "owner" property, which includes a nested "name" property.`,
  );
  demand(
    raw.server === true || raw.ui === true,
    `Both "server" and "ui" are missing or set to "false" in manifest for plugin "${raw.id}", but at least one of these must be set to "true".`,
  );
  demand(
    (raw.type ?? 'standard') === 'standard',
    `${plugin} has type "${raw.type}": the sandbox runs standard plugins only.`,
  );
  const manifest = withDefaults(raw);
  checkDependencies(manifest, names(raw.requiredBundles));
  return manifest;
}

const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function withDefaults(raw: RawManifest): Manifest {
  const snakeCase = String(raw.id).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return {
    id: String(raw.id),
    version: String(raw.version),
    kibanaVersion: String(raw.kibanaVersion ?? raw.version),
    configPath: [raw.configPath ?? snakeCase].flat().join('.'),
    server: raw.server === true,
    ui: raw.ui === true,
    requiredPlugins: names(raw.requiredPlugins),
    optionalPlugins: names(raw.optionalPlugins),
  };
}

function checkDependencies({ id, requiredPlugins }: Manifest, requiredBundles: string[]): void {
  const missing = requiredPlugins.filter((name) => !PROVIDED_PLUGINS.includes(name));
  demand(
    missing.length === 0,
    `Plugin "${id}" has been disabled since the following direct or transitive dependencies are missing, disabled, or have incompatible types: [${missing.join(', ')}]`,
  );
  demand(
    requiredBundles.length === 0,
    `Plugin bundle with id "${requiredBundles[0]}" is required by plugin "${id}" but it is missing. The sandbox gives no bundles.`,
  );
}
