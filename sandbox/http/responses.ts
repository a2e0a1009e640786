import { STATUS_CODES } from 'node:http';
import type { ResponseObject, ResponseToolkit } from '@hapi/hapi';
import type {
  ErrorOptions,
  KibanaResponse,
  KibanaResponseFactory,
  ResponseOptions,
} from '../../kibana_contracts/server';

/** A response before hapi sees it. A class, so that anything else that a handler returns is known for what it is. */
export class SandboxResponse implements KibanaResponse {
  constructor(
    readonly status: number,
    readonly payload: unknown,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** Kibana's form of an error body. */
export function errorBody(statusCode: number, message: string, attributes?: Record<string, unknown>) {
  return { statusCode, error: STATUS_CODES[statusCode] ?? 'Unknown', message, attributes };
}

/** A refusal that the sandbox itself makes. */
export const refusal = (status: number, message: string, headers?: Record<string, string>) =>
  new SandboxResponse(status, errorBody(status, message), headers);

/** Kibana's answer to an error that it does not know. The error itself is only in the log. */
export const internalError = () =>
  refusal(500, 'An internal server error occurred. Check Kibana server logs for details.');

function fromErrorOptions(status: number, { body, headers }: ErrorOptions): SandboxResponse {
  if (typeof body === 'string') return refusal(status, body, headers);
  return new SandboxResponse(status, errorBody(status, body.message, body.attributes), headers);
}

function customError(options: ErrorOptions & { statusCode: number }): SandboxResponse {
  const { statusCode } = options;
  if (!statusCode || statusCode < 400 || statusCode >= 600)
    throw new Error(`Unexpected Http status code. Expected from 400 to 599, but given: ${statusCode}`);
  return fromErrorOptions(statusCode, options);
}

/** What a handler answers with. */
export const responseFactory: KibanaResponseFactory = {
  ok: (options: ResponseOptions = {}) => new SandboxResponse(200, options.body, options.headers),
  badRequest: (options) => fromErrorOptions(400, options),
  forbidden: (options) => fromErrorOptions(403, options),
  notFound: (options) => fromErrorOptions(404, options),
  conflict: (options) => fromErrorOptions(409, options),
  customError,
};

/** Hands a response to hapi. */
export function send(h: ResponseToolkit, { status, payload, headers }: SandboxResponse): ResponseObject {
  const response = h.response(payload as string | object | undefined).code(status);
  for (const [name, value] of Object.entries(headers)) response.header(name, value);
  return response;
}
