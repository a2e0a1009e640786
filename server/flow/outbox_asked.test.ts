import { HOUR, MINUTE, SECOND } from '../../test/builders';
import { FakeOutbox } from '../../test/fake_outbox';
import type { ChannelSender, Outcome } from '../notify/delivery/channel_sender_port';

/** A far side that asks, for each message, to be left alone for so long, ms. */
function outboxThatIsAsked(waitMs: number) {
  const sends: number[] = [];
  const outcome: Outcome = { kind: 'deferred', waitMs, code: 'busy', said: '503', remedy: 'Wait.' };
  const sender: ChannelSender = {
    send: async () => {
      sends.push(outbox.now);
      return outcome;
    },
    probe: async () => ({ works: true }),
    limits: () => [{ key: 'far side', rates: [] }],
    check: async () => ({ sender: null, receiver: null, problems: [] }),
  };
  const outbox: FakeOutbox = new FakeOutbox({ telegram: sender });
  return { outbox, sends };
}

it.each([0, SECOND])('a far side that asks for %d ms each time is tried ever more slowly', async (waitMs) => {
  const { outbox, sends } = outboxThatIsAsked(waitMs);
  outbox.plan();
  while (outbox.first().status === 'pending') await outbox.drain(5 * SECOND);
  expect(outbox.first().status).toBe('expired');
  expect(sends.length).toBeLessThanOrEqual(80);
});

it('what is asked for holds for all messages, the growing pause for the one that was tried', async () => {
  const { outbox, sends } = outboxThatIsAsked(2 * SECOND);
  outbox.plan();
  await outbox.passTime(HOUR);
  const { notBefore } = outbox.first();
  expect(notBefore - (sends.at(-1) ?? 0)).toBe(5 * MINUTE);
  const before = sends.length;
  outbox.plan();
  await outbox.drain(3 * SECOND);
  expect(sends.length).toBe(before + 1);
});
