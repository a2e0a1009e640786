import type { Asker } from './limits_port';
import { tooManyRequests } from './refusals';
import type { Answer, RouteCall } from './route';

/** Runs `answer` if the space has room for another question, else answers 429 with the time to wait. */
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
