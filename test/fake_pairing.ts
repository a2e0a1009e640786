import type { StartedPairing } from '../common/api/pairing';
import type { TelegramApi } from '../server/notify/telegram/bot_api_port';
import { telegramProblem } from '../server/notify/telegram/errors';
import type { NamedPairing, Pairing } from '../server/routes/channels/pairing_port';

export const PAIRING_ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const STARTED: StartedPairing = {
  id: PAIRING_ID,
  bot: { id: 100001, username: 'stand_in_bot' },
  personLink: 'https://t.me/stand_in_bot?start=BBBBBBBBBBBBBBBBBBBBBB',
  groupLink: null,
  command: '/pair@stand_in_bot BBBBBBBBBBBBBBBBBBBBBB',
  expiresAt: '2026-06-01T12:10:00.000Z',
};
const CHAT = { id: '-2001', type: 'group', title: 'Night shift', topicId: null, askedBy: '@anna' } as const;

/** Pairing as the routes see it. `done` is told what was asked of it; typed chats are asked for by `getChat`. */
export function fakePairing(done: (line: string) => Promise<void>, getChat: TelegramApi['getChat']): Pairing {
  const of = ({ space, id, token }: NamedPairing) => `${space} ${id} ${token.reveal()}`;
  return {
    start: (space, token) =>
      done(`startPairing ${space} ${token.reveal()}`).then(() => ({ ok: true, result: STARTED })),
    state: (named) => done(`pairingState ${of(named)}`).then(() => ({ state: 'found', chat: CHAT })),
    confirm: (named) => done(`confirmPairing ${of(named)}`).then(() => ({ ok: true, result: CHAT })),
    async checkChat(token, chatId, field) {
      const answer = await getChat(token, chatId);
      return answer.ok ? answer : { ok: false, problem: telegramProblem(answer.failure, field) };
    },
    cancel: ({ space, id }) => done(`cancelPairing ${space} ${id}`),
  };
}
