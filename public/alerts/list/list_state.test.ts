import { iso, NOW } from '../../../test/builders';
import { EVERYTHING, isNarrowed, queryOf, searchOf, stateOf, type ListState } from './list_state';

const DAY = 86_400_000;

describe('the list in an address', () => {
  it.each<[Partial<ListState>, string]>([
    [{}, ''],
    [{ text: ' guest ' }, '?q=guest'],
    [{ severity: ['high', 'critical'] }, '?severity=high&severity=critical'],
    [{ host: ['a, b&c'], told: 'no', held: ['cooldown'] }, '?host=a%2C+b%26c&held=cooldown&told=no'],
    [{ range: 'all', sort: 'severity' }, '?sort=severity&range=all'],
    [{ digest: 'd-1', range: 'all' }, '?digest=d-1'],
    [{ digest: 'd-1', range: '7d' }, '?digest=d-1&range=7d'],
    [
      { range: { from: NOW - DAY, to: NOW } },
      '?from=2026-11-21T03%3A15%3A00.000Z&to=2026-11-22T03%3A15%3A00.000Z',
    ],
  ])('%j is %s, and comes back', (chosen, search) => {
    const state = { ...EVERYTHING, ...chosen };
    expect(searchOf(state)).toBe(search);
    expect(stateOf(search)).toEqual({ ...state, text: state.text.trim() });
  });

  it.each([
    '?severity=grave&status=open&workflow=&told=maybe&sort=up&range=1y',
    '?from=yesterday&to=today',
    '?from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z',
    '?held=%27+OR+1&nonsense=1&digest=',
    '?held=bored',
  ])('%s restricts nothing', (search) => expect(stateOf(search)).toEqual(EVERYTHING));
});

describe('what the server is asked for', () => {
  const asked = (state: Partial<ListState>) => queryOf({ ...EVERYTHING, ...state }, NOW);

  it('is what went on within a week, one row an attack', () =>
    expect(asked({})).toEqual({ from: iso(NOW - 7 * DAY), parts: 'inside', sort: 'fired' }));
  it('is everything that there is', () => expect(asked({ range: 'all' }).from).toBeUndefined());
  it('is a span', () =>
    expect(asked({ range: { from: NOW - 1, to: NOW } })).toMatchObject({ from: iso(NOW - 1), to: iso(NOW) }));
  it('is each alert of its own where somebody looks for something', () =>
    expect(asked({ text: 'guest' })).toMatchObject({ q: 'guest', parts: 'listed' }));
});

it.each<[Partial<ListState>, boolean]>([
  [{}, false],
  [{ range: '1h', sort: 'severity' }, false],
  [{ text: ' ' }, false],
  [{ told: 'yes' }, true],
  [{ rule: ['a'] }, true],
  [{ digest: 'd-1' }, true],
])('%j is narrowed: %s', (state, expected) => expect(isNarrowed({ ...EVERYTHING, ...state })).toBe(expected));
