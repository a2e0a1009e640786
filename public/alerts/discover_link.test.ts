import { nothingSet } from '../../common/settings/fields';
import { alert, evidence, iso, MINUTE, NOW } from '../../test/builders';
import { discoverPath } from './discover_link';

const SOURCE = { indexPatterns: ['winlogbeat-*', 'logs-*'], fields: {}, patternFields: [] };
const of = (...given: Parameters<typeof discoverPath>) => {
  const url = new URL(discoverPath(...given), 'http://kibana.example');
  return {
    path: url.pathname,
    locator: url.searchParams.get('l'),
    params: JSON.parse(url.searchParams.get('p') ?? '{}') as {
      dataViewSpec: { title: string; timeFieldName: string };
      timeRange: { from: string; to: string };
      query: { query: string };
    },
  };
};
const queryOf = (...given: Parameters<typeof discoverPath>) => of(...given).params.query.query;

const attacked = (value: string, spellings: string[] = []) =>
  alert({
    group: { kind: 'account', key: value.toLowerCase(), value, spellings },
    evidence: evidence({
      first: NOW - MINUTE,
      last: NOW,
      spellings: spellings.map((one) => ({ value: one, count: 1, first: NOW })),
      samples: ['winlogbeat-8/a', 'winlogbeat-8/b', 'other/c'],
    }),
  });

describe('the events of an alert in Discover', () => {
  it("are those of the settings' indices and of the alert's time, with a minute around", () => {
    const { path, locator, params } = of(attacked('guest'), SOURCE);
    expect([path, locator]).toEqual(['/app/r', 'DISCOVER_APP_LOCATOR']);
    expect(params.dataViewSpec).toMatchObject({ title: 'winlogbeat-*,logs-*', timeFieldName: '@timestamp' });
    expect(params.timeRange).toMatchObject({ from: iso(NOW - 2 * MINUTE), to: iso(NOW + MINUTE) });
  });

  it('are searched in the indices of the samples by who may not see the settings', () =>
    expect(of(attacked('guest'), null).params.dataViewSpec.title).toBe('winlogbeat-8,other'));

  it('have the name in every spelling, in the usual fields and anywhere else', () =>
    expect(queryOf(attacked('guest', ['GUEST', 'guest']), SOURCE)).toMatch(
      /^\(winlog\.event_data\.TargetUserName: \("guest" or "GUEST"\) or .* or "guest" or "GUEST"\) and \(event\.code: \("4625" or/,
    ));

  it('are looked for in the fields that somebody set first, and by the time that somebody set', () => {
    const patternFields = [{ ...nothingSet('logs-*'), fields: { account: 'who' } }];
    const set = { ...SOURCE, fields: { time: 'when', code: 'id' }, patternFields };
    expect(queryOf(attacked('guest'), set)).toMatch(/^\(who: .*and \(id: \("4625"/);
    expect(of(attacked('guest'), set).params.dataViewSpec.timeFieldName).toBe('when');
  });

  it('cannot be made others by a hostile name', () =>
    expect(queryOf(attacked('a" or *\\'), SOURCE)).toContain(String.raw`("a\" or *\\")`));

  it('are those of a source address', () => {
    const source = alert({ group: { kind: 'source', key: '10.0.0.7', value: '10.0.0.7', spellings: [] } });
    expect(queryOf(source, SOURCE)).toContain('source.ip: ("10.0.0.7")');
  });
});
