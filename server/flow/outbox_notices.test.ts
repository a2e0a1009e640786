import { alert, HOUR, MINUTE, NOW, SECOND } from '../../test/builders';
import { DELIVERY_CHANNEL } from '../../test/channels';
import { Rig } from '../../test/telegram_rig';
import { trouble } from '../../test/troubles';
import { planNotice } from '../notify/message/notice';

/** Plans notices, one a second. */
function noticesIn(rig: Rig, ...ids: string[]): void {
  for (const [n, id] of ids.entries()) {
    const now = rig.now + n * SECOND;
    const entry = planNotice({
      space: 'default',
      channel: DELIVERY_CHANNEL,
      trouble: trouble({ id }),
      state: 'began',
      link: null,
      now,
    });
    rig.entries.set(entry.id, entry);
  }
}
const titles = (rig: Rig) => rig.texts().map((text) => /<b>(.*?)<\/b>/.exec(text)?.[1]);

it('comes after first messages and risen severities, and before reminders', async () => {
  const rig = new Rig();
  rig.plan({ alert: alert({ id: 'a' }), reason: 'reminder', now: NOW });
  noticesIn(rig, 'x');
  rig.plan({ alert: alert({ id: 'b' }), reason: 'severity', now: NOW });
  rig.plan({ alert: alert({ id: 'c' }), reason: 'first', now: NOW });
  await rig.drain(SECOND);
  expect(titles(rig).map((title) => title === 'Detection does not work')).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

it('is given up after six hours, since it is no news any more', async () => {
  const rig = new Rig();
  noticesIn(rig, 'x');
  await rig.drain(6 * HOUR);
  expect(rig.statuses()).toEqual({ expired: 1 });
  expect(rig.bodies).toEqual([]);
});

describe('where the channel refuses', () => {
  it('shows by itself whether it works again, and the others follow', async () => {
    const rig = new Rig();
    rig.kick();
    noticesIn(rig, 'x', 'y', 'z');
    await rig.drain(3 * SECOND);
    expect(rig.statuses()).toEqual({ refused: 1, pending: 2 });
    rig.kick(false);
    await rig.passTime(3 * MINUTE);
    expect(rig.statuses()).toEqual({ delivered: 3 });
    expect(rig.circuits.size).toBe(0);
    expect(rig.bodies).toHaveLength(4);
  });

  it('is probed ever more slowly where getChat answers and sending is refused', async () => {
    const rig = new Rig();
    rig.kick();
    noticesIn(rig, 'x');
    await rig.drain(SECOND);
    rig.isIn = true;
    await rig.passTime(5 * HOUR);
    expect(rig.bodies.length).toBeLessThan(15);
    expect(rig.circuits.size).toBe(1);
  });

  it('is not summed up with attacks: the summary counts those, and the notice follows', async () => {
    const rig = new Rig('first', 'first');
    rig.kick();
    noticesIn(rig, 'x');
    await rig.drain(SECOND);
    rig.kick(false);
    await rig.passTime(3 * MINUTE);
    expect(titles(rig).slice(1)).toEqual(['2 attacks were held back', 'Detection does not work']);
    expect(rig.statuses()).toEqual({ summarised: 2, delivered: 2 });
  });

  it('is not told as news where the channel works again after six hours', async () => {
    const rig = new Rig();
    rig.kick();
    noticesIn(rig, 'x');
    await rig.passTime(7 * HOUR);
    rig.kick(false);
    await rig.passTime(2 * HOUR);
    expect(rig.statuses()).toEqual({ expired: 1 });
    expect(rig.bodies).toHaveLength(1);
    expect(rig.circuits.size).toBe(0);
  });
});
