import {
  haveSameOptions,
  isReady,
  proxyOf,
  strangeSecret,
  type Channel,
  type ChannelFacts,
  type ChannelSecrets,
} from '../../../common/channels/channels';
import { toSealed, type SecretsOfChannels } from '../../../common/channels/sealed_secrets';
import type { SettingsInput } from '../../../common/settings/settings';
import type { Problem } from '../../../common/status/problems';
import { noEncryptionKey, noSuchChannel, noSuchProxy, noSuchSecret } from '../refusals';
import type { Services } from '../services';
import type { SavedSettings, SettingsAttributes } from '../settings/settings_port';
import { factsOf } from '../settings/settings_view';
import { goesElsewhere, savedAs, toSecrets } from './channel_secrets';

/** The settings and the new secrets that somebody wants to save. */
interface Wanted {
  settings: SettingsInput;
  secrets?: ChannelSecrets;
}

/** What the channels answered, and what is to be stored of it. */
export interface ChannelsCheck {
  attributes: Pick<SettingsAttributes, 'channels'> & Partial<Pick<SettingsAttributes, 'channelSecrets'>>;
  /** Errors keep the settings from being saved. A channel that could not be asked gives a warning. */
  problems: Problem[];
  /** Ids of the channels whose options or secrets differ from the saved ones. */
  changed: string[];
}

/** Asks the far side about every channel that is new or changed. Nothing is saved here. */
export async function checkChannels(
  services: Services,
  space: string,
  wanted: Wanted,
  saved: SavedSettings | null,
): Promise<ChannelsCheck> {
  const known = saved?.attributes.channels ?? [];
  const changes = wanted.settings.channels.map((channel) => changeOf(channel, wanted, saved));
  const changed = changes.filter((change) => change.secrets || change.options).map(({ id }) => id);
  const unchanged = { channels: wanted.settings.channels.map(({ id }) => factsOf(known, id)) };
  const refusal = refusalOf(services, wanted) ?? unknownProxy(services, wanted, changes);
  if (refusal) return { attributes: unchanged, problems: [refusal], changed };
  const isSealedAnew =
    wanted.secrets !== undefined || isRemoved(wanted, saved) || redirected(wanted, saved).length > 0;
  if (changed.length === 0 && !isSealedAnew) return { attributes: unchanged, problems: [], changed };

  // Saved secrets that can no longer be decrypted count as missing: they have to be entered again.
  const opened = await services.background.openIfReadable(space);
  const secrets = merged(wanted, kept(wanted, saved, opened?.channelSecrets ?? {}));
  const checks = await Promise.all(
    wanted.settings.channels.map((channel, n) =>
      checkOne(services, { space, channel, n, changed: changes[n], secrets, known, isSealedAnew }),
    ),
  );
  return {
    attributes: {
      channels: checks.map(({ facts }) => facts),
      ...(isSealedAnew ? { channelSecrets: toSealed(secrets) } : {}),
    },
    problems: checks.flatMap(({ problems }) => problems),
    changed,
  };
}

function refusalOf({ canEncrypt }: Services, { settings, secrets = {} }: Wanted): Problem | undefined {
  const stranger = Object.keys(secrets).find((id) => settings.channels.every((channel) => channel.id !== id));
  if (stranger !== undefined) return noSuchChannel(stranger);
  for (const channel of settings.channels) {
    const name = strangeSecret(channel, secrets[channel.id] ?? {});
    if (name !== undefined) return noSuchSecret(channel.id, name);
  }
  return Object.keys(secrets).length > 0 && !canEncrypt ? noEncryptionKey() : undefined;
}

/**
 * A proxy that kibana.yml does not list, of a channel that is new or changed. One that was saved, and lost its proxy since,
 * does not keep anything else from being saved.
 */
function unknownProxy({ proxies }: Services, { settings }: Wanted, changes: Change[]): Problem | undefined {
  for (const [n, channel] of settings.channels.entries()) {
    const field = `settings.channels.${n}.options.proxy`;
    const isAsked = changes[n]?.options || changes[n]?.secrets;
    const problem = isAsked ? noSuchProxy(proxyOf(channel), proxies, field) : undefined;
    if (problem) return problem;
  }
  return undefined;
}

interface Change {
  id: string;
  secrets: boolean;
  options: boolean;
}

function changeOf(channel: Channel, { secrets }: Wanted, saved: SavedSettings | null): Change {
  const before = savedAs(saved?.attributes, channel.id);
  const isOther = before === undefined || !haveSameOptions(before, channel);
  return { id: channel.id, secrets: Object.hasOwn(secrets ?? {}, channel.id), options: isOther };
}

const isRemoved = ({ settings }: Wanted, saved: SavedSettings | null) =>
  (saved?.attributes.channels ?? []).some(
    ({ id, secretsSaved }) =>
      secretsSaved.length > 0 && settings.channels.every((channel) => channel.id !== id),
  );

/** The channels that are saved and now send to another destination. */
const redirected = ({ settings }: Wanted, saved: SavedSettings | null): Channel[] =>
  settings.channels.filter((channel) => {
    const before = savedAs(saved?.attributes, channel.id);
    return before !== undefined && goesElsewhere(before, channel);
  });

/** The saved secrets without those of channels that now send to another destination: they have to be typed again. */
function kept(wanted: Wanted, saved: SavedSettings | null, secrets: SecretsOfChannels): SecretsOfChannels {
  const gone = redirected(wanted, saved).map(({ id }) => id);
  return Object.fromEntries(Object.entries(secrets).filter(([id]) => !gone.includes(id)));
}

/**
 * The secrets of the channels in the settings: what was typed, else what is saved. Secrets of removed channels are
 * left out.
 */
function merged({ settings, secrets = {} }: Wanted, saved: SecretsOfChannels): SecretsOfChannels {
  return Object.fromEntries(
    settings.channels.map(({ id }) => [id, { ...saved[id], ...toSecrets(secrets[id] ?? {}) }]),
  );
}

interface Asking {
  space: string;
  channel: Channel;
  /** The index of the channel in the list of the settings. */
  n: number;
  changed: Change | undefined;
  secrets: SecretsOfChannels;
  known: ChannelFacts[];
  isSealedAnew: boolean;
}

async function checkOne(
  services: Services,
  { space, channel, n, changed, secrets, known, isSealedAnew }: Asking,
): Promise<{ facts: ChannelFacts; problems: Problem[] }> {
  const { id } = channel;
  const there = secrets[id] ?? {};
  const before = factsOf(known, id);
  const facts = isSealedAnew ? { ...before, secretsSaved: Object.keys(there) } : before;
  if (!changed?.secrets && !changed?.options) return { facts, problems: [] };
  const sender = services.senders[channel.kind];
  // A channel of a kind that needs no secret, such as a mail server without login, is asked too.
  const isAskable = Object.keys(there).length > 0 || isReady(channel, []);
  if (!isAskable || !sender) return { facts: { ...facts, receiver: null }, problems: [] };
  const answer = await sender.check({ ...channel, space, secrets: there, fingerprint: '' }, changed);
  const problems = answer.problems.map((problem) => ({ ...problem, field: fieldOf(problem, n, id) }));
  return {
    facts: {
      ...facts,
      sender: changed.secrets ? answer.sender : facts.sender,
      receiver: answer.receiver,
    },
    problems,
  };
}

/** The path, in the request, of the input that caused the problem. */
function fieldOf({ field = '' }: Problem, n: number, id: string): string {
  const [, secret] = /^secrets\.(.+)$/.exec(field) ?? [];
  return secret === undefined ? `settings.channels.${n}.${field}` : `secrets.${id}.${secret}`;
}
