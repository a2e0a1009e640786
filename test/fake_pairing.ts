import type { StartedPairing } from '../common/api/pairing';
import type { TelegramWays } from '../server/notify/telegram/bot_api_port';
import { telegramProblem } from '../server/notify/telegram/errors';
import type { BotAccess, NamedPairing, Pairing } from '../server/routes/channels/pairing_port';

export const PAIRING_ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const STARTED: StartedPairing = {
  id: PAIRING_ID,
  bot: { id: 100001, username: 'stand_in_bot' },
  personLink: 'https://t.me/stand_in_bot?start=BBBBBBBBBBBBBBBBBBBBBB',
  groupLink: null,
  command: '/pair@stand_in_bot BBBBBBBBBBBBBBBBBBBBBB',
  expiresAt: Date.parse('2026-06-01T12:10:00.000Z'),
};
const CHAT = { id: '-2001', type: 'group', title: 'Night shift', topicId: null, askedBy: '@anna' } as const;

/** Pairing as the routes see it. `done` is told what was asked of it; typed chats are asked for by Telegram. */
export function fakePairing(done: (line: string) => Promise<void>, telegram: TelegramWays): Pairing {
  const by = ({ proxy }: BotAccess) => (proxy === null ? '' : ` by ${proxy}`);
  const of = (named: NamedPairing) => `${named.space} ${named.id} ${named.token.reveal()}${by(named)}`;
  return {
    start: (space, bot) =>
      done(`startPairing ${space} ${bot.token.reveal()}${by(bot)}`).then(() => ({
        ok: true,
        result: STARTED,
      })),
    state: (named) => done(`pairingState ${of(named)}`).then(() => ({ state: 'found', chat: CHAT })),
    confirm: (named) => done(`confirmPairing ${of(named)}`).then(() => ({ ok: true, result: CHAT })),
    async checkChat({ token, proxy }, chatId, field) {
      const answer = await telegram(proxy).getChat(token, chatId);
      return answer.ok ? answer : { ok: false, problem: telegramProblem(answer.failure, field) };
    },
    cancel: ({ space, id }) => done(`cancelPairing ${space} ${id}`),
  };
}
