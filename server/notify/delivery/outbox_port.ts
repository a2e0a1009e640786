import type { OptionsChange } from '../../../common/channels/options_change';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Failure, OpenChannel, SendLimit } from './channel_sender_port';

/** Names a channel among those of all spaces. */
export interface ChannelRef {
  space: string;
  channelId: string;
}

/** Deliveries of all spaces, shared by every Kibana. */
export interface Outbox<M> {
  /**
   * The next message of each channel, except the channels in `except`. Candidates are messages that are due and
   * messages whose Kibana was killed while it sent them; the one with the lowest priority number comes first. All
   * waiting messages are considered, not a page of them.
   */
  due(now: number, except: ChannelRef[]): Promise<Array<OutboxEntry<M>>>;
  /** The next message of one channel, as `due` gives it; null where none is due. */
  next(ref: ChannelRef, now: number): Promise<OutboxEntry<M> | null>;
  /** Claims an entry until `until`. Null where another Kibana claimed it first. */
  claim(entry: OutboxEntry<M>, until: number): Promise<OutboxEntry<M> | null>;
  /** Stores the entry. Changes nothing where somebody else wrote it since it was read. */
  record(entry: OutboxEntry<M>): Promise<void>;
  /** Null where there is none of this id. */
  get(of: Pick<ChannelRef, 'space'>, id: string): Promise<OutboxEntry<M> | null>;
  /** The messages that a broken channel holds back: refused by it, or waiting. Oldest first; no summary, test or edit. */
  heldBack(ref: ChannelRef): Promise<Array<OutboxEntry<M>>>;
  /**
   * Marks entries as told by the entry `toldBy`. Entries that somebody wrote since they were read stay as they are.
   */
  summarise(entries: Array<OutboxEntry<M>>, toldBy: string): Promise<void>;
  /** The entries that are marked as told by the entry `toldBy`. */
  summarisedBy(ref: ChannelRef, toldBy: string): Promise<Array<OutboxEntry<M>>>;
  /** When the last of the changes of messages that wait for the channel is due, epoch ms; null where none waits. */
  lastEditDue(ref: ChannelRef): Promise<number | null>;
  /** All entries about these alerts, changes of messages too. */
  ofAlerts(space: string, alertIds: string[]): Promise<Array<OutboxEntry<M>>>;
  /**
   * Writes each entry over the revision that it names, and creates those that name none. Whatever somebody wrote since
   * stays as it is; then it gives false.
   */
  plan(entries: Array<OutboxEntry<M>>): Promise<boolean>;
  /** Creates the entry, or writes it over one of the same id that has not been delivered and is not being sent. */
  put(entry: OutboxEntry<M>): Promise<void>;
}

/**
 * A channel that refused a message for good.
 * open: nothing is sent but a probe now and then.
 * half_open: a probe succeeded, or the channel was changed. One message goes out, about everything that was held back.
 * Its outcome closes the circuit or opens it again.
 */
export interface Circuit extends Failure {
  space: string;
  channelId: string;
  /**
   * The address of the channel when it refused, see `addressOf`. Where the channel has another one now, it was changed
   * since.
   */
  address: string;
  state: 'open' | 'half_open';
  /** Epoch ms. Kept until the channel works again. */
  openedAt: number;
  /** How often it was probed, or refused again, since then. */
  probes: number;
  /** Epoch ms of the next probe. */
  probeAt: number;
  /** Id of the entry that may be sent while the circuit is half open; null until that entry is chosen. */
  releaseId: string | null;
  /** The revision of the document that was read. Set by the store, and needed for compare-and-set. */
  revision?: { seqNo: number; primaryTerm: number };
}

/** Which channels are broken, shared by every Kibana. A channel without an entry works. */
export interface Circuits {
  of(ref: ChannelRef): Promise<Circuit | null>;
  /** The circuits to look at now: those to be probed, and those that are half open. */
  due(now: number): Promise<Circuit[]>;
  /** False where another Kibana wrote the circuit since it was read; then nothing was stored. */
  write(circuit: Circuit): Promise<boolean>;
  close(circuit: Circuit): Promise<void>;
}

/** When messages were sent where, shared by every Kibana and every space. */
export interface Pacing {
  /**
   * Takes a turn of every limit. Where there is none, or the far side asked to wait: the time to wait for, epoch ms.
   */
  takeTurn(limits: readonly SendLimit[], now: number): Promise<{ ok: true } | { ok: false; until: number }>;
  /** Sends nothing to `key` until that time, epoch ms. A pause is never shortened. */
  pause(key: string, until: number): Promise<void>;
}

export interface Channels {
  /**
   * 'gone': the space no longer has such a channel. 'not ready': something that sending needs is missing or cannot be
   * decrypted.
   */
  of(ref: ChannelRef): Promise<OpenChannel | 'gone' | 'not ready'>;
  /**
   * Saves options that changed by themselves. Tries again where somebody else saves at that moment, and changes nothing
   * where the channel does not have the old ones any more.
   */
  moved(ref: ChannelRef, change: OptionsChange): Promise<void>;
}
