import { API } from '../../common/api/api';
import { judge, type Judged } from './judge';

const refusal = (statusCode: number) => ({ statusCode, error: 'Error', message: 'No.' });
const problem = { code: 'conflict', severity: 'error', message: 'No.', remedy: '' };
const ofTheRoute = (statusCode: number) => ({ ...refusal(statusCode), attributes: { problems: [problem] } });
const answer = (changes: Partial<Judged>): Judged => ({
  caller: 'all',
  method: 'GET',
  path: API.alerts,
  status: 200,
  body: { alerts: [], total: 0, after: null, summary: null },
  headers: { get: () => null },
  ...changes,
});

it.each<[string, Partial<Judged>]>([
  ['as described', {}],
  ['a reader reads', { caller: 'read' }],
  ['nobody is refused', { caller: 'nobody', status: 401, body: refusal(401) }],
  [
    'a reader is refused before the route',
    { caller: 'read', method: 'PUT', path: API.settings, status: 403, body: refusal(403) },
  ],
  ['a method that there is not', { method: 'DELETE', status: 404, body: refusal(404) }],
  ['HEAD, which every server answers', { method: 'HEAD', body: '' }],
  ['nobody is sent to the login page', { caller: 'nobody', path: '/somewhere', status: 302, body: '' }],
  ['a described 503: whether it was due is asked elsewhere', { status: 503, body: refusal(503) }],
])('is no fault: %s', (_name, changes) => expect(judge(answer(changes))).toBeUndefined());

it.each<[string, Partial<Judged>, string]>([
  ['a server error', { status: 500, body: refusal(500) }, 'server error'],
  ['a server error where there is no route', { method: 'TRACE', status: 502 }, 'server error'],
  ['a status that is not described', { status: 409, body: refusal(409) }, 'not as described'],
  ['a body that is not described', { body: { alerts: [] } }, 'not as described'],
  ['a method that there is not, and that does something', { method: 'DELETE' }, 'not as described'],
  ['a reader is sent elsewhere', { caller: 'read', path: '/somewhere', status: 302 }, 'not as described'],
  [
    'a reader is refused by the route itself, not before it',
    { caller: 'read', method: 'PUT', path: API.settings, status: 409, body: ofTheRoute(409) },
    'let in',
  ],
  ['nobody is sent elsewhere by a route', { caller: 'nobody', status: 302 }, 'let in'],
  ['nobody reads', { caller: 'nobody' }, 'let in'],
  ['somebody without the privilege reads', { caller: 'none' }, 'let in'],
  ['a reader asks Telegram', { caller: 'read', method: 'POST', path: API.checkToken }, 'let in'],
])('is a fault: %s', (_name, changes, kind) => expect(judge(answer(changes))?.kind).toBe(kind));
