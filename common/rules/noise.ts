import { fitsWildcards } from '../text/wildcards';
import { splitAccount } from './account_name';

/**
 * Accounts that are no people: machines, and what Windows itself logs on as, also by the names that it gives them in
 * some other languages. Whoever finds one missing adds it in the settings.
 */
export const DEFAULT_EXCLUSIONS: readonly string[] = [
  '?*$',
  'ANONYMOUS LOGON',
  'DWM-*',
  'UMFD-*',
  'SYSTEM',
  'LOCAL SERVICE',
  'NETWORK SERVICE',
  // German
  'ANONYMOUS-ANMELDUNG',
  'LOKALER DIENST',
  'NETZWERKDIENST',
  // French
  'SERVICE LOCAL',
  'SERVICE RÉSEAU',
  // Spanish
  'SERVICIO LOC',
  'SERVICIO DE RED',
  // Italian
  'SERVIZIO LOCALE',
  'SERVIZIO DI RETE',
  // Russian
  'АНОНИМНЫЙ ВХОД',
  'СИСТЕМА',
  'ЛОКАЛЬНАЯ СЛУЖБА',
  'СЕТЕВАЯ СЛУЖБА',
];

/**
 * Gives whether an account, as an event writes it, is one of `exclusions`: `*` stands for any characters, `?` for one,
 * without case. A pattern is compared with the name alone and with the name as it was written, domain and all. The
 * patterns are prepared once, for many accounts.
 */
export function createNoise(exclusions: readonly string[]): (account: string) => boolean {
  const lower = exclusions.map((pattern) => pattern.toLowerCase());
  const plain = new Set(lower.filter((pattern) => !/[*?]/.test(pattern)));
  const patterns = lower.filter((pattern) => !plain.has(pattern));
  const isOne = (form: string) => plain.has(form) || patterns.some((pattern) => fitsWildcards(form, pattern));
  return (account) => {
    const written = account.trim().toLowerCase();
    const { name } = splitAccount(written);
    return isOne(written) || (name !== written && isOne(name));
  };
}
