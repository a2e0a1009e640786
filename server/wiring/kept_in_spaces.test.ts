import { comparing, MINUTE, NOW, rule } from '../../test/builders';
import { problem } from '../../test/status_facts';
import { KeptInSpaces, type Basis } from './kept_in_spaces';

const basis = (overrides: Partial<Basis> = {}): Basis => ({
  patterns: ['winlogbeat-*'],
  fields: {},
  patternFields: [],
  kerberosAndNtlm: false,
  rules: [rule()],
  comparing: comparing(),
  keyId: 'key',
  ...overrides,
});

describe('the events that are kept of a space', () => {
  it('are the same from run to run', () => {
    const spaces = new KeptInSpaces();
    const first = spaces.eventsOf('default', basis(), NOW);
    expect(spaces.eventsOf('default', basis(), NOW + MINUTE)).toBe(first);
  });

  it('are not those of another space', () => {
    const spaces = new KeptInSpaces();
    expect(spaces.eventsOf('default', basis(), NOW)).not.toBe(spaces.eventsOf('lab', basis(), NOW));
  });

  it.each<[string, Partial<Basis>]>([
    ['patterns', { patterns: ['logs-*'] }],
    ['fields', { fields: { account: 'user.target.name' } }],
    ['events', { kerberosAndNtlm: true }],
    ['rules', { rules: [rule({ threshold: 6 })] }],
    ['excluded accounts', { comparing: comparing({ excludedAccounts: ['*$'] }) }],
    ['way to tell domains apart', { comparing: comparing({ keepDomainsApart: true }) }],
    ['rights', { keyId: 'other' }],
    ['rights, where there is no key', { keyId: null }],
  ])('begin anew with other %s, and those before are gone', (_what, overrides) => {
    const spaces = new KeptInSpaces();
    const first = spaces.eventsOf('default', basis(), NOW);
    const second = spaces.eventsOf('default', basis(overrides), NOW);
    expect(second).not.toBe(first);
    expect(spaces.eventsOf('default', basis(overrides), NOW)).toBe(second);
    expect(spaces.eventsOf('default', basis(), NOW)).not.toBe(first);
  });

  it.each([
    ['are there after half an hour without a run', 30 * MINUTE, true],
    ['are forgotten after more', 30 * MINUTE + 1, false],
  ])('%s', (_what, idle, isKept) => {
    const spaces = new KeptInSpaces();
    const first = spaces.eventsOf('default', basis(), NOW);
    spaces.eventsOf('lab', basis(), NOW + idle);
    expect(spaces.eventsOf('default', basis(), NOW + idle) === first).toBe(isKept);
  });

  it('are forgotten on request, and no others', () => {
    const spaces = new KeptInSpaces();
    const [first, lab] = ['default', 'lab'].map((space) => spaces.eventsOf(space, basis(), NOW));
    spaces.forget('default');
    expect(spaces.eventsOf('default', basis(), NOW)).not.toBe(first);
    expect(spaces.eventsOf('lab', basis(), NOW)).toBe(lab);
  });
});

describe('the alerts that are kept of a space', () => {
  it('are the same from run to run, whatever is looked for, and not those of another space', () => {
    const spaces = new KeptInSpaces();
    const first = spaces.alertsOf('default', NOW);
    spaces.eventsOf('default', basis({ patterns: ['logs-*'] }), NOW);
    expect(spaces.alertsOf('default', NOW + MINUTE)).toBe(first);
    expect(spaces.alertsOf('lab', NOW)).not.toBe(first);
  });

  it.each<[string, (spaces: KeptInSpaces) => unknown]>([
    ['after half an hour without a run', (spaces) => spaces.alertsOf('lab', NOW + 30 * MINUTE + 1)],
    ['on request', (spaces) => spaces.forget('default')],
  ])('are forgotten %s', (_when, then) => {
    const spaces = new KeptInSpaces();
    const first = spaces.alertsOf('default', NOW);
    then(spaces);
    expect(spaces.alertsOf('default', NOW)).not.toBe(first);
  });
});

describe('the problems of a tick are news', () => {
  it.each([
    ['where the tick before had none', [], ['gap'], true],
    ['where another one came', ['gap'], ['gap', 'clock_ahead'], true],
    ['where one went', ['gap', 'clock_ahead'], ['gap'], true],
    ['and not where they last', ['gap', 'clock_ahead'], ['gap', 'clock_ahead'], false],
    ['and not where they last in another order', ['gap', 'clock_ahead'], ['clock_ahead', 'gap'], false],
  ])('%s', (_when, before, now, expected) => {
    const spaces = new KeptInSpaces();
    const tell = (space: string, codes: string[]) =>
      spaces.areNews(
        space,
        codes.map((code) => problem(code)),
        NOW,
      );
    tell('default', before);
    tell('lab', ['source_silent']);
    expect(tell('default', now)).toBe(expected);
  });
});
