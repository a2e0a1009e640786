import { NOW, SECOND } from '../../test/builders';
import { delivery } from '../../test/deliveries';
import { deliveryView, newestFirst, reasonWord, statusView } from './delivery_words';

const now = NOW;
const at = (seconds: number) => NOW + seconds * SECOND;
const MAIL = { id: 'mail', kind: 'email', name: 'Mail' };

describe('one message', () => {
  it.each([
    [{}, /^Delivered \d\d:14:01$/, 'success'],
    [{ deliveredAt: null }, /^Delivered$/, 'success'],
    [{ detour: true }, /^Delivered \d\d:14:01$/, 'warning'],
    [{ status: 'pending', notBefore: at(45) }, /^Waiting until \d\d:15:45$/, 'warning'],
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

  it('shows the failure of one channel also where another one delivered later', () => {
    const refused = delivery({ id: 'd2', channel: MAIL, status: 'refused', plannedAt: at(-120) });
    expect(deliveryView([refused, delivery()], null, now)).toEqual({
      text: 'Mail: Refused',
      tone: 'danger',
    });
  });

  it.each(['growing', 'ended'] as const)(
    'is not called untold for a change (%s) that came to nothing',
    (reason) => {
      const change = delivery({ id: 'd2', reason, status: 'expired', plannedAt: at(-5) });
      expect(deliveryView([delivery(), change], null, now).tone).toBe('success');
    },
  );

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
