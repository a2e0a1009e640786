/**
 * Characters that an index name may not have: Elasticsearch's own rules (8.12, `MetadataCreateIndexService`), and
 * invisible characters.
 */
const FORBIDDEN = /[\\/*?"<>|,#:\p{Z}\p{C}]/u;
const BYTES_MAX = 255;

/** The name of an index, as a person gives it. Throws an Error that says what is wrong, before anything is started. */
export function toIndexName(text: string): string {
  const problem = problemOf(text);
  if (problem === undefined) return text;
  throw new Error(
    `--index ${JSON.stringify(text)} ${problem}. Take lower case letters, digits, - and _, for example winlogbeat-mine.`,
  );
}

function problemOf(name: string): string | undefined {
  if (name.trim() === '') return 'is empty';
  if (name === '.' || name === '..') return 'is no name of an index';
  const [forbidden] = FORBIDDEN.exec(name) ?? [];
  if (forbidden !== undefined) return `has ${JSON.stringify(forbidden)} in it, which no index may have`;
  if (/^[-_+]/.test(name)) return `begins with ${name[0]}, which no index may`;
  if (name !== name.toLowerCase()) return 'has capital letters, which no index may have';
  if (Buffer.byteLength(name) > BYTES_MAX) return `is longer than ${BYTES_MAX} bytes`;
  return undefined;
}
