import * as z from 'zod';
import type { CheckTokenRequest } from '../../../common/api/api';
import { channelIdSchema } from '../../../common/channels/channels';
import { proxyNameSchema } from '../../../common/channels/proxy_name';
import { Secret } from '../../../common/channels/secret';
import { botTokenSchema, telegram } from '../../../common/channels/telegram';
import { noSuchProxy, noTokenYet } from '../refusals';
import type { Answer, RouteCall } from '../route';
import type { Services } from '../services';
import type { OpenedSettings } from '../settings/settings_port';
import type { BotAccess } from './pairing_port';

/** How a request says with which token Telegram is asked, and by which proxy. */
export const whoseToken = {
  botToken: botTokenSchema.optional(),
  channelId: channelIdSchema.optional(),
  proxy: proxyNameSchema.optional(),
};
export const tokenSchema = z.strictObject(whoseToken);

export interface UsedToken extends BotAccess {
  /** The channel whose saved token it is; null where the token was typed. */
  channelId: string | null;
}

/**
 * Asks with the token that was typed, else with a saved one, by the proxy that is named, else by that of the channel. A
 * saved token that cannot be decrypted counts as missing.
 */
export async function withToken(
  { background, proxies, spaceOf }: Services,
  request: RouteCall['request'],
  { botToken, channelId, proxy }: CheckTokenRequest,
  ask: (used: UsedToken) => Promise<Answer>,
): Promise<Answer> {
  const unknown = noSuchProxy(proxy ?? null, proxies, 'proxy');
  if (unknown) return { status: 400, problems: [unknown] };
  if (botToken) return ask({ token: new Secret(botToken), channelId: null, proxy: proxy ?? null });
  const saved = savedToken(await background.openIfReadable(spaceOf(request)), channelId);
  if (!saved) return { status: 400, problems: [noTokenYet()] };
  return ask(proxy === undefined ? saved : { ...saved, proxy });
}

/** The saved token of the channel `wanted`, or of the first Telegram channel where none is named. */
function savedToken(opened: OpenedSettings | null, wanted: string | undefined): UsedToken | undefined {
  const channels = opened?.attributes.settings.channels ?? [];
  const channel = channels.find(({ id, kind }) => kind === 'telegram' && (!wanted || id === wanted));
  const token = channel && opened?.channelSecrets[channel.id]?.['botToken'];
  return token && { token, channelId: channel.id, proxy: telegram.options.parse(channel.options).proxy };
}
