import { i18n } from '@kbn/i18n';
import { API, type AlertsResponse } from '../../../common/api/api';
import { BOUNDS } from '../../../common/bounds';
import { onceMore } from '../once_more';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import { withDeliveries } from './alert_with_deliveries';
import { toCsv } from './csv';
import { listSchema, orderOf, placeOf, rowsSchema, searchOf, wordOf } from './list_query';

export function addListRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.alerts, privilege: 'read', handle: listAlerts });
  addRoute(setup, { method: 'get', path: API.exportAlerts, privilege: 'read', handle: exportAlerts });
}

async function listAlerts({ request, services }: RouteCall): Promise<Answer> {
  const wanted = parse(listSchema, request.query);
  const list = `${wanted.sort} ${wanted.order}`;
  const space = services.spaceOf(request);
  const { alerts, total, after, summary } = await onceMore(services, () =>
    services.alerts(space).find({
      search: searchOf(wanted),
      order: orderOf(wanted),
      perPage: wanted.per_page,
      after: wanted.after === undefined ? null : placeOf(wanted.after, list),
      withSummary: wanted.summary === 'true',
    }),
  );
  const listed = await onceMore(services, () => withDeliveries(services, space, alerts));
  const body: AlertsResponse = {
    total,
    after: after && wordOf(after, list),
    alerts: listed,
    summary,
  };
  return { status: 200, body };
}

async function exportAlerts({ request, services }: RouteCall): Promise<Answer> {
  const wanted = parse(rowsSchema, request.query);
  const space = services.spaceOf(request);
  const most = BOUNDS.exportedAlerts.max;
  const rows = await services.alerts(space).rows(searchOf(wanted), orderOf(wanted), most + 1);
  if (rows.length > most) return { status: 400, problems: [tooManyRows(most)] };
  const day = new Date(services.now()).toISOString().slice(0, 10);
  return {
    status: 200,
    body: await toCsv(rows, () => services.wait(0)),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="brute_force_alerts_${day}.csv"`,
      'x-content-type-options': 'nosniff',
    },
  };
}

const tooManyRows = (max: number) => ({
  code: 'too_many_rows',
  severity: 'error' as const,
  message: i18n.translate('bruteForceAlerts.api.tooManyRowsErrorMessage', {
    defaultMessage: 'The list has more than {max, number} alerts, so it was not exported.',
    values: { max },
  }),
  remedy: i18n.translate('bruteForceAlerts.api.tooManyRowsRemedy', {
    defaultMessage: 'Restrict it, for example to a shorter time, and export it in parts.',
  }),
});
