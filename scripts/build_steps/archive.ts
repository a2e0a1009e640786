import { createWriteStream } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/**
 * The time of every file in the zip. Zip times have no zone, so they are made of fixed fields: the same input gives
 * the same bytes everywhere.
 */
const MTIME = new Date(1980, 0, 1, 0, 0, 0);

/** The installer takes modes from the archive; without Unix modes it would make files that nobody may read. */
const FILE_MODE = 0o100644;

/** Every file below the folder, in order of name, forward slashes, without a leading `./`. */
export async function zipFolder(folder: string, file: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
  const zip = new ZipFile();
  const options = { mtime: MTIME, mode: FILE_MODE, forceDosTimestamp: true };
  names.forEach((name) => zip.addFile(join(folder, name), name, options));
  zip.end();
  // The zip is written under another name first: somebody may be reading the one of an earlier build.
  const half = `${file}.${process.pid}.half`;
  await pipeline(zip.outputStream, createWriteStream(half));
  await rename(half, file);
  return names.length;
}
