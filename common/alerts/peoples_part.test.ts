import { alert, evidence, NOW } from '../../test/builders';
import { withPeoplesPart } from './peoples_part';
import { UNTOUCHED, type HistoryEntry } from './workflow';

const rise: HistoryEntry = {
  kind: 'severity',
  from: 'medium',
  to: 'high',
  because: 'locked_out',
  by: null,
  at: NOW,
};
const deed: HistoryEntry = { kind: 'acknowledge', by: 'anna', at: NOW - 1 };

describe('what a run and a person did at the same moment', () => {
  const ours = alert({
    severity: 'high',
    evidence: evidence({ count: 9 }),
    history: { entries: [rise], dropped: 0 },
  });
  const theirs = alert({
    workflow: { ...UNTOUCHED, status: 'acknowledged', revision: 1 },
    comments: [{ by: 'anna', at: NOW, text: 'Mine' }],
    history: { entries: [deed], dropped: 4 },
  });
  const both = withPeoplesPart(ours, theirs);

  it('is both in the alert', () =>
    expect(both).toEqual({
      ...ours,
      workflow: theirs.workflow,
      comments: theirs.comments,
      history: { entries: [deed, rise], dropped: 4 },
    }));
  it('is there once, however often it is put together', () =>
    expect(withPeoplesPart(ours, both)).toEqual(both));
});
