import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { apiDocument, mediaOf, operationOf, type JsonSchema, type Operation } from './document';

export interface Answer {
  status: number;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
  headers?: { get(name: string): string | null };
}

/**
 * Why an answer does not match docs/openapi.yaml, or undefined. `path` is without a space. An answer of no described
 * operation is not checked.
 */
export function mismatchOf(method: string, path: string, answer: Answer): string | undefined {
  const operation = operationOf(method, path);
  return operation && mismatchWith(operation, answer);
}

export function mismatchWith(operation: Operation, { status, body, headers }: Answer): string | undefined {
  const described = operation.responses[String(status)];
  if (!described) return `${status} is not described for ${operation.id}`;
  const missing = Object.entries(described.headers ?? {}).find(
    ([name, { required }]) => required && headers && headers.get(name) === null,
  );
  if (missing) return `${status} of ${operation.id} has no header ${missing[0]}`;
  const fault = faultOf(mediaOf(described.content).schema, body);
  return fault && `${status} of ${operation.id}: ${fault}`;
}

/**
 * Why a value does not match a schema, or undefined. Fields that the schema does not describe are faults too, although
 * the description does not promise that.
 */
export function faultOf(schema: JsonSchema, value: unknown): string | undefined {
  const validate = validatorOf(schema);
  if (validate(value)) return undefined;
  return ajv.errorsText(validate.errors, { dataVar: 'body' });
}

const ajv = new Ajv2020({ strict: true, allErrors: false, allowUnionTypes: true, strictTypes: false });

const validators = new Map<JsonSchema, ValidateFunction>();

function validatorOf(schema: JsonSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const $defs = Object.fromEntries(
    Object.entries(apiDocument().components.schemas).map(([name, one]) => [name, closed(one)]),
  );
  const compiled = ajv.compile({ ...(closed(schema) as object), $defs });
  validators.set(schema, compiled);
  return compiled;
}

/** The schema with undescribed fields forbidden, and with its references changed to where schemas are stored here. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) =>
    key === '$ref' ? [key, String(one).replace('#/components/schemas/', '#/$defs/')] : [key, closed(one)],
  );
  const copy = Object.fromEntries(entries) as JsonSchema;
  return copy.type === 'object' && copy.properties && copy.additionalProperties === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}
