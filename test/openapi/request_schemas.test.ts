import fc from 'fast-check';
import * as z from 'zod';
import { indexPatternProblem } from '../../common/settings/index_pattern';
import { botTokenSchema } from '../../common/channels/telegram';
import { DEFAULT_SETTINGS, settingsSchema } from '../../common/settings/settings';
import { ruleSchema } from '../../common/rules/rule_settings';
import { chatIdProblem } from '../../common/channels/telegram';
import { ALL_ROUTES } from '../all_routes';
import { FakeServices } from '../fake_services';
import { faultOf } from './conformance';
import { apiDocument, operations, resolve, type JsonSchema, type Operation } from './document';
import { registeredRoutes } from './routes';

/** Routes read their input by `parse`. This mock also records the schema. */
jest.mock('../../server/routes/route', () => {
  const route = jest.requireActual<typeof import('../../server/routes/route')>('../../server/routes/route');
  const schemas: unknown[] = [];
  return {
    ...route,
    schemas,
    parse(schema: z.ZodType, input: unknown) {
      schemas.push(schema);
      return route.parse(schema, input);
    },
  };
});
const { schemas } = jest.requireMock<{ schemas: z.ZodType[] }>('../../server/routes/route');

/** The schema by which the code reads the input of an operation; undefined where it reads none. */
async function readBy({ method, path }: Operation): Promise<JsonSchema | undefined> {
  schemas.length = 0;
  const params = Object.fromEntries((path.match(/\{[^}]+\}/g) ?? []).map((name) => [name.slice(1, -1), 'x']));
  await new FakeServices(...ALL_ROUTES).ask(method, path, { params });
  expect(schemas.length).toBeLessThanOrEqual(1);
  const [schema] = schemas;
  return schema && (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}

const SAID_FOR_PEOPLE = ['$schema', 'description'];

/** The schema with its references replaced by what they name, and without parts that do not decide validity. */
function expand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(resolve(value as JsonSchema & { $ref: string }));
  return Object.fromEntries(
    entries
      .filter(([key]) => !SAID_FOR_PEOPLE.includes(key))
      .map(([key, one]) => [key, key === 'required' ? [...(one as string[])].sort() : expand(one)]),
  );
}

/** Keywords that the code checks in functions. The tests below compare what those accept. */
const BY_FUNCTION = ['pattern', 'maxLength'];

/** The described schema without the limits of texts that the code checks only in functions. */
function comparable(described: unknown, inCode: unknown): unknown {
  if (Array.isArray(described))
    return described.map((one, n) => comparable(one, (inCode as unknown[] | undefined)?.[n]));
  if (typeof described !== 'object' || described === null) return described;
  const known = (inCode ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(described)
      .filter(([key, value]) => typeof value === 'object' || key in known || !BY_FUNCTION.includes(key))
      .map(([key, value]) => [key, comparable(value, known[key])]),
  );
}

it('the routes that are asked here are all that there are', () => {
  const kibana = new FakeServices(...ALL_ROUTES);
  expect(registeredRoutes().filter(({ method, path }) => !kibana.declared(method, path))).toEqual([]);
});

describe('what is described is what the code reads', () => {
  const withBody = operations().filter(({ body }) => body);
  it.each(withBody.map((one) => [one.id, one] as const))('the body of %s', async (_id, operation) => {
    const inCode = expand(await readBy(operation));
    expect(inCode).toBeDefined();
    expect(comparable(expand(operation.body?.schema), inCode)).toEqual(inCode);
  });

  const without = operations().filter(({ body }) => !body);
  it.each(without.map((one) => [one.id, one] as const))('the parameters of %s', async (_id, operation) => {
    const inCode = expand((await readBy(operation))?.properties ?? {});
    expect(Object.fromEntries(operation.parameters.map(({ name, schema }) => [name, schema]))).toEqual(
      inCode,
    );
    const mustBeThere = operation.parameters.filter(({ required }) => required).map((one) => one.in);
    expect(mustBeThere.filter((place) => place !== 'path')).toEqual([]);
  });
});

const schemaOf = (name: string): JsonSchema => apiDocument().components.schemas[name] ?? {};
const ofSettings = (name: keyof typeof DEFAULT_SETTINGS): JsonSchema =>
  schemaOf('Settings').properties?.[name] ?? {};
const isDescribed = (schema: JsonSchema, value: unknown) => faultOf(schema, value) === undefined;

describe('texts: what is described is what the code accepts', () => {
  it.each([
    ['timespan', ruleSchema.options[0].shape.timespan, schemaOf('Timespan')],
    ['interval', settingsSchema.shape.interval, ofSettings('interval')],
    ['cooldown', settingsSchema.shape.cooldown, ofSettings('cooldown')],
  ] as const)('%s, each number of each unit', (_name, inCode, { pattern }) => {
    const described = new RegExp(pattern ?? '', 'u');
    const numbers = [
      ...Array.from({ length: 3_700 }, (_, n) => n),
      ...around(10_080),
      ...around(86_400),
      ...around(604_800),
    ];
    const spans = numbers.flatMap((n) => ['s', 'm', 'h', 'd', '', 'w', 'S'].map((unit) => `${n}${unit}`));
    const odd = [
      '',
      's',
      '05m',
      '-5m',
      '+5m',
      '5 m',
      ' 5m',
      '5m ',
      '5m\n',
      '1.5h',
      '1e3s',
      '5ms',
      '999999999s',
      '٥m',
    ];
    const differ = [...spans, ...odd].filter(
      (text) => described.test(text) !== inCode.safeParse(text).success,
    );
    expect(differ).toEqual([]);
  });

  const chatIds = [
    [
      '',
      '0',
      '-0',
      '1',
      '-1',
      '-1001234567890',
      '9'.repeat(16),
      '9'.repeat(17),
      '1.5',
      '@abcd',
      '@abc',
      '@1abc',
    ],
    [`@${'a'.repeat(32)}`, `@${'a'.repeat(33)}`, '@a_b_c', '@a-b-c', 't.me/abcd', ' 1', '1\n', '+1', '--1'],
  ].flat();
  it('a chat id', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...chatIds), fc.string(), fc.stringMatching(/^-?\d{1,18}$/)),
        (text) => {
          const accepted = chatIdProblem(text) === undefined;
          expect(isDescribed(schemaOf('ChatRequest'), { chatId: text })).toBe(accepted);
          expect(isDescribed(schemaOf('TelegramOptions'), { chatId: text })).toBe(accepted || text === '');
        },
      ),
      { numRuns: 500, examples: chatIds.map((text) => [text]) },
    );
  });

  const secret = (length: number) => 'aB3_-'.repeat(20).slice(0, length);
  const tokens = [
    [
      '',
      '123456:',
      `12345:${secret(35)}`,
      `123456:${secret(29)}`,
      `123456:${secret(30)}`,
      `123456:${secret(64)}`,
    ],
    [
      `123456:${secret(65)}`,
      `0123456:${secret(35)}`,
      `${'9'.repeat(16)}:${secret(35)}`,
      `${'9'.repeat(17)}:${secret(35)}`,
    ],
    [` 123456:${secret(35)}`, `123456:${secret(35)}\n`, `bot123456:${secret(35)}`, `123456:${secret(34)}ä`],
  ].flat();
  it('a bot token', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{4,18}:?[A-Za-z0-9_-]{28,66}$/), (text) => {
        expect(isDescribed(schemaOf('BotToken'), text)).toBe(botTokenSchema.safeParse(text).success);
      }),
      { numRuns: 500, examples: tokens.map((text) => [text]) },
    );
  });

  const patterns = [
    'winlogbeat-*',
    'logs-*-prod',
    '.ds-logs',
    'ä-*',
    'a'.repeat(255),
    'a.b',
    '1',
    '*x',
    'a+b_c',
  ];
  it('an index pattern that the code accepts is described; the rest of its rules stand in words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^[a-z0-9.*_+?:-]{1,40}$/), fc.string({ unit: 'binary' })),
        (text) => {
          fc.pre(indexPatternProblem(text) === undefined);
          expect(isDescribed(schemaOf('IndexPattern'), text)).toBe(true);
        },
      ),
      { numRuns: 500, examples: patterns.map((text) => [text]) },
    );
    expect(patterns.filter((text) => indexPatternProblem(text) !== undefined)).toEqual([]);
  });

  it.each(['', 'a b', 'a,b', '-x', '_all', '+x', 'A', '<now/d>', 'remote:x', 'a'.repeat(256)])(
    'an index pattern that both refuse: %p',
    (text) => {
      expect(indexPatternProblem(text)).toBeDefined();
      expect(isDescribed(schemaOf('IndexPattern'), text)).toBe(false);
    },
  );

  it('the defaults are described', () =>
    expect(isDescribed(schemaOf('Settings'), DEFAULT_SETTINGS)).toBe(true));
});

const around = (n: number) => [n - 1, n, n + 1];
