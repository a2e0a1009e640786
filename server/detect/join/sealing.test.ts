import {
  alert,
  burst,
  comparing,
  evidence,
  lockout,
  MINUTE,
  NOW,
  successfulLogon,
  successRule,
} from '../../../test/builders';
import { knownAs, searchIn } from '../../../test/searches';
import { NOTHING_SEALED, type Detection, type KnownAlert } from '../../../common/alerts/detections';
import { createNaming } from '../count/naming';
import { eventListOf } from '../../../test/event_list';
import { windowOf } from '../log/window';
import { findAllAttacks } from './find';
import { sealedAsItIs } from './sealing';

const LAST = NOW - 120 * MINUTE;

describe('an alert that is sealed as it is', () => {
  it('counts no lockout twice that was sealed behind its last event', () => {
    const sealed = { before: LAST + 5 * MINUTE, evidence: evidence({ last: LAST, lockouts: 2 }) };
    const lockouts = eventListOf([1, 2, 6].map((n) => lockout({ at: LAST + n * MINUTE })));
    const known: KnownAlert = {
      alert: alert({ evidence: evidence({ first: LAST - MINUTE, last: LAST, lockouts: 3 }) }),
      sealed,
      isProvisional: false,
    };
    expect(sealedAsItIs(known, lockouts, successRule())).toMatchObject({
      before: sealed.before,
      evidence: { lockouts: 2 },
    });
  });
});

describe('an alert that is sealed in time, while successes are unread', () => {
  const one = successRule();
  const naming = createNaming(comparing());
  const failures = burst(5, {}, 1_000, LAST - 1_000);
  const find = (known: KnownAlert[], events = failures) => {
    const search = searchIn(windowOf(events, [one], naming), naming);
    const unread = { rules: [one], asOf: () => -Infinity, isWhole: () => false };
    return findAllAttacks(known, { ...search, ...unread });
  };
  const known = async (events = failures): Promise<KnownAlert> => {
    const search = searchIn(windowOf(events, [one], naming), naming, { asOf: LAST + 5 * MINUTE });
    const [found] = await findAllAttacks([], { ...search, rules: [one] });
    if (!found) throw new Error('the events of a known alert must reach the threshold');
    return { ...knownAs(found), sealed: NOTHING_SEALED };
  };
  const success = successfulLogon({ at: LAST });
  const sealedOnce = async (events = failures): Promise<Detection[]> => find([await known(events)], events);

  it.each([
    ['without lockouts', []],
    ['with one behind its last event', [lockout({ at: LAST + MINUTE })]],
  ])('%s, is sealed once, with all its lockouts', async (_what, lockouts) => {
    const events = [...failures, success, ...lockouts];
    const found = await sealedOnce(events);
    expect(found.map(({ sealed }) => sealed.evidence.lockouts)).toEqual([lockouts.length]);
    expect(await find(found.map(knownAs), events)).toEqual([]);
  });

  it('leaves what comes behind its last event to be counted', async () => {
    const [found] = await sealedOnce([...failures, success]);
    expect(found?.sealed.before).toBe(LAST + 1);
  });
});
