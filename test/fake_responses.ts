import type { KibanaResponse, KibanaResponseFactory } from '../kibana_contracts/server';

/** A response as a test looks at it. */
export interface Answered extends KibanaResponse {
  body: unknown;
  headers: Record<string, string>;
}
const answered = (status: number, body: unknown, headers = {}): Answered => ({ status, body, headers });
const unused = (): never => {
  throw new Error('Refusals go by way of customError.');
};
const others = { badRequest: unused, forbidden: unused, notFound: unused, conflict: unused };
/** What Kibana hands to a route to answer with. */
export const RESPONSES: KibanaResponseFactory = {
  ok: (options) => answered(200, options?.body),
  customError: ({ statusCode, body, headers }) => answered(statusCode, body, headers),
  ...others,
};
