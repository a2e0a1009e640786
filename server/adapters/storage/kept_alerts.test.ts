import { evidence, NOW } from '../../../test/builders';
import { unstored } from '../../../test/storage';
import type { StoredAlert } from '../../record/alert_store_port';
import { KeptAlerts, type Stamp } from './kept_alerts';

const stored = (id: string, overrides: Partial<StoredAlert['alert']> = {}): StoredAlert => ({
  ...unstored({ id, updatedAt: NOW, ...overrides }),
  revision: { seqNo: 7, primaryTerm: 1 },
});
const stamp = (overrides: Partial<Stamp> = {}): Stamp => ({
  id: 'a',
  seqNo: 7,
  primaryTerm: 1,
  updatedAt: NOW,
  ...overrides,
});
/** A hundred values in both lists. */
const long = (id: string) => {
  const accounts = Array.from({ length: 100 }, (_, n) => ({ value: `user${n}`, count: 1 }));
  const found = evidence({ accounts });
  return { ...stored(id, { evidence: found }), sealed: { before: NOW, evidence: found } };
};

describe('the alerts of a space that are kept', () => {
  it.each<[string, Partial<Stamp>, boolean]>([
    ['the version that was read', {}, true],
    ['one that was written since', { seqNo: 8 }, false],
    ['one of an earlier state, as after restoring a snapshot', { seqNo: 6 }, false],
    ['one that another copy of the index took', { primaryTerm: 2 }, false],
    ['one of an index that was made anew, with the same numbers', { updatedAt: NOW + 1 }, false],
    ['one that does not say when it was written', { updatedAt: NaN }, false],
    ['another alert', { id: 'b' }, false],
  ])('are asked for %s', (_what, overrides, isKept) => {
    const kept = new KeptAlerts();
    const one = stored('a');
    kept.keep([one]);
    expect(kept.at(stamp(overrides))).toBe(isKept ? one : undefined);
  });

  it('hold the last version', () => {
    const kept = new KeptAlerts();
    const newer = { ...stored('a'), revision: { seqNo: 8, primaryTerm: 1 } };
    kept.keep([stored('a')]);
    kept.keep([newer]);
    expect([kept.at(stamp()), kept.at(stamp({ seqNo: 8 }))]).toEqual([undefined, newer]);
  });

  it('forget those that are not found any more', () => {
    const kept = new KeptAlerts();
    kept.keep([stored('a'), stored('b')]);
    kept.keepOnly([stored('b')]);
    expect([kept.at(stamp()), kept.at(stamp({ id: 'b' }))]).toEqual([undefined, stored('b')]);
  });

  it('are no more than there is room for, and those that shrink make room', () => {
    const kept = new KeptAlerts(600);
    const known = () => ['a', 'b', 'c'].filter((id) => kept.at(stamp({ id })));
    kept.keep([long('a'), long('b'), long('c')]);
    expect(known()).toEqual(['a', 'b']);
    kept.keep([stored('a'), long('c')]);
    expect(known()).toEqual(['a', 'b', 'c']);
    kept.keepOnly([long('c'), long('b'), long('a')]);
    expect(known()).toEqual(['b', 'c']);
  });
});
