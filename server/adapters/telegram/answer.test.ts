import * as z from 'zod';
import { Secret } from '../../../common/channels/secret';
import { readAnswer } from './answer';
import type { HttpAnswer } from './answer';

const TOKEN = new Secret('100001:stand-in_token_of_a_test_of_answers');
const HALF = 'stand-in_token_of_a_test_of_answers';
const RESULT = z.looseObject({ message_id: z.int() });
const read = (status: number, body: unknown, more: Partial<HttpAnswer> = {}) =>
  readAnswer({ status, body: JSON.stringify(body), retryAfter: undefined, ...more }, RESULT, TOKEN);
const refusal = (description: string, more: object = {}) => ({
  ok: false,
  error_code: 400,
  description,
  ...more,
});

describe('readAnswer', () => {
  it('takes a success, with fields that are new', () => {
    const result = { message_id: 7, something_new: true };
    expect(read(200, { ok: true, result, something_new: 1 })).toEqual({ ok: true, result });
  });

  it.each<[string, number, unknown, object]>([
    [
      'a refusal',
      400,
      refusal('Bad Request: chat not found'),
      { httpStatus: 400, description: 'Bad Request: chat not found' },
    ],
    [
      'ok false under 200: the code of the body counts',
      200,
      refusal('Forbidden: x', { error_code: 403 }),
      { httpStatus: 403 },
    ],
    [
      'ok false under 200 without a code',
      200,
      { ok: false, description: 'Unauthorized' },
      { httpStatus: 200 },
    ],
    ['a refusal without words', 400, { ok: false }, { httpStatus: 400, description: '' }],
    ['a wait', 429, refusal('x', { parameters: { retry_after: 7 } }), { retryAfterSeconds: 7 }],
    [
      'a new id, as a number of 52 bits',
      400,
      refusal('x', { parameters: { migrate_to_chat_id: -1001234567890123 } }),
      { migrateToChatId: '-1001234567890123' },
    ],
  ])('%s is from Telegram', (_name, status, body, failure) => {
    expect(read(status, body)).toMatchObject({
      ok: false,
      failure: { kind: 'answered', fromTelegram: true, ...failure },
    });
  });

  it.each<[string, string]>([
    ['a page', '<html>Log in</html>'],
    ['nothing', ''],
    ['half an answer', '{"ok":true,"resu'],
    ['JSON of something else', '{"status":"up"}'],
    ['a refusal in another form', '{"ok":false,"description":["a","b"]}'],
    ['a success without what was asked for', '{"ok":true,"result":{}}'],
  ])('%s is not from Telegram, and is not repeated', (_name, body) => {
    expect(read(200, null, { body })).toEqual({
      ok: false,
      failure: {
        kind: 'answered',
        httpStatus: 200,
        description: 'HTTP 200, not in the form of the Bot API',
        fromTelegram: false,
      },
    });
  });

  it.each<[string, string | undefined, number | undefined]>([
    ['seconds', '9', 9],
    ['a date', 'Sun, 22 Nov 2026 03:12:16 GMT', undefined],
    ['none', undefined, undefined],
  ])('the header with %s', (_name, retryAfter, seconds) => {
    expect(read(429, null, { body: 'Slow down', retryAfter })).toEqual({
      ok: false,
      failure: {
        kind: 'answered',
        httpStatus: 429,
        description: 'HTTP 429, not in the form of the Bot API',
        fromTelegram: false,
        retryAfterSeconds: seconds,
      },
    });
  });

  it('takes tokens out of whatever is said, the own one and any other', () => {
    const said = `no ${TOKEN.reveal()} at /bot${TOKEN.reveal()}/x and /bot42:other_secret/x`;
    expect(read(400, refusal(said))).toMatchObject({
      failure: { description: 'no ******** at /bot********/x and /bot********/x' },
    });
  });

  it.each<[string, string, string]>([
    ['its colon encoded', `at ${encodeURIComponent(`/bot${TOKEN.reveal()}/x`)}`, 'at %2Fbot********%2Fx'],
    ['its colon encoded twice', `at bot100001%253A${HALF}`, 'at bot100001%253A********'],
    ['its secret half alone', `no bot with ${HALF}.`, 'no bot with ********.'],
    ["another one's colon encoded", 'at bot42%3aother_secret', 'at bot********'],
  ])('takes a token out that is repeated with %s', (_how, said, description) => {
    expect(read(400, refusal(said))).toMatchObject({ failure: { description } });
  });

  it('keeps a long text short', () => {
    const answer = read(400, refusal('x'.repeat(10_000)));
    expect(!answer.ok && answer.failure.kind === 'answered' && answer.failure.description.length).toBe(500);
  });
});
