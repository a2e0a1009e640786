import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/chromium';
import { useBrowser, Visit } from './browser';
import { TestSpace } from './harness';

jest.setTimeout(180_000);

describe('pages lead nowhere else and run nothing else', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  let browser: Browser;
  beforeAll(async () => {
    space = await TestSpace.create();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await space.remove();
  });

  it.each(['/alerts', '/settings', '/alerts/nothing', `/alerts/${'a'.repeat(32)}`, '/nowhere'])(
    '%s has links, all of them inside',
    async (path) => {
      const person = await (await visit(space)).open(path);
      const links = await person.get('bfaApp').locator('a[href]').count();
      expect(links).toBeGreaterThan(0);
      expect(await person.faults()).toEqual([]);
    },
  );

  it('the checks notice what offends: a link, an address that is a script, a script from elsewhere, an exception', async () => {
    const person = await (await Visit.of(browser, space)).open('/alerts');
    await person.get('bfaApp').evaluate((app) => {
      for (const address of ['https://evil.example/', 'javascript:void(0)']) {
        const link = document.createElement('a');
        link.href = address;
        app.append(link);
      }
      const script = document.createElement('script');
      script.src = 'https://evil.example/x.js';
      const tried = new Promise((done) => (script.onerror = done));
      document.body.append(script);
      setTimeout(() => {
        throw new Error('a fault of ours');
      });
      return tried;
    });
    const faults = (await person.faults()).join('\n');
    expect(faults).toContain('leads elsewhere: https://evil.example/');
    expect(faults).toContain('leads elsewhere: javascript:void(0)');
    expect(faults).toContain('against the policy: {"directive":"script-src-elem"');
    expect(faults).toContain('a fault of ours');
    await person.close();
  });
});
