import { goToPart, ruleErrorsIn, says, thresholdIn, useBrowser, type Visit } from './browser';
import { accessibilityFaults } from './browser_checks';
import { TestSpace } from './harness';

jest.setTimeout(180_000);

describe('the app as a part of Kibana', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  let id: string;
  beforeAll(async () => {
    ({ space, id } = await TestSpace.attacked('Guest'));
  });
  afterAll(() => space.remove());

  it('stands under Security in the navigation; breadcrumbs and title say where one is', async () => {
    const person = await (await visit(space)).open('');
    const { page } = person;
    expect(person.path()).toBe('/alerts');
    expect(await page.title()).toBe('Alerts - Brute force alerts - Elastic');
    const breadcrumbs = person.get('breadcrumbs').getByRole('listitem');
    expect(await breadcrumbs.allInnerTexts()).toEqual(['Brute force alerts', 'Alerts']);

    await person.get('bfaTabSettings').click();
    await person.get('bfaSettingsForm').waitFor();
    expect(person.path()).toBe('/settings');
    expect(await page.title()).toBe('Sources - Settings - Brute force alerts - Elastic');
    expect(await breadcrumbs.allInnerTexts()).toEqual(['Brute force alerts', 'Settings', 'Sources']);
    await person.get('bfaSettingsPage-rules').click();
    await breadcrumbs.getByText('Rules', { exact: true }).waitFor();
    expect(person.path()).toBe('/settings/rules');
    await breadcrumbs.getByRole('link', { name: 'Brute force alerts' }).click();
    await person.get('bfaAlertsTable').waitFor();
    expect(person.loads).toBe(1);

    const link = page
      .getByRole('region', { name: 'Security' })
      .getByRole('link', { name: 'Brute force alerts' });
    if (!(await link.isVisible())) await person.get('toggleNavButton').click();
    await link.waitFor();
    expect(await link.getAttribute('href')).toContain(`/s/${space.id}/app/bruteForceAlerts`);
  });

  it('nothing of Kibana lies over the title', async () => {
    const person = await (await visit(space)).open('/alerts');
    const title = person.get('bfaApp').getByRole('heading', { level: 1 });
    expect(await title.evaluate(isOnTop)).toBe(true);
  });

  it('an address of no page leads to the alerts', async () => {
    const person = await (await visit(space)).open('/nowhere/at/all');
    await person.page.waitForURL(/\/alerts$/);
  });

  describe('for somebody who does not see it', () => {
    const captionIn = (visitor: Visit, name: string) =>
      visitor.get(name).locator('caption').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });

    it('the alerts, and the details of one', async () => {
      const person = await (await visit(space)).open('/alerts');
      await captionIn(person, 'bfaAlertsTable');
      expect(await accessibilityFaults(person)).toEqual([]);
      await person.get(`bfaOpenAlert-${id}`).click();
      await says(person.get('bfaAlertFlyout').locator('pre'), 'User: Guest');
      expect(await accessibilityFaults(person)).toEqual([]);
      expect(await person.complaints()).toEqual([]);
    });

    it('the settings, with a check, errors, and the question before turning on', async () => {
      const fresh = await TestSpace.create();
      try {
        await fresh.save();
        const person = await (await visit(fresh)).open('/settings');
        await person.get('bfaCheckSource').click();
        await captionIn(person, 'bfaSourceResult');
        expect(await accessibilityFaults(person)).toEqual([]);
        await goToPart(person, 'rules');
        await thresholdIn(person).fill('0');
        await goToPart(person, 'general');
        await person.get('bfaSave').click();
        await says(ruleErrorsIn(person), 'a whole number');
        expect(await accessibilityFaults(person)).toEqual([]);
        await person.get('bfaDiscard').click();
        await person.get('bfaAddRule').click();
        await person.get('bfaAddRuleConfirm').waitFor();
        expect(await accessibilityFaults(person)).toEqual([]);
        await person.get('bfaAddRuleCancel').click();
        await person.get('bfaRestoreRules').click();
        await person.get('bfaRestoreRulesModal').waitFor();
        expect(await accessibilityFaults(person)).toEqual([]);
        await person.page.keyboard.press('Escape');
        await person.get('bfaRestoreRulesModal').waitFor({ state: 'detached' });
        await person.get('bfaTurnOn').click();
        await person.get('bfaTurnOnConfirm').waitFor();
        expect(await accessibilityFaults(person)).toEqual([]);
        expect(await person.complaints()).toEqual([]);
      } finally {
        await fresh.remove();
      }
    });
  });

  it('in a narrow window every column of the alerts keeps its room', async () => {
    const person = await (await visit(space, { width: 800 })).open('/alerts');
    const heads = person.get('bfaAlertsTable').getByRole('columnheader');
    await heads.first().waitFor();
    const widths = await heads.evaluateAll((all) => all.map((head) => head.getBoundingClientRect().width));
    // The first holds the box to select an alert.
    expect(widths).toHaveLength(7);
    expect(Math.min(...widths.slice(1))).toBeGreaterThan(60);
    const tooWide = await person.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(tooWide).toBeLessThanOrEqual(0);
  });

  it('in the dark the words are light', async () => {
    // Kibana takes it from the space's settings, the sandbox from the address.
    await space.kibana.call('POST', '/internal/kibana/settings', { changes: { 'theme:darkMode': true } });
    const person = await (await visit(space)).open('/alerts?theme=dark');
    await person.get('bfaAlertsTable').waitFor();
    for (const name of ['bfaStatusLine', 'bfaAlertsTable']) {
      const { words, ground } = await person.get(name).evaluate(lightness);
      expect({ name, ground: ground < 0.2, words: words > 0.6 }).toEqual({ name, ground: true, words: true });
    }
    await person.get(`bfaOpenAlert-${id}`).click();
    await says(person.get('bfaAlertFlyout').locator('pre'), 'User: Guest');
    const { words, ground } = await person.get('bfaAlertFacts').evaluate(lightness);
    expect(ground).toBeLessThan(0.2);
    expect(words).toBeGreaterThan(0.6);
    expect(await person.complaints()).toEqual([]);
  });
});

/** Runs in the page: whether somebody who points at the middle of an element points at it, and at nothing over it. */
function isOnTop(element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}

/** Runs in the page: how light the words of an element and the ground below them are, from 0 to 1. */
function lightness(element: Element): { words: number; ground: number } {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color: string) =>
    channels(color)
      .slice(0, 3)
      .reduce((sum, value) => sum + value, 0) / 765;
  const isClear = (color: string) => color === 'transparent' || channels(color)[3] === 0;
  let below: Element | null = element;
  while (below && isClear(getComputedStyle(below).backgroundColor)) below = below.parentElement;
  return {
    words: light(getComputedStyle(element).color),
    ground: below ? light(getComputedStyle(below).backgroundColor) : 1,
  };
}
