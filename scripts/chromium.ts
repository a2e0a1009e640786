import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { runCommand } from './command';
import { withLock } from './elasticsearch_parts/lock';
import { CACHE, ROOT } from './paths';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser with a fresh profile. `CHROMIUM_PATH` names one of the system's to use instead of ours. */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH;
  if (own) return chromium.launch({ executablePath: own, args: FLAGS, headless: true });
  const folder = await unpackOnce();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: FLAGS,
    headless: true,
    env: { ...process.env, ...libraryEnvironment(folder) },
  });
}

/** Environment of the browser: the libraries and fonts that it needs and that a bare machine lacks. */
function libraryEnvironment(folder: string): Record<string, string> {
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean);
  return { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

async function unpackOnce(): Promise<string> {
  const folder = join(CACHE, `chromium-${packageVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  await withLock(
    `${folder}.lock`,
    () => undefined,
    async () => {
      if (!existsSync(folder)) await unpack(folder);
    },
  );
  return folder;
}

function packageVersion(): string {
  const file = join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/**
 * Unpacks the browser in a process of its own. The package unpacks into the temporary folder, where it would take any
 * file named `chromium` that somebody else put there. And it adds its libraries only where it believes to be in a
 * cloud function.
 */
async function unpack(folder: string): Promise<void> {
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half);
  const env = { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const script = "import('@sparticuz/chromium').then((module) => module.default.executablePath())";
  const result = await runCommand(process.execPath, ['-e', script], { cwd: ROOT, env, timeoutMs: 120_000 });
  if (result.code !== 0) throw new Error(`The browser could not be unpacked:\n${result.output}`);
  await takeOver(half);
  await writeFile(join(half, 'fonts.conf'), fontsConf(folder));
  await rename(half, folder);
}

/** Makes root the owner of the files, where root unpacked them: they would keep the owner that the archive names. */
async function takeOver(folder: string): Promise<void> {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  if (uid !== 0 || gid === undefined) return;
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.map((name) => chown(join(folder, name), uid, gid)));
  await chmod(join(folder, 'chromium'), 0o755);
}

function fontsConf(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`);
  return `<?xml version="1.0"?>\n<fontconfig>${folders.join('')}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`;
}
