import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { accountRuleOf } from '../../../common/rules/account_rule';
import { API, type DetectResponse, type NotifyResult } from '../../../common/api/api';
import { asQuestion } from '../limited';
import { onlyLooking } from '../refusals';
import { addRoute, parse, type Answer, type RouteCall, type RouteSetup } from '../route';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import type { Services } from '../services';

/** How long the route waits for the tick that it set off: another Kibana may be about to take over the watch. */
const WAIT_FOR_TICK = 30_000;
const LOOK_EVERY = 250;

const notifyError = () =>
  i18n.translate('bruteForceAlerts.api.notifyErrorMessage', {
    defaultMessage: 'notify must be true or false.',
  });
const querySchema = z.strictObject({
  notify: z.enum(['true', 'false'], { error: notifyError }).default('true'),
});

export function addDetectRoute(setup: RouteSetup): void {
  addRoute(setup, { method: 'get', path: API.detect, privilege: 'read', handle: detect });
}

/**
 * Reads with the caller's own rights. Unless `notify` is false, the space's own tick then sends what is due, with its
 * own key and cooldown.
 */
async function detect(call: RouteCall): Promise<Answer> {
  const { request, services } = call;
  const { notify } = parse(querySchema, request.query);
  if (notify === 'true' && !(await services.maySend(request))) return onlyLooking();
  return asQuestion(call, () => lookAndNotify(call, notify === 'true'), 'reader');
}

async function lookAndNotify({ context, request, services }: RouteCall, notify: boolean): Promise<Answer> {
  const saved = await (await services.settingsAs(context)).read();
  const settings = saved?.attributes.settings ?? DEFAULT_SETTINGS;
  const client = (await context.core).elasticsearch.client.asCurrentUser;
  const source = await services.inspect(client, settings);
  const { from, to, accounts, problems } = await services.look(client, settings, source.logons);
  const { threshold, timespan } = accountRuleOf(settings);
  const body: DetectResponse = {
    threshold,
    timespan,
    from,
    to,
    accounts,
    problems: [...source.problems, ...problems],
  };
  if (!notify) return { status: 200, body };
  const on = saved?.attributes.detectionOn ?? false;
  return {
    status: 200,
    body: { ...body, notify: on ? await startTick(services, services.spaceOf(request)) : detectionOff() },
  };
}

const detectionOff = (): NotifyResult => ({
  state: 'detection_off',
  message: i18n.translate('bruteForceAlerts.api.detectionOffErrorMessage', {
    defaultMessage:
      'Nothing was sent: detection is off in this space. Turn it on in the settings of Brute force alerts.',
  }),
});

async function startTick(services: Services, space: string): Promise<NotifyResult> {
  const asked = services.now();
  await services.schedule.lookSoon(space);
  while (services.now() - asked < WAIT_FOR_TICK) {
    const { lastTick } = await services.memory(space).read();
    if (lastTick && lastTick.startedAt >= asked) return resultOf(lastTick);
    await services.wait(LOOK_EVERY);
  }
  return {
    state: 'tick_not_finished',
    message: i18n.translate('bruteForceAlerts.api.tickNotFinishedErrorMessage', {
      defaultMessage:
        'The run that sends what is due has not finished yet. It goes on by itself: look at the alerts in a moment.',
    }),
  };
}

function resultOf(
  lastTick: NonNullable<Awaited<ReturnType<ReturnType<Services['memory']>['read']>>['lastTick']>,
): NotifyResult {
  if (lastTick.outcome !== 'failed') return { state: 'ran', verdicts: lastTick.verdicts };
  const [problem] = lastTick.problems;
  return { state: 'tick_failed', message: problem ? `${problem.message} ${problem.remedy}` : '' };
}
