import type { NotifyReason } from '../common/alerts/verdicts';
import type { TelegramAnswer } from '../server/notify/telegram/bot_api_port';
import { createTelegramSender } from '../server/notify/telegram/sender';
import { NOW } from './builders';
import { FakeOutbox } from './fake_outbox';

export type Sent = TelegramAnswer<{ messageId: number; text: string }>;
export const sent: Sent = { ok: true, result: { messageId: 7, text: 'Brute Force Detected!' } };
export const answered = (httpStatus: number, description: string, extra = {}): Sent => ({
  ok: false,
  failure: { kind: 'answered', httpStatus, description, fromTelegram: true, ...extra },
});
export const lost: Sent = { ok: false, failure: { kind: 'network', code: 'ECONNRESET' } };
const kicked = answered(403, 'Forbidden: bot was kicked from the group chat');

/** The outbox of one space and a Telegram that answers as it is told; the last answer repeats. */
export class Rig extends FakeOutbox {
  answers: Sent[] = [sent];
  /** What getChat answers to a probe. */
  isIn = true;
  probes = 0;
  bodies: Array<{ chatId: string; html?: string; plain?: string }> = [];
  /** What the next edits are answered; after them each is taken. */
  editAnswers: Sent[] = [];
  edits: Array<{ chatId: string; messageId: number; html?: string; plain?: string }> = [];

  constructor(...reasons: NotifyReason[]) {
    super({
      telegram: createTelegramSender(() => ({
        getMe: () => Promise.reject(new Error('not asked')),
        getChat: async () => {
          this.probes += 1;
          const chat = { id: '-100', type: 'group', title: 'SOC' } as const;
          return this.isIn ? { ok: true, result: chat } : (kicked as TelegramAnswer<typeof chat>);
        },
        sendMessage: async (_token, body) => {
          this.bodies.push(body);
          return (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? sent;
        },
        editMessageText: async (_token, body) => {
          this.edits.push(body);
          return this.editAnswers.shift() ?? sent;
        },
      })),
    });
    reasons.forEach((reason, n) => this.plan({ reason, now: NOW + n }));
  }

  /** The bot is out of the group, or in it again. */
  kick(out = true): void {
    this.answers = [out ? kicked : sent];
    this.isIn = !out;
  }

  texts = () => this.bodies.map(({ html = '' }) => html);
}
