import { i18n } from '@kbn/i18n';

/**
 * NTSTATUS codes of events 4625 and 4776 in words. Source: Microsoft's documentation of these events and the table of
 * failure codes that Sentinel's rules publish.
 */
const REASONS = new Map<string, () => string>(
  Object.entries({
    '0xc000005e': () =>
      i18n.translate('bruteForceAlerts.reason.noLogonServersLabel', {
        defaultMessage: 'no logon server available',
      }),
    '0xc0000064': () =>
      i18n.translate('bruteForceAlerts.reason.noSuchUserLabel', { defaultMessage: 'no such user' }),
    '0xc000006a': () =>
      i18n.translate('bruteForceAlerts.reason.wrongPasswordLabel', { defaultMessage: 'wrong password' }),
    '0xc000006d': () =>
      i18n.translate('bruteForceAlerts.reason.badUserOrPasswordLabel', {
        defaultMessage: 'wrong user name or password',
      }),
    '0xc000006e': () =>
      i18n.translate('bruteForceAlerts.reason.restrictionLabel', { defaultMessage: 'account restriction' }),
    '0xc000006f': () =>
      i18n.translate('bruteForceAlerts.reason.hoursLabel', { defaultMessage: 'outside the allowed hours' }),
    '0xc0000070': () =>
      i18n.translate('bruteForceAlerts.reason.workstationLabel', {
        defaultMessage: 'workstation not allowed',
      }),
    '0xc0000071': () =>
      i18n.translate('bruteForceAlerts.reason.passwordExpiredLabel', { defaultMessage: 'password expired' }),
    '0xc0000072': () =>
      i18n.translate('bruteForceAlerts.reason.disabledLabel', { defaultMessage: 'account disabled' }),
    '0xc00000dc': () =>
      i18n.translate('bruteForceAlerts.reason.serverStateLabel', {
        defaultMessage: 'server in the wrong state',
      }),
    '0xc000010b': () =>
      i18n.translate('bruteForceAlerts.reason.invalidLogonTypeLabel', {
        defaultMessage: 'invalid logon type',
      }),
    '0xc0000133': () =>
      i18n.translate('bruteForceAlerts.reason.clockSkewLabel', { defaultMessage: 'clocks too far apart' }),
    '0xc000015b': () =>
      i18n.translate('bruteForceAlerts.reason.logonTypeLabel', { defaultMessage: 'logon type not granted' }),
    '0xc000018c': () =>
      i18n.translate('bruteForceAlerts.reason.trustLabel', { defaultMessage: 'trust relationship failed' }),
    '0xc0000192': () =>
      i18n.translate('bruteForceAlerts.reason.netlogonLabel', {
        defaultMessage: 'Netlogon service not running',
      }),
    '0xc0000193': () =>
      i18n.translate('bruteForceAlerts.reason.accountExpiredLabel', { defaultMessage: 'account expired' }),
    '0xc0000224': () =>
      i18n.translate('bruteForceAlerts.reason.mustChangeLabel', {
        defaultMessage: 'password must be changed',
      }),
    '0xc0000225': () =>
      i18n.translate('bruteForceAlerts.reason.windowsBugLabel', {
        defaultMessage: 'bug in Windows, no risk',
      }),
    '0xc0000234': () =>
      i18n.translate('bruteForceAlerts.reason.lockedLabel', { defaultMessage: 'account locked out' }),
    '0xc00002ee': () =>
      i18n.translate('bruteForceAlerts.reason.unknownErrorLabel', { defaultMessage: 'error during logon' }),
    '0xc0000413': () =>
      i18n.translate('bruteForceAlerts.reason.firewallLabel', { defaultMessage: 'authentication firewall' }),
  }),
);

/**
 * What means the same as an NTSTATUS code: Kerberos' own codes, of event 4771 (RFC 4120), and the numbers of the
 * sentences that event 4625 gives as its reason (Windows' message table of the security log).
 */
const SAME_AS = new Map([
  ['0x6', '0xc0000064'],
  ['0xc', '0xc0000070'],
  ['0x17', '0xc0000071'],
  ['0x18', '0xc000006a'],
  ['0x25', '0xc0000133'],
  ['%%2304', '0xc00002ee'],
  ['%%2305', '0xc0000193'],
  ['%%2306', '0xc0000192'],
  ['%%2307', '0xc0000234'],
  ['%%2308', '0xc000015b'],
  ['%%2309', '0xc0000071'],
  ['%%2310', '0xc0000072'],
  ['%%2311', '0xc000006f'],
  ['%%2312', '0xc0000070'],
  ['%%2313', '0xc000006d'],
]);

/**
 * Kerberos' code for "credentials revoked". It stands for three NTSTATUS codes (disabled, expired, locked out), so it
 * has words of its own.
 */
const REVOKED = '0x12';

/** Logon types by number. Source: Microsoft's documentation of event 4624. */
const LOGON_TYPES = new Map([
  ['0', 'System'],
  ['2', 'Interactive'],
  ['3', 'Network'],
  ['4', 'Batch'],
  ['5', 'Service'],
  ['7', 'Unlock'],
  ['8', 'NetworkCleartext'],
  ['9', 'NewCredentials'],
  ['10', 'RemoteInteractive'],
  ['11', 'CachedInteractive'],
  ['12', 'CachedRemoteInteractive'],
  ['13', 'CachedUnlock'],
]);
const NUMBERS = new Map([...LOGON_TYPES].map(([number, word]) => [word.toLowerCase(), number]));

/**
 * The code that says why Windows refused: the sub-status, which says more, else the status. Null where neither says
 * anything; `0x0` says nothing.
 */
export function reasonCode(status: string | null, subStatus: string | null): string | null {
  if (saysWhy(subStatus)) return subStatus;
  return saysWhy(status) ? status : null;
}

const saysWhy = (code: string | null) => code !== null && !/^(0x0*)?$/.test(code);

/** Why Windows refused, in words. A code that is not known is returned as it is. */
export function reasonInWords(code: string): string {
  if (code === REVOKED)
    return i18n.translate('bruteForceAlerts.reason.revokedLabel', {
      defaultMessage: 'account disabled, expired or locked out',
    });
  return REASONS.get(SAME_AS.get(code) ?? code)?.() ?? code;
}

/**
 * A code with its words: `wrong password (0xc000006a)`. Zero becomes "no further reason"; a code that is not known is
 * returned as it is.
 */
export function statusInWords(code: string): string {
  const none = () =>
    i18n.translate('bruteForceAlerts.reason.noneLabel', { defaultMessage: 'no further reason' });
  const words = saysWhy(code) ? reasonInWords(code) : none();
  return words === code ? code : `${words} (${code})`;
}

/** `3`, `3.0`, `3 - Network`, and `Network (3)`. */
const NUMBERED = /^(?:(\d{1,2})(?:\.0| ?[-–:(].{0,30})?|[a-z ]{1,30}\((\d{1,2})\))$/i;

/** `3` from `3`, `Network`, `3 - Network` or `Network (3)`, and `10` from `Remote Interactive`; anything else as it is. */
export function logonTypeNumber(logged: string | null): string | null {
  if (logged === null) return null;
  const [, first, last] = NUMBERED.exec(logged.trim()) ?? [];
  return first ?? last ?? NUMBERS.get(logged.toLowerCase().replace(/\s/g, '')) ?? logged;
}

/** `Network (3)` from `3` or `Network`; anything else as it is. */
export function logonTypeInWords(logged: string): string {
  const number = logonTypeNumber(logged) ?? logged;
  const word = LOGON_TYPES.get(number);
  return word ? `${word} (${number})` : number;
}
