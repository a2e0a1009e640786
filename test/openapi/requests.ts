import fc from 'fast-check';
import { operations, resolve, type JsonSchema, type Operation } from './document';

/** A made-up request. */
export interface MadeUp {
  method: string;
  /** With its query. */
  path: string;
  body: unknown;
  /** Whether the version in the body is to be that of the settings as they are. */
  knowsVersion: boolean;
}

/** Requests of every operation: as described, nearly as described, and anything. */
export const anyRequest = (): fc.Arbitrary<MadeUp> => fc.oneof(...operations().map(requestOf));

function requestOf(operation: Operation): fc.Arbitrary<MadeUp> {
  const { method, path, parameters, body } = operation;
  const values = fc.record(
    Object.fromEntries(parameters.map(({ name, schema }) => [name, parameter(schema)])),
  );
  return fc
    .record({ values, body: body ? bodyOf(body.schema) : fc.constant(undefined), knowsVersion: fc.boolean() })
    .map(({ values: given, ...rest }) => ({
      ...rest,
      method,
      path: `${withId(path, given.id)}${queryOf(operation, given)}`,
    }));
}

const withId = (path: string, id: string | undefined) => path.replace('{id}', encodeURIComponent(id || '-'));

function queryOf({ parameters }: Operation, given: Record<string, string | undefined>): string {
  const named = parameters.filter((one) => one.in === 'query' && given[one.name] !== undefined);
  const query = new URLSearchParams(named.map(({ name }) => [name, given[name] ?? '']));
  return named.length > 0 ? `?${query}` : '';
}

/** As text, as it stands in an address; absent now and then. */
const parameter = (schema: JsonSchema): fc.Arbitrary<string | undefined> =>
  fc.oneof(valueOf(schema).map(String), fc.string({ unit: 'grapheme' }), fc.constant(undefined));

const bodyOf = (schema: JsonSchema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: valueOf(schema) },
    {
      weight: 3,
      arbitrary: fc.tuple(valueOf(schema), fc.infiniteStream(fc.nat()), fc.jsonValue()).map(spoiled),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );

/** With something else in a place of its own choice, one field less, or one more. */
function spoiled([value, choices, junk]: [unknown, fc.Stream<number>, unknown]): unknown {
  const pick = (count: number) => (choices.next().value as number) % count;
  const inside = (at: unknown): unknown => {
    if (typeof at !== 'object' || at === null || pick(4) === 0) return junk;
    const keys = Object.keys(at);
    if (Array.isArray(at)) return at.map((one, n) => (n === at.length - 1 ? inside(one) : (one as unknown)));
    if (keys.length === 0 || pick(4) === 0) return { ...at, [`more${pick(9)}`]: junk };
    const key = keys[pick(keys.length)] ?? '';
    const { [key]: old, ...rest } = at as Record<string, unknown>;
    return pick(4) === 0 ? rest : { ...at, [key]: inside(old) };
  };
  return inside(value);
}

/** Values that a schema describes; throws where it has words that are not known here. */
export function valueOf(described: JsonSchema): fc.Arbitrary<unknown> {
  const schema = resolve(described as JsonSchema & { $ref: string }) as JsonSchema;
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return fc.oneof(...several.map(valueOf));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: unknown) => valueOf({ ...schema, type } as JsonSchema)));
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: Number(schema.minimum), max: Number(schema.maximum) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valueOf(schema.items ?? {}), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.min(Number(schema.maxItems ?? 5), 5),
      });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valueOf(one)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    default:
      throw new Error(`A schema that nothing can be made up for: ${JSON.stringify(schema)}`);
  }
}

const textOf = ({ pattern, maxLength }: JsonSchema): fc.Arbitrary<string> =>
  pattern
    ? fc.stringMatching(new RegExp(pattern, 'u'))
    : fc.string({ unit: 'binary', maxLength: Number(maxLength ?? 40) });
