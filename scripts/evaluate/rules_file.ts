import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { FieldOverrides } from '../../common/settings/fields';
import type { KerberosAndNtlm } from '../../common/settings/kerberos_and_ntlm';
import { toRule } from '../../common/rules/rule_settings';
import type { Comparing, Rule } from '../../common/rules/rules';
import { DEFAULT_SETTINGS, settingsSchema } from '../../common/settings/settings';
import { fileFailure } from './file_failure';
import { printable } from './printable';

/** The rules and settings that an evaluation applies. */
export interface EvaluationRules {
  rules: Rule[];
  comparing: Comparing;
  /** Whether failed Kerberos pre-authentication (4771) and NTLM validation (4776) count as failures too. */
  kerberosAndNtlm: KerberosAndNtlm;
  fields: FieldOverrides;
  /** Whether events count whatever program they name, or none. */
  anyProvider: boolean;
  /** Whether events that stand in one text are read. */
  fromText: boolean;
}

/** The settings that decide what fires, checked by the product's own schema. */
const schema = settingsSchema
  .pick({
    rules: true,
    excludedAccounts: true,
    excludedAddresses: true,
    keepDomainsApart: true,
    kerberosAndNtlm: true,
    fields: true,
  })
  .extend({ anyProvider: z.boolean().default(false), fromText: z.boolean().default(true) });
const { rules, excludedAccounts, excludedAddresses, keepDomainsApart, kerberosAndNtlm, fields } =
  DEFAULT_SETTINGS;
const DEFAULTS = { rules, excludedAccounts, excludedAddresses, keepDomainsApart, kerberosAndNtlm, fields };

export const defaultRules = (): EvaluationRules => toEvaluationRules(DEFAULTS, 'the default settings');

/** The rules of a file. Throws an Error that names every problem with its place. */
export function readRulesFile(file: string): EvaluationRules {
  return toEvaluationRules(parse(readText(file), file), file);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The rules file ${file} cannot be read: ${fileFailure(file, error)}`, { cause: error });
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`The rules file ${file} is no JSON: ${printable((error as Error).message)}`, {
      cause: error,
    });
  }
}

/**
 * Makes rules of the content of a file. Settings that it leaves out are those of a new installation. `name` is used in
 * errors.
 */
export function toEvaluationRules(document: unknown, name: string): EvaluationRules {
  if (!isObject(document)) throw new Error(`${name} must be a JSON object, for example {"rules": [ … ]}.`);
  const checked = schema.safeParse({
    ...DEFAULTS,
    ...document,
    ...withRuleDefaults(document),
    ...withWords(document),
  });
  if (!checked.success) {
    const problems = checked.error.issues.map(({ path, message }) => `\n  ${fieldPathText(path)}${message}`);
    throw new Error(`${name} cannot be used:${problems.join('')}`);
  }
  const { rules: listed, ...settings } = checked.data;
  const enabled = listed.filter((rule) => rule.enabled).map(toRule);
  if (enabled.length === 0) throw new Error(`${name} has no rule that is enabled.`);
  return {
    rules: enabled,
    comparing: {
      keepDomainsApart: settings.keepDomainsApart,
      excludedAccounts: settings.excludedAccounts,
      excludedAddresses: settings.excludedAddresses,
    },
    kerberosAndNtlm: settings.kerberosAndNtlm,
    fields: settings.fields,
    anyProvider: settings.anyProvider,
    fromText: settings.fromText,
  };
}

/** `rules[0].id: `, or nothing for the file as a whole. */
function fieldPathText(path: PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place === '' ? '' : `${place.slice(1)}: `;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A file may say true and false for on and off. */
function withWords({ kerberosAndNtlm: said }: Record<string, unknown>): { kerberosAndNtlm?: unknown } {
  return typeof said === 'boolean' ? { kerberosAndNtlm: said ? 'on' : 'off' } : {};
}

/**
 * Fills in what a rule of a file leaves out: it is enabled, and it counts failures with and without a source address.
 */
function withRuleDefaults(document: Record<string, unknown>): { rules?: unknown } {
  if (!Array.isArray(document.rules)) return {};
  return {
    rules: document.rules.map((rule: unknown) => {
      if (!isObject(rule)) return rule;
      const counts = rule.kind === 'event_count' || rule.kind === 'value_count';
      return { enabled: true, ...(counts ? { withoutSource: false } : {}), ...rule };
    }),
  };
}
