import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../paths';

/** Every key that Kibana 8.12 to 9.x accepts in `kibana.json`; any other one keeps the whole of Kibana from starting. */
export const MANIFEST_KEYS = [
  'id',
  'version',
  'kibanaVersion',
  'owner',
  'server',
  'ui',
  'type',
  'configPath',
  'requiredPlugins',
  'optionalPlugins',
  'runtimePluginDependencies',
  'requiredBundles',
  'extraPublicDirs',
  'serviceFolders',
  'description',
  'enabledOnAnonymousPages',
];

export interface Manifest {
  id: string;
  version: string;
  kibanaVersion: string;
  owner: { name: string };
  server: boolean;
  ui: boolean;
  configPath: string[];
  requiredPlugins: string[];
  optionalPlugins: string[];
  requiredBundles: string[];
  description: string;
}

/** The manifest in the form of Kibana's own source tree; only the keys that we use. */
interface SourceManifest {
  owner: string;
  description: string;
  plugin: {
    id: string;
    server: boolean;
    browser: boolean;
    configPath: string[];
    requiredPlugins?: string[];
    optionalPlugins?: string[];
    requiredBundles?: string[];
  };
}

export interface PackageJson {
  name: string;
  version: string;
  description: string;
  license: string;
  dependencies: Record<string, string>;
}

export function readPackageJson(): PackageJson {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;
}

export function readSourceManifest(): SourceManifest {
  const file = join(ROOT, 'kibana.jsonc');
  const { config, error } = ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8'));
  if (error) throw new Error(`kibana.jsonc: ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`);
  return config as SourceManifest;
}

/**
 * The version in the manifest of a zip: that of the plugin, and a hash of its files for the browser. Kibana puts it into
 * their address and lets browsers keep them for a year, so another content needs another version.
 */
export const versionOfFiles = (version: string, hash: string): string => `${version}-b${hash}`;

/** The form that a distribution reads. `kibanaVersion` is exact: the installer compares to the patch. */
export function toManifest(source: SourceManifest, version: string, kibanaVersion: string): Manifest {
  const { plugin } = source;
  return {
    id: plugin.id,
    version,
    kibanaVersion,
    owner: { name: source.owner },
    description: source.description,
    server: plugin.server,
    ui: plugin.browser,
    configPath: plugin.configPath,
    requiredPlugins: plugin.requiredPlugins ?? [],
    optionalPlugins: plugin.optionalPlugins ?? [],
    requiredBundles: plugin.requiredBundles ?? [],
  };
}

/** What `require` needs of package.json, without our tools and scripts. */
export function toShippedPackageJson({
  name,
  version,
  description,
  license,
  dependencies,
}: PackageJson): object {
  return { name, version, private: true, description, license, dependencies };
}
