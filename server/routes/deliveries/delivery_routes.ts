import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { API, type DeliveriesResponse } from '../../../common/api/api';
import { BOUNDS } from '../../../common/bounds';
import { DELIVERY_STATUSES } from '../../../common/deliveries/deliveries';
import { perPage, place, placeOf, wordOf } from '../alerts/list_query';
import { onceMore } from '../once_more';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';

/** The longest id of an alert or a channel. */
const ID_LENGTH = BOUNDS.channelIdLength;

/** What the list is sorted by: when they were planned, the newest first. */
const LIST = 'planned desc';

const statusError = () =>
  i18n.translate('bruteForceAlerts.api.deliveryStatusErrorMessage', {
    defaultMessage: 'status must be one of {values}.',
    values: { values: DELIVERY_STATUSES.join(', ') },
  });
const afterError = () =>
  i18n.translate('bruteForceAlerts.api.deliveriesAfterErrorMessage', {
    defaultMessage:
      'after must be what the answer before gave as after. Leave it out to begin at the first page.',
  });

const idError = () =>
  i18n.translate('bruteForceAlerts.api.deliveryFilterErrorMessage', {
    defaultMessage: 'This must be one id of at most {length} characters.',
    values: { length: ID_LENGTH },
  });
const id = z.string({ error: idError }).max(ID_LENGTH, { error: idError }).optional();

const querySchema = z
  .strictObject({
    alert: id,
    channel: id,
    status: z.enum(DELIVERY_STATUSES, { error: statusError }).optional(),
    per_page: perPage,
    after: place,
  })
  .superRefine(({ after }, context) => {
    if (after !== undefined && placeOf(after, LIST) === null)
      context.addIssue({ code: 'custom', path: ['after'], message: afterError() });
  });

export function addDeliveryRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.deliveries, privilege: 'read', handle: listDeliveries });
}

async function listDeliveries({ request, services }: RouteCall): Promise<Answer> {
  const { alert, channel, status, per_page, after } = parse(querySchema, request.query);
  const found = await onceMore(services, () =>
    services.deliveries(services.spaceOf(request)).find({
      alertId: alert,
      channelId: channel,
      status,
      perPage: per_page,
      after: after === undefined ? null : placeOf(after, LIST),
    }),
  );
  const body: DeliveriesResponse = { ...found, after: found.after && wordOf(found.after, LIST) };
  return { status: 200, body };
}
