import { countsKerberosAndNtlm } from '../../common/settings/kerberos_and_ntlm';
import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { hashOf } from '../adapters/storage/own_indices';
import { createSourceStore } from '../adapters/storage/source_document';
import { keyIdOf } from '../routes/settings/detection_key';
import type { SettingsAttributes } from '../routes/settings/settings_port';
import type { KeptInSpaces } from './kept_in_spaces';

/** What a look at the source is about: findings on another basis do not hold. */
export function basisOf(attributes: SettingsAttributes): string {
  const { indexPatterns, fields, patternFields, kerberosAndNtlm } = attributes.settings;
  return hashOf(JSON.stringify([indexPatterns, fields, patternFields, kerberosAndNtlm, keyIdOf(attributes)]));
}

interface Parts {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  kept: KeptInSpaces;
  clock(): number;
}

/** Whether Kerberos and NTLM failures of a space count now: as they are set, or as the last look at the source saw. */
export async function countsAlso(
  { internalClient, setUpIndices, kept, clock }: Parts,
  space: string,
  attributes: SettingsAttributes,
): Promise<boolean> {
  const { kerberosAndNtlm: setting } = attributes.settings;
  if (setting !== 'auto') return setting === 'on';
  const { read } = createSourceStore(internalClient, space, setUpIndices);
  return countsKerberosAndNtlm(setting, await kept.logonsOf(space, basisOf(attributes), clock(), read));
}
