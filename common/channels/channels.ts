import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { kindEntries, kindOf, type ChannelKind, type OptionsOf, type TypedSecrets } from './kinds';
import { DEFAULT_TELL, tellSchema, type Tell } from './tell';

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
  tell: tellSchema.prefault(DEFAULT_TELL),
};

/** A channel of one kind. */
export type ChannelOf<K extends ChannelKind> = {
  id: string;
  kind: K;
  name: string;
  tell: Tell;
  options: OptionsOf<K>;
};
/** Where people are told. Secrets travel beside it, never in it. */
export type Channel = { [K in ChannelKind]: ChannelOf<K> }[ChannelKind];

const forms = kindEntries().map(([kind, { options }]) =>
  z.strictObject({ ...common, kind: z.literal(kind), options }),
);
type Form = (typeof forms)[number];
/** A channel of any kind. One that was saved before `tell` existed has the defaults. */
export const channelSchema = z.discriminatedUnion(
  'kind',
  forms as [Form, ...Form[]],
  // That each kind has its own options is lost where forms are made from a table.
) as unknown as z.ZodType<Channel>;

export const channelsSchema = z
  .array(channelSchema, { error: listError })
  .max(BOUNDS.channels.max, { error: listError })
  .superRefine((channels, context) => {
    for (const [n, { id }] of channels.entries()) {
      if (channels.findIndex((other) => other.id === id) < n)
        context.addIssue({ code: 'custom', message: twiceError(), path: [n, 'id'] });
    }
  });

/** The secrets of one channel as somebody types them. */
export const typedSecretsSchema: z.ZodType<TypedSecrets> = z
  .strictObject(Object.assign({}, ...kindEntries().map(([, { secrets }]) => secrets.shape)) as z.ZodRawShape)
  .partial();
/**
 * New secrets, by the id of their channel. A channel that is not named keeps what is saved. Whether a channel takes
 * the secrets is known only with its kind: see `strangeSecret`.
 */
export const channelSecretsSchema: z.ZodType<ChannelSecrets> = z.record(channelIdSchema, typedSecretsSchema);
export type ChannelSecrets = Record<string, TypedSecrets>;

/** The name of a secret that the channel's kind does not have; undefined where it has all of them. */
export const strangeSecret = ({ kind }: Channel, secrets: TypedSecrets): string | undefined =>
  Object.keys(secrets).find((name) => !Object.hasOwn(kindOf(kind).secrets.shape, name));

/** What is wrong with a typed secret of a kind, in sentences. None for a secret that the kind does not have. */
export function secretProblems(kind: ChannelKind, name: string, text: string): string[] {
  const forms: Record<string, z.ZodType> = kindOf(kind).secrets.shape;
  return forms[name]?.safeParse(text).error?.issues.map(({ message }) => message) ?? [];
}

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
  const needed = kindOf(kind).needs(options);
  return needed !== null && needed.every((name) => secrets.includes(name));
}

/** Where the secrets of a channel go. Two channels with the same text may be given the same saved secrets. */
export const destinationOf = ({ kind, options }: Channel): string =>
  JSON.stringify([kind, kindOf(kind).destination(options)]);

/** Whether both are of one kind and have the same options, in any order: what is stored comes back in another one. */
export const haveSameOptions = (one: Channel, other: Channel): boolean =>
  one.kind === other.kind && sorted(one.options) === sorted(other.options);

const sorted = (options: object): string =>
  JSON.stringify(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The proxy of kibana.yml that is chosen for a channel, by its name; null where none is, or its kind takes none. */
export const proxyOf = ({ options }: Channel): string | null => ('proxy' in options ? options.proxy : null);
