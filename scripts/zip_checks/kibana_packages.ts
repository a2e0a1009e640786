import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../paths';

/** The packages of Kibana that the server imports. All other packages are in the zip. */
export const KIBANA_PACKAGES = ['@kbn/i18n', '@kbn/config-schema'];

const SOURCES: Record<string, string> = {
  '@kbn/i18n': 'sandbox/kbn/i18n.ts',
  '@kbn/config-schema': 'sandbox/kbn/config_schema.ts',
};

/** Installs stand-ins in a folder above the plugin's, where `require` finds Kibana's own packages. */
export async function installKibanaPackages(folder: string): Promise<void> {
  for (const name of KIBANA_PACKAGES) {
    const target = join(folder, 'node_modules', name);
    await mkdir(target, { recursive: true });
    await writeFile(
      join(target, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await build({
      entryPoints: [join(ROOT, SOURCES[name] ?? '')],
      outfile: join(target, 'index.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18',
      logLevel: 'silent',
    });
  }
}
