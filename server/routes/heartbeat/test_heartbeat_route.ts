import * as z from 'zod';
import { API, type TestHeartbeatResponse } from '../../../common/api/api';
import { Secret } from '../../../common/channels/secret';
import { heartbeatMethodSchema, heartbeatUrlSchema } from '../../../common/settings/heartbeat';
import { afterCall, type HeartbeatOutcome } from '../../../common/status/heartbeat';
import { reasonOf } from '../../../common/text/reason_of';
import { heartbeatNeedsUrl, tooManyRequests } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';

const testSchema = z.strictObject({ method: heartbeatMethodSchema, url: heartbeatUrlSchema.optional() });

/**
 * The route that calls the heartbeat's URL because somebody asks. No setting is saved. Where the call is the one that the
 * watch makes, and it was taken, it counts as such: what was wrong is over.
 */
export function addTestHeartbeatRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.testHeartbeat, privilege: 'all', handle: testHeartbeat });
}

async function testHeartbeat(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { method, url: typed } = parse(testSchema, request.body);
  const space = services.spaceOf(request);
  // A saved URL that can no longer be decrypted counts as missing.
  const opened = await services.background.openIfReadable(space);
  const saved = opened?.heartbeatUrl ?? null;
  const url = typed === undefined ? saved : new Secret(typed);
  if (!url) return { status: 400, problems: [heartbeatNeedsUrl('url')] };
  const leave = await services.limits.testMessage(space);
  if (!leave.ok) return tooManyRequests(leave.waitMs);
  const body: TestHeartbeatResponse = await services.heartbeat.call(url, method);
  const isOfWatch =
    method === opened?.attributes.settings.heartbeat?.method && url.reveal() === saved?.reveal();
  if (body.ok && isOfWatch) await noteTaken(call, body);
  return { status: 200, body };
}

/** Never throws: whoever asked gets the answer, and the next call of the watch says the same. */
async function noteTaken({ request, services, warn }: RouteCall, outcome: HeartbeatOutcome): Promise<void> {
  const store = services.heartbeat.storeOf(services.spaceOf(request));
  const at = services.now();
  try {
    await store.write(afterCall({ ...(await store.read()), calledAt: at }, outcome, at));
  } catch (error) {
    warn(`That the heartbeat was taken is noted with the next call: ${reasonOf(error)}`);
  }
}
