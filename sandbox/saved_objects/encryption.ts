import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { EncryptedSavedObjectsSetup } from '../../kibana_contracts/server';

type Registration = Parameters<EncryptedSavedObjectsSetup['registerType']>[0];
type Attributes = Record<string, unknown>;

/** Identifies a saved object. A ciphertext can be read only in the object that it was made for. */
export interface Descriptor {
  type: string;
  id: string;
  namespace?: string;
}

/** Thrown where an attribute cannot be encrypted or decrypted. */
export class EncryptionError extends Error {}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts and strips the attributes that were registered as secret. */
export class Encryption {
  private readonly registrations = new Map<string, Registration>();
  private readonly key: Buffer | null;

  constructor(encryptionKey: string | null | undefined) {
    this.key = encryptionKey ? createHash('sha256').update(encryptionKey).digest() : null;
  }

  get canEncrypt(): boolean {
    return this.key !== null;
  }

  register(registration: Registration): void {
    const { type, attributesToEncrypt } = registration;
    if (attributesToEncrypt.size === 0)
      throw new Error(`The "attributesToEncrypt" array for "${type}" is empty.`);
    if (this.registrations.has(type))
      throw new Error(`The "${type}" saved object type is already registered.`);
    this.registrations.set(type, registration);
  }

  isRegistered(type: string): boolean {
    return this.registrations.has(type);
  }

  encrypt(descriptor: Descriptor, attributes: Attributes): Attributes {
    return this.mapSecrets(descriptor, attributes, (value, aad, name) => {
      if (!this.key)
        throw new EncryptionError(
          `Unable to encrypt attribute "${name}" of saved object "${told(descriptor)}".`,
        );
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, this.key, iv).setAAD(aad);
      const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    });
  }

  decrypt(descriptor: Descriptor, attributes: Attributes): Attributes {
    return this.mapSecrets(descriptor, attributes, (value, aad, name) => {
      try {
        return this.open(Buffer.from(String(value), 'base64'), aad);
      } catch {
        throw new EncryptionError(
          `Unable to decrypt attribute "${name}" of saved object "${told(descriptor)}".`,
        );
      }
    });
  }

  /** The attributes as ordinary reads give them: without the secrets. */
  strip(type: string, attributes: Attributes): Attributes {
    const secret = this.registrations.get(type)?.attributesToEncrypt;
    return Object.fromEntries(Object.entries(attributes).filter(([name]) => !secret?.has(name)));
  }

  private open(sealed: Buffer, aad: Buffer): unknown {
    if (!this.key) throw new Error('no key');
    const decipher = createDecipheriv(ALGORITHM, this.key, sealed.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(aad).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString());
  }

  private mapSecrets(
    descriptor: Descriptor,
    attributes: Attributes,
    change: (value: unknown, aad: Buffer, name: string) => unknown,
  ): Attributes {
    const registration = this.registrations.get(descriptor.type);
    if (!registration) return attributes;
    const aad = additionalData(registration, descriptor, attributes);
    const entries = Object.entries(attributes).map(([name, value]) => {
      const isSecret = registration.attributesToEncrypt.has(name) && value !== null && value !== undefined;
      return [name, isSecret ? change(value, aad, name) : value];
    });
    return Object.fromEntries(entries);
  }
}

/**
 * The data that is authenticated with a secret. As in 8.12 these are all attributes that are neither secret nor
 * excluded, so a change of one of them makes the secret unreadable.
 */
function additionalData(registration: Registration, descriptor: Descriptor, attributes: Attributes): Buffer {
  const { attributesToEncrypt, attributesToExcludeFromAAD } = registration;
  const bound = Object.entries(attributes)
    .filter(
      ([name, value]) =>
        !attributesToEncrypt.has(name) && !attributesToExcludeFromAAD?.has(name) && value !== undefined,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([descriptor.namespace, descriptor.type, descriptor.id, bound]));
}

const told = ({ namespace, type, id }: Descriptor) => [namespace, type, id].filter(Boolean).join(',');
