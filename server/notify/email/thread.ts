import { asciiAddress } from '../../../common/channels/email_address';
import { isLater, whichOf, type ChannelMessage } from '../message/message';
import type { Mail } from './smtp_port';

/** The headers by which mail software puts a mail below an earlier one. */
export type Thread = Pick<Mail, 'messageId' | 'inReplyTo' | 'references'>;

export interface Sending {
  channelId: string;
  /** The sender of the mail: the id carries its domain. */
  from: string;
}

/**
 * The place of a message in its thread. Ids are made of the alert, the channel and which message it is, so a repeated mail has
 * the same id, and a later one knows those before it without anything being stored. An alert that is part of an
 * earlier one goes on in its thread.
 */
export function threadOf(message: ChannelMessage, sending: Sending): Thread {
  const id = (...parts: Array<string | number>) => messageIdOf(parts, sending);
  switch (message.kind) {
    case 'attack': {
      const before = message.partOf === null ? [] : [id(message.partOf, 1)];
      const first = isLater(message) ? [id(message.alertId, 1)] : [];
      const references = [...before, ...first];
      return {
        messageId: id(message.alertId, whichOf(message)),
        inReplyTo: references[references.length - 1] ?? null,
        references,
      };
    }
    case 'summary':
      return { messageId: id('summary', message.digest ?? message.since), inReplyTo: null, references: [] };
    case 'notice': {
      const began = id('notice', message.troubleId, 'began');
      if (message.state === 'began') return { messageId: began, inReplyTo: null, references: [] };
      return { messageId: id('notice', message.troubleId, 'over'), inReplyTo: began, references: [began] };
    }
    case 'daily':
      return { messageId: id('daily', message.due), inReplyTo: null, references: [] };
    case 'test':
      return { messageId: id('test', message.at), inReplyTo: null, references: [] };
  }
}

function messageIdOf(parts: ReadonlyArray<string | number>, { channelId, from }: Sending): string {
  const [, domain = 'invalid'] = (asciiAddress(from) ?? '').split('@');
  return `<${[...parts, channelId].map(safe).join('.')}@${domain}>`;
}

/** Ids of alerts have only such characters: another one could break out of the header. */
const safe = (part: string | number) =>
  String(part)
    .slice(0, 128)
    .replace(/[^A-Za-z0-9_-]/g, '-');
