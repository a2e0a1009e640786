import * as z from 'zod';
import { API, type TestHeartbeatResponse } from '../../../common/api/api';
import { Secret } from '../../../common/channels/secret';
import { heartbeatMethodSchema, heartbeatUrlSchema } from '../../../common/settings/heartbeat';
import { heartbeatNeedsUrl, tooManyRequests } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';

const testSchema = z.strictObject({ method: heartbeatMethodSchema, url: heartbeatUrlSchema.optional() });

/** The route that calls the heartbeat's URL because somebody asks. Nothing is saved. */
export function addTestHeartbeatRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.testHeartbeat, privilege: 'all', handle: testHeartbeat });
}

async function testHeartbeat({ request, services }: RouteCall): Promise<Answer> {
  const { method, url: typed } = parse(testSchema, request.body);
  const space = services.spaceOf(request);
  // A saved URL that can no longer be decrypted counts as missing.
  const saved = (await services.background.openIfReadable(space))?.heartbeatUrl ?? null;
  const url = typed === undefined ? saved : new Secret(typed);
  if (!url) return { status: 400, problems: [heartbeatNeedsUrl('url')] };
  const leave = await services.limits.testMessage(space);
  if (!leave.ok) return tooManyRequests(leave.waitMs);
  const body: TestHeartbeatResponse = await services.heartbeat.call(url, method);
  return { status: 200, body };
}
