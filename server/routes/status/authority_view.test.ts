import { EMPTY_MEMORY, type Memory } from '../../../common/status/memory';
import type { AuthorityState } from '../../../common/status/status';
import { DAY, NOW } from '../../../test/builders';
import { attributes, facts, KEY, memory, problem, sourceOf, tick } from '../../../test/status_facts';
import { toStatus, type StatusFacts } from './status_view';

const failedOf = (code: string): Memory =>
  memory({ lastTick: tick({ outcome: 'failed', problems: [problem(code)] }) });
const internal = attributes({ authority: { kind: 'internal_user', since: NOW } });

it.each<[string, Partial<StatusFacts>, AuthorityState]>([
  ['all is well', {}, 'working'],
  ['no run has used the key yet', { memory: EMPTY_MEMORY }, 'unchecked'],
  ['off', { attributes: attributes({ detectionOn: false }), memory: failedOf('key_expired') }, 'none'],
  ['a run found no key', { memory: failedOf('no_api_key') }, 'missing'],
  ["Kibana's own user reads, and security is on by now", { attributes: internal }, 'missing'],
  ['nobody lends rights', { attributes: attributes({ authority: null }) }, 'missing'],
  ['expired', { memory: failedOf('key_expired') }, 'expired'],
  ['revoked', { memory: failedOf('key_revoked') }, 'revoked'],
  ['deleted', { memory: failedOf('key_unknown') }, 'unknown'],
  ['refused, and nobody says why', { memory: failedOf('es_unauthorized') }, 'refused'],
  ['undecryptable', { memory: failedOf('undecryptable') }, 'undecryptable'],
  ['API keys are disabled', { memory: failedOf('api_keys_disabled') }, 'keys_disabled'],
  ['a right is missing', { memory: failedOf('es_forbidden') }, 'too_weak'],
  ['the licence no longer covers the rights', { memory: failedOf('es_licence') }, 'too_weak'],
  [
    'a pattern is no longer readable',
    { memory: memory({ source: sourceOf(NOW, [problem('pattern_unreadable')]) }) },
    'too_weak',
  ],
  [
    'an index is no longer readable',
    { memory: memory({ source: sourceOf(NOW, [problem('index_right_lost')]) }) },
    'too_weak',
  ],
  [
    'an index is closed: that is no matter of rights',
    { memory: memory({ source: sourceOf(NOW, [problem('index_closed', 'warning')]) }) },
    'working',
  ],
  ['Elasticsearch is away: the key is as good as before', { memory: failedOf('es_unavailable') }, 'working'],
  ['security was turned off', { securityOn: false }, 'security_off'],
  ['there never was security', { securityOn: false, attributes: internal }, 'working'],
])('%s', (_name, given, state) => {
  expect(toStatus(facts(given)).authority.state).toBe(state);
});

describe('what the roles of the owner hide', () => {
  const hiding = (documents: string[], fields: string[]) =>
    attributes({ authority: { ...KEY, hidden: { documents, fields } } });

  it.each<[string, StatusFacts['attributes'], string[]]>([
    ['nothing', hiding([], []), []],
    ['nobody knows, with a key of an older version', attributes(), []],
    ['documents', hiding(['winlogbeat-*'], []), ['documents_hidden']],
    ['fields', hiding([], ['source.ip']), ['fields_hidden']],
    ['both', hiding(['winlogbeat-*'], ['source.ip']), ['documents_hidden', 'fields_hidden']],
  ])('%s', (_name, given, codes) => {
    const { problems, authority } = toStatus(facts({ attributes: given }));
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual(
      codes.map((code) => [code, 'warning']),
    );
    expect(problems.filter(({ message, remedy }) => !message.includes('anna') || remedy === '')).toEqual([]);
    expect(authority).not.toHaveProperty('hidden');
    expect(authority.state).toBe('working');
  });

  it('is said only while that key is used', () => {
    const off = { ...hiding(['winlogbeat-*'], []), detectionOn: false };
    expect(toStatus(facts({ attributes: off })).problems).toEqual([]);
  });
});

it.each<[string, number | null, string[]]>([
  ['that never expires', null, []],
  ['that expires in a week', NOW + 7 * DAY, []],
  ['that expires sooner', NOW + 7 * DAY - 1, ['key_expires_soon']],
  ['that has expired, which the runs say', NOW, []],
])('the status warns of a key %s: %#', (_what, keyExpiresAt, codes) => {
  const given = memory({ source: { ...sourceOf(NOW), keyExpiresAt } });
  const { problems, state } = toStatus(facts({ memory: given }));
  expect(problems.map(({ code }) => code)).toEqual(codes);
  expect(state).toBe('running');
});
