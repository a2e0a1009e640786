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
   * What may be sent next through each channel: of what is due, or was left behind by a Kibana that was killed while
   * sending, the one that goes first. Looks at everything that waits.
   */
  due(now: number, except: ChannelRef[]): Promise<Array<OutboxEntry<M>>>;
  /** Null where another Kibana was faster. */
  claim(entry: OutboxEntry<M>, until: number): Promise<OutboxEntry<M> | null>;
  /** Changes nothing where somebody else wrote since the entry was read. */
  record(entry: OutboxEntry<M>): Promise<void>;
  /** Null where there is none of this id. */
  get(ref: ChannelRef, id: string): Promise<OutboxEntry<M> | null>;
  /** What a broken channel holds back: refused by it, or waiting. Oldest first. Never a summary. */
  heldBack(ref: ChannelRef): Promise<Array<OutboxEntry<M>>>;
  /** Marks them as told by another entry, those that nobody wrote since they were read. */
  summarise(entries: Array<OutboxEntry<M>>, toldBy: string): Promise<void>;
  /** Those that were marked so. */
  summarisedBy(ref: ChannelRef, toldBy: string): Promise<Array<OutboxEntry<M>>>;
  /** Creates the entry, or writes it over one of the same id that has not been delivered and is not being sent. */
  put(entry: OutboxEntry<M>): Promise<void>;
}

/**
 * A channel that refused a message for good.
 * open: nothing is sent but a probe now and then. half_open: the probe was answered well, or the channel was changed;
 * one message about everything that was held back goes out, and what becomes of it decides.
 */
export interface Circuit extends Failure {
  space: string;
  channelId: string;
  /** As the channel was when it refused; another one was changed since. */
  address: string;
  state: 'open' | 'half_open';
  /** Epoch ms. Kept until the channel works again. */
  openedAt: number;
  /** How often it was probed, or refused again, since then. */
  probes: number;
  /** Epoch ms: not probed before. */
  probeAt: number;
  /** The entry that is let through while half open; null until it is known. */
  releaseId: string | null;
  /** Set by the store: what it was read at. */
  revision?: { seqNo: number; primaryTerm: number };
}

/** Which channels are broken, shared by every Kibana. One that is not here works. */
export interface Circuits {
  of(ref: ChannelRef): Promise<Circuit | null>;
  /** Those to look at now: to be probed, or about to be closed. */
  due(now: number): Promise<Circuit[]>;
  /** False where another Kibana wrote it since it was read. */
  write(circuit: Circuit): Promise<boolean>;
  close(circuit: Circuit): Promise<void>;
}

/** How often was sent where, shared by every Kibana and space. */
export interface Pacing {
  /** Takes a turn of every limit, or says until when, epoch ms, there is none or the far side told us to wait. */
  takeTurn(limits: readonly SendLimit[], now: number): Promise<{ ok: true } | { ok: false; until: number }>;
  /** Nothing goes to `key` until then, epoch ms. Never shortens a pause. */
  pause(key: string, until: number): Promise<void>;
}

export interface Channels {
  /** 'gone' where the space has no such channel any more; 'not ready' where it lacks something, or cannot be opened. */
  of(ref: ChannelRef): Promise<OpenChannel | 'gone' | 'not ready'>;
  /** Options that changed by themselves are saved. Tried again where somebody else saves at that moment. */
  moved(ref: ChannelRef, options: Record<string, string>): Promise<void>;
}
