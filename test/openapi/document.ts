import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/paths';

/** A JSON schema (2020-12), as far as this description uses it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  pattern?: string;
  [keyword: string]: unknown;
}
/** What is sent in one media type. */
export interface Media {
  schema: JsonSchema;
  examples: Record<string, { value: unknown } | Reference>;
}
/** By media type. There is one: all but tables is `application/json`. */
export type Content = Record<string, Media>;
export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  schema: JsonSchema;
}
export interface ResponseObject {
  description: string;
  headers?: Record<string, { required?: boolean; schema: JsonSchema }>;
  content: Content;
}
interface OperationObject {
  operationId: string;
  summary: string;
  'x-privilege': 'read' | 'all';
  parameters?: Array<Parameter | Reference>;
  requestBody?: { required: boolean; content: Content } | Reference;
  responses: Record<string, ResponseObject | Reference>;
}
interface Reference {
  $ref: string;
}
export interface Document {
  paths: Record<string, Partial<Record<'get' | 'put' | 'post' | 'delete', OperationObject>>>;
  components: { schemas: Record<string, JsonSchema> };
}

/** One method of one path, with what it refers to put in; schemas keep their references. */
export interface Operation {
  id: string;
  /** In capitals. */
  method: string;
  path: string;
  summary: string;
  privilege: 'read' | 'all';
  parameters: Parameter[];
  body: Media | undefined;
  responses: Record<string, ResponseObject>;
}

export const DOCUMENT_PATH = join(ROOT, 'docs', 'openapi.yaml');

let read: Document | undefined;

/** docs/openapi.yaml, read once. */
export const apiDocument = (): Document => (read ??= parse(readFileSync(DOCUMENT_PATH, 'utf8')) as Document);

/** What `#/a/b` points at. Throws where there is nothing. */
export function resolve<T extends object>(target: T | Reference): T {
  if (!('$ref' in target) || typeof target.$ref !== 'string') return target as T;
  const found = target.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], apiDocument());
  if (!found) throw new Error(`docs/openapi.yaml refers to ${target.$ref}, which is not there.`);
  return found as T;
}

export function mediaOf(content: Content): Media {
  const [media] = Object.values(content);
  if (!media) throw new Error('docs/openapi.yaml has a content without a media type.');
  return media;
}

let listed: Operation[] | undefined;

export function operations(): Operation[] {
  return (listed ??= Object.entries(apiDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => toOperation(method, path, operation)),
  ));
}

function toOperation(method: string, path: string, operation: OperationObject): Operation {
  const body = operation.requestBody && resolve(operation.requestBody);
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    privilege: operation['x-privilege'],
    parameters: (operation.parameters ?? []).map((one) => resolve(one)),
    body: body && mediaOf(body.content),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, one]) => [status, resolve(one)]),
    ),
  };
}

/** The operation that a request means; `path` without a space, with or without a query. */
export function operationOf(method: string, path: string): Operation | undefined {
  const [asked = ''] = path.split('?');
  return operations().find((one) => one.method === method.toUpperCase() && formOf(one.path).test(asked));
}

const formOf = (path: string) => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
