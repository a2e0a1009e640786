/** Names in MITRE ATT&CK, which are the same in every language: Brute Force, Valid Accounts, and their sub-techniques. */
const NAMES: Readonly<Record<string, string>> = {
  T1110: 'Brute Force',
  'T1110.001': 'Password Guessing',
  'T1110.002': 'Password Cracking',
  'T1110.003': 'Password Spraying',
  'T1110.004': 'Credential Stuffing',
  T1078: 'Valid Accounts',
  'T1078.001': 'Default Accounts',
  'T1078.002': 'Domain Accounts',
  'T1078.003': 'Local Accounts',
  'T1078.004': 'Cloud Accounts',
};

/** `T1110.003 Password Spraying`; the id alone where the technique is another one. */
export const techniqueText = (id: string) => [id, NAMES[id]].filter(Boolean).join(' ');
