import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';

/** The code of a failure to read one of the files. */
export const UNREADABLE = 'CERTIFICATE_AUTHORITY_UNREADABLE';

/**
 * The certificate authorities that are trusted: Node's and those of the files. Undefined, which means Node's own
 * choice, where there are no files. They are read at each call, so that a file may be replaced while Kibana runs.
 */
export async function authoritiesOf(files: readonly string[]): Promise<string[] | undefined> {
  if (files.length === 0) return undefined;
  try {
    const own = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return [...rootCertificates, ...own];
  } catch {
    throw Object.assign(new Error('A file of certificateAuthorities in kibana.yml could not be read.'), {
      code: UNREADABLE,
    });
  }
}
