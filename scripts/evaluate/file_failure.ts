import { resolve } from 'node:path';

/** Why a file cannot be read, and what next. */
export function fileFailure(file: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `there is no ${resolve(file)}. Check the path.`;
  if (code === 'ENOTDIR') return `something in ${resolve(file)} is no folder. Check the path.`;
  if (code === 'EISDIR') return 'it is a folder. Name a file in it.';
  if (code === 'EACCES') return 'you may not read it. Look at ls -l.';
  return message;
}
