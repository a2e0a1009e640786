/**
 * Whether failed Kerberos pre-authentication (4771) and NTLM validation (4776) count as failed logons too. `auto`: as
 * long as no machine other than domain controllers sends failed logons of its own (4625).
 */
export const KERBEROS_AND_NTLM = ['auto', 'on', 'off'] as const;
export type KerberosAndNtlm = (typeof KERBEROS_AND_NTLM)[number];

/** What of the last week stands in the indices. */
export interface LogonsSeen {
  /** Failures of Kerberos or NTLM. */
  kerberosAndNtlm: boolean;
  /** Failed logons (4625) of machines that are no domain controllers, or of which nobody can tell what they are. */
  beside: boolean;
}

/** `seen`: null where nobody looked yet. Then one waits, since the look comes within the time for late events. */
export const countsKerberosAndNtlm = (setting: KerberosAndNtlm, seen: LogonsSeen | null): boolean =>
  setting === 'on' || (setting === 'auto' && seen !== null && !seen.beside);
