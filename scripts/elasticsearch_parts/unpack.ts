import { createWriteStream } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** Unpacks what lies below `prefix` in the zip, without the prefix. Readable by everybody, whatever the umask. */
export async function unpackZip(zip: string, prefix: string, target: string): Promise<number> {
  const archive = await openPromise(zip, { lazyEntries: true });
  let files = 0;
  for await (const entry of archive.eachEntry()) {
    if (!entry.fileName.startsWith(prefix) || entry.fileName.endsWith('/')) continue;
    await writeEntry(archive, entry, join(target, entry.fileName.slice(prefix.length)));
    files += 1;
  }
  return files;
}

async function writeEntry(archive: ZipFile, entry: Entry, path: string): Promise<void> {
  await makeReadableFolder(dirname(path));
  await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path));
  const executable = ((entry.externalFileAttributes >>> 16) & 0o111) !== 0;
  await chmod(path, executable ? 0o755 : 0o644);
}

export async function makeReadableFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made)) {
    await chmod(made, 0o755);
  }
}
