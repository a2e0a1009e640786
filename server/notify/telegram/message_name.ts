/** Where a bot writes. */
export interface Place {
  botId: number;
  /** A number or `@name`, as it is set. */
  chatId: string;
}

/**
 * What a message is called from when it was sent, as `100001/-1003001/7`. Telegram's number alone is that of another
 * message in another chat and, in a chat with one person, of another bot.
 */
export const nameOfMessage = (place: Place, number: number): string => `${inFront(place)}${number}`;

/** Telegram's number of the message with this name; null where the message is not at this place. */
export function numberOfMessage(place: Place, name: string): number | null {
  return name.startsWith(inFront(place)) ? Number(name.slice(inFront(place).length)) : null;
}

const inFront = ({ botId, chatId }: Place) => `${botId}/${chatId}/`;
