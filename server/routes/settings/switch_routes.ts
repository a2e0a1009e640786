import * as z from 'zod';
import { API } from '../../../common/api/api';
import { versionSchema } from '../../../common/settings/settings';
import { lookAnew } from '../alerts/fresh_look';
import { renewKey, storeWithKey } from './detection_key';
import { detectionIsOff, nothingSaved, somebodySavedMeanwhile } from '../refusals';
import { asQuestion } from '../limited';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';
import type { CallerSettings, SavedSettings } from './settings_port';
import { secretsElsewhere, secretsState, WITHOUT_HEARTBEAT_URL, withoutSecrets } from './secrets_state';
import { toView } from './settings_view';

const switchSchema = z.strictObject({ version: versionSchema });

export function addSwitchRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.turnOn, privilege: 'all', handle: turnOn });
  addRoute(setup, { method: 'post', path: API.turnOff, privilege: 'all', handle: turnOff });
  addRoute(setup, { method: 'post', path: API.renewKey, privilege: 'all', handle: renew });
}

interface Current {
  store: CallerSettings;
  saved: SavedSettings;
}

/** The saved settings, if they still have the version that the caller saw; else the refusal. */
async function current({ context, request, services }: RouteCall): Promise<Current | { refusal: Answer }> {
  const { version } = parse(switchSchema, request.body);
  const store = await services.settingsAs(context);
  const saved = await store.read();
  if (!saved) return { refusal: nothingSaved() };
  return saved.version === version ? { store, saved } : { refusal: somebodySavedMeanwhile() };
}

async function turnOn(call: RouteCall): Promise<Answer> {
  const found = await current(call);
  return 'refusal' in found ? found.refusal : asQuestion(call, () => readAsCaller(call, found));
}

async function renew(call: RouteCall): Promise<Answer> {
  const found = await current(call);
  if ('refusal' in found) return found.refusal;
  if (!found.saved.attributes.detectionOn) return detectionIsOff();
  return asQuestion(call, () => readAsCaller(call, found));
}

/** Turns detection on with the caller's rights, or renews its key. The key is tested before anything is stored. */
async function readAsCaller(call: RouteCall, { store, saved }: Current): Promise<Answer> {
  const { context, request, services } = call;
  const client = (await context.core).elasticsearch.client.asCurrentUser;
  const { settings, authority } = saved.attributes;
  const [first, ...rest] = (await services.inspect(client, settings)).problems.filter(isError);
  if (first) return { status: 400, problems: [first, ...rest] };
  const space = services.spaceOf(request);
  const state = await secretsState(services, space, saved);
  if (state === 'elsewhere') return { status: 400, problems: [secretsElsewhere()] };
  await services.prepareStorage(space);
  const key = await renewKey(call, settings, authority);
  if ('refusal' in key) return key.refusal;
  const forgotten =
    state === 'lost' ? { ...withoutSecrets(saved.attributes.channels), ...WITHOUT_HEARTBEAT_URL } : {};
  await storeWithKey(store, { settings, detectionOn: true, ...forgotten }, saved.version, key);
  await lookAnew(services, space);
  await services.schedule.ensureTasks();
  await services.schedule.lookSoon(space);
  return { status: 200, body: await toView(await store.read(), services, space) };
}

const isError = ({ severity }: { severity: string }) => severity === 'error';

async function turnOff(call: RouteCall): Promise<Answer> {
  const found = await current(call);
  if ('refusal' in found) return found.refusal;
  const { request, services } = call;
  const { store, saved } = found;
  const { settings, authority } = saved.attributes;
  await store.write({ settings, detectionOn: false, authority: null, apiKey: null }, saved.version);
  // The settings no longer hold the key, so only this code knows of it. It is invalidated whatever happens to the
  // rest.
  try {
    const space = services.spaceOf(request);
    await services.schedule.lookSoon(space);
    await forgetWhatWasRead(services, space);
  } finally {
    if (authority?.kind === 'api_key') await services.authority.invalidate(authority.keyId);
  }
  return { status: 200, body: await toView(await store.read(), services, services.spaceOf(request)) };
}

/**
 * Events that come while detection is off are not wanted, so detection forgets its watermark and starts anew when it
 * is turned on again. But where the last tick did not read everything, the watermark stays: turning detection off and
 * on is the remedy then, and what could not be read is to be read.
 */
async function forgetWhatWasRead(services: Services, space: string): Promise<void> {
  const memory = services.memory(space);
  if ((await memory.read()).lastTick?.outcome !== 'ok') return;
  await memory.forget();
  await services.source(space).forget();
}
