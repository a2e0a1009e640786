import { API } from '../../common/api/api';
import { API_PRIVILEGE } from '../../common/api/plugin';
import { mismatchOf, faultOf } from './conformance';
import {
  apiDocument,
  mediaOf,
  operationOf,
  operations,
  resolve,
  type Media,
  type Operation,
} from './document';
import { registeredRoutes } from './routes';

const line = (method: string, path: string, privilege: string) => `${method} ${path} ${privilege}`;

describe('docs/openapi.yaml and the routes', () => {
  it('name the same methods, paths and privileges', () => {
    const described = operations().map(({ method, path, privilege }) =>
      line(method, path, API_PRIVILEGE[privilege]),
    );
    const registered = registeredRoutes().map(({ method, path, authz }) => line(method, path, authz.join()));
    expect(registered.sort()).toEqual(described.sort());
  });

  it('mean the same privilege in the form of 8.12', () => {
    const tags = registeredRoutes().map(({ method, path, tags: [tag] }) => line(method, path, tag ?? ''));
    const described = operations().map(({ method, path, privilege }) =>
      line(method, path, `access:${API_PRIVILEGE[privilege]}`),
    );
    expect(tags.sort()).toEqual(described.sort());
  });

  it('name the paths that the browser asks, and no others', () => {
    expect(Object.keys(apiDocument().paths).sort()).toEqual(Object.values(API).sort());
  });
});

describe('every operation', () => {
  it.each(operations().map((one) => [one.id, one] as const))('%s says what it is for', (_id, operation) => {
    expect(operation.summary).toMatch(/^[A-Z].{20,}\.$/);
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '503']),
    );
    expect('413' in operation.responses && '415' in operation.responses).toBe(operation.body !== undefined);
    const xsrf = operation.parameters.find(({ name }) => name === 'kbn-xsrf');
    expect(xsrf?.required ?? false).toBe(operation.method !== 'GET');
    const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
    expect(operation.path.match(/\{[^}]+\}/g) ?? []).toEqual(inPath);
  });

  it('that reads with the rights of the caller may be asked too often, and turning off may not', () => {
    const limited = operations().flatMap(({ id, responses }) => ('429' in responses ? [id] : []));
    expect(limited).toEqual(expect.arrayContaining(['turnOn', 'renewKey']));
    expect(limited).not.toContain('turnOff');
  });

  it('has a name of its own', () => {
    const ids = operations().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('examples are valid', () => {
  const contentsOf = ({ id, body, responses }: Operation): Array<[string, Media]> => [
    ...(body ? [[`the body of ${id}`, body] as [string, Media]] : []),
    ...Object.entries(responses).map(([status, { content }]): [string, Media] => [
      `${status} of ${id}`,
      mediaOf(content),
    ]),
  ];
  const cases = operations().flatMap(contentsOf);

  it.each(cases)('%s', (_name, { schema, examples }) => {
    const values = Object.values(examples).map((one) => resolve(one).value);
    expect(values.length).toBeGreaterThan(0);
    expect(values.map((value) => faultOf(schema, value))).toEqual(values.map(() => undefined));
  });
});

describe('an answer is held against the description', () => {
  const refusal = { statusCode: 429, error: 'Too Many Requests', message: 'Wait.' };
  const none = { get: () => null };
  it.each([
    [
      'as described',
      'GET',
      `${API.alerts}?per_page=2`,
      { status: 200, body: { alerts: [], total: 0, after: null, summary: null } },
      undefined,
    ],
    ['a status that is not described', 'GET', API.status, { status: 418, body: {} }, /418 is not described/],
    [
      'a missing field',
      'GET',
      API.alerts,
      { status: 200, body: { alerts: [], after: null, summary: null } },
      /total/,
    ],
    [
      'a field that is not described',
      'GET',
      API.alerts,
      { status: 200, body: { alerts: [], total: 0, after: null, summary: null, next: 2 } },
      /additional/,
    ],
    [
      'such a field deep inside',
      'POST',
      API.checkToken,
      { status: 200, body: { ok: true, result: { id: 1, username: 'a', token: 'b' } } },
      /oneOf/,
    ],
    ['a text instead of JSON', 'GET', API.settings, { status: 503, body: 'not ready yet' }, /object/],
    ['a missing header', 'GET', API.detect, { status: 429, body: refusal, headers: none }, /Retry-After/],
    ['an alert by its id', 'GET', API.alert.replace('{id}', 'x'), { status: 409, body: {} }, /readAlert/],
    ['another API', 'GET', '/api/spaces/space', { status: 418, body: {} }, undefined],
  ])('%s', (_name, method, path, answer, expected) => {
    const mismatch = mismatchOf(method, path, answer);
    if (expected) expect(mismatch).toMatch(expected);
    else expect(mismatch).toBeUndefined();
  });

  it('a path with one part more is another one', () => {
    expect(operationOf('GET', `${API.alerts}/a/b`)).toBeUndefined();
    expect(operationOf('DELETE', API.settings)).toBeUndefined();
  });
});
