import { API } from '../../common/api';
import { hasFocus, save, says, subject, textOf, useBrowser, type Visit, watch } from './browser';
import { BOT_TOKEN, eventually, GROUP_CHAT, type ReceivedMessage, TARGET, TestSpace } from './harness';

jest.setTimeout(180_000);

const SECRET = BOT_TOKEN.split(':')[1] ?? '';

/** Everything that a page keeps or shows: its elements, what stands in its fields, and its stores. */
const everythingIn = ({ page }: Visit) =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      document.cookie,
      JSON.stringify(history.state),
    ].join('\n'),
  );

describe('settings in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
  });
  afterEach(() => space.remove());

  it('from nothing to running, as an admin does it', async () => {
    const admin = await (await visit(space)).open('/settings');
    await says(admin.get('bfaStatusState'), 'Off');
    expect(await admin.get('bfaTurnOn').isDisabled()).toBe(true);

    await watch(admin, space.index);
    await admin.get('bfaCheckSource').click();
    const found = admin.get('bfaSourceResult').getByRole('row').filter({ hasText: space.index });
    await found.waitFor();
    expect(await textOf(found)).toBe(`${space.index} 1 None`);

    await admin.get('bfaThreshold').fill('0');
    await admin.get('bfaSave').click();
    await says(admin.get('bfaRow-threshold'), 'a whole number from 1 to 1,000,000');
    await hasFocus(admin.get('bfaThreshold'));
    await admin.get('bfaThreshold').fill('5');

    await admin.get('bfaBotToken').fill(`bot${BOT_TOKEN}`);
    await admin.get('bfaBotToken').blur();
    await says(admin.get('bfaRow-botToken'), 'starts with "bot"');
    await admin.get('bfaBotToken').fill(BOT_TOKEN);
    await says(admin.get('bfaTokenResult'), '@sandbox_alerts_bot');

    await admin.get('bfaChatId').fill('2001');
    await admin.get('bfaChatId').blur();
    await says(admin.get('bfaChatResult'), /chat not found/i);
    await says(admin.get('bfaChatResult'), /minus/);
    await admin.get('bfaChatId').fill(GROUP_CHAT);
    await admin.get('bfaChatId').blur();
    await says(admin.get('bfaChatResult'), 'SOC (group)');

    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), 'Telegram took it');
    const received = (await (await fetch(`${TARGET.botApi}/_messages`)).json()) as ReceivedMessage[];
    expect(received.filter(({ text }) => text.includes(space.id))).toHaveLength(1);
    expect((await space.kibana.expect<{ version: null }>('GET', API.settings)).version).toBeNull();

    await save(admin);
    await says(admin.get('bfaTokenSaved'), 'Token saved, bot @sandbox_alerts_bot');
    await says(admin.get('bfaReplaceToken'), 'Replace');
    expect(await admin.get('bfaBotToken').count()).toBe(0);
    expect(await admin.get('bfaSaveBar').count()).toBe(0);
    expect(await everythingIn(admin)).not.toContain(SECRET);

    await admin.get('bfaTurnOn').click();
    const question = await textOf(admin.get('bfaTurnOnModal'));
    expect(question).toContain(`reads ${space.index} with your rights`);
    expect(question).toMatch(/Everybody who may read alerts in this space.* will see/);
    await admin.get('bfaTurnOnConfirm').click();
    await says(admin.get('bfaDetectionState'), 'turned on');
    await says(admin.get('bfaStatusState'), /^Running$/);

    await admin.open('/settings');
    await admin.get('bfaTokenSaved').waitFor();
    expect(await everythingIn(admin)).not.toContain(SECRET);
    expect(await admin.answers()).not.toContain(SECRET);
    expect(await admin.answers()).toContain('"tokenSaved":true');
    expect(await admin.complaints()).toEqual([]);
  });

  it('two admins at once: the second is asked whose settings are to hold', async () => {
    await space.save();
    const mine = await (await visit(space)).open('/settings');
    const theirs = await (await visit(space)).open('/settings');
    const bothChange = async (ours: string, others: string) => {
      await mine.get('bfaThreshold').fill(ours);
      await theirs.get('bfaThreshold').fill(others);
      await save(theirs);
      await mine.get('bfaSave').click();
      await says(mine.get('bfaConflict'), `Threshold: theirs ${others}, yours ${ours}`);
    };
    const saved = async () =>
      (await space.kibana.expect<{ settings: { threshold: number } }>('GET', API.settings)).settings
        .threshold;

    await bothChange('7', '6');
    await mine.get('bfaLoadTheirs').click();
    await mine.get('bfaConflict').waitFor({ state: 'detached' });
    expect(await mine.get('bfaThreshold').inputValue()).toBe('6');
    expect(await mine.get('bfaSaveBar').count()).toBe(0);
    expect(await saved()).toBe(6);

    await theirs.open('/settings');
    await bothChange('8', '9');
    await mine.get('bfaOverwrite').click();
    await mine.get('bfaConflict').waitFor({ state: 'detached' });
    await eventually('my settings', async () => (await saved()) === 8);
    expect(await mine.get('bfaThreshold').inputValue()).toBe('8');
    expect((await mine.complaints()).filter((complaint) => !complaint.includes('409'))).toEqual([]);
  });

  it('unsaved changes outlive a look at the alerts, and leaving the app asks about them', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings');
    await admin.get('bfaThreshold').fill('9');
    await admin.get('bfaTabAlerts').click();
    await says(admin.get('bfaTabSettings'), 'Settings (unsaved)');
    await admin.get('bfaTurnedOff').waitFor();

    await leave(admin, 'stay');
    expect(admin.path()).toBe('/alerts');
    await admin.get('bfaTabSettings').click();
    expect(await admin.get('bfaThreshold').inputValue()).toBe('9');

    await leave(admin, 'go');
    await admin.page.waitForURL((url) => !url.pathname.endsWith('/settings'));
    expect((await space.kibana.expect<{ settings: object }>('GET', API.settings)).settings).toMatchObject({
      threshold: 5,
    });
  });

  it('nothing unsaved: nobody is asked', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings');
    await admin.get('bfaThreshold').fill('9');
    await admin.get('bfaDiscard').click();
    expect(await admin.get('bfaThreshold').inputValue()).toBe('5');
    await admin.page.getByRole('link', { name: 'Elastic home' }).click();
    await admin.page.waitForURL((url) => !url.pathname.endsWith('/settings'));
  });
});

/** By the logo: inside Kibana its own dialog asks, and where the whole page is left the browser's. */
async function leave({ page }: Visit, answer: 'stay' | 'go'): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    page.once('dialog', (dialog) => {
      expect(dialog.type()).toBe('beforeunload');
      void (answer === 'go' ? dialog.accept() : dialog.dismiss()).then(resolve);
    });
  });
  const modal = page.locator(subject('appLeaveConfirmModal')).filter({ hasText: 'Leave without saving?' });
  await page.getByRole('link', { name: 'Elastic home' }).click({ noWaitAfter: true });
  await Promise.race([asked, modal.waitFor()]);
  if ((await modal.count()) === 0) return;
  await modal.getByRole('button', { name: answer === 'go' ? 'Confirm' : 'Cancel' }).click();
}
