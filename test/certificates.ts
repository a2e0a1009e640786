import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate authority for tests, and servers' certificates of it. All are PEM. */
export interface TestAuthority {
  certificate: string;
  /** Whoever has it issues in the name of this authority: see `createTestAuthority`. */
  key: string;
  /** `names`: host names and addresses of IPv4. Valid from an hour ago for a day, unless `days` says otherwise. */
  issue(names: readonly string[], days?: number): { key: string; cert: string };
}

/** `pem`: the key of an authority of the same name, made elsewhere; a new one where it is left out. */
export function createTestAuthority(name = 'Test authority', pem?: string): TestAuthority {
  const key = pem === undefined ? newKey() : createPrivateKey(pem);
  const certificate = certificateOf({
    subject: name,
    issuer: name,
    key,
    signer: key,
    extension: IS_AUTHORITY,
  });
  return {
    certificate,
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    issue(names, days = 1) {
      const own = newKey();
      const extension = subjectNames(names);
      const cert = certificateOf({
        subject: names[0] ?? '',
        issuer: name,
        key: own,
        signer: key,
        extension,
        days,
      });
      return { key: own.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
    },
  };
}

const HOUR = 3_600_000;
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** One value of DER: tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Buffer) => der(0x04, content);
const TRUE = der(0x01, Buffer.from([0xff]));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const nameOf = (text: string) =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text, 'utf8')))));
const timeOf = (at: number) =>
  der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`, 'ascii'));

const IS_AUTHORITY = sequence(oid('551d13'), TRUE, octets(sequence(TRUE)));
const subjectNames = (names: readonly string[]) =>
  sequence(
    oid('551d11'),
    octets(
      sequence(
        ...names.map((name) =>
          isIP(name) === 4
            ? der(0x87, Buffer.from(name.split('.').map(Number)))
            : der(0x82, Buffer.from(name, 'ascii')),
        ),
      ),
    ),
  );

interface Content {
  subject: string;
  issuer: string;
  key: KeyObject;
  signer: KeyObject;
  extension: Buffer;
  days?: number;
}

function certificateOf({ subject, issuer, key, signer, extension, days = 1 }: Content): string {
  const from = Date.now() - HOUR;
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    nameOf(issuer),
    sequence(timeOf(from - (days < 0 ? 48 * HOUR : 0)), timeOf(from + days * 24 * HOUR)),
    nameOf(subject),
    publicKey,
    der(0xa3, sequence(extension)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, signer));
  const whole = sequence(content, ECDSA_SHA256, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
