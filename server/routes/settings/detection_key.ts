import type { SettingsInput } from '../../../common/settings/settings';
import type { MintedKey } from '../authority_port';
import type { CallerSettings, SettingsAttributes, StoredAuthority } from './settings_port';
import { noEncryptionKey } from '../refusals';
import type { Answer, RouteCall } from '../route';
import type { Services } from '../services';

/** Rights to read with, not stored yet. */
export interface Renewed {
  attributes: Partial<SettingsAttributes>;
  /** Once the new key is stored: only then is the old one invalidated. */
  afterwards(): Promise<void>;
  /** Where it could not be stored: no key is left behind that nobody knows of. */
  abandon(): Promise<void>;
}

/** Of the key that these settings read with; null where they need none. */
export const keyIdOf = ({ authority }: Partial<SettingsAttributes>): string | null =>
  authority?.kind === 'api_key' ? authority.keyId : null;

/** Stores settings together with the rights to read, and leaves exactly one key alive, whichever way it goes. */
export async function storeWithKey(
  store: CallerSettings,
  attributes: Parameters<CallerSettings['write']>[0],
  version: string | null,
  renewed: Renewed,
): Promise<void> {
  try {
    await store.write({ ...attributes, ...renewed.attributes }, version);
  } catch (error) {
    await renewed.abandon();
    throw error;
  }
  await renewed.afterwards();
}

/**
 * A key of the caller that reads the patterns, tested with its own credentials before anybody stores it. Without
 * security there is none, and Kibana's own user reads.
 */
export async function renewKey(
  { context, request, services }: RouteCall,
  settings: SettingsInput,
  old: StoredAuthority | null,
): Promise<Renewed | { refusal: Answer }> {
  const since = new Date(services.now()).toISOString();
  const afterwards = async () => {
    if (old?.kind === 'api_key') await services.authority.invalidate(old.keyId);
  };
  if (!services.authority.securityOn()) {
    const authority = { kind: 'internal_user', since } as const;
    return { attributes: { authority, apiKey: null }, afterwards, abandon: async () => undefined };
  }
  if (!services.canEncrypt) return { refusal: { status: 400, problems: [noEncryptionKey()] } };
  const caller = (await context.core).elasticsearch.client.asCurrentUser;
  const hidden = await services.hidden(caller, settings.indexPatterns, settings.fields);
  const minted = await services.authority.mint(request, settings.indexPatterns, services.spaceOf(request));
  if (!minted.ok) return { refusal: { status: 400, problems: [minted.problem] } };
  const { id, name, username, header } = minted.key;
  const abandon = () => services.authority.invalidate(id);
  const refusal = await refuseWeakKey(services, minted.key, settings);
  if (refusal) return { refusal };
  const authority = { kind: 'api_key', username, since, keyId: id, keyName: name, hidden } as const;
  return { attributes: { authority, apiKey: header.reveal() }, afterwards, abandon };
}

/** With the key's own credentials: granting a right that nobody has succeeds, in silence. */
async function refuseWeakKey(
  { authority, testKey }: Services,
  key: MintedKey,
  { indexPatterns, fields }: SettingsInput,
): Promise<Answer | undefined> {
  try {
    const { problems } = await testKey(authority.clientOf(key.header), indexPatterns, fields);
    const [first, ...rest] = problems.filter(({ severity }) => severity === 'error');
    if (!first) return undefined;
    await authority.invalidate(key.id);
    return { status: 400, problems: [first, ...rest] };
  } catch (error) {
    await authority.invalidate(key.id);
    throw error;
  }
}
