import type { ChannelTelling, DigestRef } from '../../common/alerts/alerts';
import { mutedUntilAt, type Tell } from '../../common/channels/tell';
import type { DeliveryChannel } from '../../common/deliveries/deliveries';
import type { Severity } from '../../common/rules/rules';
import { lastDue } from './digest_schedule';
import { quietUntil } from './suppression/quiet_hours';

/** In this time a channel tells of so many attacks, each by its own message; ms. */
export const FIRST_MESSAGES_WITHIN = 10 * 60_000;
/**
 * The most messages about critical attacks in that time. None of them goes into a digest, so the others wait for their
 * turn. It is half of what Telegram takes in a group.
 */
export const CRITICAL_MOST = 100;

/** A channel that is judged for. */
export interface JudgedChannel extends DeliveryChannel {
  tell: Tell;
  /** Whether messages that were delivered can be changed. */
  canEdit: boolean;
}

/** What is known of a channel when a tick begins. */
export interface ChannelFacts {
  /** Whether the channel refuses messages for good. */
  isBroken: boolean;
  /** First messages about attacks that were planned in the last ten minutes: how many, and how many about critical ones. */
  firsts: number;
  criticals: number;
  /** The digest that takes in what is too much, where there is one that still may. */
  digest: DigestRef | null;
}

export const NOTHING_KNOWN: ChannelFacts = { isBroken: false, firsts: 0, criticals: 0, digest: null };

/** What a channel tells and may tell, while the alerts of one tick are judged one after the other. */
export class ChannelNow {
  readonly channel: JudgedChannel;
  readonly isBroken: boolean;
  readonly isMuted: boolean;
  readonly isQuiet: boolean;
  /** When the last scheduled digest was due, epoch ms; null where the channel has no schedule. */
  readonly due: number | null;
  readonly #now: number;
  #firsts: number;
  #criticals: number;
  #digest: DigestRef | null;

  constructor(channel: JudgedChannel, { isBroken, firsts, criticals, digest }: ChannelFacts, now: number) {
    const { tell } = channel;
    this.channel = channel;
    this.isBroken = isBroken;
    this.isMuted = mutedUntilAt(tell, now) !== null;
    this.isQuiet = quietUntil(tell.quietHours, now) !== null;
    this.due = lastDue(tell.digest, now);
    this.#now = now;
    this.#firsts = firsts;
    this.#criticals = criticals;
    this.#digest = digest;
  }

  /** Takes the turn of one more message about an attack. False where there are only `left` turns, or none. */
  takeTurn(severity: Severity, left = 0): boolean {
    if (severity === 'critical') {
      if (this.#criticals >= CRITICAL_MOST) return false;
      this.#criticals += 1;
      return true;
    }
    if (this.#firsts + left >= this.channel.tell.firstMessages) return false;
    this.#firsts += 1;
    return true;
  }

  /** The digest that takes in what is too much. */
  overflow(): DigestRef {
    this.#digest ??= this.#begun('flood', this.#now);
    return this.#digest;
  }

  /** The digest of everything that waited for the end of the quiet. */
  afterQuiet(): DigestRef {
    return this.#begun('quiet', this.#now);
  }

  scheduled(due: number): DigestRef {
    return this.#begun('schedule', due);
  }

  #begun(cause: DigestRef['cause'], at: number): DigestRef {
    return { id: `digest-${cause}-${this.channel.id}-${at}`, cause };
  }
}

export const tellingOf = (
  { tellings }: { tellings: ChannelTelling[] },
  channelId: string,
): ChannelTelling | undefined => tellings.find((one) => one.channelId === channelId);
