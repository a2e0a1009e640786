import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { ALERT_ID } from '../../../common/alerts/alerts';
import { API, type AlertsResponse, type SourceRequest } from '../../../common/api/api';
import { DEFAULT_SETTINGS, settingsSchema, type SourceSettings } from '../../../common/settings/settings';
import { asQuestion } from '../limited';
import { onceMore } from '../once_more';
import { noSuchAlert } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';

const PER_PAGE = { default: 25, max: 100 };
/** Elasticsearch refuses pages that reach beyond this many alerts. */
const DEEPEST = 10_000;

const pagingError = () =>
  i18n.translate('bruteForceAlerts.api.pagingErrorMessage', {
    defaultMessage:
      'page must be a whole number from 1, per_page from 1 to {max}, and page times per_page at most 10,000.',
    values: { max: PER_PAGE.max },
  });
const whole = (max: number, fallback: number) =>
  z.coerce
    .number({ error: pagingError })
    .int({ error: pagingError })
    .min(1, { error: pagingError })
    .max(max, { error: pagingError })
    .default(fallback);

const pageSchema = z
  .strictObject({ page: whole(DEEPEST, 1), per_page: whole(PER_PAGE.max, PER_PAGE.default) })
  .refine(({ page, per_page }) => page * per_page <= DEEPEST, { error: pagingError });
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
  addRoute(setup, { method: 'get', path: API.alerts, privilege: 'read', handle: listAlerts });
  addRoute(setup, { method: 'get', path: API.alert, privilege: 'read', handle: readAlert });
  addRoute(setup, { method: 'post', path: API.checkSource, privilege: 'all', handle: checkSource });
  addRoute(setup, { method: 'post', path: API.fieldReport, privilege: 'all', handle: describeFields });
}

async function listAlerts({ request, services }: RouteCall): Promise<Answer> {
  const { page, per_page: perPage } = parse(pageSchema, request.query);
  const space = services.spaceOf(request);
  const { alerts, total } = await onceMore(services, () => services.alerts(space).page(page, perPage));
  const deliveries = await onceMore(services, () =>
    services.deliveries(space).ofAlerts(alerts.map(({ id }) => id)),
  );
  const body: AlertsResponse = {
    total,
    alerts: alerts.map((alert) => ({ ...alert, deliveries: deliveries.get(alert.id) ?? [] })),
  };
  return { status: 200, body };
}

async function readAlert({ request, services }: RouteCall): Promise<Answer> {
  const { id } = parse(idSchema, request.params);
  const space = services.spaceOf(request);
  const alert = ALERT_ID.test(id) ? await services.alerts(space).get(id) : undefined;
  if (!alert) return noSuchAlert(id);
  const deliveries = await services.deliveries(space).ofAlerts([id]);
  return { status: 200, body: { ...alert, deliveries: deliveries.get(id) ?? [] } };
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
