import { DELIVERY_CHANNEL } from '../../test/channels';
import type { Delivery } from '../../common/deliveries/deliveries';
import { deliveryView, newestFirst, reasonWord, statusView } from './delivery_words';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  alertId: 'a1',
  channel: DELIVERY_CHANNEL,
  reason: 'first',
  status: 'delivered',
  attempts: 1,
  plannedAt: at(-60),
  notBefore: null,
  deliveredAt: at(-59),
  lastErrorCode: null,
  lastError: null,
  remedy: null,
  text: 'text',
  ...change,
});

describe('one message', () => {
  it.each([
    [{}, /^Delivered \d\d:59:01$/, 'success'],
    [{ deliveredAt: null }, /^Delivered$/, 'success'],
    [{ status: 'pending', notBefore: at(45) }, /^Waiting until \d\d:00:45$/, 'warning'],
    [{ status: 'pending', notBefore: at(-45) }, /^Waiting$/, 'warning'],
    [{ status: 'pending' }, /^Waiting$/, 'warning'],
    [{ status: 'sending' }, /^Sending$/, 'primary'],
    [{ status: 'refused' }, /^Refused$/, 'danger'],
    [{ status: 'expired' }, /^Not delivered$/, 'danger'],
    [{ status: 'summarised' }, /^Part of a summary$/, 'subdued'],
  ] as const)('%p', (change, text, tone) => {
    const view = statusView(delivery(change), now);
    expect(view.text).toMatch(text);
    expect(view.tone).toBe(tone);
  });
});

describe('one alert', () => {
  it('shows its newest message', () => {
    const reminder = delivery({ id: 'd2', status: 'refused', plannedAt: at(-5) });
    expect(deliveryView([reminder, delivery()], null, now).text).toBe('Refused');
    expect(newestFirst([delivery(), reminder]).map(({ id }) => id)).toEqual(['d2', 'd1']);
  });

  it.each([
    ['cooldown', 'Held (cooldown)'],
    ['same_attack', 'Told with another'],
    ['no_channel', 'Not sent (no channel)'],
    ['too_old', 'Not sent (found late)'],
    [null, 'Not sent'],
  ] as const)('without a message, held for %p, says %p', (held, text) => {
    const view = deliveryView([], held, now);
    expect(view.text).toBe(text);
    expect(view.tone).not.toBe('success');
  });
});

it('has a word for each reason', () =>
  expect(
    (['first', 'reminder', 'severity', 'growing', 'ended', 'digest'] as const).map((reason) =>
      reasonWord(delivery({ reason })),
    ),
  ).toEqual([
    'First message',
    'Reminder',
    'More serious than before',
    'Message brought up to date',
    'Attack ended',
    'Part of a digest',
  ]));
