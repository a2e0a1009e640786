import {
  burst,
  comparing,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  successRule,
} from '../../../test/builders';
import type { KnownAlert } from '../../../common/alerts/detections';
import type { LogonEvent } from '../../../common/alerts/events';
import { MIN_QUIET } from '../../../common/bounds';
import { findAttacks } from './find';
import { createNaming } from '../count/naming';
import { sessionGap, sessionsOf } from '../count/sessions';
import { eventListOf } from '../../../test/event_list';
import { windowOf } from '../log/window';
import { knownAs, searchIn } from '../../../test/searches';

const naming = createNaming(comparing());
const find = (events: LogonEvent[], alerts: KnownAlert[] = []) =>
  findAttacks(alerts, {
    ...searchIn(windowOf(events, [rule()], naming), naming),
    rule: rule(),
    asOf: NOW,
  });
const known = async (events: LogonEvent[]): Promise<KnownAlert> => {
  const [found] = await find(events);
  if (!found) throw new Error('the events of a known alert must reach the threshold');
  return knownAs(found);
};

describe('at the edges of an attack', () => {
  it.each([
    ['at the quiet time after its last success, failures are of the same attack', 0, 1],
    ['a millisecond later they are of another', 1, 2],
  ])('%s', (_what, longer, attacks) => {
    const success = successfulLogon({ at: NOW + 9 * MINUTE });
    const next = failedLogon({ at: success.at + MIN_QUIET + longer });
    const failures = [...burst(5, {}, SECOND, NOW), next];
    const gap = sessionGap(successRule().timespan);
    expect(sessionsOf(eventListOf(failures), [success], gap)).toHaveLength(attacks);
  });

  it.each([
    ['within the quiet time before the first of an alert', 0, []],
    ['further before it', 1, [{ grows: null }]],
  ])('of which only the count is left: failures %s', async (_what, longer, found) => {
    const alert = await known(burst(5));
    const last = alert.alert.evidence.first - MIN_QUIET - longer;
    expect(await find(burst(5, {}, SECOND, last), [alert])).toMatchObject(found);
  });
});
