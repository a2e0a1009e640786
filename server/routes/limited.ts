import type { Asker } from './limits_port';
import { tooManyRequests } from './refusals';
import type { Answer, RouteCall } from './route';

/** Answers where the space has room for another question, and says how long to wait where it has none. */
export async function asQuestion(
  { request, services }: RouteCall,
  answer: () => Promise<Answer>,
  by: Asker = 'editor',
): Promise<Answer> {
  const leave = services.limits.question(services.spaceOf(request), by);
  if (!leave.ok) return tooManyRequests(leave.waitMs);
  try {
    return await answer();
  } finally {
    leave.done();
  }
}
