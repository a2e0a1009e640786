import * as z from 'zod';
import { API, type SaveSettingsResponse } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { Secret } from '../../../common/channels/secret';
import {
  botTokenSchema,
  settingsSchema,
  versionSchema,
  type SettingsInput,
} from '../../../common/settings/settings';
import type { SavedSettings, SettingsAttributes } from './settings_port';
import { lookAnew } from '../alerts/fresh_look';
import { renewKey, storeWithKey, type Renewed } from './detection_key';
import { asQuestion } from '../limited';
import { noEncryptionKey, somebodySavedMeanwhile } from '../refusals';
import { sendWhatWasRefused } from '../channels/refused_messages';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';
import { toView } from './settings_view';

const saveSchema = z.strictObject({
  settings: settingsSchema,
  version: versionSchema.nullable(),
  botToken: botTokenSchema.optional(),
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
  const channel = await checkChannel(services, services.spaceOf(request), wanted, saved);
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
  await afterSaving(services, services.spaceOf(request), wanted, saved, renewed);

  const body: SaveSettingsResponse = {
    ...toView(await store.read(), services),
    warnings: [...channel.problems, ...source].map((problem) => ({ ...problem, severity: 'warning' })),
  };
  return { status: 200, body };
}

interface ChannelCheck {
  attributes: Partial<SettingsAttributes>;
  problems: Problem[];
}

const isChanged = (wanted: SaveRequest, saved: SavedSettings | null) =>
  wanted.botToken !== undefined ||
  wanted.settings.telegramChatId !== (saved?.attributes.settings.telegramChatId ?? '');

/** Asks Telegram about a new token or chat. What Telegram refuses is not saved; what could not be asked is a warning. */
async function checkChannel(
  services: Services,
  space: string,
  wanted: SaveRequest,
  saved: SavedSettings | null,
): Promise<ChannelCheck> {
  if (!isChanged(wanted, saved)) return { attributes: {}, problems: [] };
  if (wanted.botToken !== undefined && !services.canEncrypt)
    return { attributes: {}, problems: [noEncryptionKey()] };
  // A saved one that cannot be decrypted any more is none: it has to be entered again.
  const token = wanted.botToken
    ? new Secret(wanted.botToken)
    : (await services.background.openIfReadable(space))?.botToken;
  if (!token) return { attributes: { chatTitle: null }, problems: [] };
  const forToken = wanted.botToken
    ? await checkToken(services, wanted.botToken, token)
    : { attributes: {}, problems: [] };
  if (forToken.problems.some(({ severity }) => severity === 'error')) return forToken;
  const forChat = await checkChat(services, token, wanted.settings.telegramChatId);
  return {
    attributes: { ...forToken.attributes, ...forChat.attributes },
    problems: [...forToken.problems, ...forChat.problems],
  };
}

async function checkToken(services: Services, text: string, token: Secret): Promise<ChannelCheck> {
  const answer = await services.telegram.getMe(token);
  const attributes = { botToken: text, tokenSaved: true, bot: answer.ok ? answer.result : null };
  if (answer.ok) return { attributes, problems: [] };
  return { attributes, problems: [services.telegramProblem(answer.failure, 'botToken')] };
}

async function checkChat(services: Services, token: Secret, chatId: string): Promise<ChannelCheck> {
  if (chatId === '') return { attributes: { chatTitle: null }, problems: [] };
  const answer = await services.telegram.getChat(token, chatId);
  if (answer.ok) return { attributes: { chatTitle: answer.result.title }, problems: [] };
  const problem = services.telegramProblem(answer.failure, 'settings.telegramChatId');
  return { attributes: { chatTitle: null }, problems: [problem] };
}

async function checkSource({ context, services }: RouteCall, settings: SettingsInput): Promise<Problem[]> {
  const client = (await context.core).elasticsearch.client.asCurrentUser;
  return (await services.inspect(client, settings.indexPatterns, settings.fields)).problems;
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
  wanted: SaveRequest,
  saved: SavedSettings | null,
  renewed: Renewed,
): Promise<void> {
  if (saved?.attributes.detectionOn) {
    // What was said of the source was about settings, or rights, that somebody has looked at since.
    if (renewed.attributes.authority) await lookAnew(services, space);
    else await services.source(space).forget();
    await services.schedule.ensureTasks();
    await services.schedule.lookSoon(space);
  }
  if (isChanged(wanted, saved)) await sendWhatWasRefused(services, space);
}
