import type { Authority, AuthorityState } from '../../common/status/status';
import { authorityText, isAuthorityWell, mayBeRenewed } from './authority_words';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const key = (state: AuthorityState, username = 'alice'): Authority => ({
  kind: 'api_key',
  username,
  since: now - 60_000,
  keyName: 'k',
  state,
});

it.each<[string, Authority, RegExp | undefined]>([
  [
    'whose rights, since when, and that it goes on without them',
    key('working'),
    /^Reads with the rights of alice since \d\d:59:00\. It goes on working when alice leaves\.$/,
  ],
  ['the same before the first run', key('unchecked'), /^Reads with the rights of alice/],
  ['somebody whose name nobody knows', key('working', ''), /rights of the person who turned it on since/],
  ['an expired key', key('expired'), /^The API key of alice, made \d\d:59:00: expired$/],
  ['a revoked key', key('revoked'), /: revoked$/],
  ['a deleted key', key('unknown'), /: Elasticsearch no longer has it$/],
  ['a key that was refused', key('refused'), /: refused by Elasticsearch$/],
  ['a key that is too weak', key('too_weak'), /: may not read everything any more$/],
  ['a key that nobody can decrypt', key('undecryptable'), /: cannot be decrypted$/],
  ['a key where keys are disabled', key('keys_disabled'), /: API keys are disabled/],
  ['a key that nobody needs', key('security_off'), /: not used/],
  ['a key that is not stored', key('missing'), /: not stored any more$/],
  ['no key where one is needed', { kind: 'internal_user', state: 'missing' }, /^Reads nothing/],
  ["Kibana's own user", { kind: 'internal_user', state: 'working' }, /security is off/],
  ['nothing while it is off', { kind: 'none', state: 'none' }, undefined],
])('says %s', (_name, authority, expected) => {
  const text = authorityText(authority, now);
  if (expected) expect(text).toMatch(expected);
  else expect(text).toBeUndefined();
});

it.each<[string, Authority, boolean, boolean]>([
  ['a working key', key('working'), true, true],
  ['a key that is being tried', key('unchecked'), true, true],
  ['an expired key', key('expired'), false, true],
  ['a key that is too weak', key('too_weak'), false, true],
  ['no key where one is needed', { kind: 'internal_user', state: 'missing' }, false, true],
  ["Kibana's own user without security", { kind: 'internal_user', state: 'working' }, true, false],
  ['detection that is off', { kind: 'none', state: 'none' }, true, false],
])('%s looks well: %p, and can be renewed: %p', (_name, authority, isWell, canRenew) => {
  expect([isAuthorityWell(authority), mayBeRenewed(authority)]).toEqual([isWell, canRenew]);
});
