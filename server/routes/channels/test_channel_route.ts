import * as z from 'zod';
import { API, type TestChannelResponse, type TestFailure } from '../../../common/api/api';
import {
  channelSchema,
  haveSameOptions,
  proxyOf,
  strangeSecret,
  typedSecretsSchema,
  type Channel,
} from '../../../common/channels/channels';
import { kindOf, type TypedSecrets } from '../../../common/channels/kinds';
import type { Secret } from '../../../common/channels/secret';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Problem } from '../../../common/status/problems';
import { fitted } from '../../../common/text/fitted_text';
import type { Outcome } from '../../notify/delivery/channel_sender_port';
import { channelNotReady, noSuchProxy, noSuchSecret, noSuchTest, tooManyRequests } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import type { OpenedSettings } from '../settings/settings_port';
import { goesElsewhere, savedAs, toSecrets, type Secrets } from './channel_secrets';

/** The most characters of the far side's words that are answered. */
const SAID_MAX = 300;

const testSchema = z.strictObject({ channel: channelSchema, secrets: typedSecretsSchema.optional() });
const idSchema = z.object({ id: z.string() });
const TEST_ID = /^test-[\w-]{1,100}$/;

/**
 * The routes that try a channel of the form, whatever its kind. As it is saved it is told through the outbox, as alerts
 * are, and a second route says how far that is. Otherwise the test is sent at once, and nothing is saved.
 */
export function addTestChannelRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.testChannel, privilege: 'all', handle: testChannel });
  addRoute(setup, { method: 'get', path: API.channelTest, privilege: 'all', handle: findTest });
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
  const body = isAsSaved(opened, channel, typed)
    ? await sendAsAlertsGo(call, { channel, secrets, space })
    : await sendAtOnce(call, { channel, secrets, space });
  return { status: 200, body };
}

async function sendAsAlertsGo(
  { request, services }: RouteCall,
  { channel, secrets, space }: Testing,
): Promise<TestChannelResponse> {
  await services.prepareStorage(space);
  const planned = await services.channelTests(space).send(channel, services.authority.userOf(request));
  return stateOf(planned, secrets);
}

async function findTest({ request, services }: RouteCall): Promise<Answer> {
  const { id } = parse(idSchema, request.params);
  const space = services.spaceOf(request);
  const found = TEST_ID.test(id) ? await services.channelTests(space).find(id) : null;
  if (!found) return noSuchTest(id);
  const opened = found.lastError === null ? null : await services.background.openIfReadable(space);
  return { status: 200, body: stateOf(found, opened?.channelSecrets[found.channel.id] ?? {}) };
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

async function sendAtOnce(
  { request, services: { senders, authority, now } }: RouteCall,
  { channel, secrets, space }: Testing,
): Promise<TestChannelResponse> {
  const sender = senders[channel.kind];
  if (!sender) throw new Error(`Nothing sends through channels of the kind ${channel.kind}.`);
  const outcome = await sender.send(
    { kind: 'test', askedBy: authority.userOf(request), at: now(), channel: channel.name, space },
    { ...channel, space, secrets, fingerprint: '' },
  );
  return toResponse(outcome, secrets, now());
}

function isAsSaved(opened: OpenedSettings | null, channel: Channel, typed: TypedSecrets): boolean {
  const saved = savedAs(opened?.attributes, channel.id);
  return saved !== undefined && haveSameOptions(saved, channel) && Object.keys(typed).length === 0;
}

function toResponse(outcome: Outcome, secrets: Secrets, now: number): TestChannelResponse {
  if (outcome.kind === 'delivered') return { outcome: outcome.kind, text: outcome.text, deliveredAt: now };
  return { outcome: outcome.kind, ...failure(outcome, secrets) };
}

/** How far a test in the outbox is. */
function stateOf(entry: OutboxEntry<unknown>, secrets: Secrets): TestChannelResponse {
  const { id, status, text, deliveredAt, notBefore, refusedBy, unknowns } = entry;
  const { lastErrorCode: code, lastError: said, remedy } = entry;
  const last = code === null ? null : failure({ code, said: said ?? code, remedy: remedy ?? '' }, secrets);
  if (status === 'delivered')
    return { outcome: 'delivered', text: text ?? '', deliveredAt: deliveredAt ?? 0 };
  if (status === 'pending' || status === 'sending' || last === null)
    return { outcome: 'waiting', id, notBefore, last };
  if (refusedBy !== null) return { outcome: 'refused', ...last };
  const isUnknown = unknowns > 0 || code === 'left_unfinished';
  return { outcome: isUnknown ? 'unknown' : 'deferred', ...last };
}

const failure = ({ code, said, remedy }: TestFailure, secrets: Secrets): TestFailure => ({
  code,
  said: fitted(scrubbed(said, Object.values(secrets)), SAID_MAX),
  remedy,
});

/** A far side may repeat what it was sent: a second net below that of each kind. */
const scrubbed = (said: string, secrets: Secret[]): string =>
  secrets
    .map((secret) => secret.reveal())
    .filter((text) => text !== '')
    .reduce((text, secret) => text.replaceAll(secret, '********'), said);
