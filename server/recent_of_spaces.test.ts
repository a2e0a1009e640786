import { comparing, MINUTE, NOW, rule } from '../test/builders';
import { RecentEventsOfSpaces, type Kept } from './recent_of_spaces';

const kept = (overrides: Partial<Kept> = {}): Kept => ({
  patterns: ['winlogbeat-*'],
  fields: {},
  kerberosAndNtlm: false,
  rules: [rule()],
  comparing: comparing(),
  keyId: 'key',
  ...overrides,
});

describe('the events that are kept of a space', () => {
  it('are the same from run to run', () => {
    const spaces = new RecentEventsOfSpaces();
    const first = spaces.of('default', kept(), NOW);
    expect(spaces.of('default', kept(), NOW + MINUTE)).toBe(first);
  });

  it('are not those of another space', () => {
    const spaces = new RecentEventsOfSpaces();
    expect(spaces.of('default', kept(), NOW)).not.toBe(spaces.of('lab', kept(), NOW));
  });

  it.each<[string, Partial<Kept>]>([
    ['patterns', { patterns: ['logs-*'] }],
    ['fields', { fields: { account: 'user.target.name' } }],
    ['events', { kerberosAndNtlm: true }],
    ['rules', { rules: [rule({ threshold: 6 })] }],
    ['excluded accounts', { comparing: comparing({ excludedAccounts: ['*$'] }) }],
    ['way to tell domains apart', { comparing: comparing({ keepDomainsApart: true }) }],
    ['rights', { keyId: 'other' }],
    ['rights, where there is no key', { keyId: null }],
  ])('begin anew with other %s, and those before are gone', (_what, overrides) => {
    const spaces = new RecentEventsOfSpaces();
    const first = spaces.of('default', kept(), NOW);
    const second = spaces.of('default', kept(overrides), NOW);
    expect(second).not.toBe(first);
    expect(spaces.of('default', kept(overrides), NOW)).toBe(second);
    expect(spaces.of('default', kept(), NOW)).not.toBe(first);
  });

  it.each([
    ['are there after half an hour without a run', 30 * MINUTE, true],
    ['are forgotten after more', 30 * MINUTE + 1, false],
  ])('%s', (_what, idle, isKept) => {
    const spaces = new RecentEventsOfSpaces();
    const first = spaces.of('default', kept(), NOW);
    spaces.of('lab', kept(), NOW + idle);
    expect(spaces.of('default', kept(), NOW + idle) === first).toBe(isKept);
  });

  it('are forgotten on request, and no others', () => {
    const spaces = new RecentEventsOfSpaces();
    const [first, lab] = ['default', 'lab'].map((space) => spaces.of(space, kept(), NOW));
    spaces.forget('default');
    expect(spaces.of('default', kept(), NOW)).not.toBe(first);
    expect(spaces.of('lab', kept(), NOW)).toBe(lab);
  });
});

describe('the alerts that are kept of a space', () => {
  it('are the same from run to run, whatever is looked for, and not those of another space', () => {
    const spaces = new RecentEventsOfSpaces();
    const first = spaces.alertsOf('default', NOW);
    spaces.of('default', kept({ patterns: ['logs-*'] }), NOW);
    expect(spaces.alertsOf('default', NOW + MINUTE)).toBe(first);
    expect(spaces.alertsOf('lab', NOW)).not.toBe(first);
  });

  it.each<[string, (spaces: RecentEventsOfSpaces) => unknown]>([
    ['after half an hour without a run', (spaces) => spaces.alertsOf('lab', NOW + 30 * MINUTE + 1)],
    ['on request', (spaces) => spaces.forget('default')],
  ])('are forgotten %s', (_when, then) => {
    const spaces = new RecentEventsOfSpaces();
    const first = spaces.alertsOf('default', NOW);
    then(spaces);
    expect(spaces.alertsOf('default', NOW)).not.toBe(first);
  });
});
