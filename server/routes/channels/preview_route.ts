import * as z from 'zod';
import { API, type PreviewResponse } from '../../../common/api/api';
import { channelSchema } from '../../../common/channels/channels';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';

const previewSchema = z.strictObject({ channel: channelSchema });

/** The route that shows what people would read through a channel of the form. It needs no secret and sends nothing. */
export function addPreviewRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.previewMessages, privilege: 'read', handle: preview });
}

async function preview({ request, services }: RouteCall): Promise<Answer> {
  const { channel } = parse(previewSchema, request.body);
  const body: PreviewResponse = { messages: services.previews(services.spaceOf(request), channel) };
  return { status: 200, body };
}
