/** Stands in for `@kbn/config-schema`: the builders that the plugin uses, with Kibana's words for refusals. */

export interface SchemaType<V> {
  readonly __isKbnConfigSchemaType: true;
  /** Only for `TypeOf`; never there at run time. */
  readonly type: V;
  validate(value: unknown, context?: Record<string, unknown>, namespace?: string): V;
}
type Check<V> = (value: unknown) => V;
type CustomCheck<V = string> = (value: V) => string | void;
type Props = Record<string, SchemaType<unknown>>;

interface StringOptions {
  defaultValue?: string;
  minLength?: number;
  maxLength?: number;
  validate?: CustomCheck;
}
interface UriOptions {
  scheme?: string[];
  defaultValue?: string;
  validate?: CustomCheck;
}
interface ArrayOptions<V> {
  defaultValue?: V[];
  maxSize?: number;
  validate?: CustomCheck<V[]>;
}
interface ObjectOptions {
  defaultValue?: unknown;
  unknowns?: 'allow' | 'ignore' | 'forbid';
}

/** A refusal with the path it happened at, innermost first told as `[a.b]: why`. */
class Refusal extends Error {
  constructor(
    readonly path: string[],
    readonly why: string,
  ) {
    super(path.length > 0 ? `[${path.join('.')}]: ${why}` : why);
  }
  below(key: string): Refusal {
    return new Refusal([key, ...this.path], this.why);
  }
}
const refuse = (why: string): never => {
  throw new Refusal([], why);
};
const nameOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'Array' : typeof value);

function typed<V>(check: Check<V>): SchemaType<V> {
  const validate: SchemaType<V>['validate'] = (value, _context, namespace) => {
    try {
      return check(value);
    } catch (error) {
      throw namespace && error instanceof Refusal ? error.below(namespace) : error;
    }
  };
  return { __isKbnConfigSchemaType: true, validate } as SchemaType<V>;
}

function text(value: unknown, fallback: string | undefined): string {
  const given = value === undefined ? fallback : value;
  return typeof given === 'string'
    ? given
    : refuse(`expected value of type [string] but got [${nameOf(given)}]`);
}

function applyCustom<V>(value: V, check: CustomCheck<V> | undefined): V {
  const why = check?.(value);
  return why ? refuse(why) : value;
}

function checkLength(value: string, { minLength = 0, maxLength = Infinity }: StringOptions): void {
  const has = `value has length [${value.length}] but it must have a`;
  if (value.length < minLength) refuse(`${has} minimum length of [${minLength}].`);
  if (value.length > maxLength) refuse(`${has} maximum length of [${maxLength}].`);
}

function checkUri(value: string, scheme: string[] | undefined): void {
  if (!URL.canParse(value)) refuse('value must be a valid URI (see RFC 3986).');
  const given = new URL(value).protocol.slice(0, -1);
  if (scheme && !scheme.includes(given)) refuse(`expected URI with scheme [${scheme.join('|')}].`);
}

function checkProperty(props: Props, key: string, value: unknown): unknown {
  try {
    return props[key]?.validate(value);
  } catch (error) {
    throw error instanceof Refusal ? error.below(key) : error;
  }
}

function checkObject(props: Props, options: ObjectOptions, value: unknown): Record<string, unknown> {
  const given = value ?? options.defaultValue ?? {};
  if (value === null || typeof given !== 'object' || Array.isArray(given))
    return refuse(`expected a plain object value, but found [${nameOf(value ?? given)}] instead.`);
  const source = given as Record<string, unknown>;
  const unknown = Object.keys(source).filter((key) => !(key in props));
  if (unknown[0] !== undefined && (options.unknowns ?? 'forbid') === 'forbid')
    throw new Refusal([unknown[0]], 'definition for this key is missing');
  const kept = options.unknowns === 'allow' ? unknown.map((key) => [key, source[key]]) : [];
  const known = Object.keys(props).map((key) => [key, checkProperty(props, key, source[key])]);
  return Object.fromEntries([...kept, ...known].filter(([, one]) => one !== undefined));
}

function checkArray<V>(type: SchemaType<V>, options: ArrayOptions<V>, value: unknown): V[] {
  const given = value ?? options.defaultValue ?? [];
  if (!Array.isArray(given))
    return refuse(`could not parse array value from json input: expected value of type [array]`);
  if (given.length > (options.maxSize ?? Infinity))
    refuse(`array size is [${given.length}], but cannot be greater than [${options.maxSize}]`);
  const checked = given.map((one, n) => {
    try {
      return type.validate(one);
    } catch (error) {
      throw error instanceof Refusal ? error.below(String(n)) : error;
    }
  });
  return applyCustom(checked, options.validate);
}

/** The builders, by Kibana's names. */
export const schema = {
  object: (props: Props, options: ObjectOptions = {}) => typed((value) => checkObject(props, options, value)),
  string: (options: StringOptions = {}) =>
    typed((value) => {
      const given = text(value, options.defaultValue);
      checkLength(given, options);
      return applyCustom(given, options.validate);
    }),
  uri: (options: UriOptions = {}) =>
    typed((value) => {
      const given = text(value, options.defaultValue);
      checkUri(given, options.scheme);
      return applyCustom(given, options.validate);
    }),
  boolean: (options: { defaultValue?: boolean } = {}) =>
    typed((value) => {
      const given = value === undefined ? options.defaultValue : value;
      return typeof given === 'boolean'
        ? given
        : refuse(`expected value of type [boolean] but got [${nameOf(given)}]`);
    }),
  arrayOf: <V>(type: SchemaType<V>, options: ArrayOptions<V> = {}) =>
    typed((value) => checkArray(type, options, value)),
  maybe: <V>(type: SchemaType<V>) =>
    typed((value) => (value === undefined ? undefined : type.validate(value))),
  any: () => typed((value) => value),
};
