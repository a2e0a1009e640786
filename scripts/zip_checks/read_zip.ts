import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';

export interface ZipEntry {
  name: string;
  /** The file mode that the installer takes from the archive. */
  mode: number;
  content: Buffer;
}

export async function readZip(file: string): Promise<ZipEntry[]> {
  const archive = await openPromise(file, { lazyEntries: true });
  const entries: ZipEntry[] = [];
  for await (const entry of archive.eachEntry()) {
    const isFolder = entry.fileName.endsWith('/');
    const content = isFolder ? Buffer.alloc(0) : await buffer(await archive.openReadStreamPromise(entry));
    entries.push({ name: entry.fileName, mode: entry.externalFileAttributes >>> 16, content });
  }
  return entries;
}
