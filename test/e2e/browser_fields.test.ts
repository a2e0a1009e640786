import { API } from '../../common/api/api';
import { says, standsStill, textOf, useBrowser, watch } from './browser';
import { accessibilityFaults } from './browser_checks';
import { TestSpace } from './harness';

jest.setTimeout(180_000);

describe('which fields are read, in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
  });
  afterEach(() => space.remove());

  it('is told before anything is saved, and anew for a field that was set', async () => {
    await space.fail('svc_sql', 3);
    // The report looks once.
    await space.client.indices.refresh({ index: space.index });
    const admin = await (await visit(space)).open('/settings');
    await watch(admin, space.index);
    await admin.get('bfaFields').getByRole('button', { name: 'Fields' }).first().click();
    await standsStill(admin);
    await admin.get('bfaShowFields').click();
    const report = admin.get('bfaFieldReport');
    await says(report, 'Looked at the newest 3 failed logons');
    const account = report.getByRole('row').filter({ hasText: 'svc_sql' });
    expect(await textOf(account)).toMatch(/^Account winlog\.event_data\.TargetUserName.* 100% svc_sql$/);
    // The captions of both tables come a moment after them.
    await report.locator('caption').filter({ hasText: /\S/ }).nth(1).waitFor({ state: 'attached' });
    expect(await accessibilityFaults(admin)).toEqual([]);

    await admin.get('bfaField-account').fill('nowhere');
    await report.getByRole('table').waitFor({ state: 'detached' });
    await admin.get('bfaShowFields').click();
    // The field that was set comes before the usual ones and not instead of them.
    await account.waitFor();
    expect(await textOf(account)).toMatch(/^Account winlog\.event_data\.TargetUserName.* 100% svc_sql$/);
    const { version } = await space.kibana.expect<{ version: null }>('GET', API.settings);
    expect(version).toBeNull();
    expect(await admin.complaints()).toEqual([]);
  });

  it('says once that nothing is there', async () => {
    const admin = await (await visit(space)).open('/settings');
    await watch(admin, `nowhere-${space.id}-*`);
    await admin.get('bfaFields').getByRole('button', { name: 'Fields' }).first().click();
    await standsStill(admin);
    await admin.get('bfaShowFields').click();
    const report = admin.get('bfaFieldReport');
    await says(report, 'None of these fields is in an index that you may read.');
    expect(await report.getByRole('table').count()).toBe(0);
  });
});
