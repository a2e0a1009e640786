import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Parts of a fixture plugin; what is left out is as Kibana wants it. */
export interface FixtureParts {
  manifest?: Record<string, unknown>;
  /** By their path inside the archive's plugin folder. */
  files?: Record<string, string>;
  server?: string;
  browser?: string;
  /** Inside the archive; `kibana/fixture` is what Kibana looks for. */
  folder?: string;
  mode?: number;
}

const MANIFEST = {
  id: 'fixture',
  version: '0.1.0',
  kibanaVersion: '8.12.2',
  owner: { name: 'fixture' },
  server: true,
  ui: true,
  configPath: ['fixture'],
  requiredPlugins: ['encryptedSavedObjects', 'features', 'taskManager'],
  optionalPlugins: ['security', 'spaces'],
};

/** Hands every step of its life to the test in whose process it runs. */
const SERVER = `exports.plugin = (context) => ({
  setup: (core, plugins) => globalThis.fixture?.setup?.(core, plugins, context),
  start: (core, plugins) => globalThis.fixture?.start?.(core, plugins),
});
exports.config = globalThis.fixture?.config?.(require('@kbn/config-schema').schema);`;

const BROWSER = `__kbnBundles__.define('plugin/fixture/public', () => ({ plugin: () => ({ setup() {}, start() {} }) }), 0);`;

/** Writes a plugin archive into a temporary folder. */
export async function makePluginZip(parts: FixtureParts = {}): Promise<string> {
  const { folder = 'kibana/fixture', mode = 0o100644, server = SERVER, browser = BROWSER } = parts;
  const files: Record<string, string> = {
    'kibana.json': JSON.stringify({ ...MANIFEST, ...parts.manifest }),
    'package.json': '{}',
    'server/index.js': server,
    'target/public/fixture.plugin.js': browser,
    ...parts.files,
  };
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    if (content !== '') zip.addBuffer(Buffer.from(content), `${folder}/${name}`, { mode });
  zip.end();
  const path = join(await mkdtemp(join(tmpdir(), 'sandbox-fixture-')), 'fixture.zip');
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** Removes an archive, and what else stands in its folder. */
export const removePluginZip = (zip: string) => rm(dirname(zip), { recursive: true, force: true });
