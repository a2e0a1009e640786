import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { Secret } from '../../../common/channels/secret';
import { signatureOf } from './signature';

const NOW = Date.parse('2026-11-22T03:12:00.000Z');
const KEY = 'a-signing-key-of-32-characters-0';
const BODY = '{"text":"Ünïcode 😀"}';
const HEADER = signatureOf(new Secret(KEY), BODY, NOW);

type IsGenuine = (header: string | undefined, body: string | Buffer, key: string, now?: number) => boolean;

/** The example of the docs, as a receiver would copy it. */
function exampleOfTheDocs(): IsGenuine {
  const docs = readFileSync('docs/webhook.md', 'utf8');
  const [, source = ''] = /```js\n([\s\S]*?)```/.exec(docs) ?? [];
  const context = { require: createRequire(__filename), Buffer, Date, isGenuine: undefined };
  vm.runInNewContext(`${source}\nthis.isGenuine = isGenuine;`, context);
  return context.isGenuine as unknown as IsGenuine;
}
const isGenuine = exampleOfTheDocs();

it('is an HMAC-SHA-256 over the time and the body', () => {
  // printf '1795317120.{}' | openssl dgst -sha256 -hmac a-signing-key-of-32-characters-0
  expect(signatureOf(new Secret(KEY), '{}', NOW)).toBe(
    't=1795317120,v1=2b30bf04d2e2fa81410f3a2ce131684c4bfffa5562fe576c5e1c53dbb571dbea',
  );
});

it.each<[string, boolean, Parameters<IsGenuine>]>([
  ['a request of ours', true, [HEADER, BODY, KEY, NOW]],
  ['its body as bytes', true, [HEADER, Buffer.from(BODY), KEY, NOW]],
  ['a clock that is four minutes off', true, [HEADER, BODY, KEY, NOW + 240_000]],
  ['a request that was recorded and is sent again', false, [HEADER, BODY, KEY, NOW + 301_000]],
  ['a request from the future', false, [HEADER, BODY, KEY, NOW - 301_000]],
  ['another body', false, [HEADER, BODY.replace('text', 'test'), KEY, NOW]],
  ['another key', false, [HEADER, BODY, `${KEY}x`, NOW]],
  [
    'another time under the same hash',
    false,
    [HEADER.replace('t=1795317120', 't=1795317121'), BODY, KEY, NOW],
  ],
  ['a hash that was cut', false, [HEADER.slice(0, -1), BODY, KEY, NOW]],
  ['no header', false, [undefined, BODY, KEY, NOW]],
])('the example of docs/webhook.md judges %s: %s', (_what, expected, call) => {
  expect(isGenuine(...call)).toBe(expected);
});
