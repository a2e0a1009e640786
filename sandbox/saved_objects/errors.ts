import { STATUS_CODES } from 'node:http';
import { errors } from '@elastic/elasticsearch';

/** An error in the form that Kibana's saved objects throw (Boom's): look at `output.statusCode`. */
export class SavedObjectsError extends Error {
  readonly isBoom = true;
  readonly output: {
    statusCode: number;
    payload: { statusCode: number; error: string; message: string };
    headers: object;
  };

  constructor(statusCode: number, message: string) {
    super(message);
    const payload = { statusCode, error: STATUS_CODES[statusCode] ?? 'Unknown', message };
    this.output = { statusCode, payload, headers: {} };
  }
}

export const notFound = (type: string, id: string) =>
  new SavedObjectsError(404, `Saved object [${type}/${id}] not found`);
export const conflict = (type: string, id: string) =>
  new SavedObjectsError(409, `Saved object [${type}/${id}] conflict`);
export const badRequest = (reason: string) => new SavedObjectsError(400, `${reason}: Bad Request`);
export const unsupportedType = (type: string) => badRequest(`Unsupported saved object type: '${type}'`);

/** Turns an error of Elasticsearch into the form of Kibana's saved objects. */
export function decorate(error: unknown, type: string, id: string): unknown {
  if (error instanceof errors.ConnectionError || error instanceof errors.TimeoutError)
    return new SavedObjectsError(503, error.message);
  if (!(error instanceof errors.ResponseError)) return error;
  if (error.statusCode === 404) return notFound(type, id);
  if (error.statusCode === 409) return conflict(type, id);
  return new SavedObjectsError(error.statusCode ?? 500, error.message);
}
