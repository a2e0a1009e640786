import * as z from 'zod';
import { API } from '../../../common/api/api';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import { METRICS_TYPE, metricsText } from './metrics_text';
import { statusOf } from './status_route';

const querySchema = z.strictObject({});

/** The route that a monitoring system asks for the numbers of a space. */
export function addMetricsRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.metrics, privilege: 'read', handle: readMetrics });
}

async function readMetrics(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  parse(querySchema, request.query);
  const status = await statusOf(call, { withVerdicts: false });
  const body = metricsText(status, services.spaceOf(request), services.now());
  return { status: 200, body, headers: { 'content-type': METRICS_TYPE } };
}
