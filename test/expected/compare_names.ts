import type { LogonEvent } from '../../common/alerts/events';
import { normaliseAddress } from '../../server/detect/events/address';
import {
  accountKey,
  hostKey,
  normaliseAccount,
  normaliseHost,
  sourceKey,
} from '../../server/detect/events/normalise';
import { MISSING } from './expected_schema';

const NOBODY = { account: null, domain: null, source: null, host: null } as LogonEvent;
const present = (name: string | null) => (name === MISSING ? null : name);

/** Gives the form by which a name is compared; undefined where the text names nothing. */
export type KeyOf = (name: string | null) => string | undefined;

/** The product's own normaliser. */
export const accountOf: KeyOf = (name) =>
  accountKey({ ...NOBODY, account: normaliseAccount(present(name)) }, false);
export const sourceOf: KeyOf = (name) => sourceKey({ ...NOBODY, source: normaliseAddress(present(name)) });
export const hostOf: KeyOf = (name) => hostKey({ ...NOBODY, host: normaliseHost(present(name)) });

/** Accounts as `per_user` tells them apart: as they were written. */
export const exactAccountOf: KeyOf = (name) => normaliseAccount(present(name)) ?? undefined;

/** As `per_user_trimmed_lowercase` does: without case, blanks and what stands before a backslash, but with a suffix. */
export function mergedAccountOf(name: string | null): string | undefined {
  const written = exactAccountOf(name);
  return (
    written
      ?.slice(written.lastIndexOf('\\') + 1)
      .trim()
      .toLowerCase() || undefined
  );
}
