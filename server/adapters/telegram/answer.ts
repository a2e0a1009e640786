import * as z from 'zod';
import { STARS, withoutTexts, type Secret } from '../../../common/channels/secret';
import type { TelegramAnswer, TelegramFailure } from '../../notify/telegram/bot_api_port';

/** What came back over HTTP, before anybody knows whether Telegram said it. */
export interface HttpAnswer {
  status: number;
  body: string;
  /** The header, which also gateways set. */
  retryAfter: string | undefined;
}

/** The form of every answer of the Bot API. Open: Telegram adds fields. */
const answerSchema = z.union([
  z.looseObject({ ok: z.literal(true), result: z.unknown() }),
  z.looseObject({
    ok: z.literal(false),
    error_code: z.int().optional(),
    description: z.string().default(''),
    parameters: z
      .looseObject({
        retry_after: z.number().nonnegative().optional(),
        migrate_to_chat_id: z.union([z.int(), z.string()]).optional(),
      })
      .optional(),
  }),
]);
type Refused = Extract<z.infer<typeof answerSchema>, { ok: false }>;

/** Telegram never says this much; a longer text is a page of something else. */
const DESCRIPTION_MAX = 500;

/** Judges by `ok`, not by the HTTP status. `result`: the form in which a success is used. */
export function readAnswer<T>(answer: HttpAnswer, result: z.ZodType<T>, token: Secret): TelegramAnswer<T> {
  const parsed = answerSchema.safeParse(parseJson(answer.body));
  if (!parsed.success) return { ok: false, failure: notTelegram(answer) };
  if (!parsed.data.ok) return { ok: false, failure: refused(answer, parsed.data, token) };
  const read = result.safeParse(parsed.data.result);
  return read.success ? { ok: true, result: read.data } : { ok: false, failure: notTelegram(answer) };
}

/** The same answer with its result in another form. */
export function mapped<A, B>(answer: TelegramAnswer<A>, map: (result: A) => B): TelegramAnswer<B> {
  return answer.ok ? { ok: true, result: map(answer.result) } : answer;
}

/**
 * Takes every token out of a text, as the last line of defence. Gateways repeat addresses as they like: with the colon
 * encoded, or cut at it, so the half behind it, which is the secret one, is taken out for itself.
 */
export function scrubbed(text: string, token: Secret): string {
  const [, half = ''] = token.reveal().split(':');
  const scrubbedOfOthers = withoutTexts(text, [token.reveal()]).replace(
    /bot\d+(?::|%3A)[\w-]+/gi,
    `bot${STARS}`,
  );
  return withoutTexts(scrubbedOfOthers, [half]);
}

function refused(
  answer: HttpAnswer,
  { error_code, description, parameters }: Refused,
  token: Secret,
): TelegramFailure {
  const retryAfterSeconds = parameters?.retry_after ?? headerSeconds(answer);
  const migrateToChatId = parameters?.migrate_to_chat_id;
  return {
    kind: 'answered',
    httpStatus: answer.status < 300 ? (error_code ?? answer.status) : answer.status,
    description: scrubbed(description, token).slice(0, DESCRIPTION_MAX),
    fromTelegram: true,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(migrateToChatId === undefined ? {} : { migrateToChatId: String(migrateToChatId) }),
  };
}

/** The body is not repeated: it is a page for browsers, and may show the address that was called. */
function notTelegram(answer: HttpAnswer): TelegramFailure {
  const retryAfterSeconds = headerSeconds(answer);
  return {
    kind: 'answered',
    httpStatus: answer.status,
    description: `HTTP ${answer.status}, not in the form of the Bot API`,
    fromTelegram: false,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** Whole seconds; the other form of the header, a date, is left aside. */
function headerSeconds({ retryAfter }: HttpAnswer): number | undefined {
  return retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
