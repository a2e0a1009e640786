import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { ROOT } from '../paths';

/** The Node.js of Kibana 8.12. */
const TARGET = 'node18';

const NOT_SHIPPED = /\.test\.tsx?$|_builders?\.ts$|\.d\.ts$|(^|\/)__fixtures__\//;

/** File by file and unbundled, as Kibana's own helper does it, so that a stack trace names our files. */
export async function compileServer(target: string): Promise<number> {
  const files = (await Promise.all(['common', 'server'].map(listFiles))).flat();
  await Promise.all(files.map((file) => compileFile(file, target)));
  return files.length;
}

async function listFiles(room: string): Promise<string[]> {
  const names = await readdir(join(ROOT, room), { recursive: true });
  const files = names.map((name) => `${room}/${name}`);
  return files.filter((file) => /\.(ts|json)$/.test(file) && !NOT_SHIPPED.test(file));
}

async function compileFile(file: string, target: string): Promise<void> {
  const destination = join(target, file.replace(/\.ts$/, '.js'));
  await mkdir(dirname(destination), { recursive: true });
  if (file.endsWith('.json')) return cp(join(ROOT, file), destination);
  const source = await readFile(join(ROOT, file), 'utf8');
  const { code } = await transform(source, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target: TARGET,
    sourcefile: file,
    tsconfigRaw: { compilerOptions: {} },
  });
  await writeFile(destination, code);
}
