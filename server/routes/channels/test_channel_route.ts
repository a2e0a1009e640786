import * as z from 'zod';
import { API, type TestChannelResponse } from '../../../common/api/api';
import {
  channelSchema,
  proxyOf,
  strangeSecret,
  typedSecretsSchema,
  type Channel,
} from '../../../common/channels/channels';
import { kindOf, type TypedSecrets } from '../../../common/channels/kinds';
import type { Secret } from '../../../common/channels/secret';
import type { Problem } from '../../../common/status/problems';
import { fitted } from '../../../common/text/fitted_text';
import type { Outcome } from '../../notify/delivery/channel_sender_port';
import { channelNotReady, noSuchProxy, noSuchSecret, tooManyRequests } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { Services } from '../services';
import type { OpenedSettings } from '../settings/settings_port';
import { goesElsewhere, savedAs, toSecrets, type Secrets } from './channel_secrets';
import { lookAgain } from './look_again';

/** The most characters of the far side's words that are answered. */
const SAID_MAX = 300;

const testSchema = z.strictObject({ channel: channelSchema, secrets: typedSecretsSchema.optional() });

/** The route that sends a test message through a channel of the form, whatever its kind. Nothing is saved. */
export function addTestChannelRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.testChannel, privilege: 'all', handle: testChannel });
}

async function testChannel(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { channel, secrets: typed = {} } = parse(testSchema, request.body);
  const stranger = strangeSecret(channel, typed);
  if (stranger !== undefined)
    return refused({ ...noSuchSecret(channel.id, stranger), field: `secrets.${stranger}` });
  const noProxy = noSuchProxy(proxyOf(channel), services.proxies, 'channel.options.proxy');
  if (noProxy) return refused(noProxy);
  const space = services.spaceOf(request);
  // Saved secrets that can no longer be decrypted count as missing.
  const opened = await services.background.openIfReadable(space);
  const secrets = { ...savedSecrets(opened, channel), ...toSecrets(typed) };
  const missing = missingOf(channel, secrets);
  if (missing) return refused(missing);
  const leave = await services.limits.testMessage(space);
  if (!leave.ok) return tooManyRequests(leave.waitMs);
  const outcome = await send(services, call, { channel, secrets, space });
  // A test by the channel as it is saved shows that it may work again.
  if (outcome.kind === 'delivered' && isAsSaved(opened, channel, typed)) await lookAgain(call, [channel.id]);
  return { status: 200, body: toResponse(outcome, Object.values(secrets)) };
}

const refused = (problem: Problem): Answer => ({ status: 400, problems: [problem] });

/** The saved secrets of a channel, where they go to the same place as before; else none. */
function savedSecrets(opened: OpenedSettings | null, channel: Channel): Secrets {
  const saved = savedAs(opened?.attributes, channel.id);
  if (!saved || goesElsewhere(saved, channel)) return {};
  return opened?.channelSecrets[channel.id] ?? {};
}

function missingOf({ kind, options }: Channel, secrets: Secrets): Problem | undefined {
  const needed = kindOf(kind).needs(options);
  if (needed === null) return channelNotReady(null);
  const name = needed.find((one) => !Object.hasOwn(secrets, one));
  return name === undefined ? undefined : channelNotReady(name);
}

interface Testing {
  channel: Channel;
  secrets: Secrets;
  space: string;
}

function send(
  { senders, authority, now }: Services,
  { request }: RouteCall,
  { channel, secrets, space }: Testing,
): Promise<Outcome> {
  const sender = senders[channel.kind];
  if (!sender) throw new Error(`Nothing sends through channels of the kind ${channel.kind}.`);
  return sender.send(
    { kind: 'test', askedBy: authority.userOf(request), at: now(), channel: channel.name, space },
    { ...channel, space, secrets, fingerprint: '' },
  );
}

function isAsSaved(opened: OpenedSettings | null, channel: Channel, typed: TypedSecrets): boolean {
  const saved = savedAs(opened?.attributes, channel.id);
  const isSame = saved !== undefined && JSON.stringify(saved.options) === JSON.stringify(channel.options);
  return isSame && Object.keys(typed).length === 0;
}

function toResponse(outcome: Outcome, secrets: Secret[]): TestChannelResponse {
  if (outcome.kind === 'delivered') return { outcome: outcome.kind, text: outcome.text };
  const { kind, code, said, remedy } = outcome;
  return { outcome: kind, code, said: fitted(scrubbed(said, secrets), SAID_MAX), remedy };
}

/** A far side may repeat what it was sent: a second net below that of each kind. */
const scrubbed = (said: string, secrets: Secret[]): string =>
  secrets
    .map((secret) => secret.reveal())
    .filter((text) => text !== '')
    .reduce((text, secret) => text.replaceAll(secret, '********'), said);
