import type { Rate } from '../../../common/bounds';
import type { Secret } from '../../../common/channels/secret';
import type { RefusedBy } from '../../../common/deliveries/outbox';
import type { Problem } from '../../../common/status/problems';
import type { ChannelMessage } from '../message/message';

/** A channel with its secrets, as it is used for sending. */
export interface OpenChannel {
  space: string;
  id: string;
  kind: string;
  name: string;
  /** As the kind's form in `common/channels` describes them. */
  options: Readonly<Record<string, unknown>>;
  secrets: Readonly<Record<string, Secret>>;
  /** The same for the same secrets and different for others, so that a change is noticed. It reveals none of them. */
  fingerprint: string;
}

/** Why a message did not go through, in a stable code, in the far side's words, and what to do about it. */
export interface Failure {
  code: string;
  /** Scrubbed of secrets. */
  said: string;
  remedy: string;
}

/** Why a channel takes no message until somebody acts. */
export interface Refusal extends Failure {
  /**
   * Set where asking again by itself would do harm: a password that is tried again and again locks its account. The
   * channel is asked again only after somebody changed it or a test message arrived through it.
   */
  onlyByHand?: boolean;
}

/**
 * What became of one attempt.
 * delivered: the far side confirmed it. deferred: certainly not sent; to be tried again after `waitMs` milliseconds, or,
 * where that is null, when the outbox sees fit. refused: not taken until somebody acts. unknown: perhaps sent.
 */
export type Outcome =
  | {
      kind: 'delivered';
      messageId: string;
      text: string;
      /** Why it did not arrive quite where it should have: somebody has to mend that, and nothing is lost. */
      detour?: Failure;
    }
  | (Failure & {
      kind: 'deferred';
      waitMs: number | null;
      /**
       * Set where the far side speaks of this one message, as of a recipient of it, so that no other has to wait with it.
       */
      onlyThis?: boolean;
      /**
       * Options that changed by themselves, e.g. because a group got another id. They are saved before the next try.
       */
      moved?: Record<string, string>;
    })
  | (Refusal & { kind: 'refused'; by: RefusedBy })
  | (Failure & { kind: 'unknown' });
/**
 * What became of an edit. gone: the message is not there any more, or cannot be changed, so it has to be sent anew. A
 * message that says the same already counts as delivered.
 */
export type EditOutcome = Outcome | (Failure & { kind: 'gone' });

/** A message as the far side has it. */
export interface DeliveredMessage {
  messageId: string;
  text: string;
}

export type FailedOutcome = Exclude<Outcome, { kind: 'delivered' }>;

/** Whether a broken channel would take a message now, asked without sending one. */
export type ProbeAnswer = { works: true } | (Refusal & { works: false });

/**
 * How often messages may be sent to a destination. All channels with the same `key` share its turns, in all spaces.
 */
export interface SendLimit {
  key: string;
  /** All of these rates hold at the same time. */
  rates: readonly Rate[];
}

/** What the far side says of a channel that somebody is about to save. */
export interface ChannelCheck {
  sender: string | null;
  receiver: string | null;
  /** Errors keep it from being saved. `field`: a path within the channel, as `options.chatId` or `secrets.botToken`. */
  problems: Problem[];
}

/** What people read of a message. */
export interface ReadableText {
  /** The subject of a mail; null where there is none. */
  subject: string | null;
  text: string;
}

/** Which parts of a channel changed and have to be checked. */
export interface ChangedParts {
  secrets: boolean;
  options: boolean;
}

/** One kind of channel. It never throws for what the far side or the network does: such failures are outcomes. */
export interface ChannelSender {
  send(message: ChannelMessage, channel: OpenChannel): Promise<Outcome>;
  /**
   * Changes a message that was delivered. Absent where messages of this kind cannot be changed. Doing it twice does no
   * harm, so an edit whose outcome is unknown is repeated.
   */
  edit?(message: ChannelMessage, delivered: DeliveredMessage, channel: OpenChannel): Promise<EditOutcome>;
  probe(channel: OpenChannel): Promise<ProbeAnswer>;
  /**
   * The first limit is that of the destination. A pause that the far side asks for holds for every channel with that
   * key, unless the outcome says that it is about the one message.
   */
  limits(channel: OpenChannel): readonly [SendLimit, ...SendLimit[]];
  check(channel: OpenChannel, changed: ChangedParts): Promise<ChannelCheck>;
  /**
   * How long the buttons below a message about an alert work, ms; null where this channel has none. Absent where messages
   * of this kind never have any.
   */
  buttonsLast?(channel: OpenChannel): number | null;
  /** What people would read of a message, as plain text. Asks nobody. Absent where it cannot be told beforehand. */
  preview?(message: ChannelMessage, channel: Pick<OpenChannel, 'name' | 'options'>): ReadableText;
}

/** Every kind of channel, by the name of the kind. */
export type ChannelSenders = Readonly<Record<string, ChannelSender>>;
