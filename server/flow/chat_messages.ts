import type { DetectionState } from '../../common/status/status';
import { reasonOf } from '../../common/text/reason_of';
import type { Secret } from '../../common/channels/secret';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import type { ChannelRef, Channels, Pacing } from '../notify/delivery/outbox_port';
import type { TelegramApi } from '../notify/telegram/bot_api_port';
import type { IncomingMessage, Pairings } from '../notify/telegram/pairing_port';
import { statusLines } from '../notify/telegram/status_line';
import { isIn, type ChatChannel } from './press';

/** How a space is, in short. `lastGoodAt`: epoch ms; null where nothing was read to its end yet. */
export interface SpaceStatus {
  state: DetectionState;
  lastGoodAt: number | null;
  openAlerts: number;
  waitingMessages: number;
}

/** What messages in the chats of channels need. */
export interface ChatMessagePorts {
  api: Pick<TelegramApi, 'sendMessage'>;
  channelsOf(botId: number): Promise<ChatChannel[]>;
  channels: Channels;
  senders: ChannelSenders;
  pacing: Pick<Pacing, 'takeTurn'>;
  pairings: Pick<Pairings, 'followGroup'>;
  statusOf(space: string): Promise<SpaceStatus>;
  clock(): number;
  wait(ms: number): Promise<void>;
  log(line: string): void;
}

const COMMAND = /^\/status(?:@(\w{1,64}))?\s*$/i;
/** Somebody who asks again and again gets one answer in this time, ms. */
const ONE_ANSWER_IN = 10_000;
/** The longest wait for a turn, ms: presses wait meanwhile. */
const WAIT_UP_TO = 3_000;

/** Answers /status in the chat of a channel, and follows a group that got another id. Never throws. */
export async function takeMessage(
  ports: ChatMessagePorts,
  bot: { botId: number; token: Secret },
  message: IncomingMessage,
): Promise<void> {
  try {
    if (message.movedTo !== null) await follow(ports, bot.botId, message, message.movedTo);
    else if (COMMAND.test(message.text)) await answerStatus(ports, bot, message);
  } catch (error) {
    ports.log(`A message in a chat could not be answered: ${reasonOf(error)}`);
  }
}

/** Telegram itself says that a group has another id from now on. */
async function follow(
  { channelsOf, channels, pairings }: ChatMessagePorts,
  botId: number,
  { chat }: IncomingMessage,
  chatId: string,
): Promise<void> {
  await pairings.followGroup(botId, chat.id, chatId);
  for (const channel of await channelsOf(botId))
    if (channel.chatId === chat.id)
      await channels.moved(channel.ref, { from: { chatId: chat.id }, to: { chatId } });
}

async function answerStatus(
  ports: ChatMessagePorts,
  { botId, token }: { botId: number; token: Secret },
  { chat, chatName, from, text, topicId, isForwarded }: IncomingMessage,
): Promise<void> {
  if (isForwarded || from?.isBot) return;
  const addressee = COMMAND.exec(text)?.[1]?.toLowerCase();
  const isAsked = ({ users, botName }: ChatChannel) =>
    (addressee === undefined || botName === null || addressee === botName.toLowerCase()) &&
    (users.length === 0 || (typeof from?.id === 'number' && users.includes(from.id)));
  const here = (await ports.channelsOf(botId))
    .filter((channel) => isIn(channel, { id: chat.id, name: chatName }))
    .filter(isAsked);
  const [first] = here;
  if (!first || !(await hasTurn(ports, first.ref, chat.id))) return;
  const spaces = [...new Set(here.map(({ ref }) => ref.space))];
  const told = await Promise.all(spaces.map(async (space) => ({ space, ...(await ports.statusOf(space)) })));
  const plain = statusLines(told);
  const sent = await ports.api.sendMessage(token, { chatId: chat.id, topicId, plain });
  if (!sent.ok) ports.log('The answer to /status could not be sent.');
}

/**
 * It takes its turn like every message, and waits for it a moment. Where none comes so soon it is not answered: alerts go
 * first.
 */
async function hasTurn(
  { channels, senders, pacing, clock, wait }: ChatMessagePorts,
  ref: ChannelRef,
  chatId: string,
): Promise<boolean> {
  const channel = await channels.of(ref);
  if (typeof channel === 'string') return false;
  const limits = senders[channel.kind]?.limits(channel) ?? [];
  const own = { key: `status:${channel.fingerprint}:${chatId}`, rates: [{ most: 1, per: ONE_ANSWER_IN }] };
  if (!(await pacing.takeTurn([own], clock())).ok) return false;
  for (const end = clock() + WAIT_UP_TO; ;) {
    const turn = await pacing.takeTurn(limits, clock());
    if (turn.ok) return true;
    if (turn.until > end) return false;
    await wait(turn.until - clock());
  }
}
