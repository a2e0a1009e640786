import type { KibanaResponse, KibanaResponseFactory } from '../kibana_contracts/server';

/** What a route answered. */
export interface Answered extends KibanaResponse {
  body: unknown;
  headers: Record<string, string>;
}
const answered = (status: number, body: unknown, headers = {}): Answered => ({ status, body, headers });
const unused = (): never => {
  throw new Error('Refusals go by way of customError.');
};
const others = { badRequest: unused, forbidden: unused, notFound: unused, conflict: unused };
/** Kibana's responses as the routes use them. */
export const RESPONSES: KibanaResponseFactory = {
  ok: (options) => answered(200, options?.body, options?.headers),
  customError: ({ statusCode, body, headers }) => answered(statusCode, body, headers),
  ...others,
};
