import type { ChannelTests } from '../notify/delivery/channel_tests_port';
import type { ChannelMessage, TestMessage } from '../notify/message/message';
import type { Outbox } from '../notify/delivery/outbox_port';
import { planTest } from '../notify/message/test_entry';

interface Ports {
  outbox: Pick<Outbox<ChannelMessage>, 'get' | 'put'>;
  /** 128 random bits in 22 letters, digits, - and _. */
  randomWord(): string;
  pokeOutbox(): void;
  clock(): number;
}

/** Test messages of saved channels: they go the way that alerts go, through the outbox of the space. */
export const createChannelTests = (
  { outbox, randomWord, pokeOutbox, clock }: Ports,
  space: string,
): ChannelTests => ({
  async send(channel, askedBy) {
    const message: TestMessage = { kind: 'test', askedBy, at: clock(), channel: channel.name, space };
    const entry = planTest(channel, message, randomWord());
    await outbox.put(entry);
    pokeOutbox();
    return entry;
  },

  async find(id) {
    const entry = await outbox.get({ space }, id);
    return entry?.reason === 'test' ? entry : null;
  },
});
