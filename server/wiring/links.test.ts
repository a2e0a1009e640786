import { linksBelow } from './links';

const ID = 'a'.repeat(32);

describe("the address of an alert's page", () => {
  it.each<[string, string | undefined, string, string, string | null]>([
    ['in the default space', 'https://kibana.corp', 'default', ID, `/app/bruteForceAlerts/alerts/${ID}`],
    ['in another', 'https://kibana.corp', 'night', ID, `/s/night/app/bruteForceAlerts/alerts/${ID}`],
    ['below a base path', 'https://corp/kb', 'default', ID, `/kb/app/bruteForceAlerts/alerts/${ID}`],
    ['nobody knows it', undefined, 'night', ID, null],
  ])('%s', (_name, base, space, id, expected) => {
    const link = linksBelow(base)(space, id);
    expect(link && new URL(link).pathname).toBe(expected);
  });

  it.each([
    ['an id that climbs', 'default', '../../../evil'],
    ['an id that is an address', 'default', '//evil.example/x'],
    ['an id with a query', 'default', '?next=https://evil.example#x'],
    ['a space that climbs', '../..', ID],
    ['a space that is a host', '@evil.example', ID],
  ])('stays below Kibana whatever it is made of: %s', (_name, space, id) => {
    const link = new URL(linksBelow('https://kibana.corp/kb')(space, id) ?? '');
    expect([link.origin, link.search, link.hash, link.username]).toEqual(['https://kibana.corp', '', '', '']);
    expect(link.pathname).toMatch(/^\/kb\/(s\/[^/]+\/)?app\/bruteForceAlerts\/alerts\/[^/]+$/);
  });
});
