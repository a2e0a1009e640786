import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 random bits as 22 letters, digits, - and _: what a link of Telegram may carry. */
export const randomWord = (): string => randomBytes(16).toString('base64url');

/** What is kept of a nonce: nobody who reads it can answer in its place. */
export const hashOfNonce = (nonce: string): string => createHash('sha256').update(nonce).digest('hex');

/** Compares in the same time wherever the difference is. */
export const isNonce = (nonce: string, hash: string): boolean => {
  const [one, other] = [Buffer.from(hashOfNonce(nonce)), Buffer.from(hash)];
  return one.length === other.length && timingSafeEqual(one, other);
};
