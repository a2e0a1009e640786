import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { API } from '../../../common/api/api';
import { asQuestion } from '../limited';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import { tokenSchema, whoseToken, withToken } from './used_token';

const idError = () =>
  i18n.translate('bruteForceAlerts.api.pairingIdErrorMessage', {
    defaultMessage: 'The id of a pairing is the one that its start answered.',
  });
const id = z.string({ error: idError }).regex(/^[A-Za-z0-9_-]{22}$/, { error: idError });
const namedSchema = z.strictObject({ ...whoseToken, id });
const cancelSchema = z.strictObject({ id });

/** The routes by which a chat is named by writing to the bot from it. */
export function addPairingRoutes(setup: RouteSetup): void {
  addRoute(setup, { method: 'post', path: API.startPairing, privilege: 'all', handle: start });
  addRoute(setup, { method: 'post', path: API.pairingState, privilege: 'all', handle: state });
  addRoute(setup, { method: 'post', path: API.confirmPairing, privilege: 'all', handle: confirm });
  addRoute(setup, { method: 'post', path: API.cancelPairing, privilege: 'all', handle: cancel });
}

async function start(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const whose = parse(tokenSchema, request.body);
  return asQuestion(call, () =>
    withToken(services, request, whose, async (bot) => ({
      status: 200,
      body: await services.pairing.start(services.spaceOf(request), bot),
    })),
  );
}

/** Asked again and again while somebody waits, so it is not counted as a question: it asks Telegram nothing itself. */
async function state({ request, services }: RouteCall): Promise<Answer> {
  const { id: pairing, ...whose } = parse(namedSchema, request.body);
  return withToken(services, request, whose, async (bot) => ({
    status: 200,
    body: await services.pairing.state({ ...bot, space: services.spaceOf(request), id: pairing }),
  }));
}

async function confirm(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { id: pairing, ...whose } = parse(namedSchema, request.body);
  return asQuestion(call, () =>
    withToken(services, request, whose, async (bot) => ({
      status: 200,
      body: await services.pairing.confirm({ ...bot, space: services.spaceOf(request), id: pairing }),
    })),
  );
}

async function cancel({ request, services }: RouteCall): Promise<Answer> {
  const { id: pairing } = parse(cancelSchema, request.body);
  await services.pairing.cancel({ space: services.spaceOf(request), id: pairing });
  return { status: 200, body: {} };
}
