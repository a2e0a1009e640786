import { withToken } from '../../test/channels';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { createApi } from './api_client';
import { ApiError, toApiError } from './api_error';

function setUp() {
  const http = {
    basePath: { prepend: (path: string) => path },
    get: jest.fn(),
    post: jest.fn(),
    put: jest.fn(),
  };
  for (const method of [http.get, http.post, http.put]) method.mockResolvedValue({});
  const presses = { whenReleased: jest.fn((act: () => void) => act()) };
  return { http, presses, api: createApi(http, presses) };
}

describe('calls', () => {
  it('asks for a page of alerts', async () => {
    const { http, api } = setUp();
    await api.alerts({ per_page: 25, after: 'x' }, { asSystemRequest: true });
    expect(http.get).toHaveBeenCalledWith('/api/brute_force_alerts/alerts', {
      asSystemRequest: true,
      query: { per_page: 25, after: 'x' },
    });
  });

  it('puts an id into the path so that it stays one part of it', async () => {
    const { http, api } = setUp();
    await api.alert('a/../b?c');
    expect(http.get.mock.calls[0]?.[0]).toBe('/api/brute_force_alerts/alerts/a%2F..%2Fb%3Fc');
  });

  it('sends a token in the body and nowhere else', async () => {
    const { http, api } = setUp();
    await api.saveSettings({ settings: DEFAULT_SETTINGS, version: 'v1', secrets: withToken('secret') });
    const [path, options] = http.put.mock.calls[0] ?? [];
    expect(path).toBe('/api/brute_force_alerts/settings');
    expect(Object.keys(options)).toEqual(['body']);
    expect(JSON.parse(options.body)).toEqual({
      settings: DEFAULT_SETTINGS,
      version: 'v1',
      secrets: withToken('secret'),
    });
  });

  it('turns every failure into an ApiError', async () => {
    const { http, api } = setUp();
    http.post.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(api.turnOn({ version: 'v1' })).rejects.toBeInstanceOf(ApiError);
  });
});

it.each([
  ['an answer', (http: jest.Mock) => http.mockResolvedValue({ alerts: [] })],
  ['a refusal', (http: jest.Mock) => http.mockRejectedValue(new TypeError('Failed to fetch'))],
])('%s that comes while something is pressed is given when it was released', async (_what, comes) => {
  const { http, presses, api } = setUp();
  comes(http.get);
  let release = () => undefined as void;
  presses.whenReleased.mockImplementation((act) => void (release = act));
  const given = jest.fn();
  const asked = api.status().then(given, given);
  await new Promise(setImmediate);
  expect(given).not.toHaveBeenCalled();
  release();
  await asked;
  expect(given).toHaveBeenCalledTimes(1);
});

const failure = (status: number, body: unknown = {}) =>
  Object.assign(new Error('x'), { response: { status }, body });

describe('errors', () => {
  it('takes the problems that the server names, and only well-formed ones', () => {
    const problem = { code: 'c', message: 'm', remedy: 'r', severity: 'error', field: 'settings.threshold' };
    const error = toApiError(
      failure(400, { message: 'No.', attributes: { problems: [problem, { code: 'c' }, null] } }),
    );
    expect(error).toMatchObject({ status: 400, message: 'No.', problems: [problem] });
  });

  it.each([
    [new TypeError('Failed to fetch'), undefined, 'no_answer', /did not answer/],
    ['odd', undefined, 'no_answer', /did not answer/],
    [failure(401), 401, 'session_ended', /session has ended/],
    [failure(403), 403, 'forbidden', /may not/],
    [failure(404, { message: 'No such alert.' }), 404, 'not_found', /No such alert/],
    [failure(500, { message: 'Boom' }), 500, 'http_500', /error 500: Boom/],
    [failure(500, 'text'), 500, 'http_500', /error 500/],
  ])('says what %p means', (thrown, status, code, message) => {
    const error = toApiError(thrown);
    expect(error.status).toBe(status);
    expect(error.message).toMatch(message);
    expect(error.problems).toMatchObject([{ code, severity: 'error' }]);
    expect(error.problems[0]?.remedy).not.toBe('');
  });

  it('leaves an ApiError as it is', () => {
    const error = toApiError(failure(403));
    expect(toApiError(error)).toBe(error);
  });
});
