import { API, type SettingsView } from '../../common/api/api';
import { DEFAULT_RULES } from '../../common/rules/default_rules';
import {
  goToPart,
  hasFocus,
  ruleErrorsIn,
  save,
  says,
  subject,
  textOf,
  thresholdIn,
  useBrowser,
  type Visit,
  watch,
} from './browser';
import { DEFAULT_EXCLUSIONS } from '../../common/rules/noise';
import { rulesWith } from '../rules_with';
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

    await goToPart(admin, 'rules');
    await thresholdIn(admin).fill('0');
    await goToPart(admin, 'general');
    await says(admin.get('bfaUnsaved'), 'Unsaved changes on: Sources, Rules');
    await admin.get('bfaSave').click();
    await says(ruleErrorsIn(admin), 'a whole number from 1 to 1,000,000');
    await hasFocus(thresholdIn(admin));
    await says(admin.get('bfaSettingsPage-rules'), 'Rules (to correct)');
    await thresholdIn(admin).fill('5');

    await goToPart(admin, 'channels');
    await admin.get('bfaChooseKind-telegram').click();
    const token = admin.get('bfaSecret-botToken');
    await token.fill(`bot${BOT_TOKEN}`);
    await token.blur();
    await says(admin.get('bfaRow-secrets.botToken'), 'starts with "bot"');
    await token.fill(BOT_TOKEN);
    await says(admin.get('bfaTokenResult'), '@sandbox_alerts_bot');

    await admin.get('bfaChatId').fill('2001');
    await admin.get('bfaChatId').blur();
    await says(admin.get('bfaChatResult'), /chat not found/i);
    await says(admin.get('bfaChatResult'), /minus/);
    await admin.get('bfaChatId').fill(GROUP_CHAT);
    await admin.get('bfaChatId').blur();
    await says(admin.get('bfaChatResult'), 'SOC (group)');

    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), /It was taken.*Test message/s);
    expect(await isAboveBar(admin, 'bfaTestResult')).toBe(true);
    const received = (await (await fetch(`${TARGET.botApi}/_messages`)).json()) as ReceivedMessage[];
    expect(received.filter(({ text }) => text.includes(space.id))).toHaveLength(1);
    expect((await space.kibana.expect<{ version: null }>('GET', API.settings)).version).toBeNull();

    await save(admin);
    await says(admin.get('bfaSecretSaved-botToken'), 'Token saved, bot @sandbox_alerts_bot');
    await says(admin.get('bfaReplaceSecret-botToken'), 'Replace');
    expect(await token.count()).toBe(0);
    expect(await admin.get('bfaSaveBar').count()).toBe(0);
    expect(await everythingIn(admin)).not.toContain(SECRET);

    await admin.get('bfaTurnOn').click();
    const question = await textOf(admin.get('bfaTurnOnModal'));
    expect(question).toContain(`reads ${space.index} with your rights`);
    expect(question).toMatch(/Everybody who may read alerts in this space.* will see/);
    await admin.get('bfaTurnOnConfirm').click();
    await says(admin.get('bfaDetectionState'), 'turned on');
    await says(admin.get('bfaStatusState'), /^Running$/);

    await admin.open(admin.path());
    await admin.get('bfaSecretSaved-botToken').waitFor();
    expect(await everythingIn(admin)).not.toContain(SECRET);
    expect(await admin.answers()).not.toContain(SECRET);
    expect(await admin.answers()).toContain('"secretsSaved":["botToken"]');
    expect(await admin.complaints()).toEqual([]);
  });

  it('two admins at once: the second is asked whose settings are to hold', async () => {
    await space.save();
    const mine = await (await visit(space)).open('/settings/rules');
    const theirs = await (await visit(space)).open('/settings/rules');
    const bothChange = async (ours: string, others: string) => {
      await thresholdIn(mine).fill(ours);
      await thresholdIn(theirs).fill(others);
      await save(theirs);
      await mine.get('bfaSave').click();
      await says(
        mine.get('bfaConflict'),
        `Failed logons of one account: theirs on, ${others} within 5 min, severity Medium, yours on, ${ours} within`,
      );
    };
    const saved = async () =>
      (await space.kibana.expect<SettingsView>('GET', API.settings)).settings.rules[0]?.threshold;

    await bothChange('7', '6');
    await mine.get('bfaLoadTheirs').click();
    await mine.get('bfaConflict').waitFor({ state: 'detached' });
    expect(await thresholdIn(mine).inputValue()).toBe('6');
    expect(await mine.get('bfaSaveBar').count()).toBe(0);
    expect(await saved()).toBe(6);

    await theirs.open('/settings/rules');
    await bothChange('8', '9');
    await mine.get('bfaOverwrite').click();
    await mine.get('bfaConflict').waitFor({ state: 'detached' });
    await eventually('my settings', async () => (await saved()) === 8);
    expect(await thresholdIn(mine).inputValue()).toBe('8');
    expect((await mine.complaints()).filter((complaint) => !complaint.includes('409'))).toEqual([]);
  });

  it('unsaved changes outlive a look at the alerts, and leaving the app asks about them', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/rules');
    await thresholdIn(admin).fill('9');
    await admin.get('bfaTabAlerts').click();
    await says(admin.get('bfaTabSettings'), 'Settings (unsaved)');
    await admin.get('bfaTurnedOff').waitFor();

    await leave(admin, 'stay');
    expect(admin.path()).toBe('/alerts');
    await admin.get('bfaTabSettings').click();
    await says(admin.get('bfaUnsaved'), 'Unsaved changes on: Rules');
    await goToPart(admin, 'rules');
    expect(await thresholdIn(admin).inputValue()).toBe('9');

    await leave(admin, 'go');
    await admin.page.waitForURL((url) => !url.pathname.includes('/settings'));
    const { settings } = await space.kibana.expect<SettingsView>('GET', API.settings);
    expect(settings.rules[0]?.threshold).toBe(5);
  });

  it('rules are changed, added, removed and restored', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/rules');
    const savedRules = async () =>
      (await space.kibana.expect<SettingsView>('GET', API.settings)).settings.rules;
    const spray = 'accounts_tried_from_one_source';
    await admin.get(`bfaRuleEnabled-${spray}`).click();
    await admin.get(`bfaThreshold-${spray}`).fill('8');
    await admin.get(`bfaTimespan-${spray}`).fill('1h');
    await admin.get(`bfaSeverity-${spray}`).selectOption('critical');
    await says(admin.get(`bfaRule-${spray}`), 'T1110.003 Password Spraying');

    await admin.get('bfaAddRule').click();
    await admin.get('bfaAddRuleCounted').selectOption('accounts');
    await admin.get('bfaAddRuleGroupBy').selectOption('workstation');
    await says(admin.get('bfaAddRuleOutcome'), 'Accounts tried from one workstation');
    await admin.get('bfaAddRuleConfirm').click();
    const added = 'value_count_of_account_by_workstation';
    await admin.get('bfaAddRule').click();
    await admin.get('bfaAddRuleConfirm').click();
    const second = 'failed_logons_of_one_account_2';
    await admin.get(`bfaRemoveRule-${second}`).waitFor();
    expect(await admin.get('bfaRemoveRule-failed_logons_of_one_account').count()).toBe(0);
    await save(admin);
    const rules = await savedRules();
    expect(rules.map(({ id }) => id)).toEqual([...DEFAULT_RULES.map(({ id }) => id), added, second]);
    expect(rules.find(({ id }) => id === spray)).toMatchObject({
      enabled: true,
      threshold: 8,
      timespan: '1h',
      severity: 'critical',
    });

    await admin.get(`bfaRemoveRule-${second}`).click();
    await admin.get(`bfaRule-${second}`).waitFor({ state: 'detached' });
    await admin.get('bfaRestoreRules').click();
    await says(admin.get('bfaRestoreRulesModal'), '1 rule that was added is removed');
    await admin.get('bfaRestoreRulesModal').getByRole('button', { name: 'Restore defaults' }).click();
    await admin.get(`bfaRule-${added}`).waitFor({ state: 'detached' });
    await save(admin);
    expect(await savedRules()).toEqual(DEFAULT_RULES);
    expect(await admin.complaints()).toEqual([]);
  });

  it('the error of a rule stands at it and takes the focus; so does one of a folded field', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/rules');
    const success = 'success_after_failures';
    await admin.get('bfaTimespan-success_after_failures').fill('5');
    await admin.get('bfaSave').click();
    await says(admin.get(`bfaRuleErrors-${success}`), 'timespan must be from 1s to 1d');
    await hasFocus(admin.get(`bfaTimespan-${success}`));
    const described = await admin.get(`bfaTimespan-${success}`).getAttribute('aria-describedby');
    expect(described).toContain('bfaError-rules.6.timespan');
    await admin.get(`bfaTimespan-${success}`).fill('5m');

    await goToPart(admin, 'sources');
    await unfold(admin);
    await admin.get('bfaField-account').fill('user name');
    await unfold(admin);
    await goToPart(admin, 'rules');
    await admin.get('bfaSave').click();
    await says(admin.get('bfaFields'), 'without blanks');
    await hasFocus(admin.get('bfaField-account'));
    await admin.get('bfaField-account').fill('winlog.event_data.TargetUserName');
    await save(admin);
    const { settings } = await space.kibana.expect<SettingsView>('GET', API.settings);
    expect(settings.fields).toEqual({ account: 'winlog.event_data.TargetUserName' });
    expect(await admin.complaints()).toEqual([]);
  });

  it('accounts are left out, and those of Windows come back', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/exclusions');
    const box = admin.get('bfaExcludedAccounts');
    await box.getByRole('combobox').fill('svc backup');
    await box.getByRole('combobox').press('Enter');
    await admin.get('bfaRestoreExclusions').click();
    await box.getByText('ANONYMOUS LOGON', { exact: true }).waitFor();
    expect(await admin.get('bfaRestoreExclusions').isDisabled()).toBe(true);
    await goToPart(admin, 'sources');
    await admin.get('bfaKerberosAndNtlm').selectOption('on');
    await save(admin);
    const { settings } = await space.kibana.expect<SettingsView>('GET', API.settings);
    expect(settings.excludedAccounts).toEqual(['svc backup', ...DEFAULT_EXCLUSIONS]);
    expect(settings.kerberosAndNtlm).toBe('on');
  });

  it('with every rule off both pages say that nothing would be seen', async () => {
    await space.turnOn({ rules: rulesWith({ enabled: false }) });
    const admin = await (await visit(space)).open('/settings/rules');
    await says(admin.get('bfaAllRulesOff'), 'no attack would be seen');
    await admin.get('bfaTabAlerts').click();
    await says(admin.get('bfaNoRuleOn'), 'Every rule is switched off');
  });

  it('nothing unsaved: nobody is asked', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/rules');
    await thresholdIn(admin).fill('9');
    await admin.get('bfaDiscard').click();
    expect(await thresholdIn(admin).inputValue()).toBe('5');
    await admin.page.getByRole('link', { name: 'Elastic home' }).click();
    await admin.page.waitForURL((url) => !url.pathname.includes('/settings'));
  });
});

/** Whether all of a part of the page is in the window, above the bar at its bottom. */
async function isAboveBar(visit: Visit, part: string): Promise<boolean> {
  const [box, bar] = await Promise.all([
    visit.get(part).boundingBox(),
    visit.get('bfaSaveBar').boundingBox(),
  ]);
  return box !== null && bar !== null && box.height > 0 && box.y + box.height <= bar.y;
}

/** The words beside the arrow, which is a button too. */
const unfold = ({ page }: Visit) =>
  page.getByRole('button', { name: 'Fields' }).filter({ hasText: 'Fields' }).click();

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
