import * as z from 'zod';
import type { CheckTokenRequest } from '../../../common/api/api';
import { channelIdSchema } from '../../../common/channels/channels';
import { Secret } from '../../../common/channels/secret';
import { botTokenSchema } from '../../../common/channels/telegram';
import { noTokenYet } from '../refusals';
import type { Answer, RouteCall } from '../route';
import type { Services } from '../services';
import type { OpenedSettings } from '../settings/settings_port';

/** How a request says with which token Telegram is asked. */
export const whoseToken = { botToken: botTokenSchema.optional(), channelId: channelIdSchema.optional() };
export const tokenSchema = z.strictObject(whoseToken);

export interface UsedToken {
  token: Secret;
  /** The channel whose saved token it is; null where the token was typed. */
  channelId: string | null;
}

/**
 * Asks with the token that was typed, else with a saved one. A saved token that cannot be decrypted counts as missing.
 */
export async function withToken(
  { background, spaceOf }: Services,
  request: RouteCall['request'],
  { botToken, channelId }: CheckTokenRequest,
  ask: (used: UsedToken) => Promise<Answer>,
): Promise<Answer> {
  if (botToken) return ask({ token: new Secret(botToken), channelId: null });
  const saved = savedToken(await background.openIfReadable(spaceOf(request)), channelId);
  return saved ? ask(saved) : { status: 400, problems: [noTokenYet()] };
}

/** The saved token of the channel `wanted`, or of the first Telegram channel where none is named. */
function savedToken(opened: OpenedSettings | null, wanted: string | undefined): UsedToken | undefined {
  const channels = opened?.attributes.settings.channels ?? [];
  const channel = channels.find(({ id, kind }) => kind === 'telegram' && (!wanted || id === wanted));
  const token = channel && opened?.channelSecrets[channel.id]?.['botToken'];
  return token && { token, channelId: channel.id };
}
