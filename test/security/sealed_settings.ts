import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import { Encryption } from '../../sandbox/saved_objects/encryption';
import {
  registerEncryption,
  SETTINGS_ID,
  SETTINGS_TYPE,
} from '../../server/adapters/storage/settings_object';
import type { People } from './people';
import { TARGET, type TestSpace } from './place';
import { settingsPlace } from './space_state';

/** Of the Kibana under test: the suite opens what the plugin stored, to know the very secrets that it looks for. */
export function encryptionKey(): string {
  const key = process.env.E2E_ENCRYPTION_KEY;
  if (!key)
    throw new Error(
      'E2E_ENCRYPTION_KEY is not set: the encryption key of that Kibana, see npm run e2e -- --help.',
    );
  return key;
}

export interface Sealed {
  channelSecrets: string;
  apiKey: string;
  /** Absent where no heartbeat is set. */
  heartbeatUrl?: string;
}

/** The secret attributes as they stand in Elasticsearch. */
export async function sealedSettings(space: TestSpace): Promise<Sealed> {
  const { _source } = await space.client.get<Record<string, Partial<Sealed>>>(settingsPlace(space));
  const { channelSecrets, apiKey, heartbeatUrl } = _source?.[SETTINGS_TYPE] ?? {};
  if (!channelSecrets || !apiKey) throw new Error('No token and key are stored.');
  return { channelSecrets, apiKey, ...(heartbeatUrl ? { heartbeatUrl } : {}) };
}

/** What they are. Throws where the ciphertext is none, or was made with another key. */
export function opened(space: TestSpace, sealed: Sealed): Sealed {
  try {
    return openedBySandbox(space, sealed);
  } catch {
    const open = (text: string) => openedByKibana(space, text);
    const { channelSecrets, apiKey, heartbeatUrl } = sealed;
    return {
      channelSecrets: open(channelSecrets),
      apiKey: open(apiKey),
      ...(heartbeatUrl === undefined ? {} : { heartbeatUrl: open(heartbeatUrl) }),
    };
  }
}

function openedBySandbox({ id }: TestSpace, sealed: Sealed): Sealed {
  const encryption = new Encryption(encryptionKey());
  registerEncryption({ canEncrypt: true, registerType: (type) => encryption.register(type) });
  const attributes = encryption.decrypt(
    { type: SETTINGS_TYPE, id: SETTINGS_ID, namespace: id },
    { ...sealed },
  );
  return attributes as unknown as Sealed;
}

/** Kibana's own form (measured on 8.12.2): salt 64, nonce 12, tag 16 bytes, then AES-256-GCM of the value as JSON. */
function openedByKibana({ id }: TestSpace, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const key = pbkdf2Sync(encryptionKey(), bytes.subarray(0, 64), 10_000, 32, 'sha512');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(64, 76), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(76, 92));
  decipher.setAAD(Buffer.from(JSON.stringify([id, SETTINGS_TYPE, SETTINGS_ID, {}])));
  const value = Buffer.concat([decipher.update(bytes.subarray(92)), decipher.final()]);
  return String(JSON.parse(value.toString()));
}

/** From now on nobody can decrypt them, as after a change of the encryption key. */
export async function spoil(space: TestSpace, people: People): Promise<void> {
  const { index, id } = settingsPlace(space);
  // A Kibana's own index: not even a superuser may write it without being told so.
  const indices = [{ names: [`${index}*`], privileges: ['all'] as never[], allow_restricted_indices: true }];
  const client = new Client({ node: TARGET.elasticsearch, auth: await people.make('spoiler', { indices }) });
  const nonsense = Buffer.alloc(120, 7).toString('base64');
  const doc = { [SETTINGS_TYPE]: { channelSecrets: nonsense, apiKey: nonsense, heartbeatUrl: nonsense } };
  try {
    await client.update({ index, id, doc, refresh: true });
  } finally {
    await client.close();
  }
}
