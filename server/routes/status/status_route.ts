import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { API } from '../../../common/api/api';
import { LOOK_BACK } from '../../../common/bounds';
import { NO_HEARTBEAT } from '../../../common/status/heartbeat';
import type { StatusResponse } from '../../../common/status/status';
import { onceMore } from '../once_more';
import { addRoute, type Answer, parse, type RouteCall, type RouteSetup } from '../route';
import { toStatus } from './status_view';

const verdictsError = () =>
  i18n.translate('bruteForceAlerts.api.verdictsErrorMessage', {
    defaultMessage: 'verdicts must be true or false.',
  });
const querySchema = z.strictObject({
  verdicts: z.enum(['true', 'false'], { error: verdictsError }).default('false'),
});
/** For how long a message that was never delivered is a problem on every page, ms. */
const UNDELIVERED_SHOWN_FOR = LOOK_BACK;

export function addStatusRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.status, privilege: 'read', handle: readStatus });
}

async function readStatus(call: RouteCall): Promise<Answer> {
  const { verdicts } = parse(querySchema, call.request.query);
  return { status: 200, body: await statusOf(call, { withVerdicts: verdicts === 'true' }) };
}

/** The status of the caller's space, from what is stored. */
export async function statusOf(
  { context, request, services }: RouteCall,
  options: { withVerdicts: boolean },
): Promise<StatusResponse> {
  const space = services.spaceOf(request);
  const store = await services.settingsAs(context);
  const [saved, memory, source, secrets, deliveries] = await onceMore(services, () =>
    Promise.all([
      store.read(),
      services.memory(space).read(),
      services.source(space).read(),
      services.secrets.read(space),
      services.deliveries(space).overview(services.now() - UNDELIVERED_SHOWN_FOR),
    ]),
  );
  const heartbeat = saved?.attributes.settings.heartbeat
    ? await onceMore(services, () => services.heartbeat.storeOf(space).read())
    : NO_HEARTBEAT;
  const facts = {
    attributes: saved?.attributes ?? null,
    memory: { ...memory, source },
    secrets,
    deliveries,
    heartbeat,
    canEncrypt: services.canEncrypt,
    securityOn: services.authority.securityOn(),
    now: services.now(),
  };
  return toStatus(facts, options);
}
