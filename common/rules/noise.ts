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
 * Whether an account, as an event writes it, is one of `exclusions`: `*` stands for any characters, `?` for one,
 * without case. A pattern is compared with the name alone and with the name as it was written, domain and all.
 */
export function isNoise(account: string, exclusions: readonly string[] = DEFAULT_EXCLUSIONS): boolean {
  const forms = [splitAccount(account).name, account.trim()].map((form) => form.toLowerCase());
  return exclusions.some((pattern) => forms.some((form) => fitsWildcards(form, pattern.toLowerCase())));
}
