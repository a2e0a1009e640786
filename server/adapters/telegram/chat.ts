import * as z from 'zod';
import type { ChatIdentity } from '../../../common/api/api';

/** A chat as every answer of the Bot API has it. */
export const chatSchema = z.looseObject({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});

export function toChatIdentity({
  id,
  type,
  title,
  first_name,
  last_name,
}: z.infer<typeof chatSchema>): ChatIdentity {
  const name = [first_name, last_name].filter((part) => part !== undefined).join(' ');
  return { id: String(id), type, title: title ?? name };
}
