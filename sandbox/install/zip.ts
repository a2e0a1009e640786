import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** One file of a plugin archive. */
export interface ArchivedFile {
  name: string;
  /** As the zip says; 0 where it was written without Unix attributes. */
  mode: number;
  content: Buffer;
}

/** Reads an archive into memory: a plugin is a few megabytes. */
export async function readArchive(path: string): Promise<ArchivedFile[]> {
  const zip = await openPromise(path).catch((error: Error) => {
    throw new Error(`Error retrieving metadata from plugin archive: ${error.message}`);
  });
  const files: ArchivedFile[] = [];
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/')) files.push(await readEntry(zip, entry));
  }
  return files;
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<ArchivedFile> {
  const stream = await zip.openReadStreamPromise(entry);
  return {
    name: entry.fileName,
    mode: (entry.externalFileAttributes >>> 16) & 0o777,
    content: await buffer(stream),
  };
}

/** The first `kibana/<directory>/kibana.json`, found as the installer finds it: its pattern is not anchored. */
export function findManifest(files: ArchivedFile[]): { prefix: string; file: ArchivedFile } {
  for (const file of files) {
    const prefix = file.name.match(/(kibana[\\/][^\\/]+)[\\/]kibana.json/i)?.[1];
    if (prefix) return { prefix, file };
  }
  throw new Error('No kibana plugins found in archive');
}

/** Writes the files whose names begin with the prefix, with the modes of the zip. */
export async function extract(files: ArchivedFile[], prefix: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const file of files.filter(({ name }) => name.startsWith(`${prefix}/`))) {
    const target = join(directory, file.name.slice(prefix.length + 1));
    // Kibana would install it all the same, and its own user could then not read the file.
    if ((file.mode & 0o444) === 0)
      throw new Error(`Archive entry ${file.name} has mode 000: nobody could read it`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.content);
    await chmod(target, file.mode);
  }
}
