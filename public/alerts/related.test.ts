import type { Alert } from '../../common/alerts/alerts';
import type { AlertWithDeliveries } from '../../common/api/api';
import { alert, evidence } from '../../test/builders';
import { queryOf } from './list/list_state';
import { listOf, relatedBy, sharedBy } from './related';

const one = (value: string) => [{ value, count: 1 }];
const of = (
  kind: 'account' | 'source' | 'host' | 'workstation',
  value: string,
  change: Partial<Alert> = {},
) =>
  ({
    ...alert({
      id: value,
      group: { kind, key: value.toLowerCase(), value, spellings: [value] },
      evidence: evidence({ accounts: one('guest'), sources: one('10.0.0.7'), hosts: one('DC01') }),
      ...change,
    }),
    deliveries: [],
  }) satisfies AlertWithDeliveries;

describe('what an alert is looked up by', () => {
  it('is its account, its source and its host, each once', () =>
    expect(sharedBy(of('account', 'Guest')).map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'account Guest',
      'source 10.0.0.7',
      'host DC01',
    ]));

  it('is no account where several were tried', () => {
    const accounts = [...one('anna'), ...one('bert')];
    const spray = of('source', '10.0.0.9', { evidence: evidence({ accounts, sources: [], hosts: [] }) });
    expect(sharedBy(spray)).toEqual([{ kind: 'source', value: '10.0.0.9' }]);
  });

  it('is asked for by exact host, and by a piece of a name otherwise', () => {
    expect(queryOf(listOf({ kind: 'host', value: 'DC01' }), 0)).toMatchObject({ host: ['DC01'] });
    expect(queryOf(listOf({ kind: 'source', value: '10.0.0.7' }), 0)).toMatchObject({ q: '10.0.0.7' });
  });
});

describe('related alerts', () => {
  const own = of('host', 'DC01', { id: 'own', partOf: 'whole', linked: [{ id: 'part', ruleId: 'r' }] });

  it("lead from a host to its accounts' alerts first, without what is named elsewhere", () => {
    const found = [
      own,
      of('source', '10.0.0.7'),
      of('account', 'Guest'),
      of('account', 'whole'),
      of('account', 'part'),
    ];
    expect(relatedBy({ kind: 'host', value: 'dc01' }, own, found).map(({ id }) => id)).toEqual([
      'Guest',
      '10.0.0.7',
    ]);
  });

  it('have exactly the same, and not only a piece of it', () => {
    const other = of('source', '10.0.0.71', { evidence: evidence({ sources: one('10.0.0.71') }) });
    expect(relatedBy({ kind: 'source', value: '10.0.0.7' }, own, [other])).toEqual([]);
  });
});
