import { alert, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { openChannel } from '../../test/fake_outbox';
import { Rig } from '../../test/telegram_rig';
import type { NotifyReason } from '../../common/alerts/verdicts';
import type { Severity } from '../../common/rules/rules';

describe('the order', () => {
  const critical = (n: number) => alert({ id: `critical-${n}`, severity: 'critical' });

  it('is worked and critical, first, severity, reminder, over everything that waits', async () => {
    const rig = new Rig();
    const order: Array<[NotifyReason, Severity]> = [
      ['reminder', 'critical'],
      ['severity', 'high'],
      ['first', 'low'],
      ['severity', 'critical'],
      ['first', 'critical'],
    ];
    for (const [n, [reason, severity]] of order.entries()) {
      const told = alert({
        id: `a${n}`,
        severity,
        group: { ...alert().group, value: `${reason} ${severity}` },
      });
      rig.plan({ alert: told, reason, now: NOW + n });
    }
    await rig.drain(SECOND);
    expect(rig.texts().map((text) => /<code>(.*?)<\/code>/.exec(text)?.[1])).toEqual([
      'severity critical',
      'first critical',
      'first low',
      'severity high',
      'reminder critical',
    ]);
  });

  it('holds among more than a hundred: the attack that worked does not wait behind low ones', async () => {
    const rig = new Rig(...Array<NotifyReason>(300).fill('first'));
    rig.plan({ alert: critical(1), now: NOW + 1_000 });
    await rig.drain(SECOND);
    expect(rig.entries.get(`critical-1-${CHANNEL_ID}-1`)).toMatchObject({ status: 'delivered' });
    expect(rig.texts()[0]).toContain('critical');
  });
});

describe('the pace', () => {
  it('in a chat is one message a second and, in a group, twenty a minute, in any minute', async () => {
    const rig = new Rig(...Array<NotifyReason>(100).fill('first'));
    const times: number[] = [];
    const telegram = rig.senders['telegram'];
    const send = telegram?.send;
    Object.assign(telegram ?? {}, {
      send: (...args: Parameters<NonNullable<typeof send>>) => {
        times.push(rig.now);
        return send?.(...args);
      },
    });
    while (rig.statuses()['pending']) await rig.drain(5 * SECOND);
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SECOND);
    const inAnyMinute = times.map((from) => times.filter((at) => at >= from && at < from + MINUTE).length);
    expect(Math.max(...inAnyMinute)).toBeLessThanOrEqual(20);
    expect(rig.statuses()).toEqual({ delivered: 100 });
  });

  it('of a person is one message a second', async () => {
    const rig = new Rig(...Array<NotifyReason>(25).fill('first'));
    rig.channels.set(CHANNEL_ID, openChannel({ options: { chatId: '42' } }));
    await rig.drain(SECOND);
    expect(rig.statuses()).toEqual({ delivered: 25 });
    expect(rig.now - NOW).toBeGreaterThanOrEqual(24 * SECOND);
  });
});
