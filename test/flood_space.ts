import type { Tell } from '../common/channels/tell';
import type { OutboxEntry } from '../common/deliveries/outbox';
import { tick } from '../server/flow/tick';
import type { JudgedChannel } from '../server/judge/channel';
import type { ChannelMessage, SummaryMessage } from '../server/notify/message/message';
import { burst, rule, SECOND, successRule } from './builders';
import { CHANNEL_ID, judgedChannel } from './channels';
import { FakeSpace, tickRun } from './fakes';

type Entry = OutboxEntry<ChannelMessage>;

/** A space under a flood, and a channel that answers as it is told. */
export class Flood extends FakeSpace {
  channel: JudgedChannel;

  constructor(tell: Partial<Tell> = {}, overrides: Partial<JudgedChannel> = {}) {
    super();
    this.channel = judgedChannel({ firstMessages: 3, ...tell }, overrides);
  }

  /** Attacks accounts that are named so, each from an address of its own, the last failure a moment before `now`. */
  attack(names: string[], now: number): void {
    for (const account of names)
      this.events.push(...burst(5, { account, source: account, host: account }, SECOND, now - SECOND));
  }

  run(now: number): Promise<unknown> {
    this.now = now;
    const rules = [rule(), successRule()];
    return tick(this.ports(), tickRun({ now, rules, channels: [this.channel] }));
  }

  entries = () => [...this.planned.values()] as Entry[];
  own = () => this.entries().filter(({ reason, edits }) => edits === null && reason !== 'digest');
  digests = () => this.entries().filter(({ reason }) => reason === 'digest');
  /** What became of everything that waits. */
  answer(status: Entry['status']): void {
    for (const entry of this.entries())
      if (entry.status === 'pending') this.planned.set(entry.id, { ...entry, status, messageId: '7' });
  }

  telling(account: string) {
    const stored = [...this.alerts.values()].find(({ alert }) => alert.group.key === account);
    return stored?.alert.tellings.find(({ channelId }) => channelId === CHANNEL_ID);
  }
}

/** So many names of accounts. */
export const names = (count: number, prefix = 'user') =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}`);
/** The digest that an entry tells. */
export const summary = ({ message }: Entry) => message as SummaryMessage;
