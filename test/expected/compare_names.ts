import type { LogonEvent } from '../../common/alerts/events';
import { normaliseAddress } from '../../server/detect/events/address';
import { createNaming } from '../../server/detect/count/naming';
import {
  accountKey,
  hostKey,
  machineKey,
  normaliseAccount,
  normaliseHost,
  sourceKey,
} from '../../server/detect/events/normalise';
import { MISSING } from './expected_schema';

const NOBODY = { account: null, domain: null, source: null, host: null } as LogonEvent;
type Told = Pick<LogonEvent, 'account' | 'domain' | 'host'>;
const NAMING = createNaming({ keepDomainsApart: false, excludedAccounts: [], excludedAddresses: [] });
const present = (name: string | null) => (name === MISSING ? null : name);

/** Gives the form by which a name is compared; undefined where the text names nothing. */
export type KeyOf = (name: string | null) => string | undefined;

/** The product's own normaliser. */
export const accountOf: KeyOf = (name) =>
  accountKey({ ...NOBODY, account: normaliseAccount(present(name)) }, false);
/** The same with the machine before it, where the account is the machine's own. */
export const toldAccountOf = (told: Told): string | undefined => NAMING.exactAccount(readAs(told));

/** The accounts that a failure counts for: one without a domain also for the own account of the machine that logged it. */
export function accountsOf(told: Told): Array<string | undefined> {
  const [account, machine] = [toldAccountOf(told), machineKey(readAs(told))];
  const isBare = NAMING.namedAccount(readAs(told))?.startsWith('\\');
  return isBare && machine !== '' ? [account, `${machine}\\${account}`] : [account];
}

const readAs = ({ account, ...told }: Told): LogonEvent => ({
  ...NOBODY,
  ...told,
  account: normaliseAccount(present(account)),
});
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
