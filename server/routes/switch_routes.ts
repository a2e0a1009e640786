import * as z from 'zod';
import { API } from '../../common/api';
import type { MemoryStore } from '../record/memory_port';
import { lookAnew } from './fresh_look';
import { keyIdOf, renewKey, storeWithKey } from './detection_key';
import { nothingSaved, somebodySavedMeanwhile } from './refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from './route';
import { toView } from './settings_view';

const switchSchema = z.strictObject({ version: z.string() });

export function addSwitchRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.turnOn, privilege: 'all', handle: turnOn });
  addRoute(setup, { method: 'post', path: API.turnOff, privilege: 'all', handle: turnOff });
}

async function turnOn(call: RouteCall): Promise<Answer> {
  const { context, request, services } = call;
  const { version } = parse(switchSchema, request.body);
  const store = await services.settingsAs(context);
  const saved = await store.read();
  if (!saved) return nothingSaved();
  if (saved.version !== version) return somebodySavedMeanwhile();

  const client = (await context.core).elasticsearch.client.asCurrentUser;
  const { settings, authority } = saved.attributes;
  const [first, ...rest] = (
    await services.inspect(client, settings.indexPatterns, settings.fields)
  ).problems.filter(isError);
  if (first) return { status: 400, problems: [first, ...rest] };
  const space = services.spaceOf(request);
  await services.prepareStorage(space);
  const key = await renewKey(call, settings, authority);
  if ('refusal' in key) return key.refusal;
  await storeWithKey(store, { settings, detectionOn: true }, version, key);
  await lookAnew(services.memory(space));
  await services.schedule.rescheduleTick({
    space,
    interval: settings.interval,
    keyId: keyIdOf(key.attributes),
  });
  await services.schedule.runTickSoon(space);
  return { status: 200, body: toView(await store.read(), services) };
}

const isError = ({ severity }: { severity: string }) => severity === 'error';

async function turnOff({ context, request, services }: RouteCall): Promise<Answer> {
  const { version } = parse(switchSchema, request.body);
  const store = await services.settingsAs(context);
  const saved = await store.read();
  if (!saved) return nothingSaved();
  if (saved.version !== version) return somebodySavedMeanwhile();
  const { settings, authority } = saved.attributes;
  await store.write({ settings, detectionOn: false, authority: null, apiKey: null }, version);
  // From here on nobody else knows of the key: it is invalidated whatever happens to the rest.
  try {
    const space = services.spaceOf(request);
    await services.schedule.removeTick(space);
    await forgetWhatWasRead(services.memory(space));
  } finally {
    if (authority?.kind === 'api_key') await services.authority.invalidate(authority.keyId);
  }
  return { status: 200, body: toView(await store.read(), services) };
}

/**
 * What happens while detection is off was not asked for, so it starts anew when it is turned on again. But where it was
 * failing, turning it off and on is the remedy: then what it could not read is read.
 */
async function forgetWhatWasRead(memory: MemoryStore): Promise<void> {
  const { lastTick } = await memory.read();
  if (lastTick?.outcome === 'ok') await memory.forget();
}
