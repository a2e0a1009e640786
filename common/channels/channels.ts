import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { telegramOptions, telegramSecrets } from './telegram';

const idError = () =>
  i18n.translate('bruteForceAlerts.channels.idErrorMessage', {
    defaultMessage:
      'The id of a channel must have from 1 to {max} letters, digits, hyphens and underscores. Choose a random one.',
    values: { max: BOUNDS.channelIdLength },
  });
const nameError = () =>
  i18n.translate('bruteForceAlerts.channels.nameErrorMessage', {
    defaultMessage: 'The name of a channel must have from 1 to {max} characters.',
    values: { max: BOUNDS.channelNameLength },
  });
const listError = () =>
  i18n.translate('bruteForceAlerts.channels.listErrorMessage', {
    defaultMessage: 'Set up at most {max} channels.',
    values: { max: BOUNDS.channels.max },
  });
const twiceError = () =>
  i18n.translate('bruteForceAlerts.channels.twiceErrorMessage', {
    defaultMessage: 'Two channels have this id. Give one of them another.',
  });

/** The id of a channel, which never changes: deliveries name their channel by it. */
export const channelIdSchema = z
  .string({ error: idError })
  .min(1, { error: idError })
  .max(BOUNDS.channelIdLength, { error: idError })
  .regex(/^[A-Za-z0-9_-]+$/, { error: idError });

const common = {
  id: channelIdSchema,
  /** What people call it, e.g. "Night shift". */
  name: z
    .string({ error: nameError })
    .min(1, { error: nameError })
    .max(BOUNDS.channelNameLength, { error: nameError }),
};

/** Every kind of channel, with the form of its options. A new kind is a new line here. */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('telegram'), options: telegramOptions }),
]);

/** Where people are told. Secrets travel beside it, never in it. */
export type Channel = z.infer<typeof channelSchema>;
export type ChannelKind = Channel['kind'];

/** The secrets that each kind needs before it can send. A new kind is a new line here too. */
export const SECRETS_OF_KIND: Record<ChannelKind, readonly string[]> = {
  telegram: Object.keys(telegramSecrets.shape),
};

export const channelsSchema = z
  .array(channelSchema, { error: listError })
  .max(BOUNDS.channels.max, { error: listError })
  .superRefine((channels, context) => {
    for (const [n, { id }] of channels.entries()) {
      if (channels.findIndex((other) => other.id === id) < n)
        context.addIssue({ code: 'custom', message: twiceError(), path: [n, 'id'] });
    }
  });

/** New secrets, by the id of their channel. A channel that is not named keeps what is saved. */
export const channelSecretsSchema = z.record(channelIdSchema, telegramSecrets.partial());
export type ChannelSecrets = z.infer<typeof channelSecretsSchema>;

/** What the server knows of a saved channel and may show. Names of secrets, never their values. */
export interface ChannelFacts {
  id: string;
  /** Which secrets are saved, e.g. `botToken`. */
  secretsSaved: string[];
  /**
   * The name under which the channel sends, as the far side said at the last check: the name of a bot. Null where it
   * could not be asked.
   */
  sender: string | null;
  /**
   * The name of the place where messages arrive, as the far side said at the last check: the title of a chat. Null
   * where it could not be asked.
   */
  receiver: string | null;
}

/** Whether a channel has everything that sending needs. `secrets`: the names of those that are there. */
export function isReady({ kind, options }: Channel, secrets: readonly string[]): boolean {
  const hasOptions = Object.values(options).every((value) => value !== '');
  return hasOptions && SECRETS_OF_KIND[kind].every((name) => secrets.includes(name));
}
