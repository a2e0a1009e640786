import {
  burst,
  comparing,
  failedLogon,
  knownAs,
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
import { findAttacks } from './attacks';
import { createNaming } from '../count/naming';
import { runsOf } from '../count/runs';
import { nextScan } from './scan';
import { windowOf } from '../log/window';

const naming = createNaming(comparing());
const scan = nextScan(null, 5 * MINUTE, NOW);
const known = (events: LogonEvent[], id = 'known'): KnownAlert => {
  const [found] = findAttacks(windowOf(events, [rule()], naming), [], { rule: rule(), naming, scan });
  if (!found) throw new Error('the events of a known alert must reach the threshold');
  return knownAs(id, found);
};

describe('at the edges of an attack', () => {
  it.each([
    ['at the quiet time after its last success, failures are of the same attack', 0, 1],
    ['a millisecond later they are of another', 1, 2],
  ])('%s', (_what, longer, attacks) => {
    const success = successfulLogon({ at: NOW + 9 * MINUTE });
    const next = failedLogon({ at: success.at + MIN_QUIET + longer });
    const failures = [...burst(5, {}, SECOND, NOW), next];
    const one = successRule();
    expect(runsOf({ failures, successes: [success], lockouts: [] }, one)).toHaveLength(attacks);
  });

  it.each([
    ['within the quiet time before the first of an alert', 0, []],
    ['further before it', 1, [{ grows: null }]],
  ])('of which only the count is left: failures %s', (_what, longer, found) => {
    const alert = known(burst(5));
    const last = Date.parse(alert.evidence.first) - MIN_QUIET - longer;
    const early = windowOf(burst(5, {}, SECOND, last), [rule()], naming);
    expect(findAttacks(early, [alert], { rule: rule(), naming, scan })).toMatchObject(found);
  });
});
