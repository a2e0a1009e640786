import type { HeartbeatOutcome } from '../../../common/status/heartbeat';
import { WEBHOOK_ERRORS } from '../webhook/error_table';
import type { WebhookAnswer } from '../webhook/webhook_port';
import { outcomeOf } from './outcome';
import { HEARTBEAT_REMEDIES } from './remedies';

const answered = (status: number, said = '', by: 'receiver' | 'proxy' = 'receiver'): WebhookAnswer => ({
  kind: 'answered',
  by,
  status,
  said,
  retryAfterMs: null,
});
const failed = (code: string, isConnected = false): WebhookAnswer => ({ kind: 'failed', code, isConnected });

it.each<[string, WebhookAnswer, string]>([
  ['healthchecks', answered(200, 'OK'), 'HTTP 200: OK'],
  ['Uptime Kuma', answered(200, '{"ok":true}'), 'HTTP 200: {"ok":true}'],
  ['one that says nothing', answered(204), 'HTTP 204'],
  ['one that creates something', answered(201, 'Created'), 'HTTP 201: Created'],
])('a call is taken by %s', (_who, answer, said) => {
  expect(outcomeOf(answer)).toEqual({ ok: true, said });
});

it.each<[string, WebhookAnswer, Partial<HeartbeatOutcome>]>([
  [
    'a check that healthchecks does not know',
    answered(200, 'OK (not found)'),
    {
      code: 'address_unknown',
      said: 'HTTP 200: OK (not found)',
      remedy: expect.stringMatching(/Copy the whole URL/),
    },
  ],
  [
    'more calls than healthchecks counts',
    answered(200, 'OK (rate limited)'),
    { code: 'too_many_requests', remedy: expect.stringMatching(/more minutes/) },
  ],
  [
    'a monitor that Uptime Kuma does not know',
    answered(404, '{"ok":false,"msg":"Monitor not found or not active."}'),
    { code: 'address_unknown', remedy: expect.stringMatching(/deleted or paused/) },
  ],
  ['a method that is not taken', answered(405), { code: 'address_unknown' }],
  ['a name that two checks have', answered(409), { code: 'other_refusal' }],
  ['a redirect', answered(301), { code: 'redirected', remedy: expect.stringMatching(/final address/) }],
  ['a gateway', answered(502), { code: 'gateway_trouble', remedy: expect.stringMatching(/in a minute/) }],
  ['trouble of the service', answered(500), { code: 'receiver_trouble' }],
  ['a proxy that wants a login', answered(407, '', 'proxy'), { code: 'proxy_login' }],
  ['a good status of a proxy', answered(200, '', 'proxy'), { code: 'proxy_refused' }],
  ['a name that nobody knows', failed('ENOTFOUND'), { code: 'host_unknown', said: 'ENOTFOUND' }],
  [
    'silence',
    failed('ECONNABORTED', true),
    { code: 'timed_out', remedy: expect.stringMatching(/No answer came/) },
  ],
  [
    'a certificate that is not trusted',
    failed('SELF_SIGNED_CERT_IN_CHAIN'),
    { code: 'certificate_untrusted' },
  ],
  [
    'a host that is not listed',
    { kind: 'forbidden', what: 'host', value: 'kuma.example', line: 'the line' },
    {
      code: 'host_not_allowed',
      said: expect.stringMatching(/kuma\.example is not among/),
      remedy: expect.stringMatching(/kibana\.yml.*the line/),
    },
  ],
  [
    'an address that is not listed',
    { kind: 'forbidden', what: 'address', value: '127.0.0.1', line: 'the line' },
    { code: 'address_not_allowed', said: expect.stringMatching(/127\.0\.0\.1/) },
  ],
])('a call fails by %s', (_why, answer, expected) => {
  expect(outcomeOf(answer)).toMatchObject({ ok: false, ...expected });
});

it('no remedy speaks of messages, which a heartbeat has none of', () => {
  const codes = [...new Set(WEBHOOK_ERRORS.map(({ code }) => code))];
  expect(codes.filter((code) => /message|webhook(?!\.)/i.test(HEARTBEAT_REMEDIES[code]()))).toEqual([]);
});
