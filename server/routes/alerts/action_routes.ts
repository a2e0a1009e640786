import { alertWithDeliveries } from './alert_with_deliveries';
import type * as z from 'zod';
import { ALERT_ID } from '../../../common/alerts/alerts';
import type { ActOnAlertResponse, BulkResponse } from '../../../common/api/alerts_api';
import { API } from '../../../common/api/api';
import { BOUNDS } from '../../../common/bounds';
import type { Problem } from '../../../common/status/problems';
import type { ActionOutcome, Target } from '../../record/people_port';
import { noSuchAlert } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import { actionOf, actSchema, bulkSchema } from './action_request';
import { faultProblem, nobodyIsAsking, problemOf } from './action_refusals';

export function addActionRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.actOnAlert, privilege: 'all', handle: actOnOne });
  addRoute(setup, {
    method: 'post',
    path: API.bulkAlerts,
    privilege: 'all',
    maxBytes: BOUNDS.bulkBody,
    handle: actOnMany,
  });
}

async function actOnOne(call: RouteCall): Promise<Answer> {
  const { id } = call.request.params as { id: string };
  const request = parse(actSchema, call.request.body);
  if (!ALERT_ID.test(id)) return noSuchAlert(id);
  const acted = await act(call, request, [{ id, revision: request.revision ?? null }]);
  if ('fault' in acted) return { status: 400, problems: [acted.fault] };
  const [outcome] = acted.outcomes;
  if (!outcome) return noSuchAlert(id);
  const problem = problemOf(outcome);
  if (problem) return { status: STATUS[outcome.outcome] ?? 400, problems: [problem] };
  return readBack(call, id, outcome);
}

const STATUS: Partial<Record<ActionOutcome['outcome'], 404 | 409 | 503>> = {
  conflict: 409,
  not_found: 404,
  busy: 503,
  failed: 503,
};

/** The alert as it is after the action. It may have been removed since. */
async function readBack(
  { request, services }: RouteCall,
  id: string,
  outcome: ActionOutcome,
): Promise<Answer> {
  const alert = await alertWithDeliveries(services, services.spaceOf(request), id);
  if (!alert) return noSuchAlert(id);
  const body: ActOnAlertResponse = {
    outcome: outcome.outcome === 'done' ? 'done' : 'unchanged',
    ...partsOf(outcome),
    alert,
  };
  return { status: 200, body };
}

const partsOf = (outcome: ActionOutcome): { parts?: number } =>
  'parts' in outcome ? { parts: outcome.parts } : {};

async function actOnMany(call: RouteCall): Promise<Answer> {
  const request = parse(bulkSchema, call.request.body);
  const targets = request.alerts.map(({ id, revision }) => ({ id, revision: revision ?? null }));
  const acted = await act(
    call,
    request,
    targets.filter(({ id }) => ALERT_ID.test(id)),
  );
  if ('fault' in acted) return { status: 400, problems: [acted.fault] };
  const byId = new Map(acted.outcomes.map((outcome) => [outcome.id, outcome]));
  const alerts = targets
    .map(({ id }): ActionOutcome => byId.get(id) ?? { id, outcome: 'not_found' })
    .map((outcome) => ({
      id: outcome.id,
      outcome: outcome.outcome,
      workflow: 'workflow' in outcome ? outcome.workflow : null,
      ...partsOf(outcome),
      problem: problemOf(outcome),
    }));
  const body: BulkResponse = { done: alerts.filter(({ outcome }) => outcome === 'done').length, alerts };
  return { status: 200, body };
}

/** Acts as the caller. `fault`: what is wrong with the action itself; nothing is done then. */
async function act(
  { request, services }: RouteCall,
  wanted: z.infer<typeof actSchema | typeof bulkSchema>,
  targets: Target[],
): Promise<{ fault: Problem } | { outcomes: ActionOutcome[] }> {
  const by = services.authority.userOf(request);
  if (wanted.action === 'assign' && wanted.assignee === undefined && by === null)
    return { fault: nobodyIsAsking() };
  const acted = await services.alertActions(services.spaceOf(request)).act(targets, actionOf(wanted, by), by);
  return 'fault' in acted ? { fault: faultProblem(acted.fault) } : acted;
}
