import type { Alert } from '../../common/alerts/alerts';
import type { ChannelNow } from './channel';
import { heldByPerson } from './suppression/persons';

/** How the end of an attack is told through a channel that told of it. */
export interface End {
  /** The last message says so. It makes no sound. */
  byEdit: boolean;
  /** A message of its own says so. */
  byMessage: boolean;
}

/**
 * The end of an attack is told by changing the last message and, where the channel is set so, by a message; at most once.
 * It is no reason to disturb anybody: who works on the alert, or has quiet hours, gets no message.
 */
export function tellEnd(alert: Alert, { channel, isMuted, isQuiet, due }: ChannelNow, now: number): End {
  const reason = heldByPerson(alert, now);
  if (isMuted || reason === 'closed') return { byEdit: false, byMessage: false };
  const byMessage = channel.tell.tellEnd && !isQuiet && reason === null && due === null;
  return { byEdit: channel.canEdit, byMessage };
}
