import axe from 'axe-core';
import { SETTINGS_PAGES } from '../../public/shared/addresses';
import { rowOf, says, useBrowser, type Visit } from './browser';
import { OURS } from './browser_checks';
import { TestSpace } from './harness';

jest.setTimeout(180_000);

/** Both themes, on a desk and on a tablet. */
const LOOKS = ['light', 'dark'].flatMap((theme) => [1280, 768].map((width) => ({ theme, width })));

describe('axe finds nothing, with no rule off', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  let id: string;
  beforeAll(async () => {
    ({ space, id } = await TestSpace.attacked('anna'));
  });
  afterAll(() => space.remove());

  describe.each(LOOKS)('$theme, $width pixels', ({ theme, width }) => {
    /** A page in the theme: Kibana takes that from the space's settings, the sandbox from the address. */
    const open = async (path: string) => {
      const darkMode = theme === 'dark';
      await space.kibana.call('POST', '/internal/kibana/settings', {
        changes: { 'theme:darkMode': darkMode },
      });
      return (await visit(space, { width })).open(`${path}?theme=${theme}`);
    };

    it('on the page of alerts', async () => {
      const person = await open('/alerts');
      await rowOf(person, 'anna').waitFor();
      expect(await findings(person, OURS)).toEqual([]);
    });

    it('in the details of an alert', async () => {
      const person = await open(`/alerts/${id}`);
      await says(person.get('bfaTold'), 'First message: Delivered');
      expect(await findings(person, '[data-test-subj=bfaAlertFlyout]')).toEqual([]);
    });

    it.each(SETTINGS_PAGES)('on the page of the settings: %s', async (page) => {
      const person = await open(`/settings/${page}`);
      await person.get('bfaSettingsForm').waitFor();
      expect(await findings(person, OURS)).toEqual([]);
    });
  });
});

/** What axe finds in our part of a page, each finding with the element and what is wrong with it. */
async function findings({ page }: Visit, parts: string): Promise<string[]> {
  // What fades in has other colours while it does.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
      ),
  );
  await page.evaluate(axe.source);
  return page.evaluate(async (ours) => {
    const { axe: loaded } = window as unknown as { axe: typeof axe };
    const there = ours.split(', ').filter((part) => document.querySelector(part));
    const { violations } = await loaded.run({ include: there.map((part) => [part]) });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, parts);
}
