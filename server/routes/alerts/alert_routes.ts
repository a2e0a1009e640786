import * as z from 'zod';
import { ALERT_ID } from '../../../common/alerts/alerts';
import { API, type SourceRequest } from '../../../common/api/api';
import { DEFAULT_SETTINGS, settingsSchema, type SourceSettings } from '../../../common/settings/settings';
import { asQuestion } from '../limited';
import { noSuchAlert } from '../refusals';
import { alertWithDeliveries } from './alert_with_deliveries';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';

const idSchema = z.object({ id: z.string() });
const sourceSchema = z.strictObject({
  indexPatterns: settingsSchema.shape.indexPatterns,
  fields: settingsSchema.shape.fields.optional(),
  patternFields: settingsSchema.shape.patternFields.optional(),
  kerberosAndNtlm: settingsSchema.shape.kerberosAndNtlm.optional(),
});

const toSource = (request: SourceRequest): SourceSettings => ({
  fields: {},
  patternFields: [],
  kerberosAndNtlm: DEFAULT_SETTINGS.kerberosAndNtlm,
  ...request,
});

export function addAlertRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.alert, privilege: 'read', handle: readAlert });
  addRoute(setup, { method: 'post', path: API.checkSource, privilege: 'all', handle: checkSource });
  addRoute(setup, { method: 'post', path: API.fieldReport, privilege: 'all', handle: describeFields });
}

async function readAlert({ request, services }: RouteCall): Promise<Answer> {
  const { id } = parse(idSchema, request.params);
  const space = services.spaceOf(request);
  const alert = ALERT_ID.test(id) ? await alertWithDeliveries(services, space, id) : undefined;
  return alert ? { status: 200, body: alert } : noSuchAlert(id);
}

async function checkSource(call: RouteCall): Promise<Answer> {
  const { context, request, services } = call;
  const source = toSource(parse(sourceSchema, request.body));
  return asQuestion(call, async () => {
    const client = (await context.core).elasticsearch.client.asCurrentUser;
    return { status: 200, body: await services.inspect(client, source) };
  });
}

async function describeFields(call: RouteCall): Promise<Answer> {
  const { context, request, services } = call;
  const source = toSource(parse(sourceSchema, request.body));
  return asQuestion(call, async () => {
    const client = (await context.core).elasticsearch.client.asCurrentUser;
    return { status: 200, body: await services.describeFields(client, source) };
  });
}
