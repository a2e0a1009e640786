import type { SettingsInput } from '../../../common/settings/settings';
import type { MintedKey } from '../authority_port';
import type { CallerSettings, SettingsAttributes, StoredAuthority } from './settings_port';
import { noEncryptionKey } from '../refusals';
import type { Answer, RouteCall } from '../route';
import type { Services } from '../services';

/** New rights to read with, which are not stored yet. */
export interface Renewed {
  attributes: Partial<SettingsAttributes>;
  /** Call it once the new key is stored. It invalidates the old key. */
  afterwards(): Promise<void>;
  /** Call it where the new key could not be stored. It invalidates the new key, which nobody else knows of. */
  abandon(): Promise<void>;
}

/** Id of the key that these settings read with; null where they read without one. */
export const keyIdOf = ({ authority }: Partial<SettingsAttributes>): string | null =>
  authority?.kind === 'api_key' ? authority.keyId : null;

/**
 * Stores settings with new rights to read. Either way exactly one key stays alive: the new one, or the old one where
 * storing throws.
 */
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
 * Mints a key of the caller that reads the patterns, and tests it with its own credentials. Nothing is stored here.
 * Without Elasticsearch security there is no key, and Kibana's own user reads.
 */
export async function renewKey(
  { context, request, services }: RouteCall,
  settings: SettingsInput,
  old: StoredAuthority | null,
): Promise<Renewed | { refusal: Answer }> {
  const since = services.now();
  const afterwards = async () => {
    if (old?.kind === 'api_key') await services.authority.invalidate(old.keyId);
  };
  if (!services.authority.securityOn()) {
    const authority = { kind: 'internal_user', since } as const;
    return { attributes: { authority, apiKey: null }, afterwards, abandon: async () => undefined };
  }
  if (!services.canEncrypt) return { refusal: { status: 400, problems: [noEncryptionKey()] } };
  const caller = (await context.core).elasticsearch.client.asCurrentUser;
  const hidden = await services.hidden(caller, settings);
  const minted = await services.authority.mint(request, settings.indexPatterns, services.spaceOf(request));
  if (!minted.ok) return { refusal: { status: 400, problems: [minted.problem] } };
  const { id, name, username, header } = minted.key;
  const abandon = () => services.authority.invalidate(id);
  const refusal = await refuseWeakKey(services, minted.key, settings);
  if (refusal) return { refusal };
  const authority = { kind: 'api_key', username, since, keyId: id, keyName: name, hidden } as const;
  return { attributes: { authority, apiKey: header.reveal() }, afterwards, abandon };
}

/**
 * Tests the key with its own credentials, since Elasticsearch grants a right that the caller does not have without any
 * error. A key that is too weak is invalidated.
 */
async function refuseWeakKey(
  { authority, testKey }: Services,
  key: MintedKey,
  settings: SettingsInput,
): Promise<Answer | undefined> {
  try {
    const { problems } = await testKey(authority.clientOf(key.header), settings);
    const [first, ...rest] = problems.filter(({ severity }) => severity === 'error');
    if (!first) return undefined;
    await authority.invalidate(key.id);
    return { status: 400, problems: [first, ...rest] };
  } catch (error) {
    await authority.invalidate(key.id);
    throw error;
  }
}
