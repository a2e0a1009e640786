import * as z from 'zod';
import { REFUSALS } from './refusals';
import type { RefusalCode } from './refusals';

const REFUSAL_CODES = Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]];
/**
 * The method whose calls the fault is for, e.g. `sendMessage`, compared without case. Absent: the next call of any
 * method.
 */
const method = z.string().optional();

/**
 * Something that goes wrong once.
 * hang: no answer, nothing accepted. hang_after_accepting: the message arrives and the answer does not.
 * reset: the connection is torn down before anything is read. truncated: accepted, and the answer is cut in half.
 * html502: a gateway's error page. status: a Bot API answer with that status and no known words.
 * refusal: a row of the error table, in Telegram's words. retry_after: 429, so many seconds.
 * echo: refused with the address of the call in the words, token and all, as gateways do: as it is, with its special
 * characters encoded, without the bot's id, or in a page of a gateway.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['hang', 'hang_after_accepting', 'reset', 'truncated', 'html502']), method }),
  z.strictObject({ kind: z.literal('status'), status: z.int().min(200).max(599), method }),
  z.strictObject({ kind: z.literal('refusal'), code: z.enum(REFUSAL_CODES), method }),
  z.strictObject({ kind: z.literal('echo'), as: z.enum(['plain', 'encoded', 'secret', 'page']), method }),
  z.strictObject({ kind: z.literal('retry_after'), seconds: z.int().min(0), method }),
]);
export type Fault = z.infer<typeof faultSchema>;

/** Faults that wait for their call, in order. */
export class Script {
  readonly #waiting: Fault[] = [];

  /** Adds faults. Each strikes the next call that it is for; several strike in the order given. */
  next(...faults: Fault[]): void {
    this.#waiting.push(...faults);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes the first fault meant for a call of `called`. */
  take(called: string): Fault | undefined {
    const at = this.#waiting.findIndex(
      (fault) => fault.method === undefined || fault.method.toLowerCase() === called.toLowerCase(),
    );
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0];
  }
}
