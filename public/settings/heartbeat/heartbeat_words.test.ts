import type { HeartbeatStatus } from '../../../common/status/heartbeat';
import { MINUTE, NOW } from '../../../test/builders';
import { heartbeatText, lastCallText } from './heartbeat_words';

const TAKEN = { at: NOW - 2 * MINUTE, ok: true, said: 'HTTP 200: OK' } as const;
const FAILED = {
  at: NOW - MINUTE,
  ok: false,
  code: 'host_unknown',
  said: 'ENOTFOUND',
  remedy: 'The name of the host cannot be resolved.',
} as const;

it.each<[string, HeartbeatStatus['lastCall'], boolean, string]>([
  ['none was made', null, false, 'Not called yet. The first call comes with the next good run.'],
  ['one was taken', TAKEN, false, 'Last called 2 min ago. The answer: HTTP 200: OK'],
  [
    'one failed',
    FAILED,
    false,
    'The last call, 1 min ago, failed: ENOTFOUND. The name of the host cannot be resolved.',
  ],
  ['detection is off', TAKEN, true, 'Detection is off, so the URL is not called.'],
])('says of the last call, where %s', (_what, lastCall, isOff, expected) => {
  expect(lastCallText({ minutes: 5, host: 'hc-ping.com', lastCall }, NOW, isOff)).toBe(expected);
});

it.each([
  [null, 'off'],
  [{ method: 'get', minutes: 1 } as const, 'GET every minute'],
  [{ method: 'post', minutes: 15 } as const, 'POST every 15 minutes'],
])('says of %j in a conflict: %s', (heartbeat, expected) => {
  expect(heartbeatText(heartbeat)).toBe(expected);
});
