import type * as z from 'zod';
import { telegram } from './telegram';

/** Every kind of channel by its name. A new kind is a new line here. */
export const KINDS = { telegram } as const;

export type ChannelKind = keyof typeof KINDS;
/** The options of a kind, as they are saved. */
export type OptionsOf<K extends ChannelKind> = z.output<(typeof KINDS)[K]['options']>;
/** What somebody types as secrets of any kind, by their names. */
export type TypedSecrets = Partial<Record<SecretName, string>>;
export type SecretName = { [K in ChannelKind]: keyof z.output<(typeof KINDS)[K]['secrets']> }[ChannelKind] &
  string;

/** Kinds as a list, where each is treated alike. */
export const kindEntries = () => Object.entries(KINDS) as Array<[ChannelKind, (typeof KINDS)[ChannelKind]]>;
