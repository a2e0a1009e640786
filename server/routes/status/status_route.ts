import { API } from '../../../common/api/api';
import { LOOK_BACK } from '../../../common/bounds';
import { onceMore } from '../once_more';
import { addRoute, type Answer, type RouteCall, type RouteSetup } from '../route';
import { toStatus } from './status_view';

/** For so long what was never told stays on every page. */
const UNDELIVERED_SHOWN_FOR = LOOK_BACK;

export function addStatusRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.status, privilege: 'read', handle: readStatus });
}

async function readStatus({ context, request, services }: RouteCall): Promise<Answer> {
  const space = services.spaceOf(request);
  const store = await services.settingsAs(context);
  const [saved, memory, source, deliveries] = await onceMore(services, () =>
    Promise.all([
      store.read(),
      services.memory(space).read(),
      services.source(space).read(),
      services.deliveries(space).overview(services.now() - UNDELIVERED_SHOWN_FOR),
    ]),
  );
  const body = toStatus({
    attributes: saved?.attributes ?? null,
    memory: { ...memory, source },
    deliveries,
    canEncrypt: services.canEncrypt,
    securityOn: services.authority.securityOn(),
    now: services.now(),
  });
  return { status: 200, body };
}
