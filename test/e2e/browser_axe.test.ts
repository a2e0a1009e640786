import type { Locator } from 'playwright-core';
import { SETTINGS_PAGES } from '../../public/shared/addresses';
import { axeFindings } from './axe_findings';
import { rowOf, says, useBrowser } from './browser';
import { OURS } from './browser_checks';
import { eventually, TestSpace } from './harness';

jest.setTimeout(180_000);

/** Both themes, on a desk and on a tablet. */
const LOOKS = ['light', 'dark'].flatMap((theme) => [1280, 768].map((width) => ({ theme, width })));

/** What else the page shows may still come in, and move the switch away from below the mouse. */
const turnedOn = (button: Locator) =>
  eventually('the switch to be on', async () => {
    const isOn = async () => (await button.getAttribute('aria-checked')) === 'true';
    if (!(await isOn())) await button.click();
    return isOn();
  });

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
      expect(await axeFindings(person, OURS)).toEqual([]);
    });

    it('in the fields for exact times, with one that is wrong', async () => {
      const person = await open('/alerts');
      await rowOf(person, 'anna').waitFor();
      await person.get('bfaRange').selectOption('exact');
      await person.get('bfaExact-from').fill('yesterday');
      await person.get('bfaExactShow').click();
      await says(person.get('bfaExactSpan'), 'Enter a day');
      expect(await axeFindings(person, '[data-test-subj=bfaExactSpan]')).toEqual([]);
    });

    it('in the details of an alert', async () => {
      const person = await open(`/alerts/${id}`);
      await says(person.get('bfaTold'), 'First message: Delivered');
      expect(await axeFindings(person, '[data-test-subj=bfaAlertFlyout]')).toEqual([]);
    });

    it.each(SETTINGS_PAGES)('on the page of the settings: %s', async (page) => {
      const person = await open(`/settings/${page}`);
      await person.get('bfaSettingsForm').waitFor();
      expect(await axeFindings(person, OURS)).toEqual([]);
    });

    it.each([
      ['general', 'bfaHeartbeat', 'bfaHeartbeatMinutes'],
      ['when', 'bfaAllQuiet', 'bfaAllQuietAt'],
    ] as const)('on the page of the settings: %s, with its heartbeat on', async (page, turn, field) => {
      const person = await open(`/settings/${page}`);
      await turnedOn(person.get(turn));
      await person.get(field).waitFor();
      expect(await axeFindings(person, OURS)).toEqual([]);
    });
  });
});
