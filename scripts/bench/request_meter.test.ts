import { Client } from '@elastic/elasticsearch';
import { kindOf, labelOf, RequestMeter } from './request_meter';

describe('a request is a search or a write', () => {
  it.each([
    ['POST', '/_search', 'search', 'a search over a point in time'],
    ['POST', '/winlogbeat-%2A/_search?size=1', 'search', 'a search of an index, with parameters'],
    ['POST', '/_msearch', 'search', 'several at once'],
    ['POST', '/winlogbeat-*/_pit', 'search', 'opening a point in time'],
    ['DELETE', '/_pit', 'search', 'closing one changes nothing either'],
    ['POST', '/winlogbeat-*/_count', 'search', 'counting'],
    ['POST', '/winlogbeat-*/_field_caps', 'search', 'asking for fields'],
    ['POST', '/_security/user/_has_privileges', 'search', 'asking for rights'],
    ['GET', '/winlogbeat-*/_settings', 'search', 'whatever is got'],
    ['HEAD', '/winlogbeat-1', 'search', 'asking whether there is an index'],
    ['POST', '/_bulk', 'write', 'writing documents'],
    ['PUT', '/index/_doc/memory', 'write', 'writing one document'],
    ['PUT', '/index/_create/1', 'write', 'creating one'],
    ['POST', '/index/_update/1', 'write', 'changing one'],
    ['DELETE', '/index/_doc/1', 'write', 'deleting one'],
    ['POST', '/index/_refresh', 'write', 'refreshing'],
    ['PUT', '/index', 'write', 'making an index'],
    ['PUT', '/_index_template/one', 'write', 'a template'],
  ])('%s %s is a %s: %s', (method, path, kind) => {
    expect(kindOf(method, path)).toBe(kind);
  });
});

describe('a request is named for what it asks of which index', () => {
  it.each([
    ['POST', '/_search', 'POST _search', 'without an index'],
    ['POST', '/winlogbeat-bench-1/_pit?keep_alive=1m', 'POST events/_pit', 'of the index of events'],
    [
      'GET',
      '/.kibana-brute-force-alerts-state-bench-1/_doc/memory',
      'GET state/_doc',
      'of the own state, without the id',
    ],
    [
      'POST',
      '/%2Ekibana-brute-force-alerts-alerts-bench-1/_search',
      'POST alerts/_search',
      'of the alerts, whatever is escaped',
    ],
  ])('%s %s is %s: %s', (method, path, label) => {
    expect(labelOf(method, path)).toBe(label);
  });
});

describe('the meter', () => {
  const metered = () => {
    const client = new Client({ node: 'http://127.0.0.1:9' });
    let now = 0;
    const meter = new RequestMeter(client, () => now);
    const requests = [1, 2].map(() => ({ id: 1, params: { method: 'POST', path: '/_search' } }));
    const emit = (event: 'request' | 'response', n: number, at: number) => {
      now = at;
      client.diagnostic.emit(event, null, { meta: { request: requests[n - 1] } } as never);
    };
    return { meter, emit };
  };

  it.each<[string, Array<['request' | 'response', number, number]>, number[]]>([
    [
      'from sending to the answer',
      [
        ['request', 1, 10],
        ['response', 1, 25],
      ],
      [15],
    ],
    [
      'each of two at a time on its own, also where a child client gave one the same id',
      [
        ['request', 1, 0],
        ['request', 2, 5],
        ['response', 1, 20],
        ['response', 2, 30],
      ],
      [20, 25],
    ],
    [
      'one that was sent again from its first sending',
      [
        ['request', 1, 0],
        ['request', 1, 40],
        ['response', 1, 50],
      ],
      [50],
    ],
    ['one without an answer not yet', [['request', 1, 0]], []],
  ])('measures %s', (_what, events, expected) => {
    const { meter, emit } = metered();
    for (const event of events) emit(...event);
    expect(meter.take().map(({ ms }) => ms)).toEqual(expected);
  });
  it('gives everything once', () => {
    const { meter, emit } = metered();
    emit('request', 1, 0);
    emit('response', 1, 1);
    expect(meter.take()).toEqual([{ kind: 'search', request: 'POST _search', ms: 1 }]);
    expect(meter.take()).toEqual([]);
  });
});
