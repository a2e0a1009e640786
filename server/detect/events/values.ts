import type { Concept } from './event_source_port';
import { normaliseAddress } from './address';
import { normaliseAccount, normaliseHost, normaliseStatus, normaliseText } from './normalise';
import { remembered } from './remembered';

type Fields = Readonly<Record<string, readonly unknown[]>>;

/** A value, where in its list it stood, and how many values that list has. */
export interface Told {
  /** As it was written. */
  text: string;
  /** As it is known: an address in its one spelling, a status in hexadecimal digits. */
  value: string;
  at: number;
  of: number;
}

const toAddress = remembered(normaliseAddress);
const toHost = remembered(normaliseHost);
const toStatus = remembered(normaliseStatus);
const toText = remembered(normaliseText);

/**
 * How the text of a field becomes a value, by concept: null where the text holds none, as a placeholder does.
 * Other concepts use `toText`.
 */
const READ: Partial<Record<Concept, (text: string | null) => string | null>> = {
  account: normaliseAccount,
  source: toAddress,
  host: toHost,
  workstation: toHost,
  domain: toHost,
  status: toStatus,
  subStatus: toStatus,
};

/** Fields that name the account that was tried by their own name; others may hold the subject's before it. */
const isOfTarget = (field: string): boolean => /target/i.test(field);

/** Splunk's: of several values the subject's come first and the target's last, also where that one is none. */
const TARGET_IS_LAST = /(?:^|\.)Account_(?:Name|Domain)$/;

/** A value as text: a mapping may make a number of an account such as 4711. Undefined for objects and the like. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/**
 * What the fields tell of a concept: of the first field that has a value, the first value. Of an account, and of its
 * domain, the last value where the field may hold the subject's too: Windows names the subject before the target.
 * Undefined where they tell nothing.
 */
export function tellOf(fields: Fields, concept: Concept, names: readonly string[]): Told | undefined {
  const read = READ[concept] ?? toText;
  const isOfAccount = concept === 'account' || concept === 'domain';
  for (const name of names) {
    const list = fields[name];
    if (!list) continue;
    const told = isOfAccount && !isOfTarget(name) ? lastOf(name, list, read) : firstOf(list, read);
    if (told) return told;
  }
  return undefined;
}

type Read = (text: string | null) => string | null;

function toldAt(list: readonly unknown[], at: number, read: Read): Told | undefined {
  const text = textOf(list[at]);
  const value = text === undefined ? null : read(text);
  return text === undefined || value === null ? undefined : { text, value, at, of: list.length };
}

function firstOf(list: readonly unknown[], read: Read): Told | undefined {
  for (let at = 0; at < list.length; at += 1) {
    const told = toldAt(list, at, read);
    if (told) return told;
  }
  return undefined;
}

function lastOf(name: string, list: readonly unknown[], read: Read): Told | undefined {
  if (TARGET_IS_LAST.test(name)) {
    const values = list.length === 1 ? linesOf(list[0]) : list;
    return toldAt(values, values.length - 1, read);
  }
  for (let at = list.length - 1; at >= 0; at -= 1) {
    const told = toldAt(list, at, read);
    if (told) return told;
  }
  return undefined;
}

/** Splunk's tables have several values as the lines of one. */
const linesOf = (value: unknown): readonly unknown[] =>
  typeof value === 'string' ? value.split(/\r?\n/) : [value];

/**
 * The domain of an account. Where the account stands in a list of several values, a domain field with a list
 * of the same length has the domain at the same place; undefined where nothing usable stands there. Else the
 * domain fields alone tell it.
 */
export function domainOf(
  fields: Fields,
  names: readonly string[],
  account: Told | undefined,
): string | undefined {
  const beside = names.find((name) => account && account.of > 1 && fields[name]?.length === account.of);
  if (beside === undefined || account === undefined) return tellOf(fields, 'domain', names)?.text;
  return toldAt(fields[beside] ?? [], account.at, toHost)?.text;
}
