import * as z from 'zod';
import { API, type SaveSettingsResponse } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { reasonOf } from '../../../common/text/reason_of';
import { channelSecretsSchema } from '../../../common/channels/channels';
import { heartbeatUrlSchema } from '../../../common/settings/heartbeat';
import { settingsSchema, versionSchema, type SettingsInput } from '../../../common/settings/settings';
import { checkChannels, type ChannelsCheck } from '../channels/channel_checks';
import { noteChanged } from '../channels/note_changed';
import type { SavedSettings, SettingsAttributes } from './settings_port';
import { lookAnew } from '../alerts/fresh_look';
import { renewKey, storeWithKey, type Renewed } from './detection_key';
import { asQuestion } from '../limited';
import { somebodySavedMeanwhile } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';
import { checkHeartbeat, type HeartbeatCheck } from '../heartbeat/heartbeat_check';
import { secretsElsewhere, secretsState, WITHOUT_HEARTBEAT_URL, withoutSecrets } from './secrets_state';
import { toView } from './settings_view';

const saveSchema = z.strictObject({
  settings: settingsSchema,
  version: versionSchema.nullable(),
  secrets: channelSecretsSchema.optional(),
  heartbeatUrl: heartbeatUrlSchema.optional(),
});
type SaveRequest = z.infer<typeof saveSchema>;

export function addSettingsRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.settings, privilege: 'read', handle: readSettings });
  addRoute(setup, { method: 'put', path: API.settings, privilege: 'all', handle: saveSettings });
}

async function readSettings({ context, request, services }: RouteCall): Promise<Answer> {
  const store = await services.settingsAs(context);
  return { status: 200, body: await toView(await store.read(), services, services.spaceOf(request)) };
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
  const space = services.spaceOf(request);
  const state = await secretsState(services, space, saved);
  const channel = await checkChannels(services, space, wanted, saved);
  const savedUrl = { host: saved?.attributes.heartbeatHost ?? null, isLost: state === 'lost' };
  const heartbeat = checkHeartbeat(services, wanted, savedUrl);
  const source = await checkSource(call, wanted.settings);
  const refused = [...channel.problems, ...heartbeat.problems, ...source].filter(
    ({ severity }) => severity === 'error',
  );
  const mustRead = isOnWithOtherPatterns(wanted.settings, saved)
    ? refused
    : refused.filter(({ field }) => field !== 'settings.indexPatterns');
  const [first, ...rest] = mustRead;
  if (first) return { status: 400, problems: [first, ...rest] };

  const isSealedAnew = channel.attributes.channelSecrets !== undefined || heartbeat.isSealedAnew;
  const needsKey = needsNewKey(wanted.settings, saved, isSealedAnew && state === 'lost');
  if (state === 'elsewhere' && (isSealedAnew || needsKey))
    return { status: 400, problems: [secretsElsewhere()] };
  const renewed = needsKey
    ? await renewKey(call, wanted.settings, saved?.attributes.authority ?? null)
    : NO_CHANGE;
  if ('refusal' in renewed) return renewed.refusal;
  const store = await services.settingsAs(context);
  const forgotten = state === 'lost' && (needsKey || isSealedAnew) ? unsealed(channel, heartbeat) : {};
  const attributes = {
    settings: wanted.settings,
    ...channel.attributes,
    ...heartbeat.attributes,
    ...forgotten,
  };
  // Before: the watch looks at what is known as soon as it sees other settings.
  if (heartbeat.isSealedAnew) await forgetCalls(call);
  await storeWithKey(store, attributes, wanted.version, renewed);
  await afterSaving(services, space, saved, renewed);
  await noteChanged(call, channel.changed);

  const body: SaveSettingsResponse = {
    ...(await toView(await store.read(), services, space)),
    warnings: [...channel.problems, ...source].map((problem) => ({ ...problem, severity: 'warning' })),
  };
  return { status: 200, body };
}

/** What cannot be decrypted any more, and is not saved anew, is forgotten: as long as it is there nothing can be decrypted. */
const unsealed = (
  { attributes: { channels, channelSecrets } }: ChannelsCheck,
  { isSealedAnew }: HeartbeatCheck,
): Partial<SettingsAttributes> => ({
  ...(channelSecrets === undefined ? withoutSecrets(channels) : {}),
  ...(isSealedAnew ? {} : WITHOUT_HEARTBEAT_URL),
});

/** What became of calls of another URL says nothing of the new one. Never throws: what was asked for is done. */
async function forgetCalls({ request, services, warn }: RouteCall): Promise<void> {
  try {
    await services.heartbeat.storeOf(services.spaceOf(request)).forget();
  } catch (error) {
    warn(`What is known of the heartbeat is of the old URL until the next call: ${reasonOf(error)}`);
  }
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

/**
 * Whether detection needs another key: a key reads the patterns that it was made for. Where it cannot be decrypted
 * (`isLost`), nothing else can be either, until there is another.
 */
const needsNewKey = (settings: SettingsInput, saved: SavedSettings | null, isLost: boolean): boolean =>
  isOnWithOtherPatterns(settings, saved) || (isLost && saved?.attributes.detectionOn === true);

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
