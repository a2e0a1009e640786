import type { ChatIdentity, TelegramCheck } from '../../common/api/api';
import type { PairedChat, PairingState, StartedPairing } from '../../common/api/pairing';
import type { Secret } from '../../common/channels/secret';
import { visible } from '../../common/text/visible_text';
import { botIdOf } from '../notify/telegram/bot_id';
import { usableChat } from '../notify/telegram/chat_rights';
import { telegramProblem } from '../notify/telegram/errors';
import { PAIRING_LASTS, waysToAnswer } from '../notify/telegram/pairing';
import type { Pairing, PairingApi, Pairings } from '../notify/telegram/pairing_port';
import { nothingToConfirm, otherBot, webhookIsSet } from '../notify/telegram/pairing_texts';

/** What pairing needs. */
export interface PairingPorts {
  api: Omit<PairingApi, 'getUpdates'>;
  pairings: Pairings;
  /** 128 random bits in 22 letters, digits, - and _. */
  randomWord(): string;
  hashOf(nonce: string): string;
  /** Has somebody read what is written to the bot: this Kibana, unless another does already. Does not wait for it. */
  read(botId: number, token: Secret): void;
  clock(): number;
}

/** A pairing of a space, as somebody names it together with the token that it was started with. */
export interface NamedPairing {
  space: string;
  id: string;
  token: Secret;
}

const TOKEN_FIELD = 'botToken';

/** Makes the links that name a chat. Refused where the token is wrong or another program reads the bot's updates. */
export async function startPairing(
  { api, pairings, randomWord, hashOf, read, clock }: PairingPorts,
  space: string,
  token: Secret,
): Promise<TelegramCheck<StartedPairing>> {
  const asked = await api.getBot(token);
  if (!asked.ok) return { ok: false, problem: telegramProblem(asked.failure, TOKEN_FIELD) };
  const { canJoinGroups, ...bot } = asked.result;
  const webhook = await api.getWebhookHost(token);
  if (!webhook.ok) return { ok: false, problem: telegramProblem(webhook.failure, TOKEN_FIELD) };
  if (webhook.result !== null) return { ok: false, problem: webhookIsSet(bot, webhook.result) };

  const now = clock();
  const [id, nonce, expiresAt] = [randomWord(), randomWord(), now + PAIRING_LASTS];
  await pairings.removeExpired(now);
  await pairings.create({ id, space, nonceHash: hashOf(nonce), bot, expiresAt, found: null, failure: null });
  read(bot.id, token);
  const ways = waysToAnswer(bot.username, nonce);
  const groupLink = canJoinGroups ? ways.groupLink : null;
  return { ok: true, result: { id, bot, ...ways, groupLink, expiresAt } };
}

/** How far a pairing is. While it waits, asking also sees to it that somebody reads, should the reader have ended. */
export async function stateOfPairing(ports: PairingPorts, named: NamedPairing): Promise<PairingState> {
  const pairing = await openPairing(ports, named);
  if (!pairing) return { state: 'over' };
  if (pairing.found) return { state: 'found', chat: pairing.found };
  if (!isTokenOf(pairing, named.token)) return { state: 'waiting', problems: [otherBot(pairing.bot)] };
  ports.read(pairing.bot.id, named.token);
  return { state: 'waiting', problems: pairing.failure ? [telegramProblem(pairing.failure)] : [] };
}

/**
 * Answers the chat that was found, once the bot may write there. Then the pairing is over; where a right is missing it
 * stays, to be confirmed again.
 */
export async function confirmPairing(
  ports: PairingPorts,
  named: NamedPairing,
): Promise<TelegramCheck<PairedChat>> {
  const { token } = named;
  const pairing = await openPairing(ports, named);
  if (!pairing?.found) return { ok: false, problem: nothingToConfirm() };
  if (!isTokenOf(pairing, token)) return { ok: false, problem: otherBot(pairing.bot) };
  const { found, bot } = pairing;
  const usable = await usableChat(ports.api, { token, botId: bot.id, chatId: found.id });
  if (!usable.ok) return usable;
  await ports.pairings.remove(pairing.id);
  return { ok: true, result: { ...found, ...usable.chat, title: visible(usable.chat.title) } };
}

/** The chat that somebody typed, once the bot may write there. `field`: the input to mark where it may not. */
export async function checkChat(
  { api }: Pick<PairingPorts, 'api'>,
  token: Secret,
  chatId: string,
  field: string,
): Promise<TelegramCheck<ChatIdentity>> {
  const usable = await usableChat(api, { token, botId: botIdOf(token), chatId, field });
  return usable.ok ? { ok: true, result: usable.chat } : usable;
}

/** Ends a pairing; its links are good for nothing from then on. Nothing happens where there is none. */
export async function cancelPairing(
  { pairings }: Pick<PairingPorts, 'pairings'>,
  { space, id }: Omit<NamedPairing, 'token'>,
): Promise<void> {
  const stored = await pairings.read(space, id);
  if (stored) await pairings.remove(id);
}

async function openPairing(
  { pairings, clock }: PairingPorts,
  { space, id }: NamedPairing,
): Promise<Pairing | null> {
  const stored = await pairings.read(space, id);
  return stored && stored.pairing.expiresAt > clock() ? stored.pairing : null;
}

const isTokenOf = ({ bot }: Pairing, token: Secret) => botIdOf(token) === bot.id;
