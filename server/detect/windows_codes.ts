import { i18n } from '@kbn/i18n';

/**
 * NTSTATUS codes of event 4625 in words. Source: Microsoft's documentation of event 4625 and the table of failure
 * codes that Sentinel's rules publish.
 */
const REASONS: Record<string, () => string> = {
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
    i18n.translate('bruteForceAlerts.reason.workstationLabel', { defaultMessage: 'workstation not allowed' }),
  '0xc0000071': () =>
    i18n.translate('bruteForceAlerts.reason.passwordExpiredLabel', { defaultMessage: 'password expired' }),
  '0xc0000072': () =>
    i18n.translate('bruteForceAlerts.reason.disabledLabel', { defaultMessage: 'account disabled' }),
  '0xc00000dc': () =>
    i18n.translate('bruteForceAlerts.reason.serverStateLabel', {
      defaultMessage: 'server in the wrong state',
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
    i18n.translate('bruteForceAlerts.reason.mustChangeLabel', { defaultMessage: 'password must be changed' }),
  '0xc0000225': () =>
    i18n.translate('bruteForceAlerts.reason.windowsBugLabel', { defaultMessage: 'bug in Windows, no risk' }),
  '0xc0000234': () =>
    i18n.translate('bruteForceAlerts.reason.lockedLabel', { defaultMessage: 'account locked out' }),
  '0xc00002ee': () =>
    i18n.translate('bruteForceAlerts.reason.unknownErrorLabel', { defaultMessage: 'error during logon' }),
  '0xc0000413': () =>
    i18n.translate('bruteForceAlerts.reason.firewallLabel', { defaultMessage: 'authentication firewall' }),
};

/** Logon types by number. Source: Microsoft's documentation of event 4624. */
const LOGON_TYPES: Record<string, string> = {
  '2': 'Interactive',
  '3': 'Network',
  '4': 'Batch',
  '5': 'Service',
  '7': 'Unlock',
  '8': 'NetworkCleartext',
  '9': 'NewCredentials',
  '10': 'RemoteInteractive',
  '11': 'CachedInteractive',
};
const NUMBERS = Object.fromEntries(
  Object.entries(LOGON_TYPES).map(([number, word]) => [word.toLowerCase(), number]),
);

/** Why Windows refused: the sub-status says more than the status; `0x0` says nothing. An unknown code is shown as it is. */
export function reasonInWords(status: string | null, subStatus: string | null): string | null {
  const code = [subStatus, status].find((candidate) => candidate !== null && !/^0x0*$/.test(candidate));
  if (!code) return null;
  return known(REASONS, code)?.() ?? code;
}

/** `Network (3)` from `3` or `Network`; anything else as it is. */
export function logonTypeInWords(logged: string | null): string | null {
  if (logged === null) return null;
  const number = known(LOGON_TYPES, logged)
    ? logged
    : known(NUMBERS, logged.toLowerCase().replace(/\s/g, ''));
  return number ? `${LOGON_TYPES[number]} (${number})` : logged;
}

/** What is logged may be `constructor` or `__proto__`, which every object knows. */
const known = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
