import * as z from 'zod';
import { API, type SaveSettingsResponse } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { channelSecretsSchema } from '../../../common/channels/channels';
import { settingsSchema, versionSchema, type SettingsInput } from '../../../common/settings/settings';
import { checkChannels } from '../channels/channel_checks';
import { lookAgain } from '../channels/look_again';
import type { SavedSettings } from './settings_port';
import { lookAnew } from '../alerts/fresh_look';
import { renewKey, storeWithKey, type Renewed } from './detection_key';
import { asQuestion } from '../limited';
import { somebodySavedMeanwhile } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';
import { toView } from './settings_view';

const saveSchema = z.strictObject({
  settings: settingsSchema,
  version: versionSchema.nullable(),
  secrets: channelSecretsSchema.optional(),
});
type SaveRequest = z.infer<typeof saveSchema>;

export function addSettingsRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.settings, privilege: 'read', handle: readSettings });
  addRoute(setup, { method: 'put', path: API.settings, privilege: 'all', handle: saveSettings });
}

async function readSettings({ context, services }: RouteCall): Promise<Answer> {
  const store = await services.settingsAs(context);
  return { status: 200, body: toView(await store.read(), services) };
}

async function saveSettings(call: RouteCall): Promise<Answer> {
  const { context, request, services } = call;
  const wanted = parse(saveSchema, request.body);
  const saved = await (await services.settingsAs(context)).read();
  if ((saved?.version ?? null) !== wanted.version) return somebodySavedMeanwhile();
  return asQuestion(call, () => saveChecked(call, wanted, saved));
}

async function saveChecked(
  call: RouteCall,
  wanted: SaveRequest,
  saved: SavedSettings | null,
): Promise<Answer> {
  const { context, request, services } = call;
  const channel = await checkChannels(services, services.spaceOf(request), wanted, saved);
  const source = await checkSource(call, wanted.settings);
  const refused = [...channel.problems, ...source].filter(({ severity }) => severity === 'error');
  const mustRead = isOnWithOtherPatterns(wanted.settings, saved)
    ? refused
    : refused.filter(({ field }) => field !== 'settings.indexPatterns');
  const [first, ...rest] = mustRead;
  if (first) return { status: 400, problems: [first, ...rest] };

  const attributes = { settings: wanted.settings, ...channel.attributes };
  const renewed = await keyForChangedPatterns(call, wanted.settings, saved);
  if ('refusal' in renewed) return renewed.refusal;
  const store = await services.settingsAs(context);
  await storeWithKey(store, attributes, wanted.version, renewed);
  const space = services.spaceOf(request);
  await afterSaving(services, space, saved, renewed);
  await lookAgain(call, channel.changed);

  const body: SaveSettingsResponse = {
    ...toView(await store.read(), services),
    warnings: [...channel.problems, ...source].map((problem) => ({ ...problem, severity: 'warning' })),
  };
  return { status: 200, body };
}

async function checkSource({ context, services }: RouteCall, settings: SettingsInput): Promise<Problem[]> {
  const client = (await context.core).elasticsearch.client.asCurrentUser;
  return (await services.inspect(client, settings)).problems;
}

const nothing = async () => undefined;
const NO_CHANGE: Renewed = { attributes: {}, afterwards: nothing, abandon: nothing };
const samePatterns = (a: string[], b: string[]) =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

const isOnWithOtherPatterns = (settings: SettingsInput, saved: SavedSettings | null) =>
  saved !== null &&
  saved.attributes.detectionOn &&
  !samePatterns(saved.attributes.settings.indexPatterns, settings.indexPatterns);

/** A key reads the patterns it was made for: while detection is on, other patterns need another key. */
async function keyForChangedPatterns(call: RouteCall, settings: SettingsInput, saved: SavedSettings | null) {
  if (!saved || !isOnWithOtherPatterns(settings, saved)) return NO_CHANGE;
  return renewKey(call, settings, saved.attributes.authority);
}

async function afterSaving(
  services: Services,
  space: string,
  saved: SavedSettings | null,
  renewed: Renewed,
): Promise<void> {
  if (saved?.attributes.detectionOn) {
    // The findings of the last source check are about the old settings or the old rights, so they are forgotten.
    if (renewed.attributes.authority) await lookAnew(services, space);
    else await services.source(space).forget();
    await services.schedule.ensureTasks();
    await services.schedule.lookSoon(space);
  }
}
