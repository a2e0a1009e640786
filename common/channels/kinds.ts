import type * as z from 'zod';
import { email } from './email';
import type { Kind } from './kind';
import { telegram } from './telegram';
import { webhook } from './webhook';

/** Every kind of channel by its name. A new kind is a new line here. */
export const KINDS = { telegram, email, webhook } as const;

export type ChannelKind = keyof typeof KINDS;
/** The options of a kind, as they are saved. */
export type OptionsOf<K extends ChannelKind> = z.output<(typeof KINDS)[K]['options']>;
/** What somebody types as secrets of any kind, by their names. */
export type TypedSecrets = Partial<Record<SecretName, string>>;
export type SecretName = { [K in ChannelKind]: keyof z.output<(typeof KINDS)[K]['secrets']> }[ChannelKind] &
  string;

/** A kind as code sees it that treats every kind alike. The names of its options and secrets are its own affair. */
type AnyKind = Kind<z.ZodObject, z.ZodObject>;
export const kindOf = (name: ChannelKind): AnyKind => KINDS[name];
export const kindEntries = () => Object.entries(KINDS) as Array<[ChannelKind, AnyKind]>;
