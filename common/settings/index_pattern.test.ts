import { indexPatternProblem } from './index_pattern';

describe('a pattern that may be used', () => {
  it.each([
    ['a wildcard at the end', 'winlogbeat-*'],
    ['a wildcard inside', 'logs-*.security-default'],
    ['one name', 'winlogbeat-8.17.0'],
    ['a data stream of Elastic Agent', 'logs-system.security-default'],
    ["a data stream's own index", '.ds-logs-system.security-default-2026.11.22-000001'],
    ['letters of any language', 'ereignisse-über-日本'],
    ['a per cent sign, which is one', 'win%2flog-*'],
    ['a dash that excludes nothing', 'a-b--c'],
    ['as long as a name can be', 'a'.repeat(255)],
    ['a name that every object has', 'constructor'],
  ])('%s: %s', (_what, pattern) => expect(indexPatternProblem(pattern)).toBeUndefined());
});

describe('a pattern that is refused, and why', () => {
  it.each<[what: string, pattern: string, why: RegExp]>([
    ['nothing', '', /is empty/],
    ['blanks', ' \t ', /is empty/],
    ['longer than any name', 'a'.repeat(256), /more than 255 characters/],
    ['very long', '*'.repeat(60_000), /more than 255 characters/],
    ['everything', '*', /every index/],
    ['everything, said twice', '**', /every index/],
    ['everything hidden', '.*', /every index/],
    ["Elasticsearch's word for everything", '_all', /every index/],
    ['date math', '<winlogbeat-{now/d}>', /date math/],
    ['date math, half of it', 'winlogbeat-{now/d}', /no index name/],
    ['an exclusion', '-winlogbeat-*', /excludes/],
    ['an exclusion behind a comma', 'winlogbeat-*,-winlogbeat-old', /no index name.*commas/],
    ['a list', 'a-*,b-*', /no index name.*commas/],
    ['another cluster', 'paris:winlogbeat-*', /remote cluster/],
    ['every other cluster', '*:winlogbeat-*', /remote cluster/],
    ['everything everywhere', '*:*', /remote cluster/],
    ['a selector of a data stream', 'logs-system.security-default::failures', /remote cluster/],
    ["Kibana's own", '.kibana*', /Kibana itself/],
    ['part of it', '.kib*', /Kibana itself/],
    ["the plugin's own", '.kibana-brute-force-alerts-alerts-default', /Kibana itself/],
    ['alerts', '.alerts-security.alerts-default', /alerts/],
    ['what lies behind alerts', '.internal.alerts*', /alerts/],
    ['users', '.security-7', /Kibana itself/],
    ['this folder', '.', /no index name/],
    ['the folder above', '..', /no index name/],
    ['a path', '../_search', /no index name/],
    ['a path with backslashes', 'a\\b', /no index name/],
    ['a blank inside', 'winlogbeat *', /no index name/],
    ['a blank of another language', 'winlogbeat\u3000*', /no index name/],
    ['a line break', 'winlogbeat\n-*', /no index name/],
    ['a null', 'winlogbeat\u0000', /no index name/],
    ['a control character', 'winlogbeat\u0007-*', /no index name/],
    ['a mark that turns the words around it', 'winlog\u202etaeb', /no index name/],
    ['a character that does not show', 'winlog\u200bbeat-*', /no index name/],
    ['half a character', 'winlog\ud800', /no index name/],
    ['a query in the address', 'winlogbeat?ignore=1', /no index name/],
    ['a fragment', 'winlogbeat#a', /no index name/],
    ['capitals', 'Winlogbeat-*', /no index name.*lower case/],
    ['an underscore before it', '_search', /no index name/],
    ['a plus before it', '+winlogbeat', /no index name/],
    ['markup', '<img src=x onerror=alert(1)>', /date math/],
    ['markup further on', 'a<script>', /no index name/],
    ['JSON', '{"match_all":{}}', /remote cluster/],
    ['a placeholder of messages', 'a{max}', /no index name/],
  ])('%s: %p', (_what, pattern, why) => {
    const problem = indexPatternProblem(pattern) ?? '';
    expect(problem).toMatch(why);
    expect(problem.length).toBeLessThan(600);
    expect(problem).not.toMatch(/[\u0000\u0007\u200b\u202e\ud800\n]/);
  });
});
