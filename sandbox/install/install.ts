import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { checkForInstall, parseManifest, type Manifest, type RawManifest } from './manifest';
import { extract, findManifest, readArchive } from './zip';

/** The sandbox's own folder, for the sources that it bundles. */
export const SANDBOX_DIR = join(__dirname, '..');

/** A plugin on disk, as `bin/kibana-plugin install` leaves it. */
export interface Installation {
  manifest: Manifest;
  directory: string;
  remove(): Promise<void>;
}

/** Installs a zip into a folder of its own, by the installer's rules; nothing is left behind where it refuses. */
export async function installPlugin(zip: string, kibanaVersion: string): Promise<Installation> {
  const root = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    const { manifest, directory } = await unpack(zip, root, kibanaVersion);
    await provideKibanaPackages(root);
    return { manifest, directory, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function unpack(zip: string, root: string, kibanaVersion: string) {
  const files = await readArchive(zip);
  const { prefix, file } = findManifest(files);
  const id = checkForInstall(parseJson(file.content.toString()), kibanaVersion);
  const directory = join(root, 'plugins', id);
  await extract(files, prefix, directory);
  return { directory, manifest: await readManifest(directory) };
}

/** Reads `kibana.json`. Kibana silently ignores a plugin folder without it; the sandbox throws. */
async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, 'kibana.json'), 'utf8').catch(() => {
    throw new Error('The archive installs no kibana.json: Kibana would ignore the plugin in silence');
  });
  const manifest = parseManifest(parseJson(text));
  const bundle = join(directory, 'target', 'public', `${manifest.id}.plugin.js`);
  if (manifest.ui && !(await exists(bundle)))
    throw new Error(
      `Plugin ${manifest.id} has no target/public/${manifest.id}.plugin.js: every page of Kibana would fail`,
    );
  return manifest;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

function parseJson(text: string): RawManifest {
  try {
    return JSON.parse(text) as RawManifest;
  } catch (error) {
    throw new Error(`Manifest is not valid JSON: ${(error as Error).message}`);
  }
}

/** Puts stand-ins for Kibana's packages beside `plugins/`, where Node's ordinary look-up finds them. */
async function provideKibanaPackages(root: string): Promise<void> {
  for (const [name, source] of [
    ['i18n', 'i18n.ts'],
    ['config-schema', 'config_schema.ts'],
  ] as const) {
    const directory = join(root, 'node_modules', '@kbn', name);
    await mkdir(directory, { recursive: true });
    await build({
      entryPoints: [join(SANDBOX_DIR, 'kbn', source)],
      outfile: join(directory, 'index.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
  }
}
