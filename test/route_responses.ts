import type { KibanaResponse, KibanaResponseFactory } from '../kibana_contracts/server';

export interface Answered extends KibanaResponse {
  body: unknown;
  headers: Record<string, string>;
}
const answered = (status: number, body: unknown, headers = {}): Answered => ({ status, body, headers });
export const unused = (): never => {
  throw new Error('Refusals go by way of customError.');
};
const others = { badRequest: unused, forbidden: unused, notFound: unused, conflict: unused };
/** What a route answers with, kept to be looked at. */
export const RESPONSES: KibanaResponseFactory = {
  ok: (options) => answered(200, options?.body),
  customError: ({ statusCode, body, headers }) => answered(statusCode, body, headers),
  ...others,
};
